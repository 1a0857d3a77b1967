package io.molspectra.cli;

import io.molspectra.bundle.TaskSpec;
import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
      "Predict a property of molecules.",
      "",
      "Records that cannot be read or predicted are skipped, reported and counted. Answers keep the"
          + " order of the input. Output to .csv needs little memory whatever the input; .npz keeps"
          + " all answers in memory until the end."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Output, for M molecules with A atoms in all:",
      "  .npz  id [M], and of a task with one number a molecule, as energy:",
      "          energy [M]; with --forces also forces [A,3], atom_offset [M+1]",
      "        of a task with one vector an atom, as noise:",
      "          noise [A,3], atom_offset [M+1]",
      "        Molecule m owns atoms atom_offset[m] to atom_offset[m+1]-1.",
      "  .csv  id, energy: one row a molecule; with --forces also a second file,",
      "        out.forces.csv beside out.csv, with one row an atom:",
      "        id, atom (from 1), x, y, z; so for tasks with vectors, too.",
      "Units are those of the task (molspectra info); forces: that per angstrom.",
      "",
      "Examples:",
      "  molspectra predict --model BUNDLE --input mols.xyz --task energy \\",
      "      --forces --output out.npz",
      "  molspectra predict --model BUNDLE --input a.sdf.gz b.xyz --task noise \\",
      "      --output out.csv --rejects rejects.csv"
    })
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PredictionOptions options;

  @Option(
      names = "--task",
      required = true,
      paramLabel = "TASK",
      description = "What to predict; molspectra info lists the tasks of a bundle.")
  private String task;

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
      TaskSpec found = NamedFailure.around(() -> find(model));
      return new PredictionJob(options, model, spec.commandLine().getErr())
          .run(
              Question.task(found, forces),
              () -> AnswerFiles.open(output, found.name(), found.kind(), forces));
    }
  }

  /** The task; the model itself names the fault if it lacks the task or its forces. */
  private TaskSpec find(MolSpectraModel model) {
    if (forces) {
      model.runTaskWithForces(task, List.of());
    } else {
      model.runTask(task, List.of());
    }
    return model.bundle().manifest().task(task).orElseThrow();
  }
}
