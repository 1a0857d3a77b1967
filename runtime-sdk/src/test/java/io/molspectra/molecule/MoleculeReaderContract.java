package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every molecule reader owes its callers, whatever the format. */
abstract class MoleculeReaderContract {

  /** File name of the format. */
  abstract String name();

  /**
   * A record as a file of the format holds it.
   *
   * @param title its title, may be empty
   * @param statedAtoms the number of atoms it claims
   * @param atoms its rows, "O 0 0 0.5" each
   */
  abstract String record(String title, int statedAtoms, String... atoms);

  private String water(String title) {
    return record(title, 3, "H 0 0.25 0", "O 0 0 -0.957", "H -1e-1 1.5 1.2");
  }

  private String methane(String title) {
    return record(
        title, 5, "C 0 0 0", "H 0.6 0.6 0.6", "H -0.6 -0.6 0.6", "H -.6 .6 -.6", "H .6 -.6 -.6");
  }

  private List<MoleculeRecord> read(String content) {
    return Records.read(name(), content);
  }

  @Test
  void atomsKeepTheOrderAndTheCoordinatesOfTheFile() {
    Molecule molecule = Records.molecules(read(water("w"))).get(0);

    assertEquals("w", molecule.id());
    assertArrayEquals(new int[] {1, 8, 1}, molecule.atomicNumbers());
    assertArrayEquals(
        new float[] {0, 0.25f, 0, 0, 0, -0.957f, -0.1f, 1.5f, 1.2f}, molecule.positions());
  }

  @Test
  void recordsComeOutInOrderNumberedFromOne() {
    List<MoleculeRecord> records = read(water("a") + methane("b") + water("c"));

    assertEquals(List.of("a", "b", "c"), Records.ids(records));
    assertEquals(List.of(1L, 2L, 3L), records.stream().map(MoleculeRecord::record).toList());
    assertTrue(records.stream().allMatch(record -> record.source().equals(name())));
  }

  @Test
  void anUntitledMoleculeIsCalledByItsNumber() {
    assertEquals(List.of("a", "2", "c"), Records.ids(read(water("a") + water("") + water("c"))));
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void aDamagedRecordIsRejectedAndItsNeighboursAreRead(Damage damage) {
    String before = water("before");
    String damaged = record("damaged", damage.statedAtoms, damage.atoms);
    List<MoleculeRecord> records =
        Records.read(name(), latin1(before + damaged + methane("after")));

    assertEquals(List.of("before", "after"), Records.ids(records), records::toString);
    assertEquals(List.of(damage.reason), Records.reasons(records), records::toString);
    MoleculeRecord.Rejected rejected = Records.rejected(records).get(0);
    assertEquals(2, rejected.record());
    long first = before.lines().count() + 1;
    // The line after the record may be the first that contradicts its count.
    long last = first + damaged.lines().count();
    assertTrue(
        rejected.line() >= first && rejected.line() <= last,
        () -> rejected + " should be in lines " + first + "-" + last);
    assertFalse(rejected.message().isBlank());
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void twoDamagedRecordsInARowAreTwoFaults(Damage damage) {
    for (Damage second : Damage.values()) {
      String content =
          water("before")
              + record("damaged", damage.statedAtoms, damage.atoms)
              + record("too", second.statedAtoms, second.atoms)
              + water("after");
      List<MoleculeRecord> records = Records.read(name(), latin1(content));

      assertEquals(List.of("before", "after"), Records.ids(records), second::name);
      assertEquals(List.of(damage.reason, second.reason), Records.reasons(records), second::name);
    }
  }

  @Test
  void aFileCutAnywhereYieldsItsWholeRecordsAndOneFault() {
    String content = water("a") + methane("b") + water("c");
    int secondEnd = (water("a") + methane("b")).length();
    for (int cut = water("a").length() + 1; cut < secondEnd - 60; cut++) {
      List<MoleculeRecord> records = read(content.substring(0, cut));
      int at = cut;
      assertEquals("a", Records.ids(records).get(0));
      assertTrue(Records.rejected(records).size() <= 1, () -> "cut at " + at + ": " + records);
    }
    int middle = content.indexOf("0.6", water("a").length());
    List<MoleculeRecord> records = read(content.substring(0, middle));
    assertEquals(List.of("a"), Records.ids(records));
    assertEquals(List.of(RejectReason.TRUNCATED), Records.reasons(records));
  }

  @Test
  void compressedFilesAreReadAlike() {
    String content = water("a") + methane("b");
    List<MoleculeRecord> records =
        Records.read(name() + ".gz", Records.gzip(content.getBytes(StandardCharsets.UTF_8)));
    assertEquals(Records.molecules(read(content)), Records.molecules(records));
  }

  @Test
  void aTruncatedGzipYieldsTheRecordsBeforeTheCutThenOneTruncation() {
    StringBuilder content = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      // Digits that do not compress, at the end of the last row: half a number is still a number.
      content.append(record("m" + i, 2, "O 0 0 0", "H 0 1 %.6f".formatted(random.nextFloat())));
    }
    List<Molecule> whole = Records.molecules(read(content.toString()));
    byte[] gzip = Records.gzip(content.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals(40, whole.size());

    for (int length = 2; length < gzip.length; length++) {
      List<MoleculeRecord> records = Records.read(name() + ".gz", Arrays.copyOf(gzip, length));
      int parsed = Records.molecules(records).size();
      assertEquals(whole.subList(0, parsed), Records.molecules(records));
      assertEquals(List.of(RejectReason.TRUNCATED), Records.reasons(records));
      assertInstanceOf(MoleculeRecord.Rejected.class, records.get(records.size() - 1));
    }
    int half = gzip.length / 2;
    assertTrue(
        Records.ids(Records.read(name() + ".gz", Arrays.copyOf(gzip, half))).size() > 5,
        "half a file should still give its first records");
  }

  @Test
  void whatIsNotGzipIsAnEncodingFault() {
    byte[] plain = water("a").getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of(RejectReason.ENCODING), Records.reasons(Records.read(name() + ".gz", plain)));
    assertEquals(
        List.of(RejectReason.ENCODING), Records.reasons(Records.read(name(), Records.gzip(plain))));
  }

  @Test
  void anEmptyFileIsOneFault() {
    for (String content : List.of("", "\n", "\r\n\r\n", "\n \n\t\n\n\n\n\n")) {
      assertEquals(List.of(RejectReason.EMPTY_FILE), Records.reasons(read(content)));
    }
    assertEquals(
        List.of(RejectReason.EMPTY_FILE),
        Records.reasons(Records.read(name() + ".gz", Records.gzip(new byte[0]))));
    assertEquals(
        List.of(RejectReason.EMPTY_FILE),
        Records.reasons(Records.read(name() + ".gz", new byte[0])));
  }

  @Test
  void windowsLineEndsTrailingBlankLinesAndAByteOrderMarkAreFine() {
    String content = water("a") + methane("b");
    List<Molecule> expected = Records.molecules(read(content));
    String windows = "\ufeff" + content.replace("\n", "\r\n") + "\r\n \r\n\r\n\r\n\r\n\r\n";
    assertEquals(expected, Records.molecules(read(windows)));
    assertEquals(List.of(), Records.reasons(read(windows)));
  }

  @Test
  void utf16IsOneEncodingFault() {
    String content = water("a") + methane("b");
    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] marked = ("\ufeff" + content).getBytes(charset);
      assertEquals(List.of(RejectReason.ENCODING), Records.reasons(Records.read(name(), marked)));
      byte[] unmarked = content.getBytes(charset);
      List<MoleculeRecord> records = Records.read(name(), unmarked);
      assertEquals(List.of(RejectReason.ENCODING), Records.reasons(records));
    }
  }

  @Test
  void aTitleMayBeUtf8OrLatin1() {
    String content = water("Säure-α");
    assertEquals(List.of("Säure-α"), Records.ids(read(content)));
    assertEquals(List.of("Säure"), Records.ids(Records.read(name(), latin1(water("Säure")))));
  }

  @Test
  void aBinaryTitleIsAnEncodingFault() {
    for (String title : List.of("a\u0000b", "\u00ff\u00feb", "x\u0085\u0099")) {
      List<MoleculeRecord> records =
          Records.read(name(), latin1(water("a") + water(title) + water("c")));
      assertEquals(List.of(RejectReason.ENCODING), Records.reasons(records));
      assertEquals(List.of("a", "c"), Records.ids(records));
    }
  }

  @Test
  void aHugeLineIsAFaultAndTheNextRecordIsRead() {
    String huge = "x".repeat(5 * LineSource.MAX_LENGTH);
    List<MoleculeRecord> records = read(water("a") + water(huge) + water("c"));
    assertEquals(List.of(RejectReason.SYNTAX), Records.reasons(records));
    assertEquals(List.of("a", "c"), Records.ids(records));
  }

  @Test
  void aTitleTooLongToBeAnIdIsAFaultWithAShortMessage() {
    List<MoleculeRecord> records =
        read(water("a") + water("x".repeat(1000)) + water("y".repeat(1001)) + water("d"));
    assertEquals(List.of(RejectReason.SYNTAX), Records.reasons(records));
    assertEquals(List.of("a", "x".repeat(1000), "d"), Records.ids(records));
    assertTrue(Records.rejected(records).get(0).message().length() < 600);
  }

  @Test
  void noiseNeverThrows() {
    Random random = new Random(7);
    byte[] good = (water("a") + methane("b")).getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 2000; round++) {
      byte[] noisy = good.clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
      }
      assertFalse(Records.read(name(), noisy).isEmpty());
      assertFalse(Records.read(name() + ".gz", noisy).isEmpty());
    }
  }

  @Test
  void afterTheLastRecordThereIsNone() throws IOException {
    try (MoleculeReader reader =
        MoleculeReaders.open(
            new ByteArrayInputStream(water("a").getBytes(StandardCharsets.UTF_8)), name())) {
      assertTrue(reader.hasNext());
      assertTrue(reader.hasNext());
      reader.next();
      assertFalse(reader.hasNext());
      assertThrows(NoSuchElementException.class, reader::next);
    }
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
