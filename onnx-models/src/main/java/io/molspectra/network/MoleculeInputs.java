package io.molspectra.network;

import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.GatherAdjoint;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;

/**
 * The inputs of every molecular graph, as {@code io.molspectra.features} prepares them, and the
 * linear maps between atoms, neighbour slots, pairs and molecules. Each map is a gather that
 * carries its adjoint.
 */
public final class MoleculeInputs {
  private static final Dim A = Dim.symbol("A");
  private static final Dim K = Dim.symbol("K");
  private static final Dim P = Dim.symbol("P");
  private static final Dim M = Dim.symbol("M");
  private static final Dim N = Dim.symbol("N");
  private static final Dim TWO = Dim.of(2);

  private final Value atomicNumbers;
  private final Value positions;
  private final Value moleculeIndex;
  private final Value moleculeAtoms;
  private final Value moleculeAtomsMask;
  private final Value atomSlot;
  private final Value neighbors;
  private final Value neighborMask;
  private final Value reverseNeighbor;
  private final Value neighborPair;
  private final Value pairSlots;
  private final Value pairSlotsMask;
  private final Value slotInPair;

  /** Declares the inputs in a new graph. */
  public MoleculeInputs(GraphBuilder builder) {
    atomicNumbers = builder.input("atomic_numbers", DType.INT64, A);
    positions = builder.input("positions", DType.FLOAT, A, Dim.of(3));
    moleculeIndex = builder.input("molecule_index", DType.INT64, A);
    moleculeAtoms = builder.input("molecule_atoms", DType.INT64, M, N);
    moleculeAtomsMask = builder.input("molecule_atoms_mask", DType.FLOAT, M, N);
    atomSlot = builder.input("atom_slot", DType.INT64, A);
    neighbors = builder.input("neighbors", DType.INT64, A, K);
    neighborMask = builder.input("neighbor_mask", DType.FLOAT, A, K);
    reverseNeighbor = builder.input("reverse_neighbor", DType.INT64, A, K);
    builder.input("pairs", DType.INT64, P, TWO);
    neighborPair = builder.input("neighbor_pair", DType.INT64, A, K);
    pairSlots = builder.input("pair_slots", DType.INT64, P, TWO);
    pairSlotsMask = builder.input("pair_slots_mask", DType.FLOAT, P, TWO);
    slotInPair = builder.scoped("inputs", () -> positionInPairSlots(builder));
  }

  /**
   * Where each slot stands in the flattened {@code pair_slots}, [A, K]: twice its pair, plus 1 if
   * the pair's first slot is another one. A slot's own flat position is the reverse of its reverse.
   */
  private Value positionInPairSlots(GraphBuilder builder) {
    Value self = reverseNeighbor.flat().gather(reverseNeighbor);
    Value first = pairSlots.split(1, 1, 1).get(0).squeeze(1).gather(neighborPair);
    Value second =
        builder.node(Operator.NOT, builder.node(Operator.EQUAL, first, self)).cast(DType.INT64);
    return neighborPair.times(2).plus(second);
  }

  /** Element of each atom, int64 [A]. */
  public Value atomicNumbers() {
    return atomicNumbers;
  }

  /** Angstrom, [A, 3]. */
  public Value positions() {
    return positions;
  }

  /** 1 for used neighbour slots, [A, K]. */
  public Value neighborMask() {
    return neighborMask;
  }

  /** 1 for the pair of an atom with itself, else 0, [P]. */
  Value selfPair() {
    Value second = pairSlotsMask.split(1, 1, 1).get(1).squeeze(1);
    return second.negate().plus(1);
  }

  /**
   * Neighbours' rows: [A, ...] -> [A, K, ...]. Unused slots hold the atom's own row, and their
   * reverse is themselves: backwards, too, every slot counts, so no mask is needed.
   */
  Value ofNeighbors(Value atoms) {
    return atoms.gather(
        neighbors, new GatherAdjoint(reverseNeighbor.name(), null, reverseNeighbor.name(), null));
  }

  /** Pairs' rows at their slots: [P, ...] -> [A, K, ...]. Unused slots hold the self pair's. */
  Value ofPairs(Value pairs) {
    return pairs.gather(
        neighborPair,
        new GatherAdjoint(
            pairSlots.name(), pairSlotsMask.name(), slotInPair.name(), neighborMask.name()));
  }

  /** Mean over the slots of each pair of a quantity both slots agree on: [A, K] -> [P]. */
  Value meanOverSlots(Value slots) {
    Value both =
        slots
            .reshape(-1)
            .gather(
                pairSlots,
                new GatherAdjoint(
                    slotInPair.flat().name(),
                    neighborMask.flat().name(),
                    pairSlots.name(),
                    pairSlotsMask.name()));
    Value weight = pairSlotsMask.dividedBy(pairSlotsMask.sumKeeping(1));
    return both.times(weight).sum(1);
  }

  /** Sum over the atoms of each molecule: [A, C] -> [M, C], in float32 or float64. */
  public Value sumOverAtoms(Value atoms) {
    Value slots =
        atoms.gather(
            moleculeAtoms,
            new GatherAdjoint(
                atomSlot.name(), null, moleculeAtoms.name(), moleculeAtomsMask.name()));
    return slots.times(moleculeAtomsMask.unsqueeze(2).cast(atoms.dtype())).sum(1);
  }

  /** Each atom's molecule's row: [M, C] -> [A, C]. */
  Value ofMolecules(Value molecules) {
    return molecules.gather(
        moleculeIndex,
        new GatherAdjoint(moleculeAtoms.name(), moleculeAtomsMask.name(), atomSlot.name(), null));
  }
}
