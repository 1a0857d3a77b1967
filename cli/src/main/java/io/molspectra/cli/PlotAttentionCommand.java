package io.molspectra.cli;

import io.molspectra.cli.plot.AttentionFigure;
import io.molspectra.cli.plot.AttentionMap;
import io.molspectra.cli.plot.FigureSize;
import io.molspectra.predict.Attention;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.SpectrumEmbedder;
import io.molspectra.spectrum.SpectraRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra plot attention}. */
@Command(
    name = "attention",
    mixinStandardHelpOptions = true,
    description = {
      "Draw what a layer of SpecFormer attends to in a molecule's spectra.",
      "",
      "Rows and columns are tokens, patches of the spectra; each row tells what its token takes from"
          + " all others. Blocks on the diagonal are attention within a spectrum, the others"
          + " attention between spectra. Spectra that the molecule lacks are not shown."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  molspectra plot attention --model BUNDLE --spectra DIR --output attention.png",
      "  molspectra plot attention --model BUNDLE --spectra DIR --id gdb_100104 \\",
      "      --layer 2 --head 11 --scale sqrt --output head11.svg"
    })
final class PlotAttentionCommand implements Callable<Integer> {

  private static final int WIDTH = 1800;
  private static final int HEIGHT = 1600;
  private static final String MEAN = "mean";

  @Spec private CommandSpec spec;
  @Mixin private FigureOptions figure;
  @Mixin private MoleculeChoice choice;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description =
          "Folder written by trainer export, or default for the model included; it must show"
              + " attention.")
  private Path bundle;

  @Option(
      names = "--spectra",
      required = true,
      paramLabel = "DIR",
      description = "Folder of spectra: tables as QM9S has them, or a file per molecule.")
  private Path folder;

  @Option(
      names = "--layer",
      paramLabel = "L",
      description = "Layer, counted from 1. Default: the last.")
  private @Nullable Integer layer;

  @Option(
      names = "--head",
      paramLabel = "H",
      defaultValue = MEAN,
      description = "Head, counted from 1, or mean for the average of all. Default: mean.")
  private String head;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "linear",
      description =
          "How weights become colours: linear, sqrt or log; the last two show small ones beside"
              + " large ones. Default: linear.")
  private AttentionFigure.Scale scale;

  @Option(
      names = "--max",
      paramLabel = "WEIGHT",
      description =
          "Weight of the lightest colour; larger ones have it too. Default: the largest of all.")
  private @Nullable Double most;

  @Override
  public Integer call() throws IOException {
    FigureSize size = figure.size(WIDTH, HEIGHT);
    if (most != null && !(most > 0)) {
      throw new CommandFailure(ExitCode.USAGE, "--max must be above 0, not " + most);
    }
    return NamedFailure.around(
        () -> {
          try (MolSpectraModel model = MolSpectra.load(BundleFolder.of(bundle))) {
            SpectrumEmbedder spectra = model.spectra();
            List<SpectraRow> rows =
                choice.read(folder, spectra.kinds(), spec.commandLine().getErr());
            if (rows.size() != 1) {
              throw new CommandFailure(
                  ExitCode.USAGE, "attention is drawn for one molecule, not " + rows.size());
            }
            SpectraRow row = rows.get(0);
            Attention attention = spectra.attention(row);
            figure.write(size, drawn(row, attention));
          }
          return ExitCode.OK;
        });
  }

  private AttentionFigure drawn(SpectraRow row, Attention attention) {
    int shown = number("--layer", layer == null ? attention.layers() : layer, attention.layers());
    int[] heads =
        head.equals(MEAN)
            ? IntStream.range(0, attention.heads()).toArray()
            : new int[] {number("--head", headNumber(), attention.heads()) - 1};
    String title =
        "%s, layer %d of %d, %s"
            .formatted(
                row.id(),
                shown,
                attention.layers(),
                head.equals(MEAN)
                    ? "mean of %d heads".formatted(attention.heads())
                    : "head %s of %d".formatted(head, attention.heads()));
    AttentionMap map = AttentionMaps.of(attention, shown - 1, heads, row.intensities().keySet());
    return most == null
        ? new AttentionFigure(title, map, scale)
        : new AttentionFigure(title, map, scale, most);
  }

  private int headNumber() {
    try {
      return Integer.parseInt(head);
    } catch (NumberFormatException e) {
      throw new CommandFailure(ExitCode.USAGE, "--head is a number or mean, not " + head, e);
    }
  }

  private static int number(String option, int number, int most) {
    if (number < 1 || number > most) {
      throw new CommandFailure(
          ExitCode.USAGE, "%s %d: the model has 1 to %d".formatted(option, number, most));
    }
    return number;
  }
}
