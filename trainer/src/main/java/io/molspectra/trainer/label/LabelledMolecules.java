package io.molspectra.trainer.label;

import io.molspectra.predict.EnergyUnit;
import io.molspectra.trainer.data.StructureStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Structures and what is known of them.
 *
 * @param structures M molecules
 * @param columns properties by name, each with M values
 * @param forces on all atoms, or null if there are none
 */
public record LabelledMolecules(
    StructureStore structures, Map<String, LabelColumn> columns, @Nullable ForceLabels forces) {

  /**
   * @throws IllegalArgumentException if a column or the forces have another length than the
   *     structures
   */
  public LabelledMolecules {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    for (LabelColumn column : columns.values()) {
      require("values of " + column.name(), column.values().length, structures.count());
    }
    if (forces != null) {
      require("components of forces", forces.values().length, 3 * structures.totalAtoms());
    }
  }

  /** Number of molecules. */
  public int count() {
    return structures.count();
  }

  /**
   * A column by its name.
   *
   * @throws LabelException if there is none; the message lists those there are
   */
  public LabelColumn column(String name) {
    LabelColumn column = columns.get(name);
    if (column == null) {
      throw new LabelException(
          LabelException.Problem.MISSING_COLUMN,
          "there is no label %s; there are %s"
              .formatted(name, String.join(", ", columns.keySet())));
    }
    return column;
  }

  /** Some of the molecules with their labels, in the order asked for. */
  public LabelledMolecules select(int[] indices) {
    Map<String, LabelColumn> selected = new LinkedHashMap<>();
    columns.forEach((name, column) -> selected.put(name, column.select(indices)));
    ForceLabels chosen =
        forces == null ? null : new ForceLabels(forces.unit(), gather(forces.values(), indices));
    return new LabelledMolecules(structures.select(indices), selected, chosen);
  }

  /** The same molecules with forces and one column, or all, in another unit of energy. */
  public LabelledMolecules in(EnergyUnit unit, String... names) {
    Map<String, LabelColumn> converted = new LinkedHashMap<>(columns);
    for (String name : names.length == 0 ? columns.keySet().toArray(String[]::new) : names) {
      converted.put(name, column(name).in(unit));
    }
    return new LabelledMolecules(structures, converted, forces == null ? null : forces.in(unit));
  }

  private float[] gather(float[] values, int[] indices) {
    long components = Arrays.stream(indices).mapToLong(i -> 3L * structures.atomCount(i)).sum();
    float[] gathered = new float[Math.toIntExact(components)];
    int at = 0;
    for (int index : indices) {
      int length = 3 * structures.atomCount(index);
      System.arraycopy(values, 3 * structures.atomOffset(index), gathered, at, length);
      at += length;
    }
    return gathered;
  }

  private static void require(String what, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException("%d %s, expected %d".formatted(length, what, expected));
    }
  }
}
