package io.molspectra.benchmarks;

import ai.djl.Device;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.trainer.config.StageTwoConfig;
import io.molspectra.trainer.config.StageTwoConfigReader;
import io.molspectra.trainer.data.Prefetcher;
import io.molspectra.trainer.data.SpectraPairs;
import io.molspectra.trainer.data.SpectraStore;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.pretrain.TrainingTask;
import io.molspectra.trainer.sample.SampleMolecules;
import io.molspectra.trainer.stagetwo.StageOneRun;
import io.molspectra.trainer.stagetwo.StageTwoData;
import io.molspectra.trainer.stagetwo.StageTwoTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Steps of stage two at several batch sizes: time, molecules a second, largest resident memory, and
 * what the first and the last say about a batch that does not fit the machine. The spectra are made
 * up.
 */
public final class StageTwoStep {
  private static final int WARM_UP = 1;
  private static final int STEPS = 3;

  private StageTwoStep() {}

  /**
   * What one batch size came to.
   *
   * @param batch molecules a step
   * @param seconds of the fastest step
   * @param peakBytes largest resident memory
   */
  record Measured(int batch, double seconds, long peakBytes) {}

  /**
   * @param words preset, batch size to calculate for, batch sizes to measure; default: paper 128 1
   *     2 4
   */
  public static void main(String[] words) throws IOException {
    var arguments =
        new Arguments(
            "stage-two [%s] [BATCH] [MEASURED]..."
                .formatted(String.join(" | ", StageTwoConfigReader.PRESETS)),
            words);
    String preset = arguments.optional(StageTwoStep::preset, "paper");
    int wanted = arguments.optional(Arguments::count, 128);
    List<Integer> batches = arguments.rest(Arguments::count, List.of(1, 2, 4));
    System.out.println(Machine.describe());
    var measured = new ArrayList<Measured>();
    for (int batch : batches) {
      measured.add(measure(preset, batch));
    }
    print(preset, measured, wanted);
  }

  private static String preset(String word) {
    if (!StageTwoConfigReader.PRESETS.contains(word)) {
      throw new IllegalArgumentException(word + " is no preset");
    }
    return word;
  }

  static Measured measure(String preset, int batch) throws IOException {
    StageTwoConfig config =
        StageTwoConfigReader.read(
            preset,
            Optional.empty(),
            List.of("data.batch_size=" + batch, "data.prefetch=1", "data.validation_count=0"));
    Path cache = Files.createTempFile("spectra", ".cache");
    StructureStore structures = structures(Math.max(8, 2 * batch));
    try (SpectraStore spectra =
        SpectraStore.read(
            reader(structures, config.specformer().kinds()),
            config.specformer().kinds(),
            cache,
            true,
            reject -> {})) {
      var pairs = SpectraPairs.join(structures, structures.count(), spectra, Set.of());
      return measure(new StageTwoData(pairs, spectra, config), batch);
    }
  }

  private static Measured measure(StageTwoData data, int batch) throws IOException {
    try (var task = new StageTwoTask(data, Device.cpu(), StageOneRun.fresh(1))) {
      return measure(task, batch);
    }
  }

  private static <B> Measured measure(TrainingTask<B> task, int batch) throws IOException {
    Machine.forgetPeak();
    double best = Double.POSITIVE_INFINITY;
    try (Prefetcher<B> batches = task.training(0, WARM_UP + STEPS)) {
      for (int step = 0; step < WARM_UP + STEPS; step++) {
        B next = batches.next();
        long start = System.nanoTime();
        task.train(next, 1e-4);
        double seconds = (System.nanoTime() - start) * 1e-9;
        best = step < WARM_UP ? best : Math.min(best, seconds);
      }
    }
    return new Measured(batch, best, Machine.peakBytes());
  }

  private static void print(String preset, List<Measured> measured, int wanted) {
    StageTwoConfig config =
        StageTwoConfigReader.read(preset, Optional.empty(), List.of("data.validation_count=0"));
    System.out.printf(
        Locale.ROOT,
        "preset %s: encoder %d x %d, SpecFormer %d x %d%n",
        preset,
        config.common().model().numLayers(),
        config.common().model().embeddingDimension(),
        config.specformer().numLayers(),
        config.specformer().width());
    System.out.println("batch  s/step  molecules/s  peak MB");
    for (Measured one : measured) {
      System.out.printf(
          Locale.ROOT,
          "%5d  %6.2f  %11.2f  %7.0f%n",
          one.batch(),
          one.seconds(),
          one.batch() / one.seconds(),
          one.peakBytes() / 1e6);
    }
    Measured first = measured.get(0);
    Measured last = measured.get(measured.size() - 1);
    int more = last.batch() - first.batch();
    if (more != 0) {
      double bytes = (double) (last.peakBytes() - first.peakBytes()) / more;
      double seconds = (last.seconds() - first.seconds()) / more;
      System.out.printf(
          Locale.ROOT,
          "each further molecule: %.2f s, %.0f MB; batch %d by that line: %.0f s, %.1f GB%n",
          seconds,
          bytes / 1e6,
          wanted,
          last.seconds() + (wanted - last.batch()) * seconds,
          (last.peakBytes() + (wanted - last.batch()) * bytes) / 1e9);
    }
  }

  private static StructureStore structures(int count) throws IOException {
    StructureStore all = SampleMolecules.load();
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = (int) ((i + 0.5) * all.count() / count);
    }
    return all.select(indices);
  }

  private static SpectraReader reader(StructureStore structures, List<SpectrumKind> kinds) {
    return new SpectraReader() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < structures.count();
      }

      @Override
      public SpectraRow next() {
        var random = new SplittableRandom(next);
        var intensities = new LinkedHashMap<String, float[]>();
        for (SpectrumKind kind : kinds) {
          float[] curve = new float[kind.grid().length()];
          for (int i = 0; i < curve.length; i++) {
            curve[i] = (float) (10 * Math.pow(random.nextDouble(), 6));
          }
          intensities.put(kind.name(), curve);
        }
        int row = next++;
        return new SpectraRow(
            row, structures.id(row), structures.atomCount(row), intensities, List.of());
      }

      @Override
      public void close() {}
    };
  }
}
