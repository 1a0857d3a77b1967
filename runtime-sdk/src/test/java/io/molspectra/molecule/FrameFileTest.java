package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpyFormatException;
import io.molspectra.npz.NpzWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFileTest {

  @TempDir Path folder;

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (var content = FrameFileTest.class.getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(content), file);
    }
    return file;
  }

  private static List<MoleculeRecord> records(Path file) throws IOException {
    List<MoleculeRecord> records = new ArrayList<>();
    try (MoleculeReader reader = MoleculeReaders.open(file)) {
      reader.forEachRemaining(records::add);
    }
    return records;
  }

  /** Two frames of H2. */
  private static Map<String, NpyArray> arrays() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("z", NpyArray.of(new long[] {1, 1}, 2));
    arrays.put("R", NpyArray.of(new double[] {0, 0, 0, 0, 0, .7, 0, 0, 0, 0, .8, 0}, 2, 2, 3));
    arrays.put("E", NpyArray.of(new double[] {-1, -2}, 2));
    arrays.put("F", NpyArray.of(new double[12], 2, 2, 3));
    return arrays;
  }

  private Path write(Map<String, NpyArray> arrays) throws IOException {
    Path file = folder.resolve("h2.npz");
    NpzWriter.write(file, arrays);
    return file;
  }

  @Test
  void framesOfMd17AreReadBesideObjectsAndText() throws IOException {
    Path file = resource("md17_ethanol.npz");
    List<MoleculeRecord> records = records(file);
    assertEquals(
        List.of(
            "md17_ethanol_0",
            "md17_ethanol_1",
            "md17_ethanol_2",
            "md17_ethanol_3",
            "md17_ethanol_4"),
        Records.ids(records));
    assertEquals(file.toString(), records.get(0).source());
    try (FrameFile frames = FrameFile.open(file)) {
      assertEquals(5, frames.frameCount());
      assertArrayEquals(new int[] {6, 6, 8, 1, 1, 1, 1, 1, 1}, frames.atomicNumbers());
      assertArrayEquals(frames.atomicNumbers(), Records.molecules(records).get(4).atomicNumbers());
      assertEquals(-97208.40600498248, frames.energies()[0]);
      assertEquals(5, frames.energies().length);
      assertEquals(5 * 9 * 3, frames.forces().length);
      assertEquals((float) -0.443291414085, frames.forces()[5 * 27 - 1]);
      assertEquals((float) 0.0472844, Records.molecules(records).get(4).positions()[26]);
      assertTrue(frames.statedEnergyUnit().isEmpty());
    }
  }

  @Test
  void framesOfRevisedMd17AreRead() throws IOException {
    try (FrameFile frames = FrameFile.open(resource("rmd17_aspirin.npz"));
        MoleculeReader molecules = frames.molecules()) {
      assertEquals(3, frames.frameCount());
      assertEquals(21, frames.atomicNumbers().length);
      assertEquals(-406281.40769174125, frames.energies()[2]);
      assertEquals((float) -5.614798328182595, frames.forces()[3 * 63 - 1]);
      List<MoleculeRecord> records = new ArrayList<>();
      molecules.forEachRemaining(records::add);
      assertEquals((float) -0.5602393, Records.molecules(records).get(2).positions()[62]);
    }
  }

  @Test
  void aFrameThatIsNoGeometryIsRejectedAndTheOthersAreRead() throws IOException {
    Map<String, NpyArray> arrays = arrays();
    double[] positions = new double[5 * 6];
    for (int frame = 0; frame < 5; frame++) {
      positions[6 * frame + 5] = 0.7;
    }
    positions[6 + 1] = Double.NaN;
    positions[2 * 6 + 5] = 0.01;
    positions[3 * 6] = 1e300;
    arrays.put("R", NpyArray.of(positions, 5, 2, 3));
    arrays.put("E", NpyArray.of(new double[] {1, 2, Double.NaN, 4, 5}, 5, 1));
    arrays.remove("F");
    Path file = write(arrays);
    List<MoleculeRecord> records = records(file);
    assertEquals(List.of("h2_0", "h2_4"), Records.ids(records));
    assertEquals(
        List.of(
            RejectReason.NON_FINITE_COORDINATE,
            RejectReason.OVERLAPPING_ATOMS,
            RejectReason.NON_FINITE_COORDINATE),
        Records.reasons(records));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), records.stream().map(r -> r.record()).toList());
    try (FrameFile frames = FrameFile.open(file)) {
      assertFalse(frames.hasForces());
      assertTrue(Double.isNaN(frames.energies()[2]));
      assertThrows(NpyFormatException.class, frames::forces);
    }
  }

  @Test
  void arraysThatContradictEachOtherAreRefusedByName() throws IOException {
    Map<String, NpyArray> wrong = new LinkedHashMap<>();
    wrong.put("z", NpyArray.of(new long[] {1, 1, 1}, 3));
    wrong.put("R", NpyArray.of(new double[12], 4, 3));
    wrong.put("E", NpyArray.of(new double[3], 3));
    wrong.put("F", NpyArray.of(new double[12], 2, 3, 2));
    for (var change : wrong.entrySet()) {
      Map<String, NpyArray> arrays = arrays();
      arrays.put(change.getKey(), change.getValue());
      Path file = write(arrays);
      var error = assertThrows(NpyFormatException.class, () -> FrameFile.open(file));
      String named = change.getKey().equals("z") ? "R" : change.getKey();
      assertTrue(error.getMessage().contains("\"" + named + "\""), error::getMessage);
      assertTrue(error.getMessage().contains("h2.npz"), error::getMessage);
    }
  }

  @Test
  void elementsThatAreNoneAreRefused() throws IOException {
    for (NpyArray elements :
        List.of(
            NpyArray.of(new long[] {1, 0}, 2),
            NpyArray.of(new double[] {1, 1.5}, 2),
            NpyArray.of(new long[] {1, 1}, 1, 2),
            NpyArray.of(new String[] {"H", "H"}, 2))) {
      Map<String, NpyArray> arrays = arrays();
      arrays.put("z", elements);
      Path file = write(arrays);
      var error = assertThrows(NpyFormatException.class, () -> FrameFile.open(file));
      assertTrue(error.getMessage().contains("\"z\""), error::getMessage);
    }
  }

  @Test
  void anNpzWithoutFramesSaysWhatItHas() throws IOException {
    Path file = write(Map.of("embeddings", NpyArray.of(new double[4], 2, 2)));
    var error = assertThrows(NpyFormatException.class, () -> MoleculeReaders.open(file));
    assertTrue(error.getMessage().contains("embeddings"), error::getMessage);
    assertTrue(error.getMessage().contains("nuclear_charges"), error::getMessage);
  }

  @Test
  void aStatedUnitIsToldAndPositionsNotInAngstromAreRefused() throws IOException {
    Map<String, NpyArray> arrays = arrays();
    arrays.put("e_unit", NpyArray.of(new String[] {"eV"}));
    arrays.put("r_unit", NpyArray.of(new String[] {"Ang"}));
    try (FrameFile frames = FrameFile.open(write(arrays))) {
      assertEquals("eV", frames.statedEnergyUnit().orElseThrow());
    }
    arrays.put("r_unit", NpyArray.of(new String[] {"bohr"}));
    Path file = write(arrays);
    var error = assertThrows(NpyFormatException.class, () -> FrameFile.open(file));
    assertTrue(error.getMessage().contains("bohr"), error::getMessage);
  }

  @Test
  void damagedFilesNeverThrowWhileFramesAreRead() throws IOException {
    byte[] good = Files.readAllBytes(resource("md17_ethanol.npz"));
    Random random = new Random(3);
    int refused = 0;
    int rejected = 0;
    for (int round = 0; round < 300; round++) {
      byte[] noisy = good.clone();
      for (int i = random.nextInt(20); i >= 0; i--) {
        noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("noisy.npz"), noisy);
      try {
        rejected += Records.rejected(records(file)).isEmpty() ? 0 : 1;
      } catch (IOException atOpening) {
        refused++;
      }
    }
    assertTrue(refused > 0 && rejected > 0, refused + " " + rejected);
  }

  @Test
  void noFramesAreOneFault() throws IOException {
    Map<String, NpyArray> arrays = arrays();
    arrays.put("R", NpyArray.of(new double[0], 0, 2, 3));
    arrays.remove("E");
    arrays.remove("F");
    assertEquals(List.of(RejectReason.EMPTY_FILE), Records.reasons(records(write(arrays))));
  }
}
