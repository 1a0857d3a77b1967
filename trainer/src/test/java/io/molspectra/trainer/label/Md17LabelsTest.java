package io.molspectra.trainer.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import io.molspectra.npz.NpzWriter;
import io.molspectra.predict.EnergyUnit;
import io.molspectra.trainer.label.LabelException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Md17LabelsTest {
  @TempDir Path folder;

  private final Fixture fixture = new Fixture();

  private LabelledMolecules read(Path... files) throws IOException {
    return new Md17Labels(List.of(files), Fixture.MAX_Z).read(fixture.report);
  }

  private Map<String, NpyArray> ethanol() throws IOException {
    Map<String, NpyArray> arrays = new HashMap<>();
    try (NpzReader npz = NpzReader.open(Fixture.file(folder, "md17_ethanol.npz"))) {
      for (String name : List.of("z", "R", "E", "F")) {
        arrays.put(name, npz.get(name));
      }
    }
    return arrays;
  }

  private Path written(Map<String, NpyArray> arrays) throws IOException {
    Path file = folder.resolve("changed.npz");
    NpzWriter.write(file, arrays);
    return file;
  }

  private static float[] forces(LabelledMolecules molecules) {
    ForceLabels forces = molecules.forces();
    assertNotNull(forces);
    return forces.values();
  }

  @Test
  void framesKeepTheirOrderTheirNumbersAndEnergiesInFloat64() throws IOException {
    LabelledMolecules molecules = read(Fixture.file(folder, "md17_ethanol.npz"));
    assertEquals(20, molecules.count());
    assertEquals("md17_ethanol_0", molecules.structures().id(0));
    assertEquals(-97208.37630464, molecules.column("energy").values()[1], 1e-8);
    assertEquals("kcal/mol", molecules.column("energy").unit());
    assertEquals("kcal/mol/A", java.util.Objects.requireNonNull(molecules.forces()).unit());
    assertEquals(7.06211689f, forces(molecules)[27 + 1], 1e-6f);
  }

  @Test
  void revisedFilesHaveOtherNamesForTheSame() throws IOException {
    LabelledMolecules molecules = read(Fixture.file(folder, "rmd17_aspirin.npz"));
    assertEquals(4, molecules.count());
    assertEquals(21, molecules.structures().atomCount(3));
    assertEquals(-406273.66741751, molecules.column("energy").values()[3], 1e-8);
    assertEquals(-16.35314467f, forces(molecules)[4 * 63 - 1], 1e-6f);
  }

  @Test
  void energiesChangeAsForcesAndPositionsSay() throws IOException {
    LabelledMolecules molecules = read(Fixture.file(folder, "md17_ethanol.npz"));
    double[] energy = molecules.column("energy").values();
    float[] forces = forces(molecules);
    double product = 0;
    double square = 0;
    for (int frame = 1; frame < molecules.count(); frame++) {
      float[] now = molecules.structures().molecule(frame).positions();
      float[] before = molecules.structures().molecule(frame - 1).positions();
      double work = 0;
      for (int i = 0; i < 27; i++) {
        double force = 0.5 * (forces[27 * frame + i] + forces[27 * (frame - 1) + i]);
        work -= force * (now[i] - before[i]);
      }
      product += work * (energy[frame] - energy[frame - 1]);
      square += work * work;
    }
    // The trapezoid is off by the third order of a step of half a femtosecond: 0.1 % on 2,000
    // frames.
    assertEquals(1, product / square, 0.02);
  }

  @Test
  void badFramesAreLeftOutAndLabelsStayWithTheirFrames() throws IOException {
    Map<String, NpyArray> arrays = ethanol();
    float[] expected = forces(read(Fixture.file(folder, "md17_ethanol.npz")));
    double[] positions = arrays.get("R").toDoubles().clone();
    positions[2 * 27 + 4] = Double.NaN;
    System.arraycopy(positions, 5 * 27, positions, 5 * 27 + 3, 3);
    double[] energies = arrays.get("E").toDoubles().clone();
    energies[7] = Double.NaN;
    double[] forces = arrays.get("F").toDoubles().clone();
    forces[9 * 27] = Double.POSITIVE_INFINITY;
    arrays.put("R", NpyArray.of(positions, 20, 9, 3));
    arrays.put("E", NpyArray.of(energies, 20));
    arrays.put("F", NpyArray.of(forces, 20, 9, 3));
    LabelledMolecules molecules = read(written(arrays));
    assertEquals(
        Map.of(
            LabelRejectReason.STRUCTURE, 2,
            LabelRejectReason.NO_LABEL, 1,
            LabelRejectReason.NON_FINITE, 1),
        fixture.report.counts());
    assertEquals(16, molecules.count());
    int[] frames = {0, 1, 3, 4, 6, 8, 10};
    for (int i = 0; i < frames.length; i++) {
      assertEquals("changed_" + frames[i], molecules.structures().id(i));
      assertEquals(energies[frames[i]], molecules.column("energy").values()[i]);
      assertEquals(expected[27 * frames[i] + 5], forces(molecules)[27 * i + 5]);
    }
  }

  @Test
  void severalFilesFollowEachOther() throws IOException {
    LabelledMolecules molecules =
        read(Fixture.file(folder, "rmd17_aspirin.npz"), Fixture.file(folder, "md17_ethanol.npz"));
    assertEquals(24, molecules.count());
    assertEquals("md17_ethanol_3", molecules.structures().id(7));
    assertEquals(7.06211689f, forces(molecules)[4 * 63 + 27 + 1], 1e-6f);
  }

  @Test
  void arraysThatContradictEachOtherAreNamedWithTheirShapes() throws IOException {
    Map<String, NpyArray> arrays = ethanol();
    arrays.put("E", NpyArray.of(new double[19], 19));
    Path file = written(arrays);
    LabelException refused = assertThrows(LabelException.class, () -> read(file));
    assertEquals(Problem.WRONG_SHAPE, refused.problem());
    assertTrue(String.valueOf(refused.getMessage()).contains("E [19]"), refused.getMessage());
  }

  @Test
  void otherArchivesAreRefusedWithWhatTheyHold() throws IOException {
    Path file = written(Map.of("weights", NpyArray.of(new double[1], 1)));
    LabelException refused = assertThrows(LabelException.class, () -> read(file));
    assertEquals(Problem.MISSING_COLUMN, refused.problem());
    assertTrue(String.valueOf(refused.getMessage()).contains("weights"));
  }

  @Test
  void chosenMoleculesKeepTheirForces() throws IOException {
    LabelledMolecules molecules = read(Fixture.file(folder, "md17_ethanol.npz"));
    LabelledMolecules chosen = molecules.select(new int[] {11, 3});
    float[] expected = new float[54];
    System.arraycopy(forces(molecules), 11 * 27, expected, 0, 27);
    System.arraycopy(forces(molecules), 3 * 27, expected, 27, 27);
    assertArrayEquals(expected, forces(chosen));
    assertEquals(molecules.column("energy").values()[3], chosen.column("energy").values()[1]);
    LabelledMolecules converted = chosen.in(EnergyUnit.ELECTRONVOLT);
    assertEquals(expected[8] * 0.0433641, forces(converted)[8], 1e-5);
    assertEquals("eV/A", java.util.Objects.requireNonNull(converted.forces()).unit());
  }
}
