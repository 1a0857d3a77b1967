/**
 * Atoms that move: molecular dynamics at constant energy or temperature, and relaxation to the
 * nearest minimum, on any {@link io.molspectra.dynamics.Forces}.
 *
 * <p>Units are angstrom, femtosecond, dalton, eV and kelvin. All state is float64, whatever
 * precision the forces are computed in. Every random number is a function of the seed and the step,
 * so a trajectory that was resumed is the one that was not interrupted.
 */
@NullMarked
package io.molspectra.dynamics;

import org.jspecify.annotations.NullMarked;
