package io.molspectra.cli.score;

import io.molspectra.cli.score.PartialFile.State;
import io.molspectra.cli.score.ScoreFiles.Finish;
import io.molspectra.cli.score.ScoreFiles.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives the tables of a scoring of which all rows are done their names. */
public final class Publication {

  private Publication() {}

  /**
   * Finishes a scoring of which all rows were done when it was interrupted.
   *
   * @param settings as of {@link ScoreFiles#open}
   * @return what became of the rows; empty if there is none or rows are left
   * @throws IOException as of {@link ScoreFiles#open}
   */
  public static Optional<ScoreCounts> ofInterrupted(
      Path output, Path rejects, Map<String, String> settings, Found found, @Nullable Finish finish)
      throws IOException {
    if (found == Found.RESTART || !Files.exists(Journal.nameOf(output))) {
      return Optional.empty();
    }
    Journal before;
    try (PartialFile scores = openIfThere(output);
        PartialFile rejected = openIfThere(rejects)) {
      before = Journal.read(output).filter(Journal::complete).orElse(null);
      if (before == null) {
        return Optional.empty();
      }
      before.check(output, rejects, settings, found);
      require(output, scores, before.scores());
      require(rejects, rejected, before.rejects());
    }
    of(output, rejects, finish);
    return Optional.of(before.counts());
  }

  /** Null where the file has its name already. */
  private static @Nullable PartialFile openIfThere(Path target) throws IOException {
    return Files.exists(PartialFile.nameOf(target)) ? PartialFile.open(target) : null;
  }

  private static void require(Path target, @Nullable PartialFile file, State written)
      throws IOException {
    if (file != null) {
      file.goOn(written);
    } else if (!Files.exists(target)) {
      throw new IOException(
          "%s and %s are gone: --restart begins anew"
              .formatted(target, PartialFile.nameOf(target)));
    }
  }

  static void of(Path output, Path rejects, @Nullable Finish finish) throws IOException {
    publish(rejects, TableFormat.isGzip(rejects) ? TableFormat::compress : null);
    publish(output, finish);
    Journal.delete(output);
  }

  private static void publish(Path target, @Nullable Finish finish) throws IOException {
    Path plain = PartialFile.nameOf(target);
    if (finish == null) {
      PartialFile.publish(target);
    } else if (Files.exists(plain)) {
      finish.write(plain, target);
      Files.delete(plain);
    }
  }
}
