package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

class CommandRunnerTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aCommandThatSucceedsIsSilentAndReturnsZero() {
    assertEquals(ExitCode.OK, run("fail", "not"));
    assertEquals("", err.toString());
  }

  @Test
  void aFailureIsOneLineWithoutStackTrace() {
    assertEquals(ExitCode.FAILURE, run("fail", "argument"));
    assertEquals("error: mols.xyz, line 3: no number; write one", firstErrorLine());
    assertFalse(err.toString().contains("\tat "), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--debug", "-v"})
  void theStackTraceIsShownOnRequestBeforeAndAfterTheCommand(String option) {
    run(option, "fail", "argument");
    assertTrue(err.toString().contains("\tat "), err.toString());
    err.getBuffer().setLength(0);
    run("fail", "argument", option);
    assertTrue(err.toString().contains("\tat "), err.toString());
  }

  @Test
  void aCommandChoosesItsOwnExitCode() {
    assertEquals(ExitCode.REJECTED, run("fail", "rejected"));
    assertEquals("error: 2 of 10 records were rejected\n", err.toString());
  }

  @Test
  void aMissingFileIsCalledMissing() {
    assertEquals(ExitCode.FAILURE, run("fail", "missing"));
    assertEquals("error: no such file: nowhere.xyz", firstErrorLine());
  }

  @Test
  void theCauseCountsNotItsWrapping() {
    run("fail", "wrapped");
    assertEquals("error: no such file: nowhere.xyz", firstErrorLine());
  }

  @Test
  void anErrorOfTheMachineIsReportedLikeAnyOther() {
    assertEquals(ExitCode.FAILURE, run("fail", "memory"));
    assertTrue(firstErrorLine().contains("MOLSPECTRA_JAVA_OPTS"), err.toString());
    err.getBuffer().setLength(0);
    assertEquals(ExitCode.FAILURE, run("fail", "native"));
    assertEquals("error: UnsatisfiedLinkError: libfoo.so", firstErrorLine());
  }

  @Test
  void anExceptionWithoutMessageIsNamed() {
    run("fail", "nameless");
    assertEquals("error: NullPointerException", firstErrorLine());
  }

  @Test
  void anUnknownCommandIsAUsageErrorThatSuggestsTheNearest() {
    assertEquals(ExitCode.USAGE, run("fai"));
    assertTrue(err.toString().contains("Did you mean: sample fail?"), err.toString());
    assertTrue(err.toString().contains("see sample --help"), err.toString());
  }

  @Test
  void anUnknownOptionIsAUsageErrorThatPointsToTheCommandsOwnHelp() {
    assertEquals(ExitCode.USAGE, run("fail", "not", "--nonsense"));
    assertEquals("error: unknown command or option: --nonsense", firstErrorLine());
    assertTrue(err.toString().contains("see sample fail --help"), err.toString());
  }

  private int run(String... arguments) {
    return new CommandRunner(new Sample())
        .withOutput(new PrintWriter(out), new PrintWriter(err))
        .run(arguments);
  }

  private String firstErrorLine() {
    return err.toString().lines().findFirst().orElse("");
  }

  @Command(name = "sample", subcommands = Fail.class, mixinStandardHelpOptions = true)
  static final class Sample {}

  @Command(name = "fail", mixinStandardHelpOptions = true)
  static final class Fail implements Callable<Integer> {

    @Parameters private String how;

    @Override
    public Integer call() throws IOException {
      Path nowhere = Paths.get("nowhere.xyz");
      switch (how) {
        case "argument" ->
            throw new IllegalArgumentException("mols.xyz, line 3: no number;\n  write one");
        case "rejected" ->
            throw new CommandFailure(ExitCode.REJECTED, "2 of 10 records were rejected");
        case "missing" -> Files.size(nowhere);
        case "wrapped" -> {
          try {
            Files.size(nowhere);
          } catch (IOException e) {
            throw new CompletionException(new UncheckedIOException(e));
          }
        }
        case "memory" -> throw new OutOfMemoryError("Java heap space");
        case "native" -> throw new UnsatisfiedLinkError("libfoo.so");
        case "nameless" -> throw new NullPointerException();
        default -> {}
      }
      return ExitCode.OK;
    }
  }
}
