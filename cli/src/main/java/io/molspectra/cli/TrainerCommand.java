package io.molspectra.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line {@code trainer}: makes models from data. */
@Command(
    name = "trainer",
    description = "Trains molecular encoders on the JVM and exports them to ONNX.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    // New commands are registered here, in the order in which a user meets them.
    subcommands = {
      QuickstartCommand.class,
      PretrainCommand.class,
      FinetuneCommand.class,
      EvaluateCommand.class,
      AblateCommand.class,
      PilotCommand.class,
      ReproduceCommand.class,
      ExportCommand.class,
      CombineCommand.class,
      RenewCommand.class,
      ImportCommand.class,
      SpectraCommand.class,
      DataCommand.class,
      ReportCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was done",
      "1:failed; standard error says why",
      "2:the command line was wrong",
      "3:records were rejected and --strict was given"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  trainer quickstart",
      "  trainer pretrain --data structures.sdf.gz --preset small --out RUN",
      "  trainer pretrain --data structures.sdf.gz --preset small --out RUN --resume",
      "  trainer pretrain --stage 2 --data FILE --spectra DIR --init RUN --out RUN2",
      "  trainer export --run RUN2 --out BUNDLE",
      "  trainer import --weights et.npz --config et.yaml --out BUNDLE",
      "  trainer spectra --input example_data_1.parquet --output DIR"
    })
public final class TrainerCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs the command and exits with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(new CommandRunner(new TrainerCommand()).run(arguments));
  }

  @Override
  public void run() {
    throw CommandRunner.missingSubcommand(spec);
  }
}
