package io.molspectra.trainer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.HeadKind;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.PropertyHead;
import io.molspectra.network.RandomParameters;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCombinationTest {
  /** Total energies of the elements, so large that float32 would lose the network's share. */
  private static final PropertyHead ENERGY =
      new PropertyHead(
          "u0", HeadKind.SCALAR, 2, 0.5, Map.of(1, -16.5, 6, -1036.25, 7, -1489.75, 8, -2047.0));

  @TempDir private Path folder;

  private Bundle denoising(double cutoff) throws IOException {
    Graph network =
        new MoleculeNetwork("first", settings(cutoff), new RandomParameters(1)).withNoise().build();
    var noise = new NoiseNormalizer(List.of(0.0, 0.0, 0.0), List.of(0.04, 0.04, 0.04));
    return exported(
        "first",
        network,
        List.of(TaskSpec.vector("noise", "1")),
        new Preprocessor(Preprocessor.ANGSTROM, cutoff, 19, List.of(1, 6, 7, 8, 9), noise));
  }

  private Bundle energies() throws IOException {
    Graph network =
        new MoleculeNetwork("second", settings(5), new RandomParameters(2))
            .withProperty(ENERGY)
            .withForces(ENERGY)
            .build();
    return exported(
        "second",
        network,
        List.of(TaskSpec.scalar("u0", "eV").withForces().withDoubleForces()),
        new Preprocessor(Preprocessor.ANGSTROM, 5, 19, List.of(1, 6, 7, 8), null));
  }

  private static EncoderSettings settings(double cutoff) {
    return EncoderSettings.of(Preset.MOLSPECTRA, 16, 2, 4, 8, 0, cutoff, 20);
  }

  private Bundle exported(
      String name, Graph network, List<TaskSpec> tasks, Preprocessor preprocessor)
      throws IOException {
    return BundleExporter.export(
        new ExportedModel(
            name, network, tasks, preprocessor, Map.of("num_layers", 2), Map.of(), "# x\n"),
        folder.resolve(name),
        molecules(),
        4);
  }

  /** Of H, C, N and O alone. */
  private static List<Molecule> molecules() throws IOException {
    return SampleMolecules.some(200).stream()
        .filter(m -> java.util.Arrays.stream(m.atomicNumbers()).allMatch(z -> z != 9))
        .limit(12)
        .toList();
  }

  @Test
  void everyTaskAnswersAsInItsOwnBundle() throws IOException {
    Bundle first = denoising(5);
    Bundle second = energies();
    Bundle all =
        new BundleCombination(List.of(first, second))
            .write("all", Optional.of("# all\n"), folder.resolve("all"));
    try (MolSpectraModel one = MolSpectra.load(first.folder());
        MolSpectraModel two = MolSpectra.load(second.folder());
        MolSpectraModel both = MolSpectra.load(all.folder())) {
      assertTrue(both.verify().passed(), () -> both.verify().failures().toString());
      assertArrayEquals(one.embed(molecules()).values(), both.embed(molecules()).values(), 1e-4f);
      assertArrayEquals(one.noise(molecules()).values(), both.noise(molecules()).values(), 1e-4f);
      assertArrayEquals(two.predict("u0", molecules()), both.predict("u0", molecules()), 1e-4);
      assertArrayEquals(
          two.predictWithForces("u0", molecules()).forces().values(),
          both.predictWithForces("u0", molecules()).forces().values(),
          1e-3f);
    }
    assertEquals(
        List.of("embedding", "noise", "u0"),
        all.manifest().tasks().stream().map(TaskSpec::name).toList());
    assertEquals(List.of(1, 6, 7, 8), all.preprocessor().elements());
    assertTrue(all.manifest().lists("task-u0-forces-f64.onnx"));
    assertEquals("# all\n", Files.readString(all.file("MODEL_CARD.md")));
  }

  @Test
  void totalEnergiesKeepWhatFloat32WouldLose() throws IOException {
    try (MolSpectraModel model = MolSpectra.load(energies().folder())) {
      double[] energies = model.predict("u0", molecules());
      for (int m = 0; m < energies.length; m++) {
        double references = 0;
        for (int z : molecules().get(m).atomicNumbers()) {
          references += ENERGY.references().get(z);
        }
        double share = energies[m] - references - ENERGY.offset();
        // The network's own number is float32; the sum with the references would not hold it.
        assertEquals(2 * (double) (float) (share / 2), share, 1e-11 * Math.abs(energies[m]));
        assertTrue(Math.abs(share) < 1000, "share " + share);
      }
    }
  }

  @Test
  void bundlesOfDifferentCutoffsAreNotCombined() throws IOException {
    Bundle first = denoising(4);
    Bundle second = energies();
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new BundleCombination(List.of(first, second)));
    assertTrue(refusal.getMessage().contains("cutoff of 4.0"), refusal.getMessage());
  }
}
