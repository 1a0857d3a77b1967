package io.molspectra.cli;

import io.molspectra.dynamics.DynamicsException;
import io.molspectra.dynamics.MolecularDynamics;
import io.molspectra.dynamics.State;
import io.molspectra.dynamics.Trajectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Makes the steps of a trajectory and tells of them. */
final class TrajectoryRun {

  private static final double SECONDS_A_DAY = 86_400;
  private static final long NANOS_A_LINE = 10_000_000_000L;

  private final Trajectory trajectory;
  private final MolecularDynamics dynamics;
  private final Path output;
  private final PrintWriter err;

  TrajectoryRun(Trajectory trajectory, MolecularDynamics dynamics, Path output, PrintWriter err) {
    this.trajectory = trajectory;
    this.dynamics = dynamics;
    this.output = output;
    this.err = err;
  }

  /**
   * Runs to a step, and names the trajectory.
   *
   * @throws CommandFailure if it was interrupted; a checkpoint is written
   * @throws DynamicsException if it exploded
   * @throws IOException if a file cannot be written
   */
  void to(long steps) throws IOException {
    long first = trajectory.state().step();
    if (first > steps) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--steps %d: the trajectory already has %d; ask for more".formatted(steps, first));
    }
    if (first > 0) {
      say("goes on from step %d".formatted(first));
    }
    long began = System.nanoTime();
    long told = began;
    try (Interruption interruption = Interruption.watch(this::say)) {
      while (trajectory.state().step() < steps) {
        trajectory.step();
        check(interruption);
        if (System.nanoTime() - told > NANOS_A_LINE) {
          told = System.nanoTime();
          say(progress(steps, first, told - began));
        }
      }
    } catch (DynamicsException e) {
      say("frames before it are in %s.partial".formatted(output));
      throw e;
    }
    trajectory.finish();
    say(summary(first, System.nanoTime() - began));
  }

  private void check(Interruption interruption) throws IOException {
    try {
      interruption.check();
    } catch (CommandFailure asked) {
      trajectory.checkpoint();
      throw new CommandFailure(
          asked.exitCode(),
          "interrupted at step %d; --resume goes on from there"
              .formatted(trajectory.state().step()));
    }
  }

  private String progress(long steps, long first, long nanos) {
    State state = trajectory.state();
    return String.format(
        Locale.ROOT,
        "step %d of %d, %.3f ps: %.0f K, energy %.4f eV, conserved %.6f eV; %s",
        state.step(),
        steps,
        picoseconds(state.step()),
        dynamics.temperature(state),
        state.energy(),
        dynamics.conserved(state),
        speed(state.step() - first, nanos));
  }

  private String summary(long first, long nanos) {
    long steps = trajectory.state().step();
    int atoms = trajectory.state().atomCount();
    return String.format(
        Locale.ROOT,
        "%d steps, %.3f ps, %d atoms: %s%nenergy drift %.3e eV/atom/ps, temperature %.1f K on"
            + " average",
        steps,
        picoseconds(steps),
        atoms,
        speed(steps - first, nanos),
        trajectory.statistics().drift() / atoms,
        trajectory.statistics().meanTemperature());
  }

  private String speed(long steps, long nanos) {
    double seconds = nanos * 1e-9;
    return String.format(
        Locale.ROOT,
        "%.2f ms a step, %.3f ns/day",
        steps == 0 ? 0 : 1000 * seconds / steps,
        picoseconds(steps) / 1000 / seconds * SECONDS_A_DAY);
  }

  private double picoseconds(long steps) {
    return steps * dynamics.settings().timestep() / 1000;
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }
}
