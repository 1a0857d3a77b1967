package io.molspectra.trainer.finetune;

import io.molspectra.graph.GraphException;
import io.molspectra.molecule.Elements;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.HeadKind;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.config.ConfigException;
import io.molspectra.trainer.config.TargetSettings;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.label.AtomReferences;
import io.molspectra.trainer.label.LabelColumn;
import io.molspectra.trainer.label.Qm9AtomReferences;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * What is fitted to the training labels before the network learns the rest: references by element,
 * then offset and scale. All in float64.
 */
final class TargetFit {
  /** Share of the largest label below which differences are rounding of sums, not a property. */
  private static final double ROUNDING = 1e-10;

  private final StructureStore structures;
  private final int[] training;

  /**
   * @param training molecules whose labels may be looked at
   */
  TargetFit(StructureStore structures, int[] training) {
    this.structures = structures;
    this.training = training;
  }

  /**
   * The head of one target.
   *
   * @throws ConfigException if no training molecule has a label, or all have the same
   */
  PropertyHead fit(TargetSettings target, LabelColumn labels) {
    int[] known =
        Arrays.stream(training).filter(m -> Double.isFinite(labels.values()[m])).toArray();
    if (known.length == 0) {
      throw new ConfigException(
          "no training molecule has a value of %s; is the column named so?"
              .formatted(target.name()));
    }
    HeadKind kind = HeadKind.valueOf(target.head().name());
    Map<Integer, Double> references = references(target, kind, labels, known);
    double[] rest =
        Arrays.stream(known)
            .mapToDouble(m -> labels.values()[m] - share(kind, references, structures.molecule(m)))
            .toArray();
    if (!target.standardise()) {
      return new PropertyHead(target.task(), kind, 1, 0, references);
    }
    double mean = Arrays.stream(rest).average().orElseThrow();
    double variance =
        Arrays.stream(rest).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
    double largest =
        Arrays.stream(known).mapToDouble(m -> Math.abs(labels.values()[m])).max().orElseThrow();
    if (!(Math.sqrt(variance) > ROUNDING * largest)) {
      throw new ConfigException(
          "all %d training values of %s are alike%s: there is nothing to learn; give --no-standardise"
                  .formatted(
                      known.length,
                      target.name(),
                      references.isEmpty() ? "" : " once the references are taken off")
              + " to train all the same");
    }
    return new PropertyHead(
        target.task(), kind, Math.sqrt(variance), kind.hasOffset() ? mean : 0, references);
  }

  private Map<Integer, Double> references(
      TargetSettings target, HeadKind kind, LabelColumn labels, int[] known) {
    return switch (target.references()) {
      case NONE -> Map.of();
      case FITTED ->
          kind == HeadKind.EXTENT
              ? charges(labels, known)
              : AtomReferences.fit(structures, labels.values(), known).byElement();
      case GIVEN -> complete(target, given(target));
      case QM9 -> complete(target, freeAtoms(target));
    };
  }

  private static Map<Integer, Double> given(TargetSettings target) {
    var references = new TreeMap<Integer, Double>();
    target
        .given()
        .forEach(
            (symbol, value) ->
                references.put(
                    Elements.atomicNumber(symbol)
                        .orElseThrow(
                            () ->
                                new ConfigException(
                                    "references of %s: '%s' is no element"
                                        .formatted(target.name(), symbol))),
                    value));
    return references;
  }

  /** An element without a reference would count as 0 and end up in the molecules' labels. */
  private Map<Integer, Double> complete(TargetSettings target, Map<Integer, Double> references) {
    List<String> absent =
        structures.elements().stream()
            .filter(element -> !references.containsKey(element))
            .map(Elements::symbol)
            .toList();
    if (!absent.isEmpty()) {
      throw new ConfigException(
          "references of %s lack %s, which the molecules hold: give a number for each"
              .formatted(target.name(), String.join(", ", absent)));
    }
    return references;
  }

  private static Map<Integer, Double> freeAtoms(TargetSettings target) {
    if (!target.unit().equals("eV")) {
      throw new ConfigException(
          "the energies of free atoms that come with QM9 are in eV, %s is in %s; use fitted"
                  .formatted(target.name(), target.unit())
              + " references");
    }
    return Qm9AtomReferences.of(target.name())
        .orElseThrow(
            () ->
                new ConfigException(
                    "QM9 has energies of free atoms for U0, U, H and G, not for %s; use fitted"
                            .formatted(target.name())
                        + " references"))
        .byElement();
  }

  /** Least squares of extents by the squared distances of each element's atoms. */
  private Map<Integer, Double> charges(LabelColumn labels, int[] known) {
    var elements = new TreeSet<Integer>();
    for (int m : known) {
      Arrays.stream(structures.molecule(m).atomicNumbers()).forEach(elements::add);
    }
    int[] columns = elements.stream().mapToInt(Integer::intValue).toArray();
    var design = new DMatrixRMaj(known.length, columns.length);
    var values = new DMatrixRMaj(known.length, 1);
    for (int row = 0; row < known.length; row++) {
      Molecule molecule = structures.molecule(known[row]);
      double[] contributions = MassCentre.squaredDistances(molecule);
      for (int i = 0; i < contributions.length; i++) {
        int column = Arrays.binarySearch(columns, molecule.atomicNumbers()[i]);
        design.add(row, column, contributions[i]);
      }
      values.set(row, 0, labels.values()[known[row]]);
    }
    var solver = LinearSolverFactory_DDRM.pseudoInverse(true);
    var solution = new DMatrixRMaj(columns.length, 1);
    if (!solver.setA(design)) {
      throw new GraphException("references by element cannot be fitted: the labels are not finite");
    }
    solver.solve(values, solution);
    var references = new LinkedHashMap<Integer, Double>();
    for (int column = 0; column < columns.length; column++) {
      references.put(columns[column], solution.get(column, 0));
    }
    return references;
  }

  private static double[] contributions(HeadKind kind, Molecule molecule) {
    if (kind == HeadKind.EXTENT) {
      return MassCentre.squaredDistances(molecule);
    }
    double[] ones = new double[molecule.atomCount()];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** What references say of a molecule, in the property's unit. */
  static double share(HeadKind kind, Map<Integer, Double> references, Molecule molecule) {
    if (references.isEmpty()) {
      return 0;
    }
    double[] contributions = contributions(kind, molecule);
    double sum = 0;
    for (int i = 0; i < contributions.length; i++) {
      sum += contributions[i] * references.getOrDefault(molecule.atomicNumbers()[i], 0.0);
    }
    return sum;
  }
}
