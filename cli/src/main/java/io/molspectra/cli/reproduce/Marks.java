package io.molspectra.cli.reproduce;

import io.molspectra.file.AtomicFile;
import io.molspectra.trainer.checkpoint.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Remembers which steps are finished, a small file each. A step is known by its command and the
 * commands of all steps it needs: with other settings upstream it is not finished any more.
 */
public final class Marks {
  private final Path folder;
  private final Map<String, String> fingerprints = new HashMap<>();

  /**
   * @param out folder of everything
   */
  public Marks(Path out, List<Step> steps) {
    this.folder = out.resolve("steps");
    for (Step step : steps) {
      var text = new StringBuilder(step.line());
      step.needs().forEach(need -> text.append('\n').append(fingerprints.get(need)));
      fingerprints.put(step.name(), Fingerprint.of(text.toString()));
    }
  }

  /** Whether a step came to its end and its outputs are still there. */
  public boolean isFinished(Step step) throws IOException {
    Path mark = file(step);
    return !step.refreshed()
        && Files.exists(mark)
        && Files.readString(mark).startsWith(fingerprint(step))
        && step.outputs().stream().allMatch(Files::exists);
  }

  void finish(Step step) throws IOException {
    try (AtomicFile mark = AtomicFile.create(file(step))) {
      mark.stream()
          .write((fingerprint(step) + "\n" + step.line() + "\n").getBytes(StandardCharsets.UTF_8));
      mark.commit();
    }
  }

  private String fingerprint(Step step) {
    return Objects.requireNonNull(fingerprints.get(step.name()), step.name());
  }

  private Path file(Step step) {
    return folder.resolve(step.name());
  }
}
