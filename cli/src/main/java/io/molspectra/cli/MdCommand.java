package io.molspectra.cli;

import io.molspectra.dynamics.DynamicsSettings;
import io.molspectra.dynamics.Ensemble;
import io.molspectra.dynamics.Forces;
import io.molspectra.dynamics.MolecularDynamics;
import io.molspectra.dynamics.Recording;
import io.molspectra.dynamics.Trajectory;
import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.predict.ForceField;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra md}. */
@Command(
    name = "md",
    mixinStandardHelpOptions = true,
    description = {
      "Let a molecule move by the forces of a model.",
      "",
      "First velocities are Maxwell-Boltzmann at --temperature, without motion as a whole. nve is"
          + " velocity Verlet; nvt is Langevin dynamics (BAOAB). A trajectory that explodes ends with"
          + " an error that says how."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Output: extended xyz, one frame every --every steps, forces in eV/A; in the comment energy",
      "(eV), step, time_fs, temperature (K) and conserved, the energy that should not change (eV).",
      "It grows in FILE.partial and gets its name at the end. FILE.checkpoint holds the state: with",
      "--resume and the same options a killed run goes on and gives the same file, byte for byte; a",
      "finished one goes on to more --steps.",
      "",
      "Examples:",
      "  molspectra md --model BUNDLE --input start.xyz --ensemble nve --steps 40000 \\",
      "      --timestep 0.5 --temperature 300 --output traj.xyz",
      "  molspectra md --model BUNDLE --input start.xyz --ensemble nvt --friction 5 --steps 200000 \\",
      "      --precision float64 --seed 7 --output traj.xyz --resume"
    })
final class MdCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private ForceFieldOptions forceField;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "Where the atoms start: the first molecule of an .sdf, .xyz or .extxyz.")
  private Path input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "Trajectory to write: .xyz or .extxyz.")
  private Path output;

  @Option(
      names = "--ensemble",
      defaultValue = "nve",
      paramLabel = "E",
      description = "nve (constant energy) or nvt (constant temperature). Default: nve.")
  private Ensemble ensemble;

  @Option(names = "--steps", required = true, paramLabel = "N", description = "Steps in all.")
  private long steps;

  @Option(
      names = "--timestep",
      defaultValue = "0.5",
      paramLabel = "FS",
      description = "Time step in femtoseconds. Default: 0.5.")
  private double timestep;

  @Option(
      names = "--temperature",
      defaultValue = "300",
      paramLabel = "K",
      description = "Kelvin; 0 starts at rest. Default: 300.")
  private double temperature;

  @Option(
      names = "--friction",
      defaultValue = "5",
      paramLabel = "F",
      description = "Of the thermostat, per picosecond; for nvt only. Default: 5.")
  private double friction;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of velocities and thermostat. Default: 1.")
  private long seed;

  @Option(
      names = "--every",
      defaultValue = "20",
      paramLabel = "N",
      description = "Steps from frame to frame. Default: 20.")
  private int every;

  @Option(
      names = "--checkpoint",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Steps from checkpoint to checkpoint. Default: 1000.")
  private int checkpoint;

  @Option(names = "--resume", description = "Go on from the last checkpoint of this trajectory.")
  private boolean resume;

  @Option(
      names = "--allow-unseen",
      description = "Move elements that did not occur in training, too.")
  private boolean allowUnseen;

  @Override
  public Integer call() throws IOException {
    if (!output.toString().toLowerCase(Locale.ROOT).matches(".*\\.(ext)?xyz")) {
      throw new CommandFailure(
          ExitCode.USAGE, "--output %s: name a file .xyz or .extxyz".formatted(output));
    }
    if (steps < 0) {
      throw new CommandFailure(ExitCode.USAGE, "--steps must be at least 0");
    }
    model.check(output, List.of(input));
    DynamicsSettings settings;
    Recording recording;
    try {
      settings = new DynamicsSettings(ensemble, timestep, temperature, friction, seed);
      recording = new Recording(every, checkpoint, "");
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
    MoleculeFiles.requireReadable("--input", List.of(input));
    PrintWriter err = spec.commandLine().getErr();
    Molecule start = first(err);
    Options options = Options.defaults().withUnseenElements(allowUnseen);
    try (MolSpectraModel loaded = model.load(options)) {
      return NamedFailure.around(() -> run(loaded, start, settings, recording, err));
    }
  }

  private int run(
      MolSpectraModel loaded,
      Molecule start,
      DynamicsSettings settings,
      Recording recording,
      PrintWriter err)
      throws IOException {
    ForceField field = forceField.of(loaded);
    var named =
        new Recording(
            recording.every(),
            recording.checkpoint(),
            ForceFieldOptions.fingerprint(loaded, field));
    var dynamics =
        new MolecularDynamics(
            start.atomicNumbers(), Forces.of(field, start.atomicNumbers()), settings);
    try (Trajectory trajectory =
        resume
            ? Trajectory.resume(output, start, dynamics, named)
            : Trajectory.begin(output, start, dynamics, named)) {
      new TrajectoryRun(trajectory, dynamics, output, err).to(steps);
    }
    return ExitCode.OK;
  }

  /** The first molecule of the input. */
  private Molecule first(PrintWriter err) throws IOException {
    try (MoleculeReader reader = MoleculeReaders.open(input)) {
      MoleculeRecord record = reader.hasNext() ? reader.next() : null;
      if (record instanceof MoleculeRecord.Parsed read) {
        if (reader.hasNext()) {
          err.printf("%s holds more than one molecule: the first one moves%n", input);
        }
        return read.molecule();
      }
      String why = record == null ? "it is empty" : ((MoleculeRecord.Rejected) record).message();
      throw new CommandFailure(
          ExitCode.FAILURE, "%s: there is no molecule to start from: %s".formatted(input, why));
    }
  }
}
