package io.molspectra.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code molspectra plot}. */
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    description = "Draw spectra, what a model attends to in them, or maps of embeddings.",
    synopsisSubcommandLabel = "FIGURE",
    commandListHeading = "%nFigures:%n",
    subcommands = {
      PlotSpectraCommand.class,
      PlotAttentionCommand.class,
      PlotEmbeddingCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  molspectra plot spectra --spectra DIR --output spectra.png",
      "  molspectra plot attention --model BUNDLE --spectra DIR --output attention.png",
      "  molspectra plot embedding --embeddings z.npz --output map.svg"
    })
final class PlotCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw CommandRunner.missingSubcommand(spec);
  }
}
