package io.molspectra.score;

import io.molspectra.conformer.Conformer;
import java.util.Optional;

/** Remembers geometries, since they cost far more than their scores. Thread-safe. */
public interface GeometryCache {

  /** Remembers nothing. */
  GeometryCache NONE =
      new GeometryCache() {
        @Override
        public Optional<Conformer> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, Conformer conformer) {
          // Nothing is remembered.
        }
      };

  /** What was kept under a key. */
  Optional<Conformer> find(String key);

  /**
   * Keeps what was made.
   *
   * @param key of SMILES and settings
   */
  void keep(String key, Conformer conformer);
}
