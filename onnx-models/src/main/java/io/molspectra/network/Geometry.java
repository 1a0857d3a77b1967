package io.molspectra.network;

import io.molspectra.graph.Value;

/**
 * What the layers see of the positions: everything that depends on a pair's distance alone is
 * computed once per undirected pair.
 *
 * @param cutoffPairs weight phi of each pair, [P]
 * @param cutoffSlots the same at the slots, 0 at unused ones, [A, K]
 * @param slotMask 1 for slots that interact, [A, K]
 * @param otherPairs 1 for pairs of two atoms, 0 for self pairs, [P]
 * @param radial radial functions, [P, R]
 * @param directions unit vectors from the atom to its neighbour, 0 for itself, [A, K, 3]
 * @param weightedDirections the same times the weight of the pair, 0 at unused slots, [A, K, 3]
 */
record Geometry(
    Value cutoffPairs,
    Value cutoffSlots,
    Value slotMask,
    Value otherPairs,
    Value radial,
    Value directions,
    Value weightedDirections) {

  static Geometry of(Layers layers, MoleculeInputs inputs, RadialBasis basis) {
    Value displacements =
        inputs.ofNeighbors(inputs.positions()).minus(inputs.positions().unsqueeze(1));
    Value squared = inputs.meanOverSlots(displacements.squared().sum(2));
    Value self = inputs.selfPair();
    Value other = self.negate().plus(1);
    // A self pair's distance is 0 by definition, not by a square root that has no gradient there.
    Value safe = squared.plus(self).sqrt();
    Value distances = safe.times(other);
    Value inverse = other.dividedBy(safe);
    Value directions = displacements.times(inputs.ofPairs(inverse).unsqueeze(2));
    Value cutoff = basis.cutoff(distances);
    Value slotMask = inputs.neighborMask();
    if (basis.lower() > 0) {
      slotMask = slotMask.times(inputs.ofPairs(basis.beyondLower(distances)));
    }
    Value cutoffSlots = inputs.ofPairs(cutoff).times(slotMask);
    return new Geometry(
        cutoff,
        cutoffSlots,
        slotMask,
        other,
        basis.expand(layers, distances),
        directions,
        directions.times(cutoffSlots.unsqueeze(2)));
  }
}
