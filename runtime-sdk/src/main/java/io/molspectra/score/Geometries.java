package io.molspectra.score;

import io.molspectra.conformer.Conformer;
import io.molspectra.conformer.ConformerFailure;
import io.molspectra.conformer.Conformers;
import io.molspectra.library.LibraryRow;
import io.molspectra.molecule.Molecule;
import io.molspectra.score.GeometrySettings.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives rows their geometries, with the weights of their scores. Thread-safe. */
final class Geometries {

  /** What of a row is scored. */
  sealed interface Geometry {}

  /**
   * Molecules to score.
   *
   * @param weights one a molecule; their sum is 1
   */
  record Found(List<Molecule> molecules, double[] weights) implements Geometry {}

  /** No molecule. */
  record Missing(ScoredRow.Reject why) implements Geometry {}

  private final GeometrySettings settings;
  private final GeometryCache cache;
  private final Conformers conformers;

  Geometries(GeometrySettings settings, GeometryCache cache) {
    this.settings = settings;
    this.cache = cache;
    this.conformers = new Conformers(settings.rules());
  }

  Geometry of(LibraryRow row) {
    if (row instanceof LibraryRow.Structure structure) {
      return new Found(List.of(structure.molecule()), new double[] {1});
    }
    if (row instanceof LibraryRow.Unreadable bad) {
      return new Missing(new ScoredRow.Reject(bad.line(), bad.reason(), bad.message()));
    }
    LibraryRow.Smiles smiles = (LibraryRow.Smiles) row;
    return weighted(smiles.id(), conformer(smiles.smiles()));
  }

  /**
   * Atoms of the elements of a row far from each other, to ask a model whether it knows them before
   * time is spent on a geometry; empty if that is no question.
   */
  Optional<Molecule> probe(LibraryRow row) {
    int[] elements =
        row instanceof LibraryRow.Smiles smiles ? conformers.elements(smiles.smiles()) : new int[0];
    if (elements.length == 0) {
      return Optional.empty();
    }
    float[] positions = new float[3 * elements.length];
    for (int i = 0; i < elements.length; i++) {
      positions[3 * i] = 10f * i;
    }
    return Optional.of(new Molecule(row.id(), elements, positions));
  }

  private Conformer conformer(String smiles) {
    String key = "%s\n%s\n%s".formatted(smiles, settings, Conformers.METHOD);
    return cache
        .find(key)
        .orElseGet(
            () -> {
              Conformer made = make(smiles);
              // Another machine, or a quieter hour, may make what this one could not.
              if (!(made instanceof Conformer.Failed failed
                  && failed.reason() == ConformerFailure.TIMED_OUT)) {
                cache.keep(key, made);
              }
              return made;
            });
  }

  private Conformer make(String smiles) {
    return settings.conformers() == 1
        ? conformers.build("", smiles)
        : conformers.ensemble("", smiles, settings.conformers());
  }

  private Geometry weighted(String id, Conformer conformer) {
    if (conformer instanceof Conformer.Failed failed) {
      return new Missing(new ScoredRow.Reject(0, failed.reason().name(), failed.message()));
    }
    if (conformer instanceof Conformer.Built built) {
      return new Found(List.of(named(id, built.molecule())), new double[] {1});
    }
    List<Conformer.Member> members = ((Conformer.Ensemble) conformer).members();
    if (settings.choice() == Choice.LOWEST) {
      return new Found(List.of(named(id, members.get(0).molecule())), new double[] {1});
    }
    double kt = GeometrySettings.BOLTZMANN_CONSTANT * GeometrySettings.TEMPERATURE;
    double[] weights =
        members.stream().mapToDouble(member -> Math.exp(-member.energy() / kt)).toArray();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    List<Molecule> molecules = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
      molecules.add(named(id, members.get(i).molecule()));
    }
    return new Found(molecules, weights);
  }

  private static Molecule named(String id, Molecule molecule) {
    return new Molecule(id, molecule.atomicNumbers(), molecule.positions());
  }
}
