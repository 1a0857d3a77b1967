package io.molspectra.cli.serve;

import io.molspectra.cli.names.FlagNames;
import io.molspectra.conformer.Conformer;
import io.molspectra.conformer.ConformerRules;
import io.molspectra.conformer.Conformers;
import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.RejectReason;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.PredictionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes molecules of what clients send. Thread-safe. */
final class Structures {

  /** Reason of a molecule that is neither atoms nor SMILES, or both. */
  static final String WRONG_MOLECULE = "WRONG_MOLECULE";

  private static final String TOO_LARGE = "TOO_LARGE";

  private final MolSpectraModel model;
  private final int maxAtoms;
  private final Conformers conformers;

  /** A molecule, or the answer that tells why there is none. */
  record Structure(@Nullable Molecule molecule, @Nullable Answer failed) {}

  Structures(MolSpectraModel model, int maxAtoms) {
    this.model = model;
    this.maxAtoms = maxAtoms;
    this.conformers = new Conformers(new ConformerRules(1, false, maxAtoms));
  }

  /**
   * @param id of the molecule
   */
  Structure of(String id, MoleculeInput input) {
    int @Nullable [] elements = input.atomicNumbers();
    double @Nullable [] @Nullable [] positions = input.positions();
    String smiles = input.smiles();
    if (smiles != null && elements == null && positions == null) {
      return ofSmiles(id, smiles);
    }
    if (smiles != null || elements == null || positions == null) {
      return failed(
          id, WRONG_MOLECULE, "give either atomicNumbers and positions, or smiles, and no more");
    }
    return ofAtoms(id, elements, positions);
  }

  private Structure ofAtoms(String id, int[] elements, double[] @Nullable [] positions) {
    int atoms = elements.length;
    if (atoms == 0 || positions.length != atoms) {
      return failed(
          id,
          WRONG_MOLECULE,
          "%d atomicNumbers and %d positions; there must be as many, and at least one"
              .formatted(atoms, positions.length));
    }
    if (atoms > maxAtoms) {
      return failed(
          id,
          TOO_LARGE,
          "%d atoms; this server takes at most %d (--max-atoms)".formatted(atoms, maxAtoms));
    }
    float[] flat = new float[3 * atoms];
    for (int atom = 0; atom < atoms; atom++) {
      double @Nullable [] place = positions[atom];
      if (place == null || place.length != 3) {
        return failed(
            id, WRONG_MOLECULE, "positions[%d]: three numbers [x, y, z] expected".formatted(atom));
      }
      for (int axis = 0; axis < 3; axis++) {
        if (!(Math.abs(place[axis]) <= MoleculeReaders.MAX_COORDINATE)) {
          return failed(
              id,
              RejectReason.NON_FINITE_COORDINATE.name(),
              "positions[%d]: %s is beyond %.0f angstrom; move the molecule to the origin"
                  .formatted(atom, place[axis], MoleculeReaders.MAX_COORDINATE));
        }
        flat[3 * atom + axis] = (float) place[axis];
      }
    }
    return checked(new Molecule(id, elements, flat));
  }

  private Structure checked(Molecule molecule) {
    Optional<PredictionException> fault = model.check(molecule);
    if (fault.isPresent()) {
      return failed(molecule.id(), fault.get().problem().name(), fault.get().getMessage());
    }
    float[] positions = molecule.positions();
    for (int i = 1; i < molecule.atomCount(); i++) {
      for (int j = 0; j < i; j++) {
        double apart =
            Math.sqrt(
                square(positions[3 * i] - positions[3 * j])
                    + square(positions[3 * i + 1] - positions[3 * j + 1])
                    + square(positions[3 * i + 2] - positions[3 * j + 2]));
        if (apart < MoleculeReaders.MIN_DISTANCE) {
          return failed(
              molecule.id(),
              RejectReason.OVERLAPPING_ATOMS.name(),
              "atoms %d and %d (from 0) are %.3f angstrom apart; are positions in angstrom?"
                  .formatted(j, i, apart));
        }
      }
    }
    return new Structure(molecule, null);
  }

  private static double square(double x) {
    return x * x;
  }

  private Structure ofSmiles(String id, String smiles) {
    Optional<PredictionException> unknown = unknownElement(id, smiles);
    if (unknown.isPresent()) {
      return failed(
          id,
          unknown.get().problem().name(),
          // The atoms asked about are none of the molecule's: their numbers would mislead.
          String.valueOf(unknown.get().getMessage()).replaceFirst(", atom \\d+", ""));
    }
    Conformer conformer = conformers.build(id, smiles);
    return conformer instanceof Conformer.Built built
        ? checked(built.molecule())
        : failed(
            id,
            ((Conformer.Failed) conformer).reason().name(),
            ((Conformer.Failed) conformer).message());
  }

  /** Told before time is spent on a geometry. */
  private Optional<PredictionException> unknownElement(String id, String smiles) {
    int[] elements = conformers.elements(smiles);
    if (elements.length == 0) {
      return Optional.empty();
    }
    return model.check(new Molecule(id, elements, new float[3 * elements.length]));
  }

  private static Structure failed(String id, String reason, @Nullable String message) {
    return new Structure(null, Answer.failed(id, reason, FlagNames.in(String.valueOf(message))));
  }
}
