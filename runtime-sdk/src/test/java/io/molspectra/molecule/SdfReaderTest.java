package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SdfReaderTest extends MoleculeReaderContract {

  private static final String WATER =
      """
      water
        test    3D

        3  2  0  0  0  0  0  0  0  0999 V2000
          0.0000    0.0000    0.9572 H   0  0
          0.0000    0.0000    0.0000 O   0  0
          0.0000    0.9272   -0.2400 D   0  0
        1  2  1  0
        2  3  1  0
      """;

  @Override
  String name() {
    return "molecules.sdf";
  }

  @Override
  String record(String title, int statedAtoms, String... atoms) {
    StringBuilder record = new StringBuilder(title + "\n  test    3D\n\n");
    int bonds = Math.max(atoms.length - 1, 0);
    String counts = statedAtoms > 999 ? "***" : "%3d".formatted(statedAtoms);
    record.append(counts).append("%3d  0  0  0  0  0  0  0  0999 V2000\n".formatted(bonds));
    for (String atom : atoms) {
      String[] cells = atom.split(" ");
      record.append("%10s%10s%10s %-3s 0  0\n".formatted(cells[1], cells[2], cells[3], cells[0]));
    }
    for (int bond = 1; bond <= bonds; bond++) {
      record.append("%3d%3d  1  0\n".formatted(bond, bond + 1));
    }
    return record.append("M  END\n> <energy>\n-1.5\n\n$$$$\n").toString();
  }

  @Test
  void realRecordsOfQm9AreReadAsTheyStand() throws IOException {
    List<MoleculeRecord> records = Records.resource("qm9.sdf");

    assertEquals(List.of("gdb_1", "gdb_7", "gdb_29"), Records.ids(records));
    Molecule methane = Records.molecules(records).get(0);
    assertArrayEquals(new int[] {6, 1, 1, 1, 1}, methane.atomicNumbers());
    assertArrayEquals(
        new float[] {-0.0127f, 1.0858f, 0.0080f}, Arrays.copyOf(methane.positions(), 3));
    assertEquals(0.9064f, methane.positions()[14]);
  }

  @Test
  void realRecordsWithoutTitlesAreNumbered() throws IOException {
    List<MoleculeRecord> records = Records.resource("structures.sdf.gz");

    assertEquals(List.of("1", "2", "3", "4", "5"), Records.ids(records));
    assertArrayEquals(new int[] {7, 1, 1, 1}, Records.molecules(records).get(0).atomicNumbers());
  }

  @Test
  void aMolFileNeedsNoEndMark() {
    List<MoleculeRecord> records = Records.read("water.mol", WATER + "M  END\n");

    assertEquals(List.of("water"), Records.ids(records));
    assertArrayEquals(new int[] {1, 8, 1}, Records.molecules(records).get(0).atomicNumbers());
  }

  @Test
  void propertiesAndDataItemsArePassedOver() {
    String record =
        WATER
            + "A    1\n  7 8 9 free text\nM  CHG  1   2  -1\nM  ISO  1   3   2\nM  END\n"
            + ">  <comment>\n$$$ M  END\n\n> <more>\n  1  2  3\n\n$$$$\n";
    assertEquals(List.of("water", "water"), Records.ids(Records.read("w.sdf", record + record)));
  }

  @Test
  void aDrawingIsNoGeometry() {
    String drawing =
        """
        fluorine
          Program 01010100002D

          2  1  0  0  0  0  0  0  0  0999 V2000
            0.0000    0.0000    0.0000 F   0  0
            1.4000    0.0000    0.0000 F   0  0
          1  2  1  0
        M  END
        $$$$
        """;
    assertEquals(
        List.of(RejectReason.UNSUPPORTED), Records.reasons(Records.read("f.sdf", drawing)));
    assertEquals(
        List.of("fluorine"), Records.ids(Records.read("f.sdf", drawing.replace("2D", "3D"))));
  }

  @Test
  void theFaultyLineIsNamed() {
    String damaged = WATER.replace("0.0000 O", "0.0000 Q") + "M  END\n$$$$\n";
    MoleculeRecord.Rejected rejected = Records.rejected(Records.read("w.sdf", damaged)).get(0);

    assertEquals(6, rejected.line());
    assertEquals(RejectReason.UNKNOWN_ELEMENT, rejected.reason());
    assertTrue(rejected.message().contains("\"Q\""), rejected::message);
  }

  @Test
  void aBondToAnAtomThatIsNotThereIsAFault() {
    List<MoleculeRecord> records =
        Records.read("w.sdf", WATER.replace("  2  3  1", "  2  4  1") + "M  END\n$$$$\n");
    assertEquals(List.of(RejectReason.SYNTAX), Records.reasons(records));
    assertEquals(9, Records.rejected(records).get(0).line());
  }

  @Test
  void anAtomBeyondTheCountIsAFaultEvenWithoutBonds() {
    String gas =
        "x\n  test    3D\n\n  1  0\n    0.0000    0.0000    0.9572 He  0\n"
            + "    0.0000    0.0000    9.9572 He  0\nM  END\n$$$$\n";
    assertEquals(List.of(RejectReason.SYNTAX), Records.reasons(Records.read("x.sdf", gas)));
  }

  @Test
  void twoMoleculesWithoutAnEndMarkBetweenAreOneFault() {
    String content = WATER + "M  END\n" + WATER + "M  END\n$$$$\n" + WATER + "M  END\n$$$$\n";
    List<MoleculeRecord> records = Records.read("w.sdf", content);
    assertEquals(List.of(RejectReason.SYNTAX), Records.reasons(records));
    assertEquals(List.of("water"), Records.ids(records));
  }
}
