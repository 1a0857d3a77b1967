package io.molspectra.trainer.label;

import io.molspectra.trainer.data.StructureLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user's own data: structures, and a CSV table with a header, an id for each row and values.
 * Empty cells are values that are not known; a structure without any is left out. Several
 * structures may bear one id, conformers of a molecule say: each gets its label. Structures without
 * ids are joined by their order.
 */
public final class PropertyLabels implements LabelSource {

  private final List<Path> structures;
  private final Path csv;
  private final @Nullable String idColumn;
  private final Map<String, String> units;
  private final Map<String, String> headers;
  private final int maxZ;

  /**
   * @param structures molecule files whose titles are the ids of the table
   * @param csv the table, possibly compressed
   * @param idColumn name of the column with the ids, or null for the first one
   * @param units the columns wanted by name, each with the unit of its values
   * @param maxZ elements from this atomic number on are rejected
   */
  public PropertyLabels(
      List<Path> structures,
      Path csv,
      @Nullable String idColumn,
      Map<String, String> units,
      int maxZ) {
    this(structures, csv, idColumn, units, Map.of(), maxZ);
  }

  /**
   * @param structures molecule files whose titles are the ids of the table
   * @param csv the table, possibly compressed
   * @param idColumn name of the column with the ids, or null for the first one
   * @param units the labels wanted by name, each with the unit of its values
   * @param headers of the columns of labels, by name; a label that is not there is its own header
   * @param maxZ elements from this atomic number on are rejected
   */
  public PropertyLabels(
      List<Path> structures,
      Path csv,
      @Nullable String idColumn,
      Map<String, String> units,
      Map<String, String> headers,
      int maxZ) {
    if (units.isEmpty()) {
      throw new IllegalArgumentException("no column of values is named");
    }
    this.structures = List.copyOf(structures);
    this.csv = csv;
    this.idColumn = idColumn;
    this.units = new LinkedHashMap<>(units);
    this.headers = Map.copyOf(headers);
    this.maxZ = maxZ;
  }

  @Override
  public LabelledMolecules read(LabelReport report) throws IOException {
    LabelTable table = LabelTable.read(csv, this::layout);
    StructureLoader.Result loaded = report.loader(maxZ).load(structures, report.structures());
    report.count(loaded);
    return new LabelJoin(loaded, table, RowCheck.NONE, report).join(true, Set.of(), Set.of());
  }

  private LabelLayout layout(Path file, List<String> header) {
    List<LabelLayout.Target> targets = new ArrayList<>();
    units.forEach(
        (name, unit) ->
            targets.add(
                new LabelLayout.Target(
                    name, unit, column(file, header, headers.getOrDefault(name, name)), 1)));
    int id = idColumn == null ? 0 : column(file, header, idColumn);
    if (targets.stream().anyMatch(target -> target.column() == id)) {
      throw new LabelException(
          LabelException.Problem.MISSING_COLUMN,
          "column %s of %s cannot be both the ids and the values; name the column of ids"
              .formatted(header.get(id), file));
    }
    return new LabelLayout(id, targets);
  }

  private static int column(Path file, List<String> header, String name) {
    int column = LabelLayout.find(header, name);
    if (column < 0) {
      throw new LabelException(
          LabelException.Problem.MISSING_COLUMN,
          "%s has no column %s; it has %s".formatted(file, name, String.join(", ", header)));
    }
    return column;
  }
}
