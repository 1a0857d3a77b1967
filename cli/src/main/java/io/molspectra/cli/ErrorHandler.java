package io.molspectra.cli;

import io.molspectra.cli.names.FlagNames;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells the user about a failure in one line, {@code error: ...}, and with its stack trace only if
 * that was asked for.
 */
final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final CommonOptions options;

  ErrorHandler(CommonOptions options) {
    this.options = options;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    return report(failure, command.getErr());
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + oneLine(describe(failure)));
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("see " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
  }

  /** Prints the failure and returns the exit code that goes with it. */
  int report(Throwable failure, PrintWriter err) {
    Throwable told = withoutWrapping(failure);
    err.println("error: " + oneLine(describe(told)));
    if (options.showsStackTraces()) {
      failure.printStackTrace(err);
    } else if (!(told instanceof CommandFailure)) {
      err.println("(--debug shows where it happened)");
    }
    err.flush();
    return told instanceof CommandFailure known ? known.exitCode() : ExitCode.FAILURE;
  }

  /** The exception that was meant, without those that only carry it between threads. */
  private static Throwable withoutWrapping(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wraps =
        failure instanceof ExecutionException
            || failure instanceof CompletionException
            || failure instanceof UncheckedIOException
            || failure instanceof ExceptionInInitializerError;
    return wraps && cause != null ? withoutWrapping(cause) : failure;
  }

  /** What went wrong: a file system's exception has nothing but the path for its message. */
  private static String describe(Throwable failure) {
    if (failure instanceof UnmatchedArgumentException unknown) {
      return "unknown command or option: " + String.join(" ", unknown.getUnmatched());
    }
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    if (failure instanceof NoSuchFileException lacks
        && lacks.getReason() != null
        && Files.exists(Path.of(lacks.getFile()))) {
      return message;
    }
    if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
      return "no such file: " + message;
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission: " + message;
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "already there: " + message;
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "folder is not empty: " + message;
    }
    if (failure instanceof NotDirectoryException) {
      return "not a folder: " + message;
    }
    if (failure instanceof OutOfMemoryError) {
      return "out of memory (%s): give Java more, MOLSPECTRA_JAVA_OPTS=-Xmx8g for example"
          .formatted(message);
    }
    // Errors and the language's own exceptions mean little without their names.
    boolean internal =
        failure instanceof Error || failure.getClass().getPackageName().equals("java.lang");
    boolean speaksForItself =
        failure instanceof IllegalArgumentException || failure instanceof IllegalStateException;
    return internal && !speaksForItself
        ? failure.getClass().getSimpleName() + ": " + message
        : message;
  }

  private static String oneLine(String message) {
    return FlagNames.in(message).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
