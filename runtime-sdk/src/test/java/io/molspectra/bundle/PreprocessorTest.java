package io.molspectra.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessorTest {

  @TempDir Path temp;

  @Test
  void absentConstantsStayAbsentInTheFile() throws IOException {
    Path file = temp.resolve("preprocessor.json");
    Files.write(file, BundleJson.write(new Preprocessor(5, 99)));
    assertFalse(Files.readString(file).contains("elements"));
    Preprocessor read = PreprocessorReader.read(file);
    assertNull(read.elements());
    assertNull(read.noise());
    assertEquals(new Preprocessor(5, 99), read);
  }

  @Test
  void doublesComeBackBitForBit() throws IOException {
    Path file = temp.resolve("preprocessor.json");
    double third = 1.0 / 3;
    Preprocessor written =
        new Preprocessor(
            "angstrom",
            Math.PI,
            99,
            null,
            new NoiseNormalizer(List.of(third, -third, 1e-300), List.of(third, 0.1, 0.2)));
    Files.write(file, BundleJson.write(written));
    assertEquals(written, PreprocessorReader.read(file));
  }

  @Test
  void elementsAreSortedAndUnique() {
    assertEquals(
        List.of(1, 6, 8),
        new Preprocessor("angstrom", 5, 99, List.of(8, 1, 6, 1), null).elements());
  }

  @Test
  void constantsThatMakeNoSenseAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Preprocessor(0, 99));
    assertThrows(IllegalArgumentException.class, () -> new Preprocessor(Double.NaN, 99));
    assertThrows(IllegalArgumentException.class, () -> new Preprocessor(5, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Preprocessor("angstrom", 5, 99, List.of(0, 1), null));
  }

  @Test
  void aGoldenRecordMustDescribeAMoleculeAndItsTolerancesMustBePositive() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new GoldenRecord("x", new int[] {1}, new float[2], List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GoldenRecord.Expectation("energy", "energy", new float[1], 0));
    Molecule molecule = new Molecule("x", new int[] {1}, new float[] {1, 2, 3});
    assertEquals(molecule, new GoldenRecord(molecule, List.of()).molecule());
  }
}
