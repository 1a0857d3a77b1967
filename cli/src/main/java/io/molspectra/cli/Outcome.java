package io.molspectra.cli;

import io.molspectra.cli.names.FlagNames;
import io.molspectra.dynamics.Relaxed;
import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeRecord;

/** What became of one record of the input: an answer, or the reason why there is none. */
sealed interface Outcome {

  /**
   * What a model answered for one molecule.
   *
   * @param molecule the molecule; for denoising at its new positions
   * @param numbers one a column; empty for vectors
   * @param values [C] for an embedding, or [atoms, 3] row by row; empty for numbers
   * @param forces [atoms, 3] row by row; empty if they were not asked for
   * @param forcesSpread [atoms]; empty if no ensemble was asked for forces
   */
  record Answer(
      Molecule molecule, double[] numbers, float[] values, float[] forces, float[] forcesSpread)
      implements Outcome {

    /** An answer without forces. */
    Answer(Molecule molecule, float[] values) {
      this(molecule, new double[0], values, new float[0], new float[0]);
    }

    /** Numbers, perhaps with forces. */
    Answer(Molecule molecule, double[] numbers, float[] forces, float[] forcesSpread) {
      this(molecule, numbers, new float[0], forces, forcesSpread);
    }
  }

  /**
   * A molecule that was moved towards its nearest minimum.
   *
   * @param molecule the molecule at its new positions
   * @param result where it ended, and whether that is a minimum
   */
  record Relaxation(Molecule molecule, Relaxed result) implements Outcome {}

  /**
   * A record without answer.
   *
   * @param source file of the record, as the user named it
   * @param record its 1-based number in the file
   * @param line 1-based line of the fault, 0 if unknown
   * @param reason name of the kind of fault
   * @param message what is wrong
   */
  record Reject(String source, long record, long line, String reason, String message)
      implements Outcome {

    /** Messages of the SDK come in the words of the command line. */
    public Reject {
      message = FlagNames.in(message);
    }

    /** What a reader could not read. */
    static Reject of(MoleculeRecord.Rejected unread) {
      return new Reject(
          unread.source(),
          unread.record(),
          unread.line(),
          unread.reason().name(),
          unread.message());
    }

    /** A molecule that was read, but not answered for. */
    static Reject of(MoleculeRecord.Parsed read, String reason, String message) {
      return new Reject(read.source(), read.record(), 0, reason, message);
    }

    @Override
    public String toString() {
      String where = line > 0 ? ", line " + line : "";
      return "%s, record %d%s: %s: %s".formatted(source, record, where, reason, message);
    }
  }
}
