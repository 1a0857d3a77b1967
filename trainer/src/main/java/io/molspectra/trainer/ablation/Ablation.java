package io.molspectra.trainer.ablation;

import ai.djl.Device;
import io.molspectra.molecule.Molecule;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.trainer.ablation.AblationResult.Row;
import io.molspectra.trainer.config.SpectrumConfig;
import io.molspectra.trainer.config.StageTwoConfig;
import io.molspectra.trainer.data.SpectraPairs;
import io.molspectra.trainer.data.SpectraStore;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.pretrain.RunInUseException;
import io.molspectra.trainer.report.TrainingProgress;
import io.molspectra.trainer.retrieval.NearestSpectrum;
import io.molspectra.trainer.retrieval.NearestSpectrum.Likeness;
import io.molspectra.trainer.retrieval.RetrievalRanks;
import io.molspectra.trainer.stagetwo.StageOneRun;
import io.molspectra.trainer.stagetwo.StageTwoData;
import io.molspectra.trainer.stagetwo.StageTwoTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs all variants with all seeds, each in a folder of its own, and gathers their results. What is
 * finished is not run again, and what another process works on is left to it: start the same
 * command twice to use two cores.
 */
public final class Ablation {
  private final Path folder;
  private final StructureLoader.Result structures;
  private final SpectraStore spectra;
  private final StageOneRun start;
  private final Device device;
  private final Consumer<String> say;

  /**
   * @param folder of all runs
   * @param structures of the spectra
   * @param start the run of stage one that all start from
   */
  public Ablation(
      Path folder,
      StructureLoader.Result structures,
      SpectraStore spectra,
      StageOneRun start,
      Device device,
      Consumer<String> say) {
    this.folder = folder;
    this.structures = structures;
    this.spectra = spectra;
    this.start = start;
    this.device = device;
    this.say = say;
  }

  /**
   * Runs what is not finished.
   *
   * @param configs one a seed, all steps and intervals set
   * @return results so far; rows that other processes still work on are incomplete
   */
  public List<Row> run(List<Variant> variants, List<StageTwoConfig> configs) throws IOException {
    int done = 0;
    for (Variant variant : variants) {
      for (StageTwoConfig config : configs) {
        done++;
        runOne(variant, config, "%d/%d".formatted(done, variants.size() * configs.size()));
      }
    }
    var rows = new ArrayList<Row>();
    for (Variant variant : variants) {
      var results = new ArrayList<AblationResult>();
      for (StageTwoConfig config : configs) {
        AblationResult.read(folder(variant, config), data(variant, config).config().hash())
            .ifPresent(results::add);
      }
      rows.add(new Row(variant, results));
    }
    return rows;
  }

  private Path folder(Variant variant, StageTwoConfig config) {
    return folder.resolve(variant.folder()).resolve("seed-" + config.common().seed());
  }

  private StageTwoData data(Variant variant, StageTwoConfig config) {
    StageTwoConfig changed = variant.change().apply(config);
    SpectraPairs pairs =
        SpectraPairs.join(structures.store(), structures.recordCount(), spectra, Set.of());
    return new StageTwoData(pairs, spectra, changed);
  }

  private void runOne(Variant variant, StageTwoConfig config, String number) throws IOException {
    Path place = folder(variant, config);
    StageTwoData data = data(variant, config);
    if (AblationResult.read(place, data.config().hash()).isPresent()) {
      return;
    }
    var run = new RunFolder(place);
    var held = new StageTwoTask[1];
    try (Pretraining training =
        new Pretraining(
            data.config(),
            run,
            () -> {
              held[0] = new StageTwoTask(data, device, start.start(config.common().seed()));
              return held[0];
            })) {
      say.accept("%s %s, seed %d".formatted(number, variant.name(), config.common().seed()));
      startOrResume(run, data, training);
      long began = System.nanoTime();
      Pretraining.Summary summary = training.run(TrainingProgress.silent());
      if (!summary.finished()) {
        throw new IOException("stopped at step %d of %s".formatted(summary.step(), place));
      }
      result(data, held[0], summary.step(), (System.nanoTime() - began) * 1e-9).write(place);
    } catch (RunInUseException busy) {
      say.accept("%s: another process works on it".formatted(place));
    }
  }

  private void startOrResume(RunFolder run, StageTwoData data, Pretraining training)
      throws IOException {
    if (run.isStarted() && run.configIs(data.config())) {
      training.resume(say);
    } else {
      run.clear();
      run.start(data.config());
      run.describeData(List.of("ablation"), structures);
    }
  }

  private AblationResult result(StageTwoData data, StageTwoTask task, long steps, double seconds) {
    Map<String, Double> losses = task.validate(() -> false).orElse(Map.of());
    return new AblationResult(
        data.config().hash(),
        data.config().common().seed(),
        steps,
        losses.getOrDefault("validation_denoise", Double.NaN),
        losses.getOrDefault("validation_reconstruct", Double.NaN),
        losses.getOrDefault("validation_contrast", Double.NaN),
        task.heldOutRanks().ranks(),
        baselines(data),
        seconds);
  }

  private static Map<String, double[]> baselines(StageTwoData data) {
    int[] training = data.split().training();
    int[] asked = data.split().validation();
    float[][] known = vectors(data, training);
    float[][] queries = vectors(data, asked);
    List<Molecule> knownMolecules = molecules(data, training);
    List<Molecule> candidates = molecules(data, asked);
    var ranks = new LinkedHashMap<String, double[]>();
    for (Likeness likeness : Likeness.values()) {
      RetrievalRanks found =
          NearestSpectrum.ranks(known, queries, knownMolecules, candidates, likeness);
      ranks.put(likeness.name().toLowerCase(Locale.ROOT), found.ranks());
    }
    return ranks;
  }

  private static List<Molecule> molecules(StageTwoData data, int[] indices) {
    return Arrays.stream(indices).mapToObj(data.structures()::molecule).toList();
  }

  /** All spectra of a molecule end to end, scaled and under the logarithm as the network's. */
  private static float[][] vectors(StageTwoData data, int[] indices) {
    List<SpectrumConfig> kinds = data.config().specformer().spectra();
    int length = kinds.stream().mapToInt(SpectrumConfig::length).sum();
    float[][] vectors = new float[indices.length][length];
    for (int i = 0; i < indices.length; i++) {
      SpectraRow row = data.spectra(indices[i]);
      int offset = 0;
      for (SpectrumConfig kind : kinds) {
        float[] intensities =
            Optional.ofNullable(row.intensities().get(kind.name()))
                .orElseGet(() -> new float[kind.length()]);
        for (int k = 0; k < intensities.length; k++) {
          vectors[i][offset + k] = (float) Math.log10(1 + kind.scale() * intensities[k]);
        }
        offset += kind.length();
      }
    }
    return vectors;
  }

  /** Whether every run of every variant has its result. */
  public static boolean isComplete(List<Row> rows, int seeds) {
    return rows.stream().allMatch(row -> row.results().size() == seeds);
  }
}
