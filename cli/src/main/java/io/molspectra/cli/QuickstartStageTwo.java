package io.molspectra.cli;

import io.molspectra.spectrum.SpectraFolder;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.trainer.config.StageTwoConfig;
import io.molspectra.trainer.config.StageTwoConfigReader;
import io.molspectra.trainer.data.SpectraPairs;
import io.molspectra.trainer.data.SpectraStore;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.execute.Devices;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.report.TrainingProgress;
import io.molspectra.trainer.sample.SampleSpectra;
import io.molspectra.trainer.stagetwo.StageOneRun;
import io.molspectra.trainer.stagetwo.StageTwoData;
import io.molspectra.trainer.stagetwo.StageTwoTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The part of the quickstart that knows spectra: writes the sample, reads it, trains on it. */
final class QuickstartStageTwo implements AutoCloseable {
  private static final int MOLECULES = 602;

  private final RunFolder run;
  private final StageOneRun former;
  private final StructureLoader.Result structures;
  private final SpectraStore spectra;
  private final StageTwoData data;

  /**
   * @param folder for the tables of spectra; must not exist
   * @param run of stage two
   * @param stageOne run to start from
   */
  QuickstartStageTwo(
      Path folder, RunFolder run, RunFolder stageOne, long steps, Consumer<String> say)
      throws IOException {
    this.run = run;
    this.former = StageOneRun.read(stageOne, say);
    StageTwoConfig config =
        StageTwoConfigReader.startingFrom(
            former.model(),
            PretrainingOptions.DEFAULT_PRESET,
            false,
            Optional.empty(),
            List.of(
                "schedule.max_steps=" + steps,
                "schedule.warmup_steps=20",
                "data.batch_size=32",
                "validate_every=" + Math.max(1, steps / 2)));
    SampleSpectra.writeTo(folder, MOLECULES);
    this.structures =
        StageOneJob.load(
            List.of(folder.resolve(SampleSpectra.STRUCTURES_FILE)), config.common(), say);
    List<SpectrumKind> kinds = config.specformer().kinds();
    try (SpectraReader reader = SpectraFolder.open(folder, kinds)) {
      this.spectra =
          SpectraStore.read(
              reader, kinds, run.path().resolve(".spectra.cache"), true, reject -> {});
    }
    this.data =
        new StageTwoData(
            SpectraPairs.join(structures.store(), structures.recordCount(), spectra, Set.of()),
            spectra,
            config);
  }

  StageTwoData data() {
    return data;
  }

  Pretraining.Summary train() throws IOException {
    run.start(data.config());
    run.describeData(
        List.of("bundled sample of QM9 with spectra"),
        structures,
        Map.of(
            "spectra", "bundled sample of computed spectra",
            "pairs", data.structures().count(),
            "pairs_by_kind", data.presence(),
            "init", former.name(),
            "init_step", former.step(),
            "elements", former.elementsWith(data.structures().elements())));
    StageTwoTask.Start start = former.start(data.config().common().seed());
    try (var training =
            new Pretraining(
                data.config(), run, () -> new StageTwoTask(data, Devices.parse("cpu"), start));
        TrainingProgress progress =
            TrainingProgress.onStandardError(0, data.config().common().schedule().maxSteps())) {
      Pretraining.Summary summary = training.run(progress);
      run.drawLossCurve();
      return summary;
    }
  }

  @Override
  public void close() throws IOException {
    spectra.close();
  }
}
