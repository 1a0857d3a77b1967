package io.molspectra.cli;

import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.cli.NpzAnswers.Forces;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.score.ScalarColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra predict}. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Predict properties of molecules.",
      "",
      "Records that cannot be read or predicted are skipped, reported and counted. Answers keep the"
          + " order of the input. Output to .csv needs little memory whatever the input; .npz keeps"
          + " all answers in memory until the end."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Output, for M molecules with A atoms in all:",
      "  .npz  id [M], and of each task with one number a molecule, as energy:",
      "          energy [M]; of an ensemble also energy_spread [M]; if intervals were",
      "          calibrated also energy_low [M], energy_high [M];",
      "          with --forces also forces [A,3], atom_offset [M+1], and of an",
      "          ensemble forces_spread [A]",
      "        of a task with one vector an atom, as noise:",
      "          noise [A,3], atom_offset [M+1]",
      "        Molecule m owns atoms atom_offset[m] to atom_offset[m+1]-1.",
      "  .csv  id and the same names: one row a molecule; with --forces also a second",
      "        file, out.forces.csv beside out.csv, with one row an atom:",
      "        id, atom (from 1), x, y, z, of an ensemble spread;",
      "        so for tasks with vectors, too.",
      "Units are those of the task (molspectra info); forces: that per angstrom.",
      "If a molecule has more than one number, out.columns.csv beside out.csv or",
      "out.npz says what each is: column, unit, meaning.",
      "",
      "Examples:",
      "  molspectra predict --model BUNDLE --input mols.xyz --task energy \\",
      "      --forces --output out.npz",
      "  molspectra predict --model default --input mols.sdf.gz --output out.csv",
      "  molspectra predict --model BUNDLE --input a.sdf.gz b.xyz --task noise \\",
      "      --output out.csv --rejects rejects.csv"
    })
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PredictionOptions options;

  @Option(
      names = "--task",
      arity = "1..*",
      paramLabel = "TASK",
      description =
          "What to predict; molspectra info lists the tasks of a bundle. Several must each answer"
              + " with one number a molecule. Default: all that do.")
  private List<String> tasks = new ArrayList<>();

  @Option(
      names = "--coverage",
      paramLabel = "SHARE",
      description =
          "Share of molecules whose interval shall contain the truth, as calibrated: 0.9."
              + " Default: the largest the task was calibrated for.")
  private @Nullable Double coverage;

  @Option(names = "--forces", description = "Predict forces, too, if the task has them.")
  private boolean forces;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "File to write: .csv, .csv.gz or .npz. A former one is replaced at the end.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    AnswerFiles.requireTable(output);
    options.check(output);
    try (MolSpectraModel model = options.load()) {
      TaskChoice choice = NamedFailure.around(() -> TaskChoice.of(model, tasks, forces));
      var job = new PredictionJob(options, model, spec.commandLine().getErr());
      if (!choice.scalar()) {
        TaskSpec task = choice.tasks().get(0);
        boolean perAtom = task.kind() == TaskKind.VECTOR;
        return job.run(
            Question.vectors(task), () -> AnswerFiles.open(output, task.name(), perAtom));
      }
      ScalarColumns columns = columns(choice);
      return job.run(
          Question.scalars(choice, columns),
          () -> AnswerFiles.scalars(output, columns.columns(), forces(choice)));
    }
  }

  private ScalarColumns columns(TaskChoice choice) {
    try {
      return ScalarColumns.of(choice.tasks(), coverage);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--coverage: " + e.getMessage(), e);
    }
  }

  private static Forces forces(TaskChoice choice) {
    TaskSpec task = choice.forcesOf();
    if (task == null) {
      return Forces.NONE;
    }
    return task.ofEnsemble() ? Forces.WITH_SPREAD : Forces.ALONE;
  }
}
