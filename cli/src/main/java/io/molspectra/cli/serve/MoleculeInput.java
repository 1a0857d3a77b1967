package io.molspectra.cli.serve;

import org.jspecify.annotations.Nullable;

/**
 * A molecule as a client sends it: elements and positions, or a SMILES.
 *
 * @param id any text; null for its number in the request
 * @param atomicNumbers [atoms]
 * @param positions [atoms][3], angstrom
 */
record MoleculeInput(
    @Nullable String id,
    int @Nullable [] atomicNumbers,
    double @Nullable [] @Nullable [] positions,
    @Nullable String smiles) {}
