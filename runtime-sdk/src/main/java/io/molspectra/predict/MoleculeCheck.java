package io.molspectra.predict;

import io.molspectra.bundle.Preprocessor;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.PredictionException.Problem;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Whether a model may be asked about a molecule. */
final class MoleculeCheck {

  private final Preprocessor preprocessor;
  private final BitSet allowed = new BitSet();

  MoleculeCheck(Preprocessor preprocessor, boolean allowUnseen) {
    this.preprocessor = preprocessor;
    List<Integer> seen = preprocessor.elements();
    if (seen == null || allowUnseen) {
      allowed.set(1, preprocessor.maxAtomicNumber() + 1);
    } else {
      seen.forEach(allowed::set);
    }
  }

  Optional<PredictionException> check(Molecule molecule) {
    for (int atom = 0; atom < molecule.atomCount(); atom++) {
      int element = molecule.atomicNumbers()[atom];
      if (element < 1 || element > preprocessor.maxAtomicNumber()) {
        return fault(
            Problem.UNSUPPORTED_ELEMENT,
            molecule,
            atom,
            "atomic number %d is outside 1..%d, which the network was built for"
                .formatted(element, preprocessor.maxAtomicNumber()));
      }
      if (!allowed.get(element)) {
        return fault(
            Problem.UNSEEN_ELEMENT,
            molecule,
            atom,
            "atomic number %d did not occur in training (%s); allow unseen elements (Options.withUnseenElements)"
                    .formatted(element, allowed)
                + " to predict all the same");
      }
      for (int axis = 0; axis < 3; axis++) {
        float coordinate = molecule.positions()[3 * atom + axis];
        if (!Float.isFinite(coordinate)) {
          return fault(
              Problem.NON_FINITE_COORDINATE,
              molecule,
              atom,
              "coordinate " + "xyz".charAt(axis) + " is " + coordinate);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<PredictionException> fault(
      Problem problem, Molecule molecule, int atom, String what) {
    return Optional.of(
        new PredictionException(
            problem, "molecule %s, atom %d: %s".formatted(molecule.id(), atom + 1, what)));
  }
}
