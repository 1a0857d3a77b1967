package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class XyzReaderTest extends MoleculeReaderContract {

  @Override
  String name() {
    return "molecules.xyz";
  }

  @Override
  String record(String title, int statedAtoms, String... atoms) {
    StringBuilder record = new StringBuilder(statedAtoms + "\n" + title + "\n");
    for (String atom : atoms) {
      record.append(atom).append('\n');
    }
    return record.toString();
  }

  @Test
  void realFramesAreReadAsTheyStand() throws IOException {
    List<MoleculeRecord> records = Records.resource("spectra.xyz");

    assertEquals(List.of("gdb_100104", "gdb_100267"), Records.ids(records));
    Molecule first = Records.molecules(records).get(0);
    assertEquals(25, first.atomCount());
    assertArrayEquals(
        new float[] {-0.8632520818f, 1.2298485949f, 0.0769271145f},
        Arrays.copyOf(first.positions(), 3));
    assertEquals(22, Records.molecules(records).get(1).atomCount());
  }

  @Test
  void theIdIsTheFirstWordOfTheComment() {
    String frame = "1\n gdb_7  energy=-40.4 eV\nHe 0 0 0\n";
    assertEquals(List.of("gdb_7"), Records.ids(Records.read("x.xyz", frame)));
  }

  @Test
  void elementsMayBeNumbersAndRowsMayHaveMoreColumns() {
    String frame = "3\n\n 8\t0.0 0.0 0.0 -0.5\n1 0.0 1.0 0.0 0.25\n  D 1.0D+00 1.*^-1 0 0.25\n";
    Molecule water = Records.molecules(Records.read("x.xyz", frame)).get(0);
    assertArrayEquals(new int[] {8, 1, 1}, water.atomicNumbers());
    assertArrayEquals(new float[] {0, 0, 0, 0, 1, 0, 1, 0.1f, 0}, water.positions());
  }

  @Test
  void numbersBeyondThePeriodicTableAreUnknownElements() {
    for (String element : List.of("0", "119", "C1", "Du")) {
      assertEquals(
          List.of(RejectReason.UNKNOWN_ELEMENT),
          Records.reasons(Records.read("x.xyz", "1\nx\n" + element + " 0 0 0\n")));
    }
  }

  @Test
  void anIntegerCommentIsNotTakenForACount() {
    String content = "two\n7\nH 0 0 0\nH 0 0 1\n2\n8\nH 0 0 0\nH 0 0 1\n";
    List<MoleculeRecord> records = Records.read("x.xyz", content);
    assertEquals(List.of(RejectReason.SYNTAX), Records.reasons(records));
    assertEquals(List.of("8"), Records.ids(records));
  }

  @Test
  void theFaultyLineIsNamed() {
    String content = "1\na\nHe 0 0 0\n2\nb\nH 0 0 0\nH 0 0\n1\nc\nHe 0 0 0\n";
    List<MoleculeRecord> records = Records.read("x.xyz", content);
    MoleculeRecord.Rejected rejected = Records.rejected(records).get(0);
    assertEquals(7, rejected.line());
    assertTrue(rejected.message().contains("atom 2 of 2"), rejected::message);
    assertEquals(List.of("a", "c"), Records.ids(records));
  }

  @Test
  void aFrameWithTwoFaultsIsRejectedOnce() {
    String content = "1\na\nHe 0 0 0\n2\nb\nH nan 0 0\nH 0 0 1\nH 0 0 2\n1\nc\nHe 0 0 0\n";
    List<MoleculeRecord> records = Records.read("x.xyz", content);
    assertEquals(List.of(RejectReason.NON_FINITE_COORDINATE), Records.reasons(records));
    assertEquals(List.of("a", "c"), Records.ids(records));
  }

  @Test
  void aSurplusRowIsAFaultAtTheVeryEndToo() {
    List<MoleculeRecord> records = Records.read("x.xyz", "1\na\nHe 0 0 0\nHe 0 0 1");
    assertEquals(List.of(RejectReason.SYNTAX), Records.reasons(records));
    assertEquals(4, Records.rejected(records).get(0).line());
  }

  @Test
  void overlapsAreFoundInLargeFramesToo() {
    StringBuilder frame = new StringBuilder("1000\nlattice\n");
    for (int i = 0; i < 1000; i++) {
      frame.append("C %d %d %d\n".formatted(i / 100, i / 10 % 10, i % 10));
    }
    String good = frame.toString();
    assertEquals(List.of("lattice"), Records.ids(Records.read("x.xyz", good)));
    List<MoleculeRecord> records = Records.read("x.xyz", good.replace("C 7 5 3", "C 2.05 2 2"));
    assertEquals(List.of(RejectReason.OVERLAPPING_ATOMS), Records.reasons(records));
    assertTrue(Records.rejected(records).get(0).message().contains("atoms 223 and 754"));
  }

  @Test
  void aFrameMayLackItsComment() {
    String bare = "3\nO 0 0 0\nH 0 0 1\nH 0 1 0\n";
    List<MoleculeRecord> records = Records.read("x.xyz", bare);
    assertEquals(List.of("1"), Records.ids(records));
    assertArrayEquals(new int[] {8, 1, 1}, Records.molecules(records).get(0).atomicNumbers());
    assertEquals(List.of(), Records.rejected(records));
    assertEquals(
        List.of("1", "2", "x"),
        Records.ids(Records.read("x.xyz", bare + "\n" + bare + "1\nx\nHe 0 0 0\n")));
  }

  @Test
  void aCommentThatLooksLikeAnAtomStaysAComment() {
    List<MoleculeRecord> records =
        Records.read("x.xyz", "2\nC 1 2 3\nH 0 0 0\nH 0 0 1\n1\nb\nHe 0 0 0\n");
    assertEquals(List.of("C", "b"), Records.ids(records));
    assertEquals(2, Records.molecules(records).get(0).atomCount());
  }

  /** A hundred thousand such rows would not fit into memory. */
  @Test
  void aRowThatIsFarTooLongIsNoneAndTheNextFrameIsRead() {
    String longRow = "C 0 0 0" + " ".repeat(5000) + "1";
    List<MoleculeRecord> records =
        Records.read("x.xyz", "2\nlong\nC 0 0 2\n" + longRow + "\n1\nafter\nC 0 0 0\n");
    assertEquals(RejectReason.SYNTAX, ((MoleculeRecord.Rejected) records.get(0)).reason());
    assertEquals("after", ((MoleculeRecord.Parsed) records.get(1)).molecule().id());
  }
}
