package io.molspectra.molecule;

import org.jspecify.annotations.Nullable;

/**
 * Where records come from.
 *
 * @param source the file, or {@code archive!entry}, as records repeat it
 * @param stem what untitled molecules are called: the entry's name without folders and ending; null
 *     if they are called by their number, because the file is read alone
 */
record Origin(String source, @Nullable String stem) {

  private static final int MAX_MESSAGE = 500;

  /** The id of a molecule without a title: number, or stem, stem_2, stem_3. */
  String untitled(long record) {
    if (stem == null) {
      return Long.toString(record);
    }
    return record == 1 ? stem : stem + "_" + record;
  }

  /**
   * A fault as a record.
   *
   * @param id what the molecule would be called; empty if that is not known
   */
  MoleculeRecord.Rejected rejected(long record, String id, RecordFault fault) {
    String text = fault.text();
    String message = text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "..." : text;
    return new MoleculeRecord.Rejected(source, record, fault.line(), id, fault.reason(), message);
  }

  /** A fault of the source as a whole, or of what follows its last record. */
  MoleculeRecord.Rejected rejected(RejectReason reason, String message) {
    return rejected(1, "", new RecordFault(reason, 0, message));
  }
}
