package io.molspectra.cli;

import io.molspectra.bundle.Bundle;
import io.molspectra.trainer.export.BundleRenewal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer renew}. */
@Command(
    name = "renew",
    mixinStandardHelpOptions = true,
    description = {
      "Write a bundle again with the graphs of this version, which may be faster than those it was"
          + " exported with.",
      "",
      "Parameters and heads stay what they are, and the result is checked against the answers of its"
          + " golden molecules."
    },
    footer = {"", "Example:", "  trainer renew --bundle bundles/first --out bundles/first-renewed"})
final class RenewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "BUNDLE",
      description = BundleFolder.DESCRIPTION)
  private Path source;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "BUNDLE",
      description = "Folder to write; that of --bundle is replaced if it is named again.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Bundle old = NamedFailure.around(() -> Bundle.open(BundleFolder.of(source)));
    try {
      NamedFailure.around(() -> new BundleRenewal(old).write(out));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
    WrittenBundle.check(out, "it does not answer as " + source, spec.commandLine().getErr());
    return ExitCode.OK;
  }
}
