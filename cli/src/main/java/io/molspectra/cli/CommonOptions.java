package io.molspectra.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command of both command lines takes, before or after its own name. */
final class CommonOptions {

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log what is being done; twice for more detail.")
  private boolean[] verbose = {};

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  /** True if a failure's stack trace is wanted. */
  boolean showsStackTraces() {
    return debug || verbose.length > 0;
  }

  /** Lets this process log as much as was asked for. */
  void applyVerbosity() {
    if (verbose.length > 0) {
      Logger ours = (Logger) LoggerFactory.getLogger("io.molspectra");
      ours.setLevel(verbose.length > 1 ? Level.DEBUG : Level.INFO);
    }
  }
}
