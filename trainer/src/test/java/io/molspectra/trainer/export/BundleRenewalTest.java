package io.molspectra.trainer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import io.molspectra.graph.proto.OnnxReader;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.HeadKind;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.PropertyHead;
import io.molspectra.network.RandomParameters;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.trainer.checkpoint.CheckpointException;
import io.molspectra.trainer.config.EncoderKind;
import io.molspectra.trainer.config.ModelPreset;
import io.molspectra.trainer.config.ModelSettings;
import io.molspectra.trainer.pretrain.DenoisingModel;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundleRenewalTest {
  private static final PropertyHead ENERGY =
      new PropertyHead("u0", HeadKind.SCALAR, 2, 0.5, Map.of(1, -16.5, 6, -1036.25, 8, -2047.0));
  private static final PropertyHead DIPOLE =
      new PropertyHead("mu", HeadKind.DIPOLE, 1.5, 0, Map.of());

  @TempDir private Path folder;

  private static ModelSettings settings(EncoderKind encoder, int layers) {
    return new ModelSettings(ModelPreset.MOLSPECTRA, 16, layers, 4, 8, 0, 5, 20, encoder);
  }

  private Bundle exported(ModelSettings settings, int layersTold) throws IOException {
    Graph network =
        new MoleculeNetwork(
                "first", DenoisingModel.encoderSettings(settings), new RandomParameters(1))
            .withProperty(ENERGY)
            .withForces(ENERGY)
            .withProperty(DIPOLE)
            .withNoise()
            .build();
    return BundleExporter.export(
        new ExportedModel(
            "first",
            network,
            List.of(
                TaskSpec.scalar("u0", "eV").withForces().withDoubleForces(),
                TaskSpec.scalar("mu", "D"),
                TaskSpec.vector("noise", "1")),
            new Preprocessor(Preprocessor.ANGSTROM, 5, 19, List.of(1, 6, 7, 8, 9), null),
            RunExport.architecture(settings(settings.encoder(), layersTold)),
            Map.of("seed", 1),
            "# x\n"),
        folder.resolve("first"),
        molecules(),
        4);
  }

  private static List<Molecule> molecules() throws IOException {
    return SampleMolecules.some(12);
  }

  @ParameterizedTest
  @EnumSource(EncoderKind.class)
  void aBundleOfThisVersionComesOutAsItWas(EncoderKind encoder) throws IOException {
    Bundle old = exported(settings(encoder, 2), 2);
    Bundle renewed = new BundleRenewal(old).write(folder.resolve("renewed"));
    assertEquals(old.manifest().tasks(), renewed.manifest().tasks());
    assertEquals(-1, Files.mismatch(old.file(Bundle.GOLDEN), renewed.file(Bundle.GOLDEN)));
    assertEquals(1, renewed.manifest().provenance().get("seed"));
    for (String file : List.of("encoder.onnx", "task-u0.onnx", "task-noise.onnx", "tasks.onnx")) {
      Graph before = OnnxReader.read(old.file(file)).graph();
      Graph after = OnnxReader.read(renewed.file(file)).graph();
      assertEquals(before.inputs(), after.inputs(), file);
      assertEquals(before.outputs(), after.outputs(), file);
      assertEquals(before.parameters(), after.parameters(), file);
      // Merging keeps what two places compute alike but once.
      assertTrue(after.nodes().size() <= before.nodes().size(), file);
    }
  }

  @ParameterizedTest
  @EnumSource(EncoderKind.class)
  void itAnswersAsBeforeWithForcesInBothPrecisions(EncoderKind encoder) throws IOException {
    Bundle old = exported(settings(encoder, 2), 2);
    Bundle renewed = new BundleRenewal(old).write(folder.resolve("renewed"));
    try (MolSpectraModel before = MolSpectra.load(old.folder());
        MolSpectraModel after = MolSpectra.load(renewed.folder())) {
      // Golden forces are compared with those of the float64 graph, too.
      assertTrue(after.verify().passed(), () -> after.verify().failures().toString());
      assertArrayEquals(before.predict("u0", molecules()), after.predict("u0", molecules()), 1e-5);
      assertArrayEquals(before.predict("mu", molecules()), after.predict("mu", molecules()), 1e-5);
      assertArrayEquals(
          before.predictWithForces("u0", molecules()).forces().values(),
          after.predictWithForces("u0", molecules()).forces().values(),
          1e-4f);
    }
  }

  @Test
  void itMayTakeThePlaceOfTheOldOne() throws IOException {
    Bundle old = exported(settings(EncoderKind.ET, 1), 1);
    new BundleRenewal(old).write(old.folder());
    try (MolSpectraModel model = MolSpectra.load(old.folder())) {
      assertTrue(model.verify().passed());
    }
  }

  @Test
  void whatDoesNotFitItsDescriptionIsRefused() throws IOException {
    var renewal = new BundleRenewal(exported(settings(EncoderKind.ET, 1), 2));
    CheckpointException refused =
        assertThrows(CheckpointException.class, () -> renewal.write(folder.resolve("renewed")));
    assertTrue(refused.getMessage().contains("lacks parameters"), refused.getMessage());
    assertTrue(refused.getMessage().contains("attention_layers.1"), refused.getMessage());
  }
}
