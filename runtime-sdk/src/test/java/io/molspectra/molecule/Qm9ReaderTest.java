package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Qm9ReaderTest {

  @TempDir Path folder;

  private static String methane() throws IOException {
    try (var content = Qm9ReaderTest.class.getResourceAsStream("dsgdb9nsd_000001.xyz")) {
      return new String(Objects.requireNonNull(content).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String frame(int index, String value) {
    return "2\ngdb %d\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\t%s\t\n"
            .formatted(index, value)
        + "H\t0\t0\t1.5*^-6\t0.1\nF\t0\t0\t0.92\t-0.1\n4000.5\nF\t[H]F\t\nInChI=1S/x\tInChI=1S/y\n";
  }

  private List<Qm9Record> properties(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("raw.xyz"), content);
    List<Qm9Record> all = new ArrayList<>();
    try (Qm9Reader reader = Qm9Reader.open(file)) {
      while (reader.hasNext()) {
        reader.next();
        all.add(reader.last());
      }
    }
    return all;
  }

  @Test
  void aRealFileGivesGeometryAndProperties() throws IOException {
    List<MoleculeRecord> records = Records.resource("dsgdb9nsd_000001.xyz");
    Molecule methane = Records.molecules(records).get(0);
    assertEquals(List.of("gdb_1"), Records.ids(records));
    assertArrayEquals(new int[] {6, 1, 1, 1, 1}, methane.atomicNumbers());
    assertEquals(0.9063972942f, methane.positions()[14]);

    Qm9Record record = properties(methane()).get(0);
    assertEquals(1, record.index());
    assertEquals(157.7118, record.property("A"));
    assertEquals(0, record.property("mu"));
    assertEquals(-40.47893, record.property("U0"));
    assertEquals(6.469, record.property("cv"));
    assertEquals("C", record.smiles());
    assertEquals("C", record.relaxedSmiles());
  }

  @Test
  void mathematicasExponentsAreReadInPositionsAndProperties() throws IOException {
    Qm9Record record = properties(frame(7, "-2.5*^-3")).get(0);
    assertEquals(-2.5e-3, record.property("cv"));
    assertEquals("[H]F", record.relaxedSmiles());
    Molecule molecule = Records.molecules(Records.read("x.xyz", frame(7, "1"))).get(0);
    assertEquals(1.5e-6f, molecule.positions()[2]);
  }

  @Test
  void framesMayFollowEachOtherWithAndWithoutTheLinesAfterTheAtoms() throws IOException {
    String bare = frame(2, "1").substring(0, frame(2, "1").indexOf("4000.5"));
    List<Qm9Record> all =
        properties(methane() + bare + frame(3, "1") + "\n" + bare + "\n\n" + bare + "\n");
    assertEquals(List.of(1, 2, 3, 2, 2), all.stream().map(Qm9Record::index).toList());
    assertEquals("", all.get(1).smiles());
    assertEquals("F", all.get(2).smiles());
  }

  @Test
  void damageIsRejectedAndTheNeighboursAreRead() throws IOException {
    String good = frame(2, "1");
    for (String[] change :
        new String[][] {
          {"\t14\t", "\t"},
          {"\t14\t", "\tnan\t"},
          {"\t14\t", "\tx\t"},
          {"\nF\t0", "\nXx\t0"},
          {"4000.5", "some words"},
          {"InChI=", "smiles"},
          {"H\t0\t0", "H\t0\tnan"},
          {"2\ngdb", "3\ngdb"},
          {"2\ngdb", "1\ngdb"},
          {"0.92", "0.01"}
        }) {
      String damaged = good.replace(change[0], change[1]);
      assertTrue(!damaged.equals(good));
      String content = methane() + damaged + frame(3, "1");
      List<MoleculeRecord> records = Records.read("x.xyz", content);
      assertEquals(List.of("gdb_1", "gdb_3"), Records.ids(records), change[1]);
      assertEquals(1, Records.rejected(records).size(), change[1]);
      List<Qm9Record> all = properties(content);
      assertEquals(1, all.get(0).index());
      assertNull(all.get(1), change[1]);
      assertEquals(3, all.get(2).index());
    }
  }

  @Test
  void aFileCutAnywhereIsRejectedOrWhole() throws IOException {
    String content = methane();
    int atomsEnd = content.indexOf("1341.307");
    for (int cut = 1; cut < atomsEnd; cut++) {
      List<MoleculeRecord> records = Records.read("x.xyz", content.substring(0, cut));
      assertEquals(1, Records.rejected(records).size(), "cut at " + cut);
    }
    String withoutInchi = content.substring(0, content.indexOf("InChI"));
    assertEquals(
        List.of(RejectReason.TRUNCATED), Records.reasons(Records.read("x.xyz", withoutInchi)));
  }

  @Test
  void aPlainFrameHasNoProperties() throws IOException {
    List<Qm9Record> all = properties("1\nhelium\nHe 0 0 0\n1\ngdb 5\nHe 0 0 0\n" + frame(6, "1"));
    assertNull(all.get(0));
    assertNull(all.get(1));
    assertEquals(6, all.get(2).index());
    assertEquals(List.of("gdb_5"), Records.ids(Records.read("x.xyz", "1\ngdb 5\nHe 0 0 0\n")));
  }

  @Test
  void anUnknownPropertyIsRefusedWithTheKnownOnes() throws IOException {
    Qm9Record record = properties(methane()).get(0);
    var error = assertThrows(IllegalArgumentException.class, () -> record.property("u0_atom"));
    assertTrue(error.getMessage().contains("zpve"), error::getMessage);
  }
}
