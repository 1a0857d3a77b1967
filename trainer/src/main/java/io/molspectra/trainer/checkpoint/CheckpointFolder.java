package io.molspectra.trainer.checkpoint;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one checkpoint's folder.
 *
 * @param path the folder
 * @param step number of updates made
 * @param revision counts how often this step was saved before
 */
record CheckpointFolder(Path path, long step, int revision) {

  static final Comparator<CheckpointFolder> NEWEST_FIRST =
      Comparator.comparingLong(CheckpointFolder::step)
          .thenComparingInt(CheckpointFolder::revision)
          .reversed();

  private static final Pattern NAME = Pattern.compile("step-(\\d{9,18})\\.r(\\d{1,8})");

  static CheckpointFolder of(Path parent, long step, int revision) {
    return new CheckpointFolder(
        parent.resolve("step-%09d.r%d".formatted(step, revision)), step, revision);
  }

  /**
   * Empty for anything else that lies in the folder, leftovers of an interrupted write included.
   */
  static Optional<CheckpointFolder> parse(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    return name.matches()
        ? Optional.of(
            new CheckpointFolder(
                path, Long.parseLong(name.group(1)), Integer.parseInt(name.group(2))))
        : Optional.empty();
  }
}
