package io.molspectra.predict;

import io.molspectra.bundle.GoldenRecord;
import io.molspectra.bundle.GoldenRecord.Expectation;
import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.molecule.Molecule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares predictions with golden outputs. Each molecule is predicted alone and together with all
 * others: a graph that mixes molecules of a batch fails.
 */
final class Verification {

  private static final String ALL_SCALARS = "all scalars";

  private final MolSpectraModel model;
  private final Map<String, Map<String, Output>> together = new HashMap<>();
  private final List<Molecule> molecules;
  private final int[] atomOffsets;

  private Verification(MolSpectraModel model) {
    this.model = model;
    molecules = model.bundle().golden().stream().map(GoldenRecord::molecule).toList();
    atomOffsets = new int[molecules.size() + 1];
    for (int m = 0; m < molecules.size(); m++) {
      atomOffsets[m + 1] = atomOffsets[m] + molecules.get(m).atomCount();
    }
  }

  static VerificationReport of(MolSpectraModel model) {
    List<VerificationReport.Comparison> comparisons = new Verification(model).comparisons();
    comparisons.addAll(SpectraVerification.of(model));
    return new VerificationReport(comparisons);
  }

  private List<VerificationReport.Comparison> comparisons() {
    List<VerificationReport.Comparison> comparisons = new ArrayList<>();
    for (int m = 0; m < molecules.size(); m++) {
      Map<String, Map<String, Output>> alone = new HashMap<>();
      for (Expectation expected : model.bundle().golden().get(m).expected()) {
        double difference =
            Math.max(
                difference(outputAlone(alone, molecules.get(m), expected), expected.values()),
                difference(outputTogether(m, expected, key(expected)), expected.values()));
        if (isAmongAllScalars(expected)) {
          // The graph of all scalar tasks must not answer otherwise than the task's own.
          difference =
              Math.max(
                  difference,
                  difference(outputTogether(m, expected, ALL_SCALARS), expected.values()));
        }
        comparisons.add(
            new VerificationReport.Comparison(
                molecules.get(m).id(),
                expected.task(),
                expected.output(),
                difference,
                expected.tolerance()));
        if (hasDoubleForces(expected)) {
          comparisons.add(doubleForces(molecules.get(m), expected));
        }
      }
    }
    return comparisons;
  }

  private boolean hasDoubleForces(Expectation expected) {
    return expected.output().equals(MolSpectraModel.FORCES)
        && model.bundle().manifest().tasks().stream()
            .anyMatch(task -> task.name().equals(expected.task()) && task.forcesFile64() != null);
  }

  private VerificationReport.Comparison doubleForces(Molecule molecule, Expectation expected) {
    Output forces =
        model
            .runTaskWithDoubleForces(expected.task(), List.of(molecule))
            .get(MolSpectraModel.FORCES);
    return new VerificationReport.Comparison(
        molecule.id(),
        expected.task(),
        MolSpectraModel.FORCES + "-f64",
        difference(forces == null ? new float[0] : forces.values(), expected.values()),
        expected.tolerance());
  }

  private float[] outputAlone(
      Map<String, Map<String, Output>> alone, Molecule molecule, Expectation expected) {
    Output output =
        alone
            .computeIfAbsent(key(expected), k -> run(expected, List.of(molecule)))
            .get(expected.output());
    return output == null ? new float[0] : output.values();
  }

  private boolean isAmongAllScalars(Expectation expected) {
    return model.bundle().manifest().lists(TaskSpec.ALL_SCALARS_FILE)
        && !isOfForces(expected)
        && model
            .bundle()
            .manifest()
            .task(expected.task())
            .filter(task -> task.kind() == TaskKind.SCALAR)
            .isPresent();
  }

  private float[] outputTogether(int m, Expectation expected, String graph) {
    Output output =
        together
            .computeIfAbsent(
                graph,
                key ->
                    key.equals(ALL_SCALARS)
                        ? model.run(TaskSpec.ALL_SCALARS_FILE, molecules, Set.of())
                        : run(expected, molecules))
            .get(expected.output());
    if (output == null) {
      return new float[0];
    }
    int atoms = atomOffsets[molecules.size()];
    long rows = output.shape().length == 0 ? 0 : output.shape()[0];
    // One atom a molecule makes both readings the same.
    if (rows != molecules.size() && rows != atoms) {
      return new float[0];
    }
    int width = output.values().length / (int) rows;
    boolean perAtom = rows == atoms;
    int first = perAtom ? atomOffsets[m] : m;
    int last = perAtom ? atomOffsets[m + 1] : m + 1;
    return Arrays.copyOfRange(output.values(), first * width, last * width);
  }

  private Map<String, Output> run(Expectation expected, List<Molecule> input) {
    return isOfForces(expected)
        ? model.runTaskWithForces(expected.task(), input)
        : model.runTask(expected.task(), input);
  }

  private static boolean isOfForces(Expectation expected) {
    return expected.output().equals(MolSpectraModel.FORCES)
        || expected.output().equals(MolSpectraModel.FORCES + TaskSpec.SPREAD);
  }

  private static String key(Expectation expected) {
    return expected.task() + (isOfForces(expected) ? " forces" : "");
  }

  static double difference(float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int k = 0; k < actual.length; k++) {
      double difference = Math.abs((double) actual[k] - expected[k]);
      if (Double.isNaN(difference)) {
        return Double.POSITIVE_INFINITY;
      }
      largest = Math.max(largest, difference);
    }
    return largest;
  }
}
