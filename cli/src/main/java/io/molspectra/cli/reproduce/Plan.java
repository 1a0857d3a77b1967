package io.molspectra.cli.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be run, in an order in which every step comes after those it needs.
 *
 * @param steps names are unique
 * @param measured which runs stand in which table
 */
public record Plan(List<Step> steps, List<Measured> measured) {

  /**
   * @throws IllegalArgumentException if a name occurs twice, or a step needs one that does not come
   *     before it
   */
  public Plan {
    steps = List.copyOf(steps);
    measured = List.copyOf(measured);
    Set<String> before = new LinkedHashSet<>();
    for (Step step : steps) {
      if (!before.containsAll(step.needs()) || !before.add(step.name())) {
        throw new IllegalArgumentException(
            "step %s is there twice, or one of %s does not come before it"
                .formatted(step.name(), step.needs()));
      }
    }
  }

  /** All experiments. */
  public static Plan of(Settings settings) {
    return new PlanBuilder(settings).build();
  }

  /**
   * Some steps with all they need.
   *
   * @param names of steps; {@code *} stands for any text
   * @throws IllegalArgumentException if a name fits no step; the message tells all names
   */
  public Plan only(List<String> names) {
    Set<String> chosen = new LinkedHashSet<>();
    for (String name : names) {
      String pattern = ("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E");
      List<String> found =
          steps.stream().map(Step::name).filter(step -> step.matches(pattern)).toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "--only: there is no step '%s'; there are %s"
                .formatted(name, steps.stream().map(Step::name).collect(Collectors.joining(", "))));
      }
      chosen.addAll(found);
    }
    // From the end: by then all that need a step are known.
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (chosen.contains(steps.get(i).name())) {
        chosen.addAll(steps.get(i).needs());
      }
    }
    return new Plan(steps.stream().filter(step -> chosen.contains(step.name())).toList(), measured);
  }

  /** Options that were not given and that a step, or one it needs, cannot do without. */
  public Map<String, List<String>> missing() {
    Map<String, List<String>> missing = new LinkedHashMap<>();
    for (Step step : steps) {
      Set<String> options = new LinkedHashSet<>(step.missing());
      step.needs().forEach(need -> options.addAll(Objects.requireNonNull(missing.get(need))));
      missing.put(step.name(), List.copyOf(options));
    }
    return missing;
  }

  /** Without the steps for which data are missing. */
  public Plan available() {
    Map<String, List<String>> missing = missing();
    var kept = new ArrayList<Step>();
    for (Step step : steps) {
      if (Objects.requireNonNull(missing.get(step.name())).isEmpty()) {
        kept.add(step);
      }
    }
    return new Plan(kept, measured);
  }
}
