package io.molspectra.benchmarks.fuzz;

import io.molspectra.conformer.Conformer;
import io.molspectra.conformer.Conformers;
import io.molspectra.molecule.Elements;
import io.molspectra.molecule.Molecule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Small sound records of every text format, made of the same molecules. */
final class Samples {

  static final List<String> SMILES =
      List.of(
          "CCO",
          "CCN",
          "c1ccccc1",
          "CC(=O)O",
          "N",
          "[OH2]",
          "C[C@H](N)C(=O)O",
          "C1CC1",
          "OC/C=C/O",
          "[NH3+]CC([O-])=O");

  private Samples() {}

  /** The molecules with geometries, called by {@link #id}. */
  static List<Molecule> molecules(String prefix) {
    Conformers conformers = new Conformers(1);
    List<Molecule> molecules = new ArrayList<>();
    for (String smiles : SMILES) {
      String id = id(prefix, molecules.size());
      if (!(conformers.build(id, smiles) instanceof Conformer.Built built)) {
        throw new IllegalStateException("no geometry for " + smiles);
      }
      molecules.add(built.molecule());
    }
    return molecules;
  }

  /** A name that hardly becomes another by damage. */
  static String id(String prefix, int number) {
    return prefix + Integer.toHexString((prefix.hashCode() * 31 + number + 1) * 0x7f4a7c15);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A record of V2000, bonded in a chain, with a data item. */
  static String v2000(Molecule molecule) {
    int atoms = molecule.atomCount();
    var text = new StringBuilder(molecule.id() + "\n  example\n\n");
    text.append("%3d%3d  0  0  0  0  0  0  0  0999 V2000\n".formatted(atoms, atoms - 1));
    for (int atom = 0; atom < atoms; atom++) {
      text.append(
          "%s %-3s 0  0  0  0  0\n"
              .formatted(places(molecule, atom, "%10.4f"), symbol(molecule, atom)));
    }
    for (int atom = 1; atom < atoms; atom++) {
      text.append("%3d%3d  1  0\n".formatted(atom, atom + 1));
    }
    return text + "M  CHG  1   1   0\nM  END\n> <NAME>\n" + molecule.id() + "\n\n$$$$\n";
  }

  /** A record of V3000, bonded in a chain. */
  static String v3000(Molecule molecule) {
    int atoms = molecule.atomCount();
    var text = new StringBuilder(molecule.id() + "\n  example\n\n");
    text.append("  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\n");
    text.append("M  V30 COUNTS %d %d 0 0 0\nM  V30 BEGIN ATOM\n".formatted(atoms, atoms - 1));
    for (int atom = 0; atom < atoms; atom++) {
      text.append(
          "M  V30 %d %s%s 0\n"
              .formatted(atom + 1, symbol(molecule, atom), places(molecule, atom, " %.4f")));
    }
    text.append("M  V30 END ATOM\nM  V30 BEGIN BOND\n");
    for (int atom = 1; atom < atoms; atom++) {
      text.append("M  V30 %d 1 %d %d\n".formatted(atom, atom, atom + 1));
    }
    return text + "M  V30 END BOND\nM  V30 END CTAB\nM  END\n$$$$\n";
  }

  /** A frame, its comment the id. */
  static String xyz(Molecule molecule) {
    return frame(molecule, molecule.id());
  }

  /** A frame of extended xyz. */
  static String extendedXyz(Molecule molecule) {
    return frame(
        molecule,
        "Properties=species:S:1:pos:R:3 name=%s energy=-1.5 pbc=\"F F F\""
            .formatted(molecule.id()));
  }

  private static String frame(Molecule molecule, String comment) {
    var text = new StringBuilder("%d\n%s\n".formatted(molecule.atomCount(), comment));
    for (int atom = 0; atom < molecule.atomCount(); atom++) {
      text.append(symbol(molecule, atom)).append(places(molecule, atom, " %.5f")).append('\n');
    }
    return text.toString();
  }

  private static String symbol(Molecule molecule, int atom) {
    return Elements.symbol(molecule.atomicNumbers()[atom]);
  }

  private static String places(Molecule molecule, int atom, String format) {
    float[] positions = molecule.positions();
    return String.format(
        Locale.ROOT,
        format.repeat(3),
        positions[3 * atom],
        positions[3 * atom + 1],
        positions[3 * atom + 2]);
  }
}
