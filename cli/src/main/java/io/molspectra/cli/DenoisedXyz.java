package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.molecule.XyzWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Denoised molecules as extended xyz, with the size of the noise in the comment. */
final class DenoisedXyz implements AnswerWriter {

  private final XyzWriter xyz;

  DenoisedXyz(Path target) throws IOException {
    xyz = XyzWriter.create(target);
  }

  /**
   * Makes sure that the name says xyz.
   *
   * @throws CommandFailure USAGE if it does not
   */
  static void requireXyz(Path output) {
    if (!output.toString().toLowerCase(Locale.ROOT).matches(".*\\.(ext)?xyz(\\.gz)?")) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--output %s: name a file .xyz or .extxyz, or that with .gz".formatted(output));
    }
  }

  @Override
  public void add(Answer answer) throws IOException {
    String norm = String.format(Locale.ROOT, "%.6f", norm(answer.values()));
    xyz.writeExtended(answer.molecule(), Map.of("noise_norm", norm), Map.of());
  }

  @Override
  public void commit() throws IOException {
    xyz.commit();
  }

  @Override
  public void close() throws IOException {
    xyz.close();
  }

  private static double norm(float[] noise) {
    double squared = 0;
    for (float component : noise) {
      squared += (double) component * component;
    }
    return Math.sqrt(squared);
  }
}
