package io.molspectra.trainer.pilot;

import ai.djl.Device;
import io.molspectra.trainer.checkpoint.Fingerprint;
import io.molspectra.trainer.data.ShuffledBatches;
import io.molspectra.trainer.optimise.LearningRateSchedule;
import io.molspectra.trainer.pilot.PilotData.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Trains with and without the spectrum, seed by seed; both see the same molecules in the same
 * order. Each run leaves a file; what is finished is not run again.
 *
 * @param folder of the results
 * @param settings of all runs
 * @param device to train on
 * @param say told of each run
 * @param betweenUpdates is run before each update; what it throws ends the run, which leaves
 *     nothing
 */
public record Pilot(
    Path folder,
    PilotSettings settings,
    Device device,
    Consumer<String> say,
    Runnable betweenUpdates) {

  /**
   * Runs what is not finished.
   *
   * @return one result for each seed without the spectrum, and one with it
   */
  public List<PilotResult> run(PilotTarget target, PilotData data, List<Long> seeds)
      throws IOException {
    var results = new ArrayList<PilotResult>();
    for (long seed : seeds) {
      for (boolean withSpectrum : new boolean[] {false, true}) {
        results.add(runOne(target, data, seed, withSpectrum));
      }
    }
    return results;
  }

  private PilotResult runOne(PilotTarget target, PilotData data, long seed, boolean withSpectrum)
      throws IOException {
    String variant = withSpectrum ? "with" : "without";
    Path file = folder.resolve(target.name()).resolve("seed-%d-%s.json".formatted(seed, variant));
    String identity =
        Fingerprint.of(
            "%s %s %s %d %s".formatted(settings, target, data.fingerprint(), seed, variant));
    var before = PilotResult.read(file, identity);
    if (before.isPresent()) {
      tell(before.get(), target, "finished before");
      return before.get();
    }
    PilotResult result = train(identity, target, data, seed, withSpectrum);
    result.write(file);
    tell(result, target, String.format(Locale.ROOT, "%.0f s", result.seconds()));
    return result;
  }

  private PilotResult train(
      String identity, PilotTarget target, PilotData data, long seed, boolean withSpectrum) {
    long began = System.nanoTime();
    Parts parts = data.split(seed);
    var batches = new ShuffledBatches(parts.training(), settings.batchSize(), seed);
    var schedule =
        new LearningRateSchedule.WarmupCosine(
            settings.rate(), Math.min(100, settings.steps() / 10), settings.steps(), 0);
    double least = Double.POSITIVE_INFINITY;
    double error = Double.NaN;
    long best = -1;
    try (var model = new PilotModel(settings, data, parts.training(), withSpectrum, seed, device)) {
      for (long step = 0; step < settings.steps(); step++) {
        betweenUpdates.run();
        model.train(batches.batch(step), schedule.rate(step));
        long made = step + 1;
        if (made % settings.validateEvery() == 0 || made == settings.steps()) {
          double validation = model.error(parts.validation());
          if (validation < least) {
            least = validation;
            best = made;
            error = model.error(parts.test());
          }
        }
      }
    }
    return new PilotResult(
        identity,
        target.name(),
        seed,
        withSpectrum,
        parts.training().length,
        parts.validation().length,
        parts.test().length,
        error,
        baseline(data, parts),
        best,
        (System.nanoTime() - began) * 1e-9);
  }

  private static double baseline(PilotData data, Parts parts) {
    double[] known = Arrays.stream(parts.training()).mapToDouble(data::label).sorted().toArray();
    double median = (known[known.length / 2] + known[(known.length - 1) / 2]) / 2;
    return Arrays.stream(parts.test())
        .mapToDouble(i -> Math.abs(data.label(i) - median))
        .average()
        .orElseThrow();
  }

  private void tell(PilotResult result, PilotTarget target, String how) {
    say.accept(
        String.format(
            Locale.ROOT,
            "%s, seed %d, %s spectrum: MAE %.4g %s at step %d (%s)",
            target.name(),
            result.seed(),
            result.withSpectrum() ? "with" : "without",
            result.error(),
            target.unit(),
            result.step(),
            how));
  }
}
