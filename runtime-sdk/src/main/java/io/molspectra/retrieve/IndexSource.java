package io.molspectra.retrieve;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.BundleFile;
import io.molspectra.bundle.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/**
 * What the vectors of an index depend on.
 *
 * @param bundle id of the bundle that made them
 * @param task name of the task that made them
 * @param sha256 of the lines "hash, two blanks, path" of the files that determine them, by path:
 *     the task's graph, all weights ({@code .bin}) and the constants of the preprocessing
 */
public record IndexSource(String bundle, String task, String sha256) {

  private static final String WEIGHTS = ".bin";

  /**
   * The source of what a task of this bundle answers.
   *
   * @throws NoSuchElementException if the bundle has no such task
   */
  public static IndexSource of(Bundle bundle, String task) {
    String graph = bundle.manifest().task(task).map(TaskSpec::file).orElseThrow();
    String files =
        bundle.manifest().files().stream()
            .filter(
                file ->
                    file.path().equals(graph)
                        || file.path().equals(Bundle.PREPROCESSOR)
                        || file.path().endsWith(WEIGHTS))
            .sorted(Comparator.comparing(BundleFile::path))
            .map(file -> file.sha256() + "  " + file.path() + "\n")
            .collect(Collectors.joining());
    return new IndexSource(bundle.manifest().id(), task, sha256(files));
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
