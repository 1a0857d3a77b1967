package io.molspectra.dynamics;

import io.molspectra.dynamics.DynamicsException.Problem;
import io.molspectra.molecule.Molecule;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trajectory that is written as it grows: extended xyz, one frame every so many steps with
 * energy, step, time_fs, temperature and conserved in its comment and the forces as columns. Frames
 * lie in {@code NAME.partial} until {@link #finish()} moves them to their name; {@code
 * NAME.checkpoint} holds the state. However the process ends, {@link #resume} goes on from the last
 * checkpoint, and the file comes out as if nothing had happened, byte for byte. A finished one goes
 * on too, to more steps.
 *
 * <pre>{@code
 * try (Trajectory trajectory = Trajectory.begin(file, molecule, dynamics, recording)) {
 *   while (trajectory.state().step() < 40_000) {
 *     trajectory.step();
 *   }
 *   trajectory.finish();
 * }
 * }</pre>
 *
 * For use by one thread.
 */
public final class Trajectory implements Closeable {

  private final Path checkpoint;
  private final Molecule molecule;
  private final MolecularDynamics dynamics;
  private final Recording recording;
  private final FrameFile frames;
  private State state;
  private RunStatistics statistics;

  private Trajectory(
      Path output,
      Molecule molecule,
      MolecularDynamics dynamics,
      Recording recording,
      FrameFile frames,
      State state,
      RunStatistics statistics) {
    this.checkpoint = checkpoint(output);
    this.molecule = molecule;
    this.dynamics = dynamics;
    this.recording = recording;
    this.frames = frames;
    this.state = state;
    this.statistics = statistics;
  }

  /**
   * Begins a trajectory with new velocities.
   *
   * @param molecule the atoms and where they start
   * @throws DynamicsException UNFINISHED_RUN if one lies there that could be resumed, IN_USE if
   *     another process writes it, or as {@link MolecularDynamics#start}
   * @throws IOException if a file cannot be written
   */
  public static Trajectory begin(
      Path output, Molecule molecule, MolecularDynamics dynamics, Recording recording)
      throws IOException {
    Path partial = FrameFile.partial(output);
    if (Files.exists(partial) && Files.exists(checkpoint(output))) {
      throw new DynamicsException(
          Problem.UNFINISHED_RUN,
          "%s is an unfinished trajectory: resume it, or delete it".formatted(partial));
    }
    State start = dynamics.start(widened(molecule.positions()));
    FrameFile frames = FrameFile.create(output);
    Trajectory trajectory =
        new Trajectory(output, molecule, dynamics, recording, frames, start, RunStatistics.NONE);
    try {
      trajectory.take(start);
      trajectory.checkpoint();
      return trajectory;
    } catch (IOException | RuntimeException e) {
      frames.close();
      throw e;
    }
  }

  /**
   * Goes on from the last checkpoint. All arguments are those the trajectory began with.
   *
   * @throws DynamicsException BAD_CHECKPOINT if there is none or it is damaged, DIFFERENT_RUN if it
   *     is that of another run, IN_USE if another process writes it
   * @throws IOException if a file cannot be read or written
   */
  public static Trajectory resume(
      Path output, Molecule molecule, MolecularDynamics dynamics, Recording recording)
      throws IOException {
    Checkpoint last =
        Checkpoint.read(
            checkpoint(output), run(molecule, dynamics, recording), molecule.atomCount());
    return new Trajectory(
        output,
        molecule,
        dynamics,
        recording,
        FrameFile.reopen(output, last.bytes()),
        last.state(),
        last.statistics());
  }

  /** Where it stands. */
  public State state() {
    return state;
  }

  /** Of all steps since the trajectory began. */
  public RunStatistics statistics() {
    return statistics;
  }

  /**
   * Makes one step, and writes frame and checkpoint when they are due.
   *
   * @throws DynamicsException if the next state is beyond the limits; frames and checkpoint before
   *     it stay
   * @throws IOException if a file cannot be written
   */
  public void step() throws IOException {
    take(dynamics.step(state));
    if (state.step() % recording.checkpoint() == 0) {
      checkpoint();
    }
  }

  /**
   * Writes a checkpoint, so that nothing is computed again when the trajectory is resumed.
   *
   * @throws IOException if it cannot be written
   */
  public void checkpoint() throws IOException {
    long bytes = frames.flush();
    new Checkpoint(run(molecule, dynamics, recording), state, statistics, bytes).write(checkpoint);
  }

  /**
   * Gives the trajectory its name.
   *
   * @throws IOException if it cannot be written
   */
  public void finish() throws IOException {
    checkpoint();
    frames.publish();
  }

  /** Closes the files. Unfinished, the trajectory stays as it is, to be resumed. */
  @Override
  public void close() throws IOException {
    frames.close();
  }

  private void take(State next) throws IOException {
    state = next;
    double time = next.step() * dynamics.settings().timestep();
    double temperature = dynamics.temperature(next);
    double conserved = dynamics.conserved(next);
    statistics = statistics.with(time / 1000, conserved, temperature);
    if (next.step() % recording.every() == 0) {
      Map<String, String> entries = new LinkedHashMap<>();
      entries.put("energy", Double.toString(next.energy()));
      entries.put("step", Long.toString(next.step()));
      entries.put("time_fs", Double.toString(time));
      entries.put("temperature", Double.toString(temperature));
      entries.put("conserved", Double.toString(conserved));
      frames.append(
          molecule.withPositions(narrowed(next.positions())), entries, narrowed(next.forces()));
    }
  }

  private static Path checkpoint(Path output) {
    return output.resolveSibling(output.getFileName() + ".checkpoint");
  }

  private static Map<String, String> run(
      Molecule molecule, MolecularDynamics dynamics, Recording recording) {
    DynamicsSettings settings = dynamics.settings();
    Map<String, String> run = new LinkedHashMap<>();
    run.put("force field", recording.forceField());
    run.put("atoms", Arrays.toString(molecule.atomicNumbers()));
    run.put("start", Arrays.toString(molecule.positions()));
    run.put("ensemble", settings.ensemble().name());
    run.put("time step", Double.toString(settings.timestep()));
    run.put("temperature", Double.toString(settings.temperature()));
    run.put("friction", Double.toString(settings.friction()));
    run.put("seed", Long.toString(settings.seed()));
    run.put("steps a frame", Integer.toString(recording.every()));
    return run;
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, k -> values[k]);
    return wide;
  }

  private static float[] narrowed(double[] values) {
    float[] narrow = new float[values.length];
    for (int k = 0; k < narrow.length; k++) {
      narrow[k] = (float) values[k];
    }
    return narrow;
  }
}
