package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class RootCommandsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theVersionIsTheOneOfThePom() {
    String version = BuildVersion.number();
    assertTrue(version.matches("\\d+\\.\\d+\\.\\d+.*"), version);
  }

  @ParameterizedTest
  @MethodSource("roots")
  void theVersionOptionNamesTheCommandAndJava(Object root) {
    assertEquals(ExitCode.OK, run(root, "--version"));
    assertTrue(out.toString().startsWith(name(root) + " " + BuildVersion.number()), out.toString());
    assertTrue(out.toString().contains("Java " + System.getProperty("java.version")));
  }

  @ParameterizedTest
  @MethodSource("roots")
  void theHelpShowsExamplesAndExitCodes(Object root) {
    assertEquals(ExitCode.OK, run(root, "--help"));
    assertTrue(out.toString().contains("Examples:"), out.toString());
    assertTrue(out.toString().contains("3   records were rejected"), out.toString());
  }

  @ParameterizedTest
  @MethodSource("roots")
  void noCommandIsAUsageErrorThatListsThem(Object root) {
    assertEquals(ExitCode.USAGE, run(root));
    for (String subcommand : new CommandLine(root).getSubcommands().keySet()) {
      assertTrue(err.toString().contains(subcommand), err.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("roots")
  void everySubcommandSaysWhatItDoes(Object root) {
    new CommandLine(root)
        .getSubcommands()
        .forEach(
            (subcommand, line) ->
                assertFalse(
                    line.getCommandSpec().usageMessage().description().length == 0, subcommand));
  }

  /** A percent sign that is none of a format makes picocli print a warning above the help. */
  @ParameterizedTest
  @MethodSource("roots")
  void everyHelpCanBeFormatted(Object root) {
    requireFormats(new CommandLine(root));
  }

  private static void requireFormats(CommandLine command) {
    CommandLine.Model.UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    Stream.of(usage.header(), usage.description(), usage.footer())
        .forEach(text -> requireFormats(command, text));
    command
        .getCommandSpec()
        .options()
        .forEach(option -> requireFormats(command, option.description()));
    command.getSubcommands().values().forEach(RootCommandsTest::requireFormats);
  }

  private static void requireFormats(CommandLine command, String[] texts) {
    for (String text : texts) {
      assertDoesNotThrow(() -> text.formatted(), command.getCommandName() + ": " + text);
    }
  }

  private int run(Object root, String... arguments) {
    return new CommandRunner(root)
        .withOutput(new PrintWriter(out), new PrintWriter(err))
        .run(arguments);
  }

  private static String name(Object root) {
    return new CommandLine(root).getCommandName();
  }

  static Stream<Object> roots() {
    return Stream.of(new TrainerCommand(), new MolSpectraCommand());
  }
}
