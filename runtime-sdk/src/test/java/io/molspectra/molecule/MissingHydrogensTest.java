package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Skeletons without hydrogens, as SD files of ligands are, beside molecules that have none. */
class MissingHydrogensTest {

  private static final String RING = "1-2:4 2-3:4 3-4:4 4-5:4 5-6:4 6-1:4";

  @ParameterizedTest
  @CsvSource({
    "ethanol, C C O, 1-2:1 2-3:1, 1",
    "formaldehyde, C O, 1-2:2, 1",
    "hydrogen peroxide, O O, 1-2:1, 1",
    "chloroform, Cl C Cl Cl, 1-2:1 2-3:1 2-4:1, 2",
    "methylamine after fluorine, F N F, 1-2:1 2-3:1, 2",
    "benzene, C C C C C C, " + RING + ", 1",
    "nitromethane without charges, C N O O, 1-2:1 2-3:2 2-4:2, 1",
    "a crystal's water, C O O O, 1-2:2 1-3:2, 4"
  })
  void aBareSkeletonIsRefused(String name, String elements, String bonds, int atom) {
    for (String record : List.of(v2000(elements, bonds, ""), v3000(elements, bonds, ""))) {
      var rejected = Records.rejected(Records.read("m.sdf", record)).get(0);
      assertEquals(RejectReason.MISSING_HYDROGENS, rejected.reason(), name);
      assertTrue(rejected.message().contains("bonds of atom " + atom + " ("), rejected.message());
      assertTrue(rejected.message().contains("add hydrogens"), rejected.message());
      assertEquals(
          record.lines().toList().get((int) rejected.line() - 1), atomLine(record, atom), name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "carbon dioxide, O C O, 1-2:2 2-3:2",
    "tetrafluoromethane, C F F F F, 1-2:1 1-3:1 1-4:1 1-5:1",
    "hexafluoroethane, C C F F F F F F, 1-2:1 1-3:1 1-4:1 1-5:1 2-6:1 2-7:1 2-8:1",
    "nitrogen, N N, 1-2:3",
    "oxygen, O O, 1-2:2",
    "carbon monoxide without charges, C O, 1-2:3",
    "laughing gas without charges, N N O, 1-2:2 2-3:2",
    "hexafluorobenzene, C C C C C C F F F F F F, "
        + RING
        + " 1-7:1 2-8:1 3-9:1 4-10:1 5-11:1 6-12:1",
    "bonds of no certain order, C O, 1-2:8",
    "no bonds, C O, ''",
    "no carbon nor oxygen, Cl Cl, 1-2:1",
    "one hydrogen, O H, 1-2:1"
  })
  void aMoleculeThatHasNoHydrogenIsRead(String name, String elements, String bonds) {
    assertRead(name, v2000(elements, bonds, ""));
    assertRead(name, v3000(elements, bonds, ""));
  }

  /** Three bonds at each of twenty corners, two thirds of their number in aromatic ones. */
  @Test
  void aCageOfAromaticCarbonIsRead() {
    StringBuilder bonds = new StringBuilder();
    for (int i = 1; i <= 20; i++) {
      bonds.append("%d-%d:4 ".formatted(i, i % 20 + 1));
    }
    for (int i = 1; i <= 10; i++) {
      bonds.append("%d-%d:4 ".formatted(i, i + 10));
    }
    assertRead("cage", v2000("C ".repeat(20).strip(), bonds.toString().strip(), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "M  CHG  2   1  -1   2   1",
        "M  RAD  1   1   3\nM  RAD  1   2   2",
      })
  void chargedAtomsAndRadicalsMayHaveAnyValence(String properties) {
    assertRead(properties, v2000("C O", "1-2:1", properties + "\n"));
  }

  @Test
  void chargesOfZeroChangeNothing() {
    var records = Records.read("m.sdf", v2000("C O", "1-2:1", "M  CHG  2   1   0   2   0\n"));
    assertEquals(List.of(RejectReason.MISSING_HYDROGENS), Records.reasons(records));
  }

  @Test
  void chargesAndValencesOfAtomLinesCount() {
    String bare = v2000("C O", "1-2:1", "");
    // A charge of -1, a doublet, and RDKit's way to say that no hydrogen belongs to an atom.
    for (String stated :
        List.of(
            " 0  5  0  0  0  0", " 0  4  0  0  0  0", " 0  0  0  0  0  1", " 0  0  0  0  0 15")) {
      assertRead(stated, bare.replace(" 0  0  0  0  0  0\n", stated + "\n"));
    }
    for (String stated : List.of("CHG=-1", "RAD=2", "VAL=-1")) {
      assertRead(stated, v3000("C O", "1-2:1", stated));
    }
  }

  /** What is wrong with a drawing is that it has no geometry. */
  @Test
  void aDrawingIsRefusedAsOne() {
    String drawing =
        v2000("C C O", "1-2:1 2-3:1", "")
            .replace("3D", "2D")
            .replaceAll("1\\.5000 ([A-Z])", "0.0000 $1");
    assertEquals(
        List.of(RejectReason.UNSUPPORTED), Records.reasons(Records.read("m.sdf", drawing)));
  }

  private static void assertRead(String name, String record) {
    List<MoleculeRecord> records = Records.read("m.sdf", record);
    assertEquals(List.of(), Records.rejected(records), name);
    assertEquals(1, records.size());
  }

  private static String atomLine(String record, int atom) {
    int first = record.lines().toList().indexOf("M  V30 BEGIN ATOM");
    return record.lines().toList().get((first < 0 ? 3 : first) + atom);
  }

  private static String v2000(String elements, String bonds, String properties) {
    String[] atoms = elements.split(" ");
    String[] pairs = bonds.isEmpty() ? new String[0] : bonds.split(" ");
    StringBuilder record = new StringBuilder("m\n  MolSpect01010000003D\n\n");
    record.append(
        "%3d%3d  0  0  0  0  0  0  0  0999 V2000\n".formatted(atoms.length, pairs.length));
    for (int i = 0; i < atoms.length; i++) {
      record.append(
          "%10.4f    0.0000    1.5000 %-3s 0  0  0  0  0  0\n".formatted(1.5 * i, atoms[i]));
    }
    for (String pair : pairs) {
      String[] parts = pair.split("[-:]");
      record.append("%3s%3s%3s  0\n".formatted(parts[0], parts[1], parts[2]));
    }
    return record + properties + "M  END\n$$$$\n";
  }

  private static String v3000(String elements, String bonds, String stated) {
    String[] atoms = elements.split(" ");
    String[] pairs = bonds.isEmpty() ? new String[0] : bonds.split(" ");
    StringBuilder record = new StringBuilder("m\n  MolSpect01010000003D\n\n");
    record.append("  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\n");
    record.append("M  V30 COUNTS %d %d 0 0 0\n".formatted(atoms.length, pairs.length));
    record.append("M  V30 BEGIN ATOM\n");
    for (int i = 0; i < atoms.length; i++) {
      record.append(
          "M  V30 %d %s %.1f 0 0 0 %s\n"
              .formatted(i + 1, atoms[i], 1.5 * i, stated)
              .replace(" \n", "\n"));
    }
    record.append("M  V30 END ATOM\nM  V30 BEGIN BOND\n");
    for (int i = 0; i < pairs.length; i++) {
      String[] parts = pairs[i].split("[-:]");
      record.append("M  V30 %d %s %s %s\n".formatted(i + 1, parts[2], parts[0], parts[1]));
    }
    return record + "M  V30 END BOND\nM  V30 END CTAB\nM  END\n$$$$\n";
  }
}
