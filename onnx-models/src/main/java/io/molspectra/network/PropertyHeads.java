package io.molspectra.network;

import io.molspectra.graph.DType;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.molecule.AtomicMasses;
import io.molspectra.molecule.Elements;
import io.molspectra.network.Encoder.Features;

/**
 * The heads of {@link HeadKind} on one encoder.
 *
 * @param layers parameters
 * @param inputs of the graph
 * @param features of the encoder
 * @param smooth whether lengths of vectors are smooth at zero
 */
record PropertyHeads(Layers layers, MoleculeInputs inputs, Features features, boolean smooth) {

  /**
   * Unit of extents before scaling, square angstrom: about that of a molecule of 18 atoms, so that
   * fresh weights answer numbers near 1.
   */
  static final double EXTENT = 64;

  /**
   * What the network answers before scale, offset and references.
   *
   * @param name prefix of the parameters
   * @return [M, 1]
   */
  Value standardised(HeadKind kind, String name) {
    return layers
        .builder()
        .scoped(
            name,
            () ->
                switch (kind) {
                  case SCALAR -> inputs.sumOverAtoms(blocks(name).scalars());
                  case INVARIANT -> inputs.sumOverAtoms(perceptron(name));
                  case DIPOLE -> length(dipole(name));
                  case EXTENT ->
                      inputs.sumOverAtoms(perceptron(name).times(extent().times(1 / EXTENT)));
                });
  }

  /** The dipole of each molecule, [M, 3]. */
  private Value dipole(String name) {
    Features answers = blocks(name);
    Value perAtom = answers.scalars().times(fromCentre()).plus(answers.vectors().squeeze(2));
    return inputs.sumOverAtoms(perAtom);
  }

  private Features blocks(String name) {
    return Heads.blocks(layers.builder(), layers.parameters(), name, features, smooth);
  }

  /** A number an atom from its scalars: C -> C/2 -> 1, [A, 1]. */
  private Value perceptron(String name) {
    long channels = features.scalars().shape().last().factor();
    Value hidden = layers.linear(name + ".output_network.0", features.scalars(), channels / 2);
    return layers.linear(name + ".output_network.2", hidden.silu(), 1);
  }

  /** |r_i - c|^2, [A, 1]. */
  Value extent() {
    return fromCentre().squared().sumKeeping(1);
  }

  /** Positions from the molecule's centre of mass, [A, 3]. */
  private Value fromCentre() {
    Value masses = perElement("atomic_masses", masses()).cast(DType.FLOAT);
    Value weighted = inputs.sumOverAtoms(inputs.positions().times(masses));
    Value centres = weighted.dividedBy(inputs.sumOverAtoms(masses));
    return inputs.positions().minus(inputs.ofMolecules(centres));
  }

  /** What a table has for each atom in float64, [A, 1]. */
  Value perElement(String name, double[] table) {
    Value rows =
        layers.builder().has(name)
            ? layers.builder().value(name)
            : layers.builder().initializer(name, Tensor.real(DType.DOUBLE, table, table.length, 1));
    return rows.gather(inputs.atomicNumbers());
  }

  private static double[] masses() {
    double[] masses = new double[Elements.LAST + 1];
    // Row 0 is no element; a mass of 1 keeps the centre finite.
    masses[0] = 1;
    for (int z = 1; z <= Elements.LAST; z++) {
      masses[z] = AtomicMasses.of(z);
    }
    return masses;
  }

  /** Lengths [M, 3] -> [M, 1] with gradient 0 at zero. */
  private static Value length(Value vectors) {
    Value squared = vectors.squared().sumKeeping(1);
    Value zero = squared.builder().scalar(0, DType.FLOAT);
    Value positive = squared.builder().node(Operator.GREATER, squared, zero).cast(DType.FLOAT);
    return squared.plus(positive.negate().plus(1)).sqrt().times(positive);
  }
}
