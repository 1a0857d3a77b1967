/**
 * Geometries for molecules of which only the bonds are known: SMILES in, atoms in space out, by
 * OpenChemLib and MMFF94s+, checked before anything is predicted for them.
 */
@NullMarked
package io.molspectra.conformer;

import org.jspecify.annotations.NullMarked;
