package io.molspectra.cli;

import ai.djl.Device;
import io.molspectra.trainer.execute.Devices;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer finetune}. */
@Command(
    name = "finetune",
    mixinStandardHelpOptions = true,
    description = {
      "Train an encoder to predict properties, or energies and forces.",
      "",
      "Starts from a pre-trained run or bundle (--init), or from scratch. What the network answers"
          + " is standardised: references by element, mean and scale of the labels are fitted to"
          + " the training molecules beforehand and come with the exported model, whose answers"
          + " have the unit of the labels. Of the energies of QM9 (U0, U, H, G), of alpha, zpve and"
          + " cv the references are least squares by element; mu is the length of a dipole, r2 a"
          + " sum of charges times squared distances."
    },
    footer = {
      "",
      "Tasks:",
      "  qm9/NAME[,NAME...]  mu alpha homo lumo gap r2 zpve U0 U H G cv; --labels is QM9's csv",
      "  md17                energies and forces of an npz file, or of extended xyz",
      "  property            your own molecules with --labels FILE.csv --column HEADER[=NAME]",
      "                      --unit UNIT",
      "",
      "Examples:",
      "  trainer finetune --task qm9/gap --data gdb9.sdf.gz --labels gdb9.sdf.csv --init runs/first"
          + " \\",
      "      --out runs/gap",
      "  trainer finetune --task qm9/homo,lumo --data gdb9.sdf.gz --labels gdb9.sdf.csv --out"
          + " runs/orbitals",
      "  trainer finetune --task md17 --data rmd17_aspirin.npz --out runs/aspirin",
      "  trainer finetune --task property --data mols.sdf --labels logs.csv --column logS --unit 1"
          + " \\",
      "      --out runs/logs --seeds 1,2,3",
      "  trainer evaluate --run runs/gap --split test --output results.json",
      "  trainer export --run runs/gap --out bundles/gap"
    })
final class FinetuneCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FinetuneOptions options;
  @Mixin private LabelOptions labels;

  @Option(
      names = "--init",
      paramLabel = "RUN|BUNDLE",
      description =
          "Run or bundle whose encoder to start from, pre-trained or fine-tuned, or a model that is"
              + " included: default, ethanol, aspirin. Without it: fresh weights.")
  private @Nullable Path init;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description =
          "Folder of the run; with several --seeds, of the runs seed-1, seed-2, ..., which evaluate"
              + " and export take as one ensemble.")
  private Path out;

  @Option(
      names = {"--seed", "--seeds"},
      split = ",",
      paramLabel = "S",
      description = "Seed of weights, split, order and noise; several for an ensemble. Default: 1.")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu or gpu. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(
      names = "--resume",
      description =
          "Go on from the newest checkpoint in --out, if any, with the settings of that run.")
  private boolean resume;

  @Override
  public Integer call() throws Exception {
    try {
      Device where = Devices.parse(device);
      LabelledInput input = labels.input();
      if (seeds.size() < 2) {
        Optional<Long> seed = seeds.stream().findFirst();
        return run(new RunFolder(out), input, seed, seed, where);
      }
      requireDifferent(seeds);
      for (long seed : seeds) {
        say("seed %d of %s".formatted(seed, seeds));
        // All members share the split of the first seed: an ensemble has one set of test molecules.
        int code =
            run(
                new RunFolder(RunFolder.member(out, seed)),
                input,
                Optional.of(seed),
                Optional.of(seeds.get(0)),
                where);
        if (code != ExitCode.OK) {
          return code;
        }
      }
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireDifferent(List<Long> seeds) {
    var seen = new HashSet<Long>();
    for (long seed : seeds) {
      if (!seen.add(seed)) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "--seeds %d is named twice: the networks of an ensemble must differ".formatted(seed));
      }
    }
  }

  private int run(
      RunFolder folder,
      LabelledInput input,
      Optional<Long> seed,
      Optional<Long> splitSeed,
      Device where)
      throws Exception {
    var job =
        new FinetuneJob(
            options.settings(seed, splitSeed), input, Optional.ofNullable(init), where, out);
    return new PretrainingJob(folder, resume, this::say).run(job);
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
