package io.molspectra.cli;

import ai.djl.Device;
import io.molspectra.spectrum.SpectraFolder;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.RunConfig;
import io.molspectra.trainer.config.RunConfigs;
import io.molspectra.trainer.config.StageTwoConfig;
import io.molspectra.trainer.config.StageTwoConfigReader;
import io.molspectra.trainer.data.SpectraPairs;
import io.molspectra.trainer.data.SpectraStore;
import io.molspectra.trainer.data.StructureDataException;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.stagetwo.StageOneRun;
import io.molspectra.trainer.stagetwo.StageTwoData;
import io.molspectra.trainer.stagetwo.StageTwoTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Denoising, masked-patch reconstruction and contrastive alignment. */
final class StageTwoJob implements StageJob {
  private final PretrainingOptions options;
  private final List<Path> data;
  private final Path folderOfSpectra;
  private final Optional<Path> init;
  private final Optional<Path> excludeIds;
  private final Device device;
  private @Nullable StageOneRun former;
  private @Nullable SpectraStore spectra;
  private @Nullable StageTwoData prepared;

  StageTwoJob(
      PretrainingOptions options,
      List<Path> data,
      Path folderOfSpectra,
      Optional<Path> init,
      Optional<Path> excludeIds,
      Device device) {
    this.options = options;
    this.data = data;
    this.folderOfSpectra = folderOfSpectra;
    this.init = init;
    this.excludeIds = excludeIds;
    this.device = device;
  }

  @Override
  public Prepared prepare(RunFolder folder, boolean goesOn, Consumer<String> say)
      throws IOException {
    if (init.isPresent()) {
      former = StageOneRun.read(new RunFolder(init.get()), say);
    } else if (!goesOn) {
      say.accept("no --init: the 3D encoder starts from fresh weights");
    }
    StageTwoConfig chosen = settings(folder, goesOn);
    PretrainConfig common = chosen.common();
    StructureLoader.Result read = StageOneJob.load(data, common, say);
    SpectraStore store = readSpectra(folder, chosen, say);
    spectra = store;
    Set<String> excluded = excludedIds();
    SpectraPairs pairs =
        NamedFailure.around(
            () -> SpectraPairs.join(read.store(), read.recordCount(), store, excluded));
    var made = new StageTwoData(pairs, store, chosen);
    prepared = made;
    if (goesOn) {
      PretrainingJob.requireSameSettings(folder, made.config());
    }
    tell(read, pairs, made, store, say);
    if (excludeIds.isPresent() && pairs.excluded() < excluded.size()) {
      say.accept(
          "%,d of the %,d ids in %s are of no molecule here%s"
              .formatted(
                  excluded.size() - pairs.excluded(),
                  excluded.size(),
                  excludeIds.get(),
                  pairs.excluded() == 0
                      ? ": nothing was left out; ids must be one a line and as in the structures"
                      : ""));
    }
    var absent = new ArrayList<>(chosen.specformer().kinds());
    absent.removeAll(made.config().specformer().kinds());
    absent.forEach(
        kind ->
            say.accept("no molecule has %s: the network is built without".formatted(kind.name())));
    return new Prepared(made.config(), StageOneJob.names(data), read, facts(pairs, made, store));
  }

  private StageTwoConfig settings(RunFolder folder, boolean goesOn) throws IOException {
    if (goesOn && options.areDefaults()) {
      RunConfig before = RunConfigs.read(folder.config());
      if (before instanceof StageTwoConfig stageTwo) {
        return stageTwo;
      }
      throw new CommandFailure(
          ExitCode.USAGE, "%s holds a run of stage one".formatted(folder.path()));
    }
    return former == null
        ? StageTwoConfigReader.read(
            options.presetOrDefault(), options.file(), options.assignments())
        : StageTwoConfigReader.startingFrom(
            former.model(),
            options.presetOrDefault(),
            options.preset().isPresent(),
            options.file(),
            options.assignments());
  }

  private SpectraStore readSpectra(RunFolder folder, StageTwoConfig settings, Consumer<String> say)
      throws IOException {
    List<SpectrumKind> kinds = settings.specformer().kinds();
    return NamedFailure.around(
        () -> {
          try (SpectraReader reader = SpectraFolder.open(folderOfSpectra, kinds)) {
            return SpectraStore.read(
                reader,
                kinds,
                folder.path().resolve(".spectra.cache"),
                settings.common().data().strict(),
                reject -> say.accept("left out: " + SpectraStore.describe(reject)));
          } catch (StructureDataException.BadRecord e) {
            throw new CommandFailure(ExitCode.REJECTED, String.valueOf(e.getMessage()), e);
          }
        });
  }

  private Set<String> excludedIds() throws IOException {
    if (excludeIds.isEmpty()) {
      return Set.of();
    }
    try (var lines = Files.lines(excludeIds.get())) {
      return lines
          .map(line -> line.replace("\ufeff", "").strip())
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toSet());
    }
  }

  private void tell(
      StructureLoader.Result read,
      SpectraPairs pairs,
      StageTwoData made,
      SpectraStore store,
      Consumer<String> say) {
    if (pairs.excluded() > 0) {
      say.accept(
          "warning: %,d molecules are in %s and would leak into later tests; they are left out"
              .formatted(pairs.excluded(), excludeIds.orElseThrow()));
    }
    int rejectedSpectra = store.rejected().values().stream().mapToInt(Integer::intValue).sum();
    say.accept(
        "%,d structures (%,d rejected), %,d molecules with spectra (%,d spectra left out: %s)"
            .formatted(
                read.store().count(),
                read.rejectedCount(),
                store.count(),
                rejectedSpectra,
                store.rejected()));
    say.accept(
        "%,d pairs %s; %,d structures without spectra, %,d spectra without structure; %,d for"
                .formatted(
                    made.structures().count(),
                    made.presence(),
                    pairs.withoutSpectra(),
                    pairs.withoutStructure(),
                    made.split().training().length)
            + " training, %,d held out".formatted(made.split().validation().length));
  }

  private Map<String, Object> facts(SpectraPairs pairs, StageTwoData made, SpectraStore store) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put(
        "spectra", String.valueOf(folderOfSpectra.toAbsolutePath().normalize().getFileName()));
    facts.put(RunFolder.SPECTRA_FINGERPRINT, store.fingerprint());
    facts.put(RunFolder.PAIRS, made.structures().count());
    facts.put("pairs_by_kind", made.presence());
    facts.put("spectra_rejected", store.rejected());
    facts.put(RunFolder.EXCLUDED, pairs.excluded());
    if (former != null) {
      facts.put(INIT, former.name());
      facts.put("init_step", former.step());
      facts.put("elements", former.elementsWith(made.structures().elements()));
    } else {
      facts.put("elements", made.structures().elements());
    }
    return facts;
  }

  @Override
  public Pretraining open(RunFolder folder) throws IOException {
    StageTwoData made = Objects.requireNonNull(prepared);
    long seed = made.config().common().seed();
    StageTwoTask.Start start = former == null ? StageOneRun.fresh(seed) : former.start(seed);
    return new Pretraining(made.config(), folder, () -> new StageTwoTask(made, device, start));
  }

  @Override
  public void begin(Pretraining run) throws IOException {
    run.saveStart();
  }

  @Override
  public void close() throws IOException {
    if (spectra != null) {
      spectra.close();
    }
  }

  @Override
  public String next(RunFolder folder) {
    return "trainer export --run %s --out BUNDLE".formatted(folder.path());
  }
}
