package io.molspectra.features;

/**
 * Molecules laid end to end, with the index tensors of the graph contract. Sizes: A atoms, M
 * molecules, K neighbour slots, P undirected pairs, N atom slots per molecule. Arrays are row-major
 * and must not be modified.
 *
 * @param moleculeCount M
 * @param atomCount A
 * @param neighborSlots K, the largest number of neighbours including the atom itself
 * @param pairCount P, self pairs included
 * @param moleculeSlots N, the size of the largest molecule
 * @param atomicNumbers [A]
 * @param positions [A, 3], angstrom
 * @param moleculeIndex [A] owner of each atom, non-decreasing
 * @param moleculeAtoms [M, N] atoms of each molecule; unused slots hold the molecule's first atom
 * @param moleculeAtomsMask [M, N] 1 for used slots
 * @param atomSlot [A] m * N + position within the molecule
 * @param neighbors [A, K] atoms within the cutoff; slot 0 is the atom itself, unused slots too
 * @param neighborMask [A, K] 1 for used slots
 * @param reverseNeighbor [A, K] flat position in [A * K] of the pair (j -> i); an unused slot and
 *     the self slot point at themselves
 * @param pairs [P, 2] each unordered pair of atoms once, self pairs included
 * @param neighborPair [A, K] pair of each slot; unused slots name the atom's self pair
 * @param pairSlots [P, 2] flat positions in [A * K] of the pair's two slots; a self pair repeats
 *     its only slot
 * @param pairSlotsMask [P, 2] 1 for real entries: (1, 1), or (1, 0) for a self pair
 */
public record MoleculeBatch(
    int moleculeCount,
    int atomCount,
    int neighborSlots,
    int pairCount,
    int moleculeSlots,
    long[] atomicNumbers,
    float[] positions,
    long[] moleculeIndex,
    long[] moleculeAtoms,
    float[] moleculeAtomsMask,
    long[] atomSlot,
    long[] neighbors,
    float[] neighborMask,
    long[] reverseNeighbor,
    long[] pairs,
    long[] neighborPair,
    long[] pairSlots,
    float[] pairSlotsMask) {}
