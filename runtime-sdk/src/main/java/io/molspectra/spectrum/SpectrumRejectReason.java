package io.molspectra.spectrum;

/** Kinds of fault for which one spectrum of one molecule is left out. */
public enum SpectrumRejectReason {
  /** The row, or the file of a molecule, is not there. */
  MISSING,
  /** Fewer or more points than the header has, or an empty cell. */
  MISSING_POINTS,
  /** An intensity that is NaN or infinite. */
  NON_FINITE_INTENSITY,
  /** An intensity below zero. */
  NEGATIVE_INTENSITY,
  /** Points that are not ascending or descending, or do not cover the model's grid. */
  WRONG_GRID,
  /** Text where a number should stand, or another breach of the format. */
  SYNTAX,
  /** A variant of the format, or a unit, that is not read. */
  UNSUPPORTED
}
