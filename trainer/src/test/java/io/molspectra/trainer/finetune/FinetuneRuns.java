package io.molspectra.trainer.finetune;

import ai.djl.Device;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.FinetuneConfigReader;
import io.molspectra.trainer.config.TargetSettings;
import io.molspectra.trainer.label.LabelReport;
import io.molspectra.trainer.label.LabelSource;
import io.molspectra.trainer.label.LabelledMolecules;
import io.molspectra.trainer.label.Md17Labels;
import io.molspectra.trainer.label.MoleculeSplit;
import io.molspectra.trainer.label.Qm9Labels;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Runs of tiny networks on real molecules with their labels. */
final class FinetuneRuns {
  static final int MAX_Z = 100;

  private FinetuneRuns() {}

  /** 42 molecules with all properties of QM9. */
  static LabelledMolecules qm9() {
    return read(new Qm9Labels(List.of(resource("qm9.sdf")), resource("qm9.csv"), null, MAX_Z));
  }

  /** 20 frames of ethanol with energies and forces. */
  static LabelledMolecules ethanol() {
    return read(new Md17Labels(List.of(resource("md17_ethanol.npz")), MAX_Z));
  }

  private static LabelledMolecules read(LabelSource source) {
    try {
      return source.read(new LabelReport(true, reject -> {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resource(String name) {
    String path = "/io/molspectra/trainer/label/" + name;
    try {
      return Path.of(Objects.requireNonNull(FinetuneRuns.class.getResource(path), path).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first molecules for training, the next for validation, the rest for tests. */
  static MoleculeSplit split(int count, int training, int validation) {
    int[] all = IntStream.range(0, count).toArray();
    return new MoleculeSplit(
        Arrays.copyOf(all, training),
        Arrays.copyOfRange(all, training, training + validation),
        Arrays.copyOfRange(all, training + validation, count));
  }

  /** Properties of QM9 with a tiny network; more settings may follow. */
  static FinetuneConfig properties(List<String> names, String... more) {
    return config("small", more)
        .withTargets(names.stream().map(name -> Qm9Targets.of(name).orElseThrow()).toList());
  }

  /** Energies and forces with a tiny network; more settings may follow. */
  static FinetuneConfig forces(String... more) {
    return config("forces-small", more)
        .withTargets(
            List.of(
                new TargetSettings(
                    "energy",
                    "kcal/mol",
                    TargetSettings.Head.SCALAR,
                    TargetSettings.References.NONE,
                    Map.of(),
                    true,
                    0.2)));
  }

  private static FinetuneConfig config(String preset, String... more) {
    var settings =
        new ArrayList<>(
            List.of(
                "model.embedding_dimension=8",
                "model.num_layers=2",
                "model.num_heads=2",
                "model.num_rbf=4",
                "data.batch_size=6",
                "data.eval_batch_size=5",
                "schedule.warmup_steps=0",
                "schedule.max_steps=8",
                "validate_every=2",
                "checkpoint_every=100",
                "log_every=3",
                "finetune.average_decay=0"));
    settings.addAll(List.of(more));
    return FinetuneConfigReader.read(preset, Optional.empty(), settings);
  }

  static Pretraining open(Path folder, FinetuneData data) throws IOException {
    var run = new RunFolder(folder);
    if (!run.isStarted()) {
      run.start(data.config());
    }
    return new Pretraining(
        data.config(), run, () -> new FinetuneTask(data, Device.cpu(), FinetuneStart.fresh()));
  }

  /** The network of a run's best checkpoint. */
  static FinetuneTask best(Path folder, FinetuneData data) throws IOException {
    return new FinetuneTask(data, Device.cpu(), FinetuneStart.read(folder, warning -> {}));
  }
}
