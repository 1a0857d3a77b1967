package io.molspectra.cli;

import io.molspectra.trainer.config.ConfigException;
import io.molspectra.trainer.config.TargetSettings;
import io.molspectra.trainer.config.TargetSettings.Head;
import io.molspectra.trainer.config.TargetSettings.References;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one fine-tuning run.
 *
 * @param options preset, file and assignments
 * @param heads by property, where not the default
 * @param references by property, where not the default
 * @param unit of the answers, where not the labels', as {@link TargetUnits} reads it
 * @param weight of every property, where not the default
 * @param standardise whether mean and deviation are taken out
 */
record FinetuneSetup(
    PretrainingOptions options,
    Map<String, String> heads,
    Map<String, String> references,
    Optional<String> unit,
    Optional<Double> weight,
    boolean standardise) {

  /** Whether nothing was said about the targets. */
  boolean targetsAreDefaults() {
    return heads.isEmpty()
        && references.isEmpty()
        && unit.isEmpty()
        && weight.isEmpty()
        && standardise;
  }

  /** Targets with what the command line says of them. */
  List<TargetSettings> over(List<TargetSettings> defaults) {
    List<String> names = defaults.stream().map(TargetSettings::name).toList();
    for (String name : heads.keySet()) {
      requireTarget("--head", name, names);
    }
    for (String name : references.keySet()) {
      requireTarget("--references", name, names);
    }
    List<Optional<String>> units =
        unit.map(text -> TargetUnits.parse(text, names))
            .orElseGet(() -> Collections.nCopies(names.size(), Optional.empty()));
    var targets = new ArrayList<TargetSettings>();
    for (int i = 0; i < defaults.size(); i++) {
      targets.add(over(defaults.get(i), units.get(i)));
    }
    return targets;
  }

  private static void requireTarget(String option, String name, List<String> names) {
    if (names.stream().noneMatch(name::equalsIgnoreCase)) {
      throw new ConfigException(
          "%s %s=...: no such property in --task; it has %s".formatted(option, name, names));
    }
  }

  /** What was said of a property; bundles and tables write its name in lower case. */
  private static @Nullable String of(TargetSettings target, Map<String, String> said) {
    return said.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(target.name()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private TargetSettings over(TargetSettings target, Optional<String> ownUnit) {
    Head head = target.head();
    References kind = target.references();
    Map<String, Double> given = target.given();
    String asked = of(target, heads);
    if (asked != null) {
      head = parse(Head.class, "--head", asked);
      // What suited the former head may not suit this one.
      kind = References.NONE;
    }
    String wanted = of(target, references);
    if (wanted != null && wanted.contains(":")) {
      kind = References.GIVEN;
      given = numbers(wanted);
    } else if (wanted != null) {
      kind = parse(References.class, "--references", wanted);
    }
    return new TargetSettings(
        target.name(),
        ownUnit.orElse(target.unit()),
        head,
        kind,
        given,
        standardise && target.standardise(),
        weight.orElse(target.weight()));
  }

  private static <E extends Enum<E>> E parse(Class<E> type, String option, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "%s: '%s' is none of %s"
                        .formatted(
                            option,
                            text,
                            Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT))));
  }

  private static Map<String, Double> numbers(String text) {
    var numbers = new LinkedHashMap<String, Double>();
    for (String part : text.split(",")) {
      String[] sides = part.split(":", 2);
      try {
        numbers.put(sides[0].strip(), Double.valueOf(sides[1]));
      } catch (RuntimeException e) {
        throw new ConfigException(
            "--references: '%s' is not SYMBOL:NUMBER, such as H:-13.6".formatted(part), e);
      }
    }
    return numbers;
  }
}
