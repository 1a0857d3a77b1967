/**
 * Molecules as the networks see them: atomic numbers and positions, and the readers that produce
 * them from files.
 *
 * <p>A reader never stops at a damaged record: it yields a {@link
 * io.molspectra.molecule.MoleculeRecord.Rejected} in its place and goes on with the next one.
 */
@NullMarked
package io.molspectra.molecule;

import org.jspecify.annotations.NullMarked;
