package io.molspectra.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code trainer data}. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Tell where public data sets are and how to read them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DataGuideCommand.class, HelpCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {"  trainer data guide", "  trainer data guide qm9"})
final class DataCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw CommandRunner.missingSubcommand(spec);
  }
}
