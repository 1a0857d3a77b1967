package io.molspectra.trainer.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.molspectra.predict.EnergyUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtendedXyzLabelsTest {
  private static final String FORCES = "Properties=species:S:1:pos:R:3:forces:R:3";

  @TempDir Path folder;

  private final Fixture fixture = new Fixture();

  private LabelledMolecules read(Path file, ExtendedXyzLabels.Keys keys) throws IOException {
    return new ExtendedXyzLabels(List.of(file), EnergyUnit.ELECTRONVOLT, keys, Fixture.MAX_Z)
        .read(fixture.report);
  }

  private LabelledMolecules read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("frames.extxyz"), text);
    return read(file, ExtendedXyzLabels.Keys.USUAL);
  }

  private static float[] forces(LabelledMolecules molecules) {
    ForceLabels forces = molecules.forces();
    assertNotNull(forces);
    return forces.values();
  }

  @Test
  void energiesAndForcesOfARealFileAreRead() throws IOException {
    LabelledMolecules molecules = read(Fixture.threeBpa(folder), ExtendedXyzLabels.Keys.USUAL);
    assertEquals(2, molecules.count());
    assertEquals(-17660.461737861464, molecules.column("energy").values()[0]);
    assertEquals("eV", molecules.column("energy").unit());
    float[] forces = forces(molecules);
    assertEquals(0.17092934f, forces[0]);
    assertEquals(-1.90941638f, forces[5]);
    for (int axis = 0; axis < 3; axis++) {
      double net = 0;
      for (int atom = 0; atom < 27; atom++) {
        net += forces[81 + 3 * atom + axis];
      }
      // Forces on a free molecule cancel; the file has eight decimals.
      assertEquals(0, net, 1e-5);
    }
  }

  @Test
  void framesWithoutUsableLabelsAreCountedAndTheOthersKeepTheirs() throws IOException {
    String good = "1\n%s energy=%d\nH 0 0 0 %d 0 0\n";
    LabelledMolecules molecules =
        read(
            good.formatted(FORCES, 1, 1)
                + "1\n"
                + FORCES
                + "\nH 0 0 0 2 0 0\n"
                + "1\n"
                + FORCES
                + " energy=3\nH 0 zero 0 3 0 0\n"
                + good.formatted(FORCES, 4, 4)
                + "1\n"
                + FORCES
                + " energy=5\nH 0 0 0 5 0\n"
                + "1\nProperties=species:S:1:pos:R:3 energy=6\nH 0 0 0\n"
                + "1\n"
                + FORCES
                + " energy=six\nH 0 0 0 6 0 0\n"
                + good.formatted(FORCES, 7, 7));
    assertEquals(3, molecules.count());
    assertEquals(
        Map.of(
            LabelRejectReason.STRUCTURE, 1,
            LabelRejectReason.NO_LABEL, 2,
            LabelRejectReason.NON_FINITE, 1,
            LabelRejectReason.NO_FORCES, 1),
        fixture.report.counts());
    for (int i = 0; i < 3; i++) {
      double label = new double[] {1, 4, 7}[i];
      assertEquals(label, molecules.column("energy").values()[i]);
      assertEquals(label, forces(molecules)[3 * i]);
    }
    LabelReject noEnergy =
        fixture.rejects.stream()
            .filter(reject -> reject.reason() == LabelRejectReason.NO_LABEL)
            .findFirst()
            .orElseThrow();
    assertEquals(5, noEnergy.line());
    assertEquals(2, noEnergy.record());
  }

  @Test
  void referenceValuesComeBeforeOthers() throws IOException {
    LabelledMolecules molecules =
        read(
            "1\nProperties=species:S:1:pos:R:3:forces:R:3:REF_forces:R:3 energy=1 REF_energy=2\n"
                + "H 0 0 0 1 1 1 2 2 2\n");
    assertEquals(2, molecules.column("energy").values()[0]);
    assertEquals(2, forces(molecules)[0]);
  }

  @Test
  void otherKeysCanBeNamedAndForcesMayBeAbsent() throws IOException {
    Path file =
        Files.writeString(folder.resolve("own.xyz"), "1\nname=a E_CC=-0.5 energy=9\nH 0 0 0\n");
    LabelledMolecules molecules =
        read(file, new ExtendedXyzLabels.Keys(List.of("E_CC"), List.of()));
    assertEquals(-0.5, molecules.column("energy").values()[0]);
    assertNull(molecules.forces());
    assertEquals("a", molecules.structures().id(0));
  }
}
