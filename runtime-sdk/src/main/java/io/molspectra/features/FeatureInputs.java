package io.molspectra.features;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The inputs of an exported graph by name. This is the one place where names meet arrays: trainer
 * and runtime both feed from here.
 *
 * <table>
 *   <caption>A atoms, M molecules, N atom slots a molecule, K neighbour slots, P pairs</caption>
 *   <tr><th>name</th><th>type</th><th>shape</th></tr>
 *   <tr><td>atomic_numbers</td><td>int64</td><td>[A]</td></tr>
 *   <tr><td>positions</td><td>float32</td><td>[A, 3], angstrom</td></tr>
 *   <tr><td>molecule_index</td><td>int64</td><td>[A]</td></tr>
 *   <tr><td>molecule_atoms</td><td>int64</td><td>[M, N]</td></tr>
 *   <tr><td>molecule_atoms_mask</td><td>float32</td><td>[M, N]</td></tr>
 *   <tr><td>atom_slot</td><td>int64</td><td>[A]</td></tr>
 *   <tr><td>neighbors</td><td>int64</td><td>[A, K]</td></tr>
 *   <tr><td>neighbor_mask</td><td>float32</td><td>[A, K]</td></tr>
 *   <tr><td>reverse_neighbor</td><td>int64</td><td>[A, K]</td></tr>
 *   <tr><td>pairs</td><td>int64</td><td>[P, 2]</td></tr>
 *   <tr><td>neighbor_pair</td><td>int64</td><td>[A, K]</td></tr>
 *   <tr><td>pair_slots</td><td>int64</td><td>[P, 2]</td></tr>
 *   <tr><td>pair_slots_mask</td><td>float32</td><td>[P, 2]</td></tr>
 * </table>
 */
public final class FeatureInputs {

  public static final String ATOMIC_NUMBERS = "atomic_numbers";
  public static final String POSITIONS = "positions";
  public static final String MOLECULE_INDEX = "molecule_index";
  public static final String MOLECULE_ATOMS = "molecule_atoms";
  public static final String MOLECULE_ATOMS_MASK = "molecule_atoms_mask";
  public static final String ATOM_SLOT = "atom_slot";
  public static final String NEIGHBORS = "neighbors";
  public static final String NEIGHBOR_MASK = "neighbor_mask";
  public static final String REVERSE_NEIGHBOR = "reverse_neighbor";
  public static final String PAIRS = "pairs";
  public static final String NEIGHBOR_PAIR = "neighbor_pair";
  public static final String PAIR_SLOTS = "pair_slots";
  public static final String PAIR_SLOTS_MASK = "pair_slots_mask";

  private FeatureInputs() {}

  /** All inputs of a batch, in the order of the table above; unmodifiable. */
  public static Map<String, FeatureTensor> of(MoleculeBatch batch) {
    long a = batch.atomCount();
    long m = batch.moleculeCount();
    long n = batch.moleculeSlots();
    long k = batch.neighborSlots();
    long p = batch.pairCount();
    Map<String, FeatureTensor> inputs = new LinkedHashMap<>();
    inputs.put(ATOMIC_NUMBERS, int64(batch.atomicNumbers(), a));
    inputs.put(POSITIONS, float32(batch.positions(), a, 3));
    inputs.put(MOLECULE_INDEX, int64(batch.moleculeIndex(), a));
    inputs.put(MOLECULE_ATOMS, int64(batch.moleculeAtoms(), m, n));
    inputs.put(MOLECULE_ATOMS_MASK, float32(batch.moleculeAtomsMask(), m, n));
    inputs.put(ATOM_SLOT, int64(batch.atomSlot(), a));
    inputs.put(NEIGHBORS, int64(batch.neighbors(), a, k));
    inputs.put(NEIGHBOR_MASK, float32(batch.neighborMask(), a, k));
    inputs.put(REVERSE_NEIGHBOR, int64(batch.reverseNeighbor(), a, k));
    inputs.put(PAIRS, int64(batch.pairs(), p, 2));
    inputs.put(NEIGHBOR_PAIR, int64(batch.neighborPair(), a, k));
    inputs.put(PAIR_SLOTS, int64(batch.pairSlots(), p, 2));
    inputs.put(PAIR_SLOTS_MASK, float32(batch.pairSlotsMask(), p, 2));
    return Collections.unmodifiableMap(inputs);
  }

  private static FeatureTensor int64(long[] values, long... shape) {
    return new FeatureTensor.Int64(shape, values);
  }

  private static FeatureTensor float32(float[] values, long... shape) {
    return new FeatureTensor.Float32(shape, values);
  }
}
