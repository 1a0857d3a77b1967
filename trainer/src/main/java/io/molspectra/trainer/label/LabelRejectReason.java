package io.molspectra.trainer.label;

/** Kinds of fault for which a structure or a label is left out. */
public enum LabelRejectReason {
  /** The record of a molecule file could not be read. */
  STRUCTURE,
  /** A label whose id no structure bears. */
  UNKNOWN_ID,
  /** A structure for which there is no label. */
  NO_LABEL,
  /** An id that occurs more than once, so that it is unclear what belongs together. */
  DUPLICATE_ID,
  /** A row with fewer cells than the header. */
  SHORT_ROW,
  /** A value that is no number. */
  NOT_A_NUMBER,
  /** A value beyond what float32 holds, or an energy or force that is not finite. */
  NON_FINITE,
  /** A frame without forces where others have them. */
  NO_FORCES,
  /** A structure that does not fit the row it would be joined with. */
  STRUCTURE_MISMATCH
}
