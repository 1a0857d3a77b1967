package io.molspectra.spark;

import io.molspectra.bundle.Bundle;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.score.GeometryCache;
import io.molspectra.score.ScoreTimes;
import io.molspectra.score.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of this JVM, each loaded by the first task that needs it and shared by all that
 * follow. They stay until the JVM ends: Spark tells no one that a task was the last.
 */
final class ExecutorModels {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorModels.class);
  private static final Map<Key, Loaded> MODELS = new ConcurrentHashMap<>();
  private static final AtomicInteger LOADED = new AtomicInteger();

  private ExecutorModels() {}

  private record Key(String sha256, boolean allowUnseen) {}

  /** Scorers are kept, too: each first reads the fragments that conformers are made of. */
  private record Loaded(MolSpectraModel model, Map<Asked, Scorer> scorers) {

    Scorer scorer(Asked asked) {
      return scorers.computeIfAbsent(
          asked,
          any ->
              new Scorer(
                  model,
                  asked.question(model.bundle()),
                  asked.geometry(),
                  GeometryCache.NONE,
                  new ScoreTimes()));
    }
  }

  /**
   * What answers a question with a bundle. A model that could not be loaded is tried again by the
   * next task.
   *
   * @throws IOException if the bundle is not here, damaged, or another one than the driver's
   */
  static Scorer scorer(BundleReference bundle, Asked asked) throws IOException {
    try {
      return MODELS
          .compute(
              new Key(bundle.sha256(), asked.allowUnseen()),
              (key, known) -> {
                if (known != null && Bundle.isBundle(known.model().bundle().folder())) {
                  return known;
                }
                // Graphs are read when they are first needed: a folder that was cleared away is of
                // no more use.
                if (known != null) {
                  known.model().close();
                }
                return load(bundle, key.allowUnseen());
              })
          .scorer(asked);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** How many models this JVM has loaded so far. */
  static int loaded() {
    return LOADED.get();
  }

  private static Loaded load(BundleReference bundle, boolean allowUnseen) {
    try {
      MolSpectraModel model =
          MolSpectra.load(bundle.folder(), Options.throughput().withUnseenElements(allowUnseen));
      LOADED.incrementAndGet();
      LOG.info("loaded bundle {} on {}", model.bundle().manifest().id(), model.device());
      return new Loaded(model, new ConcurrentHashMap<>());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
