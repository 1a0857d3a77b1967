package io.molspectra.cli;

import org.jspecify.annotations.Nullable;

/** A failure that a subcommand has a message and an exit code for. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param exitCode one of {@link ExitCode}
   * @param message one line that says what is wrong, where, and what to do
   */
  public CommandFailure(int exitCode, String message) {
    this(exitCode, message, null);
  }

  /**
   * @param exitCode one of {@link ExitCode}
   * @param message one line that says what is wrong, where, and what to do
   * @param cause shown with {@code --debug} only
   */
  public CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What the process returns to the shell. */
  public int exitCode() {
    return exitCode;
  }
}
