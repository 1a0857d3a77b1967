package io.molspectra.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line {@code molspectra}: uses models that the trainer exported. */
@Command(
    name = "molspectra",
    description =
        "Predicts molecular properties and compares molecules with spectra by exported models, on"
            + " ONNX Runtime.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    // New commands are registered here, in the order in which a user meets them.
    subcommands = {
      InfoCommand.class,
      VerifyCommand.class,
      EmbedCommand.class,
      EmbedSpectraCommand.class,
      RetrieveCommand.class,
      PredictCommand.class,
      ScoreCommand.class,
      ServeCommand.class,
      DenoiseCommand.class,
      RelaxCommand.class,
      MdCommand.class,
      PlotCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
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
      "  molspectra info BUNDLE",
      "  molspectra verify BUNDLE",
      "  molspectra embed --model BUNDLE --input mols.sdf --output embeddings.npz",
      "  molspectra embed-spectra --model BUNDLE --spectra DIR --output z.npz",
      "  molspectra retrieve --model BUNDLE --query a.jdx --library lib.sdf --output hits.csv",
      "  molspectra predict --model BUNDLE --input mols.xyz --task energy --forces --output out.csv",
      "  molspectra score --model default --input lib.smi.gz --output scores.csv",
      "  molspectra serve --model default --port 8080",
      "  molspectra denoise --model BUNDLE --input noisy.xyz --output clean.xyz",
      "  molspectra relax --model BUNDLE --input mols.xyz --output relaxed.xyz",
      "  molspectra md --model BUNDLE --input start.xyz --ensemble nve --steps 40000 \\",
      "      --output traj.xyz",
      "  molspectra plot spectra --spectra DIR --output spectra.png"
    })
public final class MolSpectraCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs the command and exits with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(new CommandRunner(new MolSpectraCommand()).run(arguments));
  }

  @Override
  public void run() {
    throw CommandRunner.missingSubcommand(spec);
  }
}
