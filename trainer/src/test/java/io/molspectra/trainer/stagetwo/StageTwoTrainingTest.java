package io.molspectra.trainer.stagetwo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.molspectra.bundle.Bundle;
import io.molspectra.graph.Tensor;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.trainer.config.ConfigException;
import io.molspectra.trainer.config.ModelSettings;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.RunConfigs;
import io.molspectra.trainer.config.StageTwoConfig;
import io.molspectra.trainer.config.StageTwoConfigReader;
import io.molspectra.trainer.execute.Tensors;
import io.molspectra.trainer.export.BundleExporter;
import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.export.RunExport;
import io.molspectra.trainer.pretrain.DenoisingData;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.report.TrainingProgress;
import io.molspectra.trainer.retrieval.Embeddings;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageTwoTrainingTest {
  /** As the reference and the paper: running statistics are part of what must be saved. */
  private static final String BATCH_NORM = "specformer.norm=batch";

  @TempDir Path folder;
  private StageTwoRuns runs;

  @BeforeEach
  void open() throws IOException {
    runs = new StageTwoRuns(folder);
  }

  @AfterEach
  void close() throws IOException {
    runs.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"specformer.norm=layer", BATCH_NORM})
  void stoppedAfterAnyStepItGoesOnToTheSameWeights(String norm) throws IOException {
    StageTwoConfig config = StageTwoRuns.config(norm);
    train("one-go", config);
    for (int stop = 1; stop < StageTwoRuns.STEPS; stop += 2) {
      String name = "stopped-" + stop;
      stopAfter(name, config, stop);
      try (Pretraining run = runs.open(name, config)) {
        run.resume(warning -> assertEquals("", warning));
        assertEquals(stop, run.step());
        assertTrue(run.run(TrainingProgress.silent()).finished());
      }
      assertEquals(losses("one-go"), losses(name));
      for (String file : List.of("parameters", "moments", "statistics")) {
        Path last =
            Path.of(
                "checkpoints", "step-%09d.r0".formatted(StageTwoRuns.STEPS), file + ".safetensors");
        if (file.equals("statistics") && !norm.equals(BATCH_NORM)) {
          assertFalse(Files.exists(folder.resolve(name).resolve(last)));
          continue;
        }
        assertArrayEquals(
            Files.readAllBytes(folder.resolve("one-go").resolve(last)),
            Files.readAllBytes(folder.resolve(name).resolve(last)),
            name + " " + file);
      }
    }
  }

  private void stopAfter(String name, StageTwoConfig config, int last) throws IOException {
    try (Pretraining run = runs.open(name, config)) {
      run.run(
          new TrainingProgress() {
            @Override
            public void step(long step, int molecules, double loss) {
              if (step == last) {
                run.stop();
              }
            }

            @Override
            public void message(String line) {}

            @Override
            public void close() {}
          });
    }
  }

  private Pretraining.Summary train(String name, StageTwoConfig config) throws IOException {
    try (Pretraining run = runs.open(name, config)) {
      return run.run(TrainingProgress.silent());
    }
  }

  /** The rows of metrics.csv without the speed. */
  private List<String> losses(String name) throws IOException {
    return Files.readAllLines(runs.run(name).metrics()).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }

  @Test
  void everyLossThatIsTrainedIsLoggedAndAllAreValidated() throws IOException {
    train("all", StageTwoRuns.config());
    assertEquals(
        "step,train_loss,train_denoise,train_reconstruct,train_contrast,validation_loss,"
            + "validation_denoise,validation_reconstruct,validation_contrast,validation_top1,"
            + "validation_top5,validation_top10,learning_rate,gradient_norm",
        losses("all").get(0));
    String[] last = losses("all").get(losses("all").size() - 1).split(",", -1);
    assertEquals(
        sum(last[2], last[3], last[4]), Double.parseDouble(last[1]), 1e-5, "weights are 1");
    assertEquals(sum(last[6], last[7], last[8]), Double.parseDouble(last[5]), 1e-5);
  }

  private static double sum(String... terms) {
    return Arrays.stream(terms).mapToDouble(Double::parseDouble).sum();
  }

  @Test
  void aLossOfWeightZeroIsNotTrainedButValidated() throws IOException {
    StageTwoConfig config =
        StageTwoRuns.config(
            "objective.contrast=0", "objective.reconstruct=0", "optimiser.weight_decay=0");
    train("denoise", config);
    String header = losses("denoise").get(0);
    assertTrue(header.startsWith("step,train_loss,train_denoise,validation_loss"), header);
    assertTrue(header.contains("validation_contrast"), header);
    // What no loss depends on stays as it was drawn.
    try (Pretraining run = runs.open("denoise", config)) {
      var before =
          Tensors.toTensor(run.parameters().get("representation_spec_model.head.linear.weight"));
      run.resume(warning -> {});
      var after =
          Tensors.toTensor(run.parameters().get("representation_spec_model.head.linear.weight"));
      assertEquals(before, after);
    }
  }

  @Test
  void trainingMakesTheHeldOutLossesFall() throws IOException {
    StageTwoConfig config =
        StageTwoRuns.config("schedule.max_steps=40", "optimiser.lr=0.005", "log_every=10");
    Pretraining.Summary summary = train("learning", config);
    assertTrue(
        summary.best().metric() < 0.8 * summary.firstValidation(),
        summary.firstValidation() + " -> " + summary.best().metric());
  }

  @Test
  void scalesThatAreWorkedOutMakeTheMeanIntensityOne() {
    StageTwoData data = runs.data(StageTwoRuns.config());
    for (var kind : data.config().specformer().spectra()) {
      double sum = 0;
      long count = 0;
      for (int molecule : data.split().training()) {
        float[] curve = data.spectra(molecule).intensities().get(kind.name());
        if (curve != null) {
          for (float intensity : curve) {
            sum += kind.scale() * intensity;
            count++;
          }
        }
      }
      assertEquals(1, sum / count, 1e-3, kind.name());
    }
  }

  @Test
  void theEncoderOfStageOneIsTakenOverAndSpecFormerIsFresh() throws IOException {
    PretrainConfig stageOne = StageTwoRuns.config().common();
    var first = new RunFolder(folder.resolve("first"));
    var store = SampleMolecules.load();
    first.start(stageOne);
    first.describeData(
        List.of("sample"), new io.molspectra.trainer.data.StructureLoader.Result(store, Map.of()));
    try (var run =
        new Pretraining(stageOne, first, new DenoisingData(store, stageOne), Device.cpu())) {
      run.run(TrainingProgress.silent());
    }
    StageOneRun former = StageOneRun.read(first, warning -> {});
    try (Pretraining run = runs.open("second", StageTwoRuns.config(), former.start(1))) {
      String weight = "representation_model.attention_layers.0.q_proj.weight";
      assertEquals(former.parameters().get(weight), Tensors.toTensor(run.parameters().get(weight)));
      String spectra = "representation_spec_model.backbone.W_P.0.weight";
      Tensor fresh =
          StageOneRun.fresh(1)
              .parameters()
              .get(
                  spectra,
                  io.molspectra.network.ParameterSource.Initialisation.XAVIER_UNIFORM,
                  8,
                  8);
      assertEquals(fresh, Tensors.toTensor(run.parameters().get(spectra)));
      run.saveStart();
    }
    // A run that was killed before its first step goes on from what it took over.
    try (Pretraining run = runs.open("second", StageTwoRuns.config())) {
      run.resume(warning -> {});
      String bias = "output_model_noise.output_network.0.update_net.0.bias";
      assertEquals(former.parameters().get(bias), Tensors.toTensor(run.parameters().get(bias)));
    }
  }

  @Test
  void anotherArchitectureThanThatOfStageOneIsRefused() {
    ModelSettings former = StageTwoRuns.config("model.num_layers=2").common().model();
    List<String> none = List.of();
    assertEquals(
        former,
        StageTwoConfigReader.startingFrom(former, "small", false, Optional.empty(), none)
            .common()
            .model());
    for (List<String> asked : List.of(none, List.of("model.num_layers=5"))) {
      ConfigException refusal =
          assertThrows(
              ConfigException.class,
              () ->
                  StageTwoConfigReader.startingFrom(
                      former, "small", asked.isEmpty(), Optional.empty(), asked));
      assertTrue(refusal.getMessage().contains("model.num_layers is 2"), refusal.getMessage());
    }
  }

  @Test
  void everyPresetIsWrittenAndReadBackEqual() throws IOException {
    for (String preset : StageTwoConfigReader.PRESETS) {
      StageTwoConfig config = StageTwoConfigReader.read(preset, Optional.empty(), List.of());
      Path file = folder.resolve(preset + ".yaml");
      Files.writeString(file, config.toYaml());
      assertEquals(config, RunConfigs.read(file), preset);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"specformer.norm=layer", BATCH_NORM})
  void whatIsExportedEmbedsAsTheTrainerDoes(String norm) throws IOException {
    StageTwoConfig config = StageTwoRuns.config(norm, "validate_every=6");
    Embeddings trained;
    int[] molecules = {0, 3, 5, 10, 12};
    StageTwoData data = runs.data(config);
    try (Pretraining run = runs.open("exported", config)) {
      run.run(TrainingProgress.silent());
    }
    var task = new StageTwoTask(data, Device.cpu(), StageOneRun.fresh(1));
    try (var run = new Pretraining(data.config(), runs.run("exported"), () -> task)) {
      run.resume(warning -> {});
      trained = task.embed(molecules);
    }
    ExportedModel model = RunExport.of(runs.run("exported"), true, warning -> {});
    Bundle bundle =
        BundleExporter.export(model, folder.resolve("bundle"), SampleMolecules.some(8), 3);
    assertEquals(
        List.of("embedding", "noise", "spectrum-embedding"),
        bundle.manifest().tasks().stream().map(t -> t.name()).toList());
    try (MolSpectraModel runtime = MolSpectra.load(folder.resolve("bundle"))) {
      assertTrue(runtime.verify().passed());
      List<SpectraRow> rows = Arrays.stream(molecules).mapToObj(data::spectra).toList();
      float[] spectra = runtime.spectra().embed(rows).values();
      float[] structures =
          runtime
              .embed(Arrays.stream(molecules).mapToObj(data.structures()::molecule).toList())
              .values();
      var deployed = new Embeddings(molecules.length, 8);
      deployed.put(0, structures, spectra);
      for (int i = 0; i < molecules.length; i++) {
        for (int j = 0; j < molecules.length; j++) {
          assertEquals(trained.similarity(i, j), deployed.similarity(i, j), 1e-5);
        }
      }
    }
  }
}
