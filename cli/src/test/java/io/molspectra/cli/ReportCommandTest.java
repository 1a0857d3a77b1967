package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportCommandTest extends CommandLineTest {

  @Test
  void runsBelowAFolderBecomeOnePageAndDamagedOnesAreNamed() throws IOException {
    Path runs = folder.resolve("runs");
    Path good = Files.createDirectories(runs.resolve("first/seed-1"));
    Files.writeString(good.resolve("config.yaml"), "seed: 1\n");
    Files.writeString(good.resolve("metrics.csv"), "step,train_loss\n1,0.5\n2,0.25\n");
    Path bad = Files.createDirectories(runs.resolve("second"));
    Files.writeString(bad.resolve("config.yaml"), "[");
    Path page = folder.resolve("out/report.html");
    Run run = trainer("report", "--runs", runs, "--output", page).succeeded();
    assertEquals(page + ": 1 runs, 0 of them evaluated, 1 folders could not be read\n", run.out());
    assertTrue(run.err().startsWith("skipped second: config.yaml, line 1"), run.err());
    assertTrue(Files.readString(page).contains("first/seed-1"));
  }

  @Test
  void aFolderWithoutRunsIsAFailureAndWritesNothing() throws IOException {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    Path page = folder.resolve("report.html");
    Run run = trainer("report", "--runs", runs, "--output", page).failed(ExitCode.FAILURE);
    assertTrue(run.err().contains("no run in " + runs), run.err());
    assertFalse(Files.exists(page));
  }

  @Test
  void aFolderThatIsNoneIsAWrongOption() {
    Run run =
        trainer("report", "--runs", folder.resolve("none"), "--output", folder.resolve("x.html"))
            .failed(ExitCode.USAGE);
    assertTrue(run.err().contains("is no folder"), run.err());
  }

  private static Run trainer(Object... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        new CommandRunner(new TrainerCommand())
            .withOutput(new PrintWriter(out), new PrintWriter(err))
            .run(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new Run(exitCode, out.toString(), err.toString());
  }
}
