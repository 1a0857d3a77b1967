package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {

  private static final String HELIUM = "1\nhelium\nHe 0 0 0\n";
  private static final String UNTITLED = "1\n\nHe 0 0 0\n";

  @TempDir Path folder;

  private static byte[] text(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> entries(String... namesAndContents) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      entries.put(namesAndContents[i], text(namesAndContents[i + 1]));
    }
    return entries;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tar", "a.tar.gz", "A.TGZ", "a.tar.bz2", "a.tbz2", "a.zip"})
  void entriesAreReadByTheirOwnEndingsInTheOrderOfTheArchive(String name) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("readme.txt", text("not a molecule"));
    entries.put("b/", new byte[0]);
    entries.put("b/two.xyz", text(HELIUM + HELIUM.replace("helium", "second")));
    entries.put("a/one.sdf", text("neon\n\n\n  1  0\n    0.0000    0.0000    0.0000 Ne\nM  END\n"));
    entries.put("c.xyz.gz", Records.gzip(text(HELIUM.replace("helium", "third"))));
    entries.put("__MACOSX/._c.xyz", text("resource fork"));
    List<MoleculeRecord> records = Records.read(name, Archives.pack(name, entries));

    assertEquals(List.of(), Records.rejected(records));
    assertEquals(List.of("helium", "second", "neon", "third"), Records.ids(records));
    assertEquals(
        List.of("!b/two.xyz", "!b/two.xyz", "!a/one.sdf", "!c.xyz.gz"),
        records.stream().map(record -> record.source().substring(name.length())).toList());
    assertEquals(List.of(1L, 2L, 1L, 1L), records.stream().map(MoleculeRecord::record).toList());
  }

  @Test
  void untitledMoleculesAreCalledByTheNameOfTheirFile() {
    byte[] archive =
        Archives.pack(
            "p.zip", entries("p/0000/17.xyz", "1\n\nHe 0 0 0\n", "p/b.xyz", UNTITLED + UNTITLED));
    assertEquals(List.of("17", "b", "b_2"), Records.ids(Records.read("p.zip", archive)));
  }

  @Test
  void aDamagedEntryIsRejectedAndTheOthersAreRead() {
    for (String name : List.of("a.tar.gz", "a.zip")) {
      Map<String, byte[]> entries =
          entries("1.xyz", UNTITLED, "2.xyz", "1\n\nQ 0 0 0\n", "3.xyz", "", "4.xyz", UNTITLED);
      List<MoleculeRecord> records = Records.read(name, Archives.pack(name, entries));
      assertEquals(List.of("1", "4"), Records.ids(records));
      assertEquals(
          List.of(RejectReason.UNKNOWN_ELEMENT, RejectReason.EMPTY_FILE), Records.reasons(records));
      assertEquals(name + "!2.xyz", Records.rejected(records).get(0).source());
      assertEquals(3, Records.rejected(records).get(0).line());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tar", "a.tar.gz", "a.tar.bz2", "a.zip"})
  void anArchiveCutAnywhereYieldsItsWholeEntriesAndOneTruncation(String name) {
    Random random = new Random(5);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < 12; i++) {
      entries.put(i + ".xyz", text("1\n\nHe %.6f 0 0\n".formatted(random.nextFloat())));
    }
    byte[] archive = Archives.pack(name, entries);
    List<Molecule> whole = Records.molecules(Records.read(name, archive));
    assertEquals(12, whole.size());
    int end = name.endsWith(".tar") ? 12 * 1024 : archive.length - 1;
    for (int length = 4; length < end; length += name.endsWith(".tar") ? 64 : 3) {
      List<MoleculeRecord> records = Records.read(name, Arrays.copyOf(archive, length));
      List<Molecule> read = Records.molecules(records);
      int cut = length;
      assertEquals(whole.subList(0, read.size()), read, () -> "cut at " + cut);
      assertEquals(List.of(RejectReason.TRUNCATED), Records.reasons(records), () -> "at " + cut);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tar", "a.tar.gz", "a.tar.bz2", "a.zip"})
  void noiseNeverThrows(String name) {
    Map<String, byte[]> entries = entries("1.xyz", UNTITLED, "x".repeat(150) + ".xyz", HELIUM);
    byte[] good = Archives.pack(name, entries);
    Random random = new Random(11);
    for (int round = 0; round < 400; round++) {
      byte[] noisy = good.clone();
      for (int i = random.nextInt(8); i >= 0; i--) {
        noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
      }
      assertFalse(Records.read(name, noisy).isEmpty());
    }
  }

  @Test
  void anotherContentThanTheNameTellsIsAnEncodingFault() {
    byte[] tar = Archives.pack("a.tar", entries("1.xyz", UNTITLED));
    for (String name : List.of("a.tar.gz", "a.tar.bz2", "a.zip")) {
      assertEquals(List.of(RejectReason.ENCODING), Records.reasons(Records.read(name, tar)));
    }
    assertEquals(
        List.of(RejectReason.EMPTY_FILE), Records.reasons(Records.read("a.zip", new byte[0])));
  }

  @Test
  void anArchiveWithoutMoleculesSaysWhatItHas() {
    for (String name : List.of("a.tar.bz2", "a.zip")) {
      MoleculeRecord.Rejected rejected =
          Records.rejected(
                  Records.read(name, Archives.pack(name, entries("x/", "", "x/r.pdb", "ATOM"))))
              .get(0);
      assertEquals(RejectReason.EMPTY_FILE, rejected.reason());
      assertTrue(rejected.message().contains("x/r.pdb"), rejected::message);
      assertEquals(
          List.of(RejectReason.EMPTY_FILE),
          Records.reasons(Records.read(name, Archives.pack(name, Map.of()))));
    }
  }

  @Test
  void archivesInArchivesAreNotOpened() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("inner.zip", Archives.pack("a.zip", entries("1.xyz", UNTITLED)));
    entries.put("frames.npz", text("x"));
    entries.put("1.xyz", text(UNTITLED));
    List<MoleculeRecord> records = Records.read("a.tar", Archives.pack("a.tar", entries));
    assertEquals(
        List.of(RejectReason.UNSUPPORTED, RejectReason.UNSUPPORTED), Records.reasons(records));
    assertEquals(List.of("1"), Records.ids(records));
  }

  @Test
  void linksAreRejectedNotFollowed() {
    byte[] archive = Archives.tarWithLink("link.xyz", "/etc/hostname", "1.xyz", text(UNTITLED));
    List<MoleculeRecord> records = Records.read("a.tar", archive);
    assertEquals(List.of(RejectReason.UNSUPPORTED), Records.reasons(records));
    assertEquals(List.of("1"), Records.ids(records));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bomb.zip", "bomb.tar.gz", "bomb.tar.bz2"})
  void anEntryThatUnpacksWithoutEndIsGivenUp(String name) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("1.xyz", text(UNTITLED));
    byte[] zeros = new byte[(int) (2.2 * EntryStream.FREE)];
    entries.put("2.xyz", zeros);
    entries.put("3.xyz", text(UNTITLED));
    List<MoleculeRecord> records = Records.read(name, Archives.pack(name, entries));
    assertEquals(List.of("1"), Records.ids(records));
    assertEquals(List.of(RejectReason.TRUNCATED), Records.reasons(records));
    assertTrue(Records.rejected(records).get(0).message().contains("unpacks to more than"));

    entries.remove("2.xyz");
    entries.remove("3.xyz");
    entries.put("passed-over.dat", zeros);
    records = Records.read(name, Archives.pack(name, entries));
    assertEquals(List.of("1"), Records.ids(records));
    assertEquals(List.of(RejectReason.TRUNCATED), Records.reasons(records));
  }

  @Test
  void aNameOfMegabytesIsNotTakenIntoMemory() {
    byte[] archive = Archives.tarWithLongName(3 << 20, text(UNTITLED));
    List<MoleculeRecord> records = Records.read("a.tar", archive);
    assertEquals(List.of(RejectReason.TRUNCATED), Records.reasons(records));
    assertTrue(Records.rejected(records).get(0).message().contains("head of an entry"));
  }

  @Test
  void namesAreShownInOneShortLine() {
    byte[] archive =
        Archives.pack("a.zip", entries("../x\ny" + "z".repeat(500) + ".xyz", "1\n\nQ 0 0 0\n"));
    MoleculeRecord.Rejected rejected = Records.rejected(Records.read("a.zip", archive)).get(0);
    assertTrue(rejected.source().startsWith("a.zip!../x?yzz"), rejected::source);
    assertTrue(rejected.source().length() < 400);
  }

  @Test
  void aWrongChecksumInAZipIsTold() {
    byte[] content = text(UNTITLED);
    CRC32 crc = new CRC32();
    crc.update(content);
    byte[] archive = Archives.storedZip("1.xyz", content, crc.getValue());
    assertEquals(List.of(), Records.reasons(Records.read("a.zip", archive)));
    byte[] wrong = Archives.storedZip("1.xyz", content, crc.getValue() ^ 1);
    List<MoleculeRecord> records = Records.read("a.zip", wrong);
    assertEquals(List.of(RejectReason.TRUNCATED), Records.reasons(records));
    assertTrue(Records.rejected(records).get(0).message().contains("checksum"));
  }

  @Test
  void rawQm9ComesOutOfItsArchiveWithItsProperties() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (var content = ArchiveReaderTest.class.getResourceAsStream("dsgdb9nsd_000001.xyz")) {
      entries.put("dsgdb9nsd_000001.xyz", content.readAllBytes());
    }
    entries.put("dsgdb9nsd_000002.xyz", text("1\ngdb 2\t1\nHe 0 0 0\n"));
    entries.put("dsgdb9nsd_000003.xyz", text("1\ngdb 3\nHe 0 0 0\n"));
    Path file =
        Files.write(
            folder.resolve("dsgdb9nsd.xyz.tar.bz2"),
            Archives.pack("dsgdb9nsd.xyz.tar.bz2", entries));
    try (Qm9Reader reader = Qm9Reader.open(file)) {
      assertTrue(reader.next() instanceof MoleculeRecord.Parsed);
      assertEquals(-40.47893, reader.last().property("U0"));
      assertTrue(reader.next() instanceof MoleculeRecord.Rejected);
      assertEquals(null, reader.last());
      assertTrue(reader.next() instanceof MoleculeRecord.Parsed);
      assertEquals(null, reader.last());
      assertFalse(reader.hasNext());
    }
  }

  @Test
  void manySmallEntriesStream() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < 70_000; i++) {
      entries.put("p/" + i + ".xyz", text("2\n\nH 0 0 0\nH 0 0 0.7\n"));
    }
    byte[] archive = Archives.pack("p.zip", entries);
    List<MoleculeRecord> records = Records.read("p.zip", archive);
    assertEquals(70_000, Records.molecules(records).size());
    assertEquals(List.of(), Records.rejected(records));
    assertEquals("69999", Records.ids(records).get(69_999));
  }
}
