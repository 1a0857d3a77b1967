package io.molspectra.cli;

import io.molspectra.trainer.report.html.ReportPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Put all runs below a folder on one HTML page: losses, errors, figures, and the paper's tables"
          + " beside ours.",
      "",
      "The page needs no other file and no network. Runs that differ by their seeds alone share a"
          + " row in the comparison with the paper. A folder that cannot be read is named on the page"
          + " and on standard error."
    },
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  trainer report --runs runs --output report.html"})
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--runs",
      required = true,
      paramLabel = "DIR",
      description = "Folder that holds the folders of runs, however deep.")
  private Path runs;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE.html",
      description = "The page; a former one is replaced.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(runs)) {
      throw new CommandFailure(ExitCode.USAGE, "--runs " + runs + " is no folder");
    }
    ReportPage.Summary summary = ReportPage.write(runs, output);
    if (summary.runs() == 0 && summary.damaged().isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILURE, "no run in %s: a run is a folder with a config.yaml".formatted(runs));
    }
    PrintWriter err = spec.commandLine().getErr();
    summary.damaged().forEach(one -> err.println("skipped " + one));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: %d runs, %d of them evaluated, %d folders could not be read%n",
        output, summary.runs(), summary.evaluated(), summary.damaged().size());
    out.flush();
    err.flush();
    return ExitCode.OK;
  }
}
