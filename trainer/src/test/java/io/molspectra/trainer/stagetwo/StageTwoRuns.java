package io.molspectra.trainer.stagetwo;

import ai.djl.Device;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.trainer.config.StageTwoConfig;
import io.molspectra.trainer.config.StageTwoConfigReader;
import io.molspectra.trainer.data.SpectraPairs;
import io.molspectra.trainer.data.SpectraStore;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs of stage two on some molecules with made-up spectra, small enough for tests. */
final class StageTwoRuns implements AutoCloseable {
  static final int STEPS = 6;
  private static final int MOLECULES = 40;

  private final Path folder;
  private final StructureStore structures;
  private final SpectraStore spectra;

  StageTwoRuns(Path folder) throws IOException {
    this.folder = folder;
    StructureStore all = SampleMolecules.load();
    int[] some = new int[MOLECULES];
    for (int i = 0; i < MOLECULES; i++) {
      some[i] = 97 * i;
    }
    this.structures = all.select(some);
    Iterator<SpectraRow> rows = rows(structures).iterator();
    this.spectra =
        SpectraStore.read(
            new SpectraReader() {
              @Override
              public boolean hasNext() {
                return rows.hasNext();
              }

              @Override
              public SpectraRow next() {
                return rows.next();
              }

              @Override
              public void close() {}
            },
            SmallSpecFormers.KINDS,
            folder.resolve("spectra.cache"),
            false,
            reject -> {});
  }

  /** Spectra of all kinds for most; some lack one or two. */
  private static List<SpectraRow> rows(StructureStore structures) {
    var rows = new ArrayList<SpectraRow>();
    for (int i = 0; i < structures.count(); i++) {
      SpectraRow row = SmallSpecFormers.row(i, i % 5 == 0 ? 1 + i % 7 : 0b111);
      rows.add(
          new SpectraRow(
              i, structures.id(i), structures.atomCount(i), row.intensities(), List.of()));
    }
    return rows;
  }

  /** Tiny networks; more settings may follow. */
  static StageTwoConfig config(String... more) {
    var settings =
        new ArrayList<>(
            List.of(
                "model.embedding_dimension=8",
                "model.num_layers=1",
                "model.num_heads=2",
                "model.num_rbf=4",
                "data.batch_size=4",
                "data.eval_batch_size=3",
                "data.validation_count=8",
                "schedule.warmup_steps=0",
                "schedule.max_steps=" + STEPS,
                "validate_every=3",
                "checkpoint_every=100",
                "log_every=2",
                "specformer.width=8",
                "specformer.num_heads=2",
                "specformer.num_layers=1",
                "specformer.feed_forward=8",
                "objective.mask_ratio=0.3",
                "specformer.spectra=["
                    + spectrum("uv", 43, 8, 4)
                    + ", "
                    + spectrum("ir", 61, 10, 5)
                    + ", "
                    + spectrum("raman", 61, 12, 12)
                    + "]"));
    settings.addAll(List.of(more));
    return StageTwoConfigReader.read("small", Optional.empty(), settings);
  }

  private static String spectrum(String name, int length, int patch, int stride) {
    return ("{name: %s, start: 0.0, step: 1.0, length: %d, unit: cm-1, patch_length: %d, stride: %d,"
            + " transform: log10, scale: 0.0}")
        .formatted(name, length, patch, stride);
  }

  StageTwoData data(StageTwoConfig config) {
    return new StageTwoData(
        SpectraPairs.join(structures, structures.count(), spectra, Set.of()), spectra, config);
  }

  RunFolder run(String name) {
    return new RunFolder(folder.resolve(name));
  }

  Pretraining open(String name, StageTwoConfig config) throws IOException {
    return open(name, config, StageOneRun.fresh(config.common().seed()));
  }

  Pretraining open(String name, StageTwoConfig config, StageTwoTask.Start start)
      throws IOException {
    StageTwoData data = data(config);
    RunFolder run = run(name);
    if (!Files.exists(run.config())) {
      run.start(data.config());
      run.describeData(
          List.of("sample"),
          new StructureLoader.Result(structures, Map.of()),
          Map.of("spectra", "made up", "pairs", data.structures().count()));
    }
    return new Pretraining(data.config(), run, () -> new StageTwoTask(data, Device.cpu(), start));
  }

  @Override
  public void close() throws IOException {
    spectra.close();
  }
}
