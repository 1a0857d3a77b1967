package io.molspectra.trainer.label;

import io.molspectra.predict.EnergyUnit;
import io.molspectra.trainer.data.StructureLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * QM9 as structures and {@code gdb9.sdf.csv}. Columns are mu [D], alpha [a0^3], homo, lumo, gap
 * [eV], r2 [a0^2], zpve, U0, U, H, G [eV] and cv [cal/mol/K]: energies are converted from hartrees;
 * those of them that the table lacks are absent. Rows are joined by {@code mol_id}; with structures
 * without ids they are joined by their order, checked against the rotational constants.
 */
public final class Qm9Labels implements LabelSource {

  private static final double HARTREE = EnergyUnit.HARTREE.factorTo(EnergyUnit.ELECTRONVOLT);

  /** A property: its name, its unit, and what the table may call it. */
  private enum Target {
    MU("mu", "D", 1, "mu"),
    ALPHA("alpha", "a0^3", 1, "alpha"),
    HOMO("homo", "eV", HARTREE, "homo"),
    LUMO("lumo", "eV", HARTREE, "lumo"),
    GAP("gap", "eV", HARTREE, "gap"),
    R2("r2", "a0^2", 1, "r2"),
    ZPVE("zpve", "eV", HARTREE, "zpve"),
    U0("U0", "eV", HARTREE, "u0"),
    U("U", "eV", HARTREE, "u298", "u"),
    H("H", "eV", HARTREE, "h298", "h"),
    G("G", "eV", HARTREE, "g298", "g"),
    CV("cv", "cal/mol/K", 1, "cv");

    private final String label;
    private final String unit;
    private final double factor;
    private final List<String> columns;

    Target(String label, String unit, double factor, String... columns) {
      this.label = label;
      this.unit = unit;
      this.factor = factor;
      this.columns = List.of(columns);
    }
  }

  private final List<Path> structures;
  private final Path csv;
  private final @Nullable Path uncharacterized;
  private final int maxZ;

  /**
   * @param structures SDF or xyz whose titles are the ids of the table
   * @param csv the table, possibly compressed
   * @param uncharacterized QM9's list of molecules to leave out, or null to keep them
   * @param maxZ elements from this atomic number on are rejected
   */
  public Qm9Labels(List<Path> structures, Path csv, @Nullable Path uncharacterized, int maxZ) {
    this.structures = List.copyOf(structures);
    this.csv = csv;
    this.uncharacterized = uncharacterized;
    this.maxZ = maxZ;
  }

  @Override
  public LabelledMolecules read(LabelReport report) throws IOException {
    Set<String> excluded =
        uncharacterized == null ? Set.of() : Uncharacterized.read(uncharacterized);
    LabelTable table = LabelTable.read(csv, Qm9Labels::layout);
    StructureLoader.Result loaded = report.loader(maxZ).load(structures, report.structures());
    report.count(loaded);
    return new LabelJoin(loaded, table, new RotationalConstants(), report)
        .join(false, excluded, Set.of(RotationalConstants.COLUMNS));
  }

  private static LabelLayout layout(Path file, List<String> header) {
    List<LabelLayout.Target> targets = new ArrayList<>();
    for (Target target : Target.values()) {
      target.columns.stream()
          .mapToInt(name -> LabelLayout.find(header, name))
          .filter(column -> column >= 0)
          .findFirst()
          .ifPresent(
              column ->
                  targets.add(
                      new LabelLayout.Target(target.label, target.unit, column, target.factor)));
    }
    int id = LabelLayout.find(header, "mol_id");
    if (targets.isEmpty() || id < 0) {
      throw new LabelException(
          LabelException.Problem.MISSING_COLUMN,
          "%s is no table of QM9: a column mol_id and properties such as mu, gap, u0 are expected, it"
                  .formatted(file)
              + " has "
              + header);
    }
    for (String constant : RotationalConstants.COLUMNS) {
      int column = header.indexOf(constant);
      if (column >= 0) {
        targets.add(new LabelLayout.Target(constant, "GHz", column, 1));
      }
    }
    return new LabelLayout(id, targets);
  }
}
