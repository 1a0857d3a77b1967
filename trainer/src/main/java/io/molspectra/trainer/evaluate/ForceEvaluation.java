package io.molspectra.trainer.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How well forces are predicted. Errors are means over all components of all atoms, as in Table 3
 * of the paper.
 *
 * @param unit of all errors
 * @param molecules evaluated
 * @param atoms of these
 * @param mae mean absolute error of a component
 * @param rmse root of the mean squared error of a component
 * @param maxError largest absolute error of a component
 * @param maeInterval 95 % bootstrap interval; whole molecules or blocks of frames are drawn
 * @param rmseInterval the same of the root mean squared error
 * @param cosine mean over atoms of the cosine between true and predicted force; atoms where either
 *     is zero have no angle and are left out
 * @param zeroForceMae mean absolute error of predicting no force at all
 * @param unlabelled molecules that lack a true force
 * @param nonFinite molecules with a predicted force that is not finite, by number from 0
 * @param perElement by symbol; counts atoms
 */
public record ForceEvaluation(
    String unit,
    int molecules,
    int atoms,
    double mae,
    double rmse,
    double maxError,
    Interval maeInterval,
    Interval rmseInterval,
    double cosine,
    double zeroForceMae,
    int unlabelled,
    Faults nonFinite,
    Map<String, GroupError> perElement) {

  /**
   * Evaluates.
   *
   * @param bootstrap for the intervals; of blocks for the frames of a trajectory
   */
  public static ForceEvaluation of(ForcePredictions predictions, Bootstrap bootstrap) {
    int[] starts = predictions.starts();
    var usable = new ArrayList<Integer>();
    List<String> faults = new ArrayList<>();
    int unlabelled = 0;
    for (int i = 0; i < predictions.count(); i++) {
      if (!isFinite(predictions.truth(), starts[i], starts[i + 1])) {
        unlabelled++;
      } else if (!isFinite(predictions.predicted(), starts[i], starts[i + 1])) {
        faults.add(String.valueOf(i));
      } else {
        usable.add(i);
      }
    }
    int[] molecules = usable.stream().mapToInt(Integer::intValue).toArray();
    ForceSums sums = ForceSums.of(predictions, molecules);
    return new ForceEvaluation(
        predictions.unit(),
        molecules.length,
        sums.totalComponents() / 3,
        sums.totalAbsolute() / sums.totalComponents(),
        Math.sqrt(sums.totalSquared() / sums.totalComponents()),
        sums.largest(),
        bootstrap.ofRatio(sums.absolute(), sums.components(), mean -> mean),
        bootstrap.ofRatio(sums.squared(), sums.components(), Math::sqrt),
        ForceSums.meanCosine(predictions, molecules),
        sums.totalTruth() / sums.totalComponents(),
        unlabelled,
        Faults.of(faults),
        Breakdown.perElement(predictions, molecules));
  }

  static boolean isFinite(float[] forces, int firstAtom, int endAtom) {
    for (int component = 3 * firstAtom; component < 3 * endAtom; component++) {
      if (!Float.isFinite(forces[component])) {
        return false;
      }
    }
    return true;
  }
}
