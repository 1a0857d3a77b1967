package io.molspectra.cli;

import io.molspectra.cli.reproduce.Marks;
import io.molspectra.cli.reproduce.Outcome;
import io.molspectra.cli.reproduce.Plan;
import io.molspectra.cli.reproduce.Program;
import io.molspectra.cli.reproduce.ResultsDocument;
import io.molspectra.cli.reproduce.Runner;
import io.molspectra.cli.reproduce.Scale;
import io.molspectra.cli.reproduce.Settings;
import io.molspectra.cli.reproduce.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer reproduce}. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = {
      "Run all experiments of the project and tabulate their results: both stages of pre-training,"
          + " fine-tuning from scratch and from each of them, learning curve, force fields, pilot,"
          + " ablation, export.",
      "",
      "What is finished is not run again, a training that was killed goes on: start the same command"
          + " again. A step that fails stops only those that need it. Data that are not given leave"
          + " out the steps that need them. A step is known by its command, not by the content of"
          + " its files: for other data name another --out."
    },
    footer = {
      "",
      "Examples:",
      "  trainer reproduce --list",
      "  trainer reproduce --scale small --structures zinc.sdf.gz --qm9 gdb9.sdf.gz \\",
      "      --labels gdb9.sdf.csv --spectra spectra --spectra-structures structures.xyz \\",
      "      --md17 md17_ethanol.npz --out reproduction",
      "  trainer reproduce --jobs 2 --qm9 gdb9.sdf.gz --labels gdb9.sdf.csv --only evaluate-qm9-scratch --out DIR"
    })
final class ReproduceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ReproduceInputs inputs;

  @Option(
      names = "--scale",
      defaultValue = "small",
      description =
          "small (preset small, for a CPU) or paper (preset base, 400,000 to 700,000 updates, three"
              + " seeds, a run a property; for GPUs). Default: ${DEFAULT-VALUE}.")
  private Scale scale;

  @Option(
      names = "--out",
      defaultValue = "reproduction",
      paramLabel = "DIR",
      description = "Folder of runs, bundles, logs and results. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Some steps and what they need; * stands for any text: 'forces-*'.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--list", description = "Print the steps and how far they are, and run nothing.")
  private boolean list;

  @Option(names = "--dry-run", description = "Print the commands, and run nothing.")
  private boolean dryRun;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "S",
      description =
          "Seeds of fine-tuning; all share the split of the first. Default: 1,2,3, but 1 for the"
              + " learning curve and forces at small scale.")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--curve",
      split = ",",
      defaultValue = "1000,4000",
      paramLabel = "N",
      description =
          "Training molecules of the learning curve, besides all. Default: ${DEFAULT-VALUE}.")
  private List<Integer> curve = new ArrayList<>();

  @Option(
      names = "--jobs",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Steps that run at the same time, the processors shared among them. Default:"
              + " ${DEFAULT-VALUE}. Small networks gain little from a second thread: on a CPU one"
              + " job a core is fastest.")
  private int jobs;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of all trainings that know it, such as data.batch_size=16;"
              + " schedule.max_steps holds for pilot and ablation, too.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu or gpu. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Override
  public Integer call() throws Exception {
    Settings settings;
    Plan plan;
    Plan chosen;
    if (jobs < 1) {
      throw new CommandFailure(ExitCode.USAGE, "--jobs must be at least 1, got " + jobs);
    }
    try {
      settings =
          new Settings(
              scale,
              inputs.inputs(),
              out.toAbsolutePath().normalize(),
              seeds.isEmpty() ? scale.seeds() : seeds,
              seeds.isEmpty() ? scale.furtherSeeds() : seeds,
              curve,
              assignments,
              device);
      plan = Plan.of(settings);
      chosen = only.isEmpty() ? plan : plan.only(only);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
    if (list) {
      list(settings, chosen);
      return ExitCode.OK;
    }
    Plan available = chosen.available();
    if (dryRun) {
      available.steps().forEach(step -> spec.commandLine().getOut().println(step.line()));
      spec.commandLine().getOut().flush();
      sayMissing(chosen);
      return ExitCode.OK;
    }
    sayMissing(chosen);
    if (available.steps().stream().allMatch(Step::refreshed) && only.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "no data were given: there is nothing to run; see trainer reproduce --help");
    }
    return run(settings, plan, available, chosen.steps().size() - available.steps().size());
  }

  private void list(Settings settings, Plan plan) throws IOException {
    var marks = new Marks(settings.out(), plan.steps());
    Map<String, List<String>> missing = plan.missing();
    var table = new TextTable("step", "state", "needs");
    for (Step step : plan.steps()) {
      List<String> absent = missing.getOrDefault(step.name(), List.of());
      String state =
          !absent.isEmpty()
              ? "without " + String.join(" ", absent)
              : marks.isFinished(step) ? "finished" : "to run";
      table.row(step.name(), state, String.join(", ", step.needs()));
    }
    PrintWriter to = spec.commandLine().getOut();
    table.print(to);
    to.flush();
  }

  private void sayMissing(Plan plan) {
    plan.missing()
        .forEach(
            (step, options) -> {
              if (!options.isEmpty()) {
                say("left out: %s, for want of %s".formatted(step, String.join(", ", options)));
              }
            });
  }

  private int run(Settings settings, Plan plan, Plan available, int leftOut) throws Exception {
    Files.createDirectories(settings.out());
    int processors = Runtime.getRuntime().availableProcessors();
    Program program =
        Program.ofThisJava(TrainerCommand.class, Math.max(1, processors / Math.max(1, jobs)));
    var runner = new Runner(settings.out(), program, jobs, this::say);
    try (FileChannel lock =
        FileChannel.open(
            settings.out().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null) {
        throw new CommandFailure(
            ExitCode.FAILURE, "another trainer reproduce works on " + settings.out());
      }
      var atEnd = new Thread(program::stop);
      Runtime.getRuntime().addShutdownHook(atEnd);
      List<Outcome> outcomes = runner.run(available);
      List<Outcome> bad = outcomes.stream().filter(outcome -> !outcome.isGood()).toList();
      if (bad.stream().noneMatch(outcome -> outcome.state() == Outcome.State.INTERRUPTED)) {
        Runtime.getRuntime().removeShutdownHook(atEnd);
      }
      Path results = new ResultsDocument(settings, plan).write(head(settings), outcomes);
      say(
          "%d steps are finished, %d are not, %d were left out for want of data"
              .formatted(outcomes.size() - bad.size(), bad.size(), leftOut));
      bad.forEach(
          outcome ->
              say(
                  "  not finished: %s (%s)"
                      .formatted(outcome.step().name(), runner.log(outcome.step()))));
      say("results: %s   page: %s".formatted(results, settings.out().resolve("report.html")));
      say("runs, bundles, logs: " + settings.out());
      return bad.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }
  }

  private List<String> head(Settings settings) {
    return List.of(
        "Written by `trainer reproduce --scale %s%s` (%s, %d processors, PyTorch on %s, seeds %s)."
            .formatted(
                scale.name().toLowerCase(Locale.ROOT),
                assignments.isEmpty() ? "" : " --set " + String.join(" --set ", assignments),
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                device,
                settings.seeds()));
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
