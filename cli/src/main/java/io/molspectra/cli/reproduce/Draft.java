package io.molspectra.cli.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step being put together. */
final class Draft {
  private final String name;
  private final List<String> command = new ArrayList<>();
  private final List<Path> outputs = new ArrayList<>();
  private final List<String> needs = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private boolean refreshed;

  Draft(String name, String... command) {
    this.name = name;
    this.command.addAll(List.of(command));
  }

  Draft with(String option, Object value) {
    command.add(option);
    command.add(String.valueOf(value));
    return this;
  }

  Draft flag(String option) {
    command.add(option);
    return this;
  }

  /** A file that the user names by an option of reproduce; without it the step cannot run. */
  Draft file(String option, String asked, @Nullable Path file) {
    if (file == null) {
      missing.add(asked);
    }
    return with(option, file == null ? "FILE" : file);
  }

  Draft settings(List<String> assignments) {
    assignments.forEach(assignment -> with("--set", assignment));
    return this;
  }

  Draft after(Step step) {
    needs.add(step.name());
    return this;
  }

  Draft writes(Path output) {
    outputs.add(output);
    return this;
  }

  Draft everyTime() {
    refreshed = true;
    return this;
  }

  Step step() {
    return new Step(name, command, outputs, needs, missing, refreshed);
  }
}
