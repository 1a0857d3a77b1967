/**
 * Molecules with labels: readers of labelled data, units, atomic reference energies, and splits.
 *
 * <p>Labels stay in float64 and in the unit of their column until a network sees them: a total
 * energy of -11,000 eV in float32 is known to 1 meV only. A label that cannot be used costs its
 * molecule, never the job: it is counted, by kind, in a {@link
 * io.molspectra.trainer.label.LabelReport}.
 */
@NullMarked
package io.molspectra.trainer.label;

import org.jspecify.annotations.NullMarked;
