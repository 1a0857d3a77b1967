package io.molspectra.trainer.label;

import java.nio.file.Path;
import java.util.List;

/**
 * Which columns of a table are wanted.
 *
 * @param id column of the id, 0-based
 * @param targets columns of values
 */
record LabelLayout(int id, List<Target> targets) {

  /**
   * A column of values.
   *
   * @param name what the property is called from here on
   * @param unit of the values after the product with the factor
   * @param column 0-based
   * @param factor what a cell is multiplied by
   */
  record Target(String name, String unit, int column, double factor) {}

  /** Finds the wanted columns in a header. */
  interface Chooser {
    LabelLayout choose(Path file, List<String> header);
  }

  /** Place of a column by its name, of the same case if there are several; -1 if there is none. */
  static int find(List<String> header, String name) {
    int found = -1;
    for (int i = header.size() - 1; i >= 0; i--) {
      String cell = header.get(i).strip();
      if (cell.equals(name)) {
        return i;
      }
      found = cell.equalsIgnoreCase(name) ? i : found;
    }
    return found;
  }
}
