package io.molspectra.trainer.label;

import io.molspectra.molecule.Elements;
import io.molspectra.molecule.Molecule;
import io.molspectra.trainer.data.StructureStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One reference energy per element. What a molecule's atoms sum up to is taken off its label before
 * training and put back after: what is left is small and fits float32. Immutable.
 */
public final class AtomReferences {

  private final SortedMap<Integer, Double> byElement;

  private AtomReferences(Map<Integer, Double> byElement) {
    this.byElement = Collections.unmodifiableSortedMap(new TreeMap<>(byElement));
  }

  /**
   * Given references.
   *
   * @param byElement energy by atomic number, in the unit of the labels
   */
  public static AtomReferences of(Map<Integer, Double> byElement) {
    return new AtomReferences(byElement);
  }

  /**
   * Fits references by least squares to labels of training molecules, in float64; of several
   * solutions (molecules of one formula, say) the one with the smallest norm.
   *
   * @param values one per molecule of the store; molecules whose value is NaN are left out
   * @param training indices of the molecules to fit to
   * @throws LabelException if none of them has a value
   */
  public static AtomReferences fit(StructureStore structures, double[] values, int[] training) {
    int[] known = Arrays.stream(training).filter(i -> !Double.isNaN(values[i])).toArray();
    if (known.length == 0) {
      throw new LabelException(
          LabelException.Problem.NOTHING_LABELLED,
          "reference energies cannot be fitted: no training molecule has a value");
    }
    return of(LeastSquaresReferences.fit(structures, values, known));
  }

  /** Energy by atomic number. */
  public SortedMap<Integer, Double> byElement() {
    return byElement;
  }

  /** Whether there is a reference for every atom of a molecule. */
  public boolean covers(Molecule molecule) {
    return Arrays.stream(molecule.atomicNumbers()).allMatch(byElement::containsKey);
  }

  /**
   * Sum over the atoms of a molecule.
   *
   * @throws LabelException if it has an element without a reference
   */
  public double sum(Molecule molecule) {
    double sum = 0;
    for (int element : molecule.atomicNumbers()) {
      Double energy = byElement.get(element);
      if (energy == null) {
        throw new LabelException(
            LabelException.Problem.MISSING_REFERENCE,
            "%s has an atom of %s, for which there is no reference energy; train on molecules with it, or give one"
                .formatted(
                    molecule.id(),
                    Elements.isElement(element) ? Elements.symbol(element) : "number " + element));
      }
      sum += energy;
    }
    return sum;
  }

  /** A label less the sum over the molecule's atoms; else as {@link #sum}. */
  public double removeFrom(Molecule molecule, double value) {
    return value - sum(molecule);
  }

  /** A value with the sum over the molecule's atoms put back; else as {@link #sum}. */
  public double addTo(Molecule molecule, double value) {
    return value + sum(molecule);
  }
}
