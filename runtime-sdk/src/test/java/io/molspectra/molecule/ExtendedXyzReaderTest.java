package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtendedXyzReaderTest extends MoleculeReaderContract {

  @Override
  String name() {
    return "molecules.extxyz";
  }

  /** The position stands after other columns, so that a reader of plain xyz would go wrong. */
  @Override
  String record(String title, int statedAtoms, String... atoms) {
    StringBuilder record = new StringBuilder(statedAtoms + "\n");
    record.append("energy=-1.5 Properties=forces:R:3:species:S:1:charge:R:1:pos:R:3 pbc=\"F F F\"");
    record.append(title.isEmpty() ? "\n" : " name=\"" + title + "\"\n");
    for (String atom : atoms) {
      String[] cells = atom.split(" ", 2);
      record.append("9 9 9 %s 0.5 %s\n".formatted(cells[0], cells[1]));
    }
    return record.toString();
  }

  private static List<String> ids(String comment) {
    return Records.ids(Records.read("x.xyz", "1\n" + comment + "\nHe 0 0 0\n"));
  }

  @Test
  void realFramesAreReadAsTheyStand() throws IOException {
    List<MoleculeRecord> records = Records.resource("3bpa.extxyz");

    assertEquals(List.of("1", "2"), Records.ids(records));
    Molecule first = Records.molecules(records).get(0);
    assertEquals(27, first.atomCount());
    assertArrayEquals(
        new float[] {0.32656990f, -1.01286015f, 0.72107275f}, Arrays.copyOf(first.positions(), 3));
  }

  @Test
  void theIdIsAnEntryOrTheFirstBareWordOrTheRecordNumber() {
    assertEquals(List.of("ethanol 7"), ids("energy=1 name=\"ethanol 7\""));
    assertEquals(List.of("a\"b"), ids("id=\"a\\\"b\" energy=1"));
    assertEquals(List.of("m3"), ids("config_name=m3 Properties=species:S:1:pos:R:3"));
    assertEquals(List.of("gdb_4"), ids("gdb_4 Properties=species:S:1:pos:R:3"));
    assertEquals(List.of("1"), ids("pbc=\"F F F\" comment='name=x'"));
    assertEquals(List.of("1"), ids("name=\"\" energy=2"));
  }

  @Test
  void periodicFramesAreRejectedAndTheNextOneIsRead() {
    String cell = "Lattice=\"5 0 0 0 5 0 0 0 5\"";
    String atoms = "\nH 0 0 0\n";
    String frames =
        "1\n"
            + cell
            + atoms
            + "1\n"
            + cell
            + " pbc=\"T T F\""
            + atoms
            + "1\n"
            + cell
            + " pbc=\"F F F\" name=free"
            + atoms;
    var records = Records.read("x.extxyz", frames);
    assertEquals(
        List.of(RejectReason.UNSUPPORTED, RejectReason.UNSUPPORTED), Records.reasons(records));
    assertEquals(List.of("free"), Records.ids(records));
  }

  @Test
  void theElementMayBeGivenByItsNumber() {
    String frame = "1\nProperties=pos:R:3:Z:I:1\n1 2 3 17\n";
    Molecule molecule = Records.molecules(Records.read("x.extxyz", frame)).get(0);
    assertArrayEquals(new int[] {17}, molecule.atomicNumbers());
    assertArrayEquals(new float[] {1, 2, 3}, molecule.positions());
  }

  @Test
  void propertiesWithoutPositionsAreAFaultThatShowsTheCure() {
    for (String properties :
        List.of("species:S:1", "pos:R:3", "species:S:1:pos:R:2", "species:S:1:pos:R", "a:b:c")) {
      String content = "1\nProperties=" + properties + "\nHe 0 0 0\n1\nid=next\nHe 0 0 0\n";
      List<MoleculeRecord> records = Records.read("x.extxyz", content);
      assertEquals(List.of(RejectReason.SYNTAX), Records.reasons(records), properties);
      assertEquals(2, Records.rejected(records).get(0).line());
      assertTrue(Records.rejected(records).get(0).message().contains("Properties"));
      assertEquals(List.of("next"), Records.ids(records), properties);
    }
  }
}
