package io.molspectra.cli.reproduce;

import java.nio.file.Path;
import java.util.List;

/**
 * Fine-tuned runs that share a row of a table.
 *
 * @param table it stands in
 * @param row name of the row: what the training started from
 * @param runs folders, one a seed
 */
public record Measured(Table table, String row, List<Path> runs) {

  /** Tables of the results. */
  public enum Table {
    /** Properties of QM9 by what the training started from. */
    PROPERTIES,
    /** The same properties with fewer molecules to train on. */
    CURVE,
    /** Energies and forces of MD17. */
    FORCES
  }

  /** Copies the list. */
  public Measured {
    runs = List.copyOf(runs);
  }
}
