package io.molspectra.cli;

import ai.djl.Device;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.PretrainConfigReader;
import io.molspectra.trainer.config.RunConfig;
import io.molspectra.trainer.config.RunConfigs;
import io.molspectra.trainer.data.StructureDataException;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.pretrain.DenoisingData;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Denoising of structures. */
final class StageOneJob implements StageJob {
  private final PretrainingOptions options;
  private final List<Path> data;
  private final Device device;
  private @Nullable PretrainConfig settings;
  private @Nullable DenoisingData structures;

  StageOneJob(PretrainingOptions options, List<Path> data, Device device) {
    this.options = options;
    this.data = data;
    this.device = device;
  }

  @Override
  public Prepared prepare(RunFolder folder, boolean goesOn, Consumer<String> say)
      throws IOException {
    PretrainConfig chosen = settings(folder, goesOn);
    if (goesOn) {
      PretrainingJob.requireSameSettings(folder, chosen);
    }
    StructureLoader.Result read = load(data, chosen, say);
    var prepared = new DenoisingData(read.store(), chosen);
    say.accept(
        "%,d molecules (%,d atoms), %,d rejected; %,d for training, %,d held out"
            .formatted(
                read.store().count(),
                read.store().totalAtoms(),
                read.rejectedCount(),
                prepared.split().training().length,
                prepared.split().validation().length));
    settings = chosen;
    structures = prepared;
    return new Prepared(chosen, names(data), read, Map.of());
  }

  private PretrainConfig settings(RunFolder folder, boolean goesOn) throws IOException {
    if (goesOn && options.areDefaults()) {
      RunConfig before = RunConfigs.read(folder.config());
      if (before instanceof PretrainConfig stageOne) {
        return stageOne;
      }
      throw new CommandFailure(
          ExitCode.USAGE, "%s holds a run of stage two; add --stage 2".formatted(folder.path()));
    }
    return PretrainConfigReader.read(
        options.presetOrDefault(), options.file(), options.assignments());
  }

  /** Reads the structures of either stage. */
  static StructureLoader.Result load(
      List<Path> files, PretrainConfig settings, Consumer<String> say) throws IOException {
    var loader = new StructureLoader(settings.model().maxZ(), settings.data().strict());
    try {
      return loader.load(
          files, reject -> say.accept("skipped: " + StructureLoader.describe(reject)));
    } catch (StructureDataException.BadRecord e) {
      throw new CommandFailure(ExitCode.REJECTED, String.valueOf(e.getMessage()), e);
    }
  }

  static List<String> names(List<Path> files) {
    return files.stream().map(file -> String.valueOf(file.getFileName())).toList();
  }

  @Override
  public Pretraining open(RunFolder folder) throws IOException {
    return new Pretraining(
        Objects.requireNonNull(settings), folder, Objects.requireNonNull(structures), device);
  }

  @Override
  public String next(RunFolder folder) {
    return "trainer export --run %s --out BUNDLE".formatted(folder.path());
  }
}
