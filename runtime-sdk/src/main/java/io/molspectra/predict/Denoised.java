package io.molspectra.predict;

import io.molspectra.molecule.Molecule;
import java.util.List;

/**
 * Molecules with the predicted noise taken out.
 *
 * @param molecules the molecules at positions - noise
 * @param noise what was taken out, [A, 3] in angstrom
 */
public record Denoised(List<Molecule> molecules, AtomVectors noise) {}
