package io.molspectra.cli;

import io.molspectra.predict.Device;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one of the command lines: options common to all, errors in one line, exit codes. */
final class CommandRunner {

  private final CommandLine commandLine;
  private final ErrorHandler errors;

  /**
   * @param root object of a class annotated as a picocli command, with its subcommands
   */
  CommandRunner(Object root) {
    CommonOptions options = new CommonOptions();
    errors = new ErrorHandler(options);
    commandLine = new CommandLine(root);
    commandLine.getCommandSpec().addMixin("common", CommandSpec.forAnnotatedObject(options));
    commandLine.registerConverter(Device.class, CommandRunner::device);
    RunLast runLast = new RunLast();
    commandLine.setExecutionStrategy(
        parsed -> {
          options.applyVerbosity();
          requireKnownCommand(parsed);
          return runLast.execute(parsed);
        });
    commandLine.setExecutionExceptionHandler(errors);
    commandLine.setParameterExceptionHandler(errors);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpAutoWidth(true);
  }

  /** Sends standard output and error elsewhere. */
  CommandRunner withOutput(PrintWriter out, PrintWriter err) {
    commandLine.setOut(out);
    commandLine.setErr(err);
    return this;
  }

  /** Runs the command and returns its {@link ExitCode}; throws nothing. */
  int run(String... arguments) {
    try {
      return commandLine.execute(arguments);
    } catch (Throwable failure) {
      // Errors, of a native library that does not load for example, pass picocli by.
      return errors.report(failure, commandLine.getErr());
    }
  }

  /** Beside --help picocli forgives all; the help of what is no command would be another's. */
  private static void requireKnownCommand(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine command = last.commandSpec().commandLine();
    if (!command.getSubcommands().isEmpty()
        && last.unmatched().stream().anyMatch(word -> !word.startsWith("-"))) {
      throw new UnmatchedArgumentException(command, last.unmatched());
    }
  }

  /** What a root command does when it is given no subcommand. */
  static ParameterException missingSubcommand(CommandSpec spec) {
    return new ParameterException(
        spec.commandLine(),
        "which command? One of " + String.join(", ", spec.subcommands().keySet()));
  }

  private static Device device(String name) {
    try {
      return Device.parse(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
