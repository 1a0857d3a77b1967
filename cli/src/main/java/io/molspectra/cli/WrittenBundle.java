package io.molspectra.cli;

import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.VerificationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What a command says of a bundle after it wrote it. */
final class WrittenBundle {

  private WrittenBundle() {}

  /**
   * Opens the bundle and replays its golden molecules.
   *
   * @param fault what is said if an answer differs
   * @throws CommandFailure if an answer differs
   * @throws IOException if it cannot be read
   */
  static void check(Path bundle, String fault, PrintWriter err) throws IOException {
    try (MolSpectraModel model = MolSpectra.load(bundle)) {
      VerificationReport report = model.verify();
      if (!report.passed()) {
        throw new CommandFailure(
            ExitCode.FAILURE,
            "%s was written, but %s: %s".formatted(bundle, fault, told(report.failures().get(0))));
      }
      err.printf(
          "%s: %d tasks, %d golden outputs agree with ONNX Runtime%n",
          bundle, model.bundle().manifest().tasks().size(), report.comparisons().size());
      err.flush();
    }
  }

  private static String told(VerificationReport.Comparison failed) {
    return "%s, %s of task %s: error %s, tolerance %s"
        .formatted(
            failed.molecule(),
            failed.output(),
            failed.task(),
            failed.difference(),
            failed.tolerance());
  }
}
