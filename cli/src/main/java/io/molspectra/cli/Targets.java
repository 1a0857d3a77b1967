package io.molspectra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses files that cannot be written, or hold something else, before any work is done. */
final class Targets {
  private final Map<String, Path> targets = new LinkedHashMap<>();

  /**
   * Adds a file.
   *
   * @param option that names it
   * @param file null if it is not given
   */
  Targets with(String option, @Nullable Path file) {
    if (file != null) {
      targets.put(option, file);
    }
    return this;
  }

  /**
   * Checks that each is a file of its own, or can become one.
   *
   * @param inputs which none of them may replace
   * @throws CommandFailure USAGE naming the option
   * @throws IOException if a path cannot be looked up
   */
  void check(List<Path> inputs) throws IOException {
    var known = new LinkedHashMap<String, Path>();
    for (Map.Entry<String, Path> target : targets.entrySet()) {
      String option = target.getKey();
      Path file = target.getValue();
      requireFile(option, file);
      for (Path input : inputs) {
        if (areSame(file, input)) {
          throw usage(
              "%s %s is an --input, which it would replace: name another file"
                  .formatted(option, file));
        }
      }
      for (Map.Entry<String, Path> other : known.entrySet()) {
        if (areSame(file, other.getValue())) {
          throw usage("%s and %s are the same file".formatted(option, other.getKey()));
        }
      }
      known.put(option, file);
    }
  }

  private static void requireFile(String option, Path file) {
    if (Files.isDirectory(file)) {
      throw usage("%s %s is a folder: name a file".formatted(option, file));
    }
    // A finished file takes the place of what had its name: never that of a device or a pipe.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw usage(
          "%s %s is a device or a pipe: name a file, which is written in whole at the end"
              .formatted(option, file));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
      throw usage("%s %s: %s is no folder".formatted(option, file, folder));
    }
  }

  private static boolean areSame(Path one, Path other) throws IOException {
    return Files.exists(one) && Files.exists(other)
        ? Files.isSameFile(one, other)
        : real(one).equals(real(other));
  }

  /** With the links of what is there followed. */
  static Path real(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    var missing = new ArrayList<Path>();
    Path there = absolute;
    while (there.getParent() != null && !Files.exists(there)) {
      missing.add(0, there.getFileName());
      there = there.getParent();
    }
    Path real = there.toRealPath();
    for (Path name : missing) {
      real = real.resolve(name);
    }
    return real;
  }

  private static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }
}
