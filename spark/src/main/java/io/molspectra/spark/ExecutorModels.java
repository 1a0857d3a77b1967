package io.molspectra.spark;

import io.molspectra.bundle.Bundle;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
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
  private static final Map<Key, MolSpectraModel> MODELS = new ConcurrentHashMap<>();
  private static final AtomicInteger LOADED = new AtomicInteger();

  private ExecutorModels() {}

  private record Key(String sha256, boolean allowUnseen) {}

  /**
   * The model of a bundle. A model that could not be loaded is tried again by the next task.
   *
   * @throws IOException if the bundle is not here, damaged, or another one than the driver's
   */
  static MolSpectraModel of(BundleReference bundle, boolean allowUnseen) throws IOException {
    try {
      return MODELS.compute(
          new Key(bundle.sha256(), allowUnseen),
          (key, model) -> {
            if (model != null && Bundle.isBundle(model.bundle().folder())) {
              return model;
            }
            // Graphs are read when they are first needed: a folder that was cleared away is of no
            // more use.
            if (model != null) {
              model.close();
            }
            return load(bundle, allowUnseen);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** How many models this JVM has loaded so far. */
  static int loaded() {
    return LOADED.get();
  }

  private static MolSpectraModel load(BundleReference bundle, boolean allowUnseen) {
    try {
      MolSpectraModel model =
          MolSpectra.load(bundle.folder(), Options.throughput().withUnseenElements(allowUnseen));
      LOADED.incrementAndGet();
      LOG.info("loaded bundle {} on {}", model.bundle().manifest().id(), model.device());
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
