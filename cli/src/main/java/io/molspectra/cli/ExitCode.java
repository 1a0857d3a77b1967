package io.molspectra.cli;

/** What the commands return to the shell. */
public final class ExitCode {

  /** All was done. */
  public static final int OK = 0;

  /** The work failed; standard error says why. */
  public static final int FAILURE = 1;

  /** The command line was wrong; nothing was done. */
  public static final int USAGE = 2;

  /** Records were rejected, and {@code --strict} was given; standard error lists them. */
  public static final int REJECTED = 3;

  private ExitCode() {}
}
