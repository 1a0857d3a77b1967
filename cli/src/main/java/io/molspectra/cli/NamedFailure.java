package io.molspectra.cli;

import io.molspectra.bundle.BundleException;
import io.molspectra.predict.PredictionException;
import io.molspectra.spectrum.SpectraException;
import java.io.IOException;

/** Puts the kind of a bundle's or a prediction's fault before its message, for scripts to find. */
final class NamedFailure {

  private NamedFailure() {}

  /** Something that opens a bundle or predicts. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does the work.
   *
   * @throws CommandFailure with one line "KIND: message" for a fault of bundle or prediction
   * @throws IOException as the work does
   */
  static <T> T around(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (BundleException e) {
      throw new CommandFailure(ExitCode.FAILURE, e.problem() + ": " + e.getMessage(), e);
    } catch (SpectraException e) {
      throw new CommandFailure(ExitCode.FAILURE, e.problem() + ": " + e.getMessage(), e);
    } catch (PredictionException e) {
      throw new CommandFailure(ExitCode.FAILURE, e.problem() + ": " + e.getMessage(), e);
    }
  }
}
