package io.molspectra.cli;

import io.molspectra.trainer.data.StructureDataException;
import io.molspectra.trainer.label.LabelException;
import java.io.IOException;

/** Gives faults of labelled data the exit codes they have elsewhere. */
final class LabelFailure {
  private LabelFailure() {}

  /** Something that reads or splits labelled data. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does the work.
   *
   * @throws CommandFailure USAGE if the command line names what the data do not have, REJECTED for
   *     a bad record with --strict, else FAILURE
   * @throws IOException as the work does
   */
  static <T> T around(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (StructureDataException.BadRecord e) {
      throw new CommandFailure(ExitCode.REJECTED, String.valueOf(e.getMessage()), e);
    } catch (LabelException e) {
      int code =
          switch (e.problem()) {
            case MISSING_COLUMN, UNKNOWN_UNIT, BAD_SPLIT -> ExitCode.USAGE;
            case BAD_RECORD -> ExitCode.REJECTED;
            case DAMAGED_FILE,
                WRONG_SHAPE,
                COUNT_MISMATCH,
                ORDER_MISMATCH,
                NOTHING_LABELLED,
                MISSING_REFERENCE ->
                ExitCode.FAILURE;
          };
      throw new CommandFailure(code, String.valueOf(e.getMessage()), e);
    }
  }
}
