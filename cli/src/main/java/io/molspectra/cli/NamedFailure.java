package io.molspectra.cli;

import io.molspectra.bundle.BundleException;
import io.molspectra.dynamics.DynamicsException;
import io.molspectra.predict.PredictionException;
import io.molspectra.retrieve.IndexException;
import io.molspectra.spectrum.SpectraException;
import java.io.IOException;

/**
 * Puts the kind of a fault of a bundle, prediction, trajectory, index or folder of spectra before
 * its message, for scripts to find.
 */
final class NamedFailure {

  private NamedFailure() {}

  /** Something that opens a bundle, predicts, or reads an index or spectra. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does the work.
   *
   * @throws CommandFailure with one line "KIND: message" for a fault of one of these
   * @throws IOException as the work does
   */
  static <T> T around(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (BundleException e) {
      throw named(e.problem(), e);
    } catch (PredictionException e) {
      throw named(e.problem(), e);
    } catch (DynamicsException e) {
      throw named(e.problem(), e);
    } catch (IndexException e) {
      throw named(e.problem(), e);
    } catch (SpectraException e) {
      throw named(e.problem(), e);
    }
  }

  private static CommandFailure named(Enum<?> problem, Exception e) {
    return new CommandFailure(ExitCode.FAILURE, problem + ": " + e.getMessage(), e);
  }
}
