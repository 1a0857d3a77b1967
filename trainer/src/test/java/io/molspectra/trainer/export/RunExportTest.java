package io.molspectra.trainer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.graph.proto.OnnxReader;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.VerificationReport;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.PretrainConfigReader;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.execute.Devices;
import io.molspectra.trainer.pretrain.DenoisingData;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.report.TrainingProgress;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunExportTest {

  @Test
  void whatWasTrainedIsWhatIsShipped(@TempDir Path folder) throws Exception {
    var run = new RunFolder(folder.resolve("run"));
    train(run);
    ExportedModel model = RunExport.of(run, true, warning -> {});
    Bundle bundle =
        BundleExporter.export(model, folder.resolve("bundle"), SampleMolecules.some(12), 3);

    assertEquals(3, bundle.golden().size());
    assertEquals(
        List.of("embedding", "noise"),
        bundle.manifest().tasks().stream().map(t -> t.name()).toList());
    var shipped = OnnxReader.read(bundle.file("task-noise.onnx")).graph();
    var trained = model.structures().select("noise", List.of("noise"));
    assertEquals(trained.nodes(), shipped.nodes());
    trained
        .parameters()
        .forEach(
            name ->
                assertEquals(
                    trained.initializers().get(name), shipped.initializers().get(name), name));
  }

  @Test
  void noiseIsTakenOutAlikeInEveryDirection(@TempDir Path folder) throws Exception {
    var run = new RunFolder(folder.resolve("run"));
    train(run);
    NoiseNormalizer noise =
        Objects.requireNonNull(RunExport.of(run, true, warning -> {}).preprocessor().noise());
    assertEquals(List.of(0.0, 0.0, 0.0), noise.mean());
    assertEquals(1, noise.std().stream().distinct().count());
    // Two batches of four molecules: the deviation is known to a few per cent.
    assertTrue(Math.abs(noise.std().get(0) - 0.04) < 0.006, noise.std().toString());
  }

  @Test
  void anEgnnIsTrainedShippedAndAnswersInOnnxRuntimeAsInTraining(@TempDir Path folder)
      throws Exception {
    var run = new RunFolder(folder.resolve("run"));
    train(run, "model.encoder=egnn");
    ExportedModel model = RunExport.of(run, true, warning -> {});
    Path target = folder.resolve("bundle");
    Bundle bundle = BundleExporter.export(model, target, SampleMolecules.some(12), 3);

    assertTrue(Files.readString(bundle.file("MODEL_CARD.md")).contains("EGNN, preset molspectra"));
    assertTrue(Files.readString(bundle.file("config.json")).contains("\"egnn\""));
    try (MolSpectraModel shipped = MolSpectra.load(target)) {
      VerificationReport report = shipped.verify();
      assertTrue(report.passed(), () -> report.failures().toString());
      assertEquals(12, shipped.embed(SampleMolecules.some(12)).count());
    }
  }

  private static void train(RunFolder run) throws Exception {
    train(run, "model.encoder=et");
  }

  private static void train(RunFolder run, String encoder) throws Exception {
    PretrainConfig config =
        PretrainConfigReader.read(
            "small",
            Optional.empty(),
            List.of(
                encoder,
                "model.embedding_dimension=16",
                "model.num_layers=2",
                "schedule.max_steps=2",
                "data.batch_size=4",
                "data.validation_count=4"));
    StructureStore store = SampleMolecules.load();
    run.start(config);
    run.describeData(List.of("sample"), new StructureLoader.Result(store, Map.of()));
    try (var training =
            new Pretraining(config, run, new DenoisingData(store, config), Devices.parse("cpu"));
        TrainingProgress progress =
            TrainingProgress.of(
                new PrintStream(OutputStream.nullOutputStream()), false, 0, 2, System::nanoTime)) {
      training.run(progress);
    }
  }
}
