package io.molspectra.trainer.convert;

/**
 * Kinds of fault for which a record is left out that has nothing to do with its contents' sense.
 */
public enum RecordProblem {
  /** None of the spectra asked for is left. */
  NO_SPECTRA,
  /** The molecule's record in the file of structures could not be read. */
  NO_STRUCTURE,
  /** A line that does not follow the format. */
  SYNTAX
}
