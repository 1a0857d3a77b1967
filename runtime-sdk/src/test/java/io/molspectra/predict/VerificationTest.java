package io.molspectra.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.GoldenRecord;
import io.molspectra.bundle.GoldenRecord.Expectation;
import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

  @TempDir Path temp;

  @Test
  void passesWhenEveryGoldenOutputIsReproduced() throws IOException {
    List<GoldenRecord> golden = new ArrayList<>();
    for (Molecule molecule : ToyModel.molecules(5, 3)) {
      golden.add(
          new GoldenRecord(
              molecule,
              List.of(
                  new Expectation(
                      "energy", "energy", new float[] {ToyModel.energy(molecule)}, 1e-3),
                  new Expectation("energy", "forces", ToyModel.forces(molecule), 1e-3),
                  new Expectation("embedding", "embedding", ToyModel.embedding(molecule), 1e-5))));
    }
    VerificationReport report = verify(golden);
    assertEquals(15, report.comparisons().size());
    assertTrue(report.passed(), report.failures().toString());
  }

  @Test
  void failsForAnOutputBeyondItsToleranceAndSaysByHowMuch() throws IOException {
    Molecule oxygen = new Molecule("oxygen", new int[] {8}, new float[3]);
    GoldenRecord wrong =
        new GoldenRecord(
            oxygen, List.of(new Expectation("energy", "energy", new float[] {8.5f}, 0.25)));
    VerificationReport report = verify(List.of(wrong));
    assertFalse(report.passed());
    assertEquals(
        List.of(new VerificationReport.Comparison("oxygen", "energy", "energy", 0.5, 0.25)),
        report.failures());
  }

  @Test
  void failsForAMissingOutputAWrongCountAndNotANumber() throws IOException {
    Molecule oxygen = new Molecule("oxygen", new int[] {8}, new float[3]);
    GoldenRecord wrong =
        new GoldenRecord(
            oxygen,
            List.of(
                new Expectation("energy", "charge", new float[] {8}, 1),
                new Expectation("energy", "energy", new float[] {8, 8}, 1),
                new Expectation("energy", "energy", new float[] {Float.NaN}, 1)));
    VerificationReport report = verify(List.of(wrong));
    assertEquals(3, report.failures().size());
    for (VerificationReport.Comparison comparison : report.failures()) {
      assertEquals(Double.POSITIVE_INFINITY, comparison.difference());
    }
  }

  @Test
  void failsForAGraphThatMixesTheMoleculesOfABatch() throws IOException {
    List<GoldenRecord> golden = new ArrayList<>();
    for (int element : new int[] {1, 8}) {
      Molecule atom = new Molecule("atom " + element, new int[] {element}, new float[3]);
      // Alone, a molecule is its own mean.
      golden.add(
          new GoldenRecord(
              atom, List.of(new Expectation("mixing", "mixing", new float[] {0}, 1e-5))));
    }
    VerificationReport report = verify(golden);
    assertEquals(2, report.failures().size());
    assertEquals(3.5, report.failures().get(0).difference(), 1e-5);
  }

  private VerificationReport verify(List<GoldenRecord> golden) throws IOException {
    Path bundle = ToyModel.bundle(temp, ToyModel.PREPROCESSOR, golden);
    try (MolSpectraModel model = MolSpectra.load(bundle)) {
      return model.verify();
    }
  }
}
