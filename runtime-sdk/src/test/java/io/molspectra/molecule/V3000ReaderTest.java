package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class V3000ReaderTest extends MoleculeReaderContract {

  private static final String WATER =
      """
      water
        test    3D

        0  0  0     0  0            999 V3000
      M  V30 BEGIN CTAB
      M  V30 COUNTS 3 2 1 0 0
      M  V30 BEGIN ATOM
      M  V30 4 H 0 0 0.9572 0
      M  V30 12 O 0 0 0 0 CHG=-1
      M  V30 7 D 0 0.9272 -0.24 0
      M  V30 END ATOM
      M  V30 BEGIN BOND
      M  V30 1 1 4 12
      M  V30 2 1 12 7
      M  V30 END BOND
      M  V30 BEGIN SGROUP
      M  V30 1 DAT 0 ATOMS=(1 4)
      M  V30 END SGROUP
      M  V30 END CTAB
      M  END
      """;

  @Override
  String name() {
    return "molecules.sdf";
  }

  @Override
  String record(String title, int statedAtoms, String... atoms) {
    int bonds = Math.max(atoms.length - 1, 0);
    StringBuilder record = new StringBuilder(title + "\n  test    3D\n\n");
    record.append("  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\n");
    record.append("M  V30 COUNTS %d %d 0 0 0\nM  V30 BEGIN ATOM\n".formatted(statedAtoms, bonds));
    for (int i = 0; i < atoms.length; i++) {
      record.append("M  V30 %d %s 0\n".formatted(i + 1, atoms[i]));
    }
    record.append("M  V30 END ATOM\n");
    if (bonds > 0) {
      record.append("M  V30 BEGIN BOND\n");
      for (int bond = 1; bond <= bonds; bond++) {
        record.append("M  V30 %d 1 %d %d\n".formatted(bond, bond, bond + 1));
      }
      record.append("M  V30 END BOND\n");
    }
    return record.append("M  V30 END CTAB\nM  END\n> <energy>\n-1.5\n\n$$$$\n").toString();
  }

  @Test
  void atomsKeepTheirOrderWhateverTheirIndices() {
    Molecule water = Records.molecules(Records.read("w.mol", WATER)).get(0);
    assertArrayEquals(new int[] {1, 8, 1}, water.atomicNumbers());
    assertEquals(0.9572f, water.positions()[2]);
    assertEquals(-0.24f, water.positions()[8]);
  }

  @Test
  void linesThatEndInAMinusGoOnInTheNext() {
    String continued =
        WATER
            .replace("M  V30 12 O 0 0 0 0 CHG=-1", "M  V30 12 O 0 -\nM  V30 0 0-\nM  V30  0 CHG=-1")
            .replace("COUNTS 3 2 1 0 0", "COUN-\nM  V30 TS 3 2 1 0 0");
    assertEquals(
        Records.molecules(Records.read("w.sdf", WATER)),
        Records.molecules(Records.read("w.sdf", continued)));
  }

  @Test
  void aLineThatGoesOnWithoutEndIsAFault() {
    String endless =
        "M  V30 BEGIN COLLECTION\n" + ("M  V30 " + "x".repeat(65000) + "-\n").repeat(40);
    String damaged = WATER.replace("M  V30 END CTAB\n", endless + "M  V30 END CTAB\n");
    List<MoleculeRecord> records = Records.read("w.sdf", damaged + "$$$$\n" + WATER);
    assertEquals(List.of(RejectReason.SYNTAX), Records.reasons(records));
    assertEquals(List.of("water"), Records.ids(records));
  }

  @Test
  void oneFileMayHoldBothVersions() {
    String old =
        "helium\n  test    3D\n\n  1  0\n    0.0000    0.0000    0.0000 He\nM  END\n$$$$\n";
    assertEquals(
        List.of("helium", "water", "helium"),
        Records.ids(Records.read("w.sdf", old + WATER + "$$$$\n" + old)));
  }

  @Test
  void countsBondsAndIndicesMustAgree() {
    for (String[] change :
        new String[][] {
          {"COUNTS 3 2", "COUNTS 3 3"},
          {"COUNTS 3 2", "COUNTS 3 1"},
          {"COUNTS 3 2", "COUNTS 3"},
          {"COUNTS 3 2", "ATOMS 3 2"},
          {"M  V30 2 1 12 7", "M  V30 2 1 12 3"},
          {"M  V30 7 D", "M  V30 4 D"},
          {"M  V30 BEGIN CTAB\n", ""},
          {"M  V30 1 DAT", "M  V31 1 DAT"}
        }) {
      String damaged = WATER.replace(change[0], change[1]);
      List<MoleculeRecord> records = Records.read("w.sdf", damaged + "$$$$\n" + WATER);
      assertEquals(List.of(RejectReason.SYNTAX), Records.reasons(records), change[1]);
      assertEquals(List.of("water"), Records.ids(records), change[1]);
    }
  }

  @Test
  void theFaultyLineIsNamed() {
    String damaged = WATER.replace("12 O", "12 Q") + "$$$$\n";
    MoleculeRecord.Rejected rejected = Records.rejected(Records.read("w.sdf", damaged)).get(0);
    assertEquals(9, rejected.line());
    assertTrue(rejected.message().contains("\"Q\""), rejected::message);
  }

  /** Else a compressed file of a few kB could ask for any amount of memory. */
  @Test
  void moreAtomsThanAMoleculeHasAreRefusedAndTheNextIsRead() {
    String endless = record("endless", 100_001, "C 0 0 0");
    List<MoleculeRecord> records = Records.read(name(), endless + record("after", 1, "C 0 0 0"));
    MoleculeRecord.Rejected bad = (MoleculeRecord.Rejected) records.get(0);
    assertEquals(RejectReason.SYNTAX, bad.reason());
    assertTrue(bad.message().contains("at most 100000 atoms"), bad.message());
    assertEquals("after", ((MoleculeRecord.Parsed) records.get(1)).molecule().id());
  }
}
