package io.molspectra.trainer.label;

import io.molspectra.trainer.data.StructureStore;

/**
 * Tells whether structures bear ids, or only the numbers that readers give to untitled records. A
 * table whose ids are numbers too, counted from 0 perhaps, must not be joined with such numbers.
 */
final class RecordNumbers {

  private RecordNumbers() {}

  /**
   * Whether every id is the number of its record; numbers begin again where another file begins.
   */
  static boolean areIdsOf(StructureStore structures) {
    long id = 0;
    int record = -1;
    for (int i = 0; i < structures.count(); i++) {
      long next = number(structures.id(i));
      int step = structures.record(i) - record;
      boolean continued = next - id == step;
      boolean inNextFile = next >= 1 && next <= step;
      if (!continued && !inNextFile) {
        return false;
      }
      id = next;
      record = structures.record(i);
    }
    return true;
  }

  private static long number(String id) {
    boolean digits =
        !id.isEmpty() && id.length() < 10 && id.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.parseLong(id) : Long.MIN_VALUE / 2;
  }
}
