package io.molspectra.predict;

import io.molspectra.molecule.Molecule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What became of one molecule of a stream: answers, or the reason why there are none. */
public sealed interface Prediction {

  /** The molecule. */
  Molecule molecule();

  /**
   * Answers.
   *
   * @param estimates by task, in the order in which they were asked for
   */
  record Answered(Molecule molecule, Map<String, Estimate> estimates) implements Prediction {
    /** Copies the map. */
    public Answered {
      estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
    }
  }

  /**
   * No answer.
   *
   * @param failure what is wrong with this molecule
   */
  record Failed(Molecule molecule, PredictionException failure) implements Prediction {}
}
