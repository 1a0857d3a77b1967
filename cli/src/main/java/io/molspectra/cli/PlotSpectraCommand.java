package io.molspectra.cli;

import io.molspectra.cli.plot.FigureSize;
import io.molspectra.cli.plot.SpectraFigure;
import io.molspectra.cli.plot.SpectrumPanel;
import io.molspectra.spectrum.SpectraFolder;
import io.molspectra.spectrum.SpectrumKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra plot spectra}. */
@Command(
    name = "spectra",
    mixinStandardHelpOptions = true,
    description = {
      "Draw the spectra of molecules, a panel a kind.",
      "",
      "Several molecules share the panels, each in its colour. --compare draws two against each"
          + " other: the first upwards, the second downwards, each spectrum in parts of its highest"
          + " point, with the cosine between them."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  molspectra plot spectra --spectra DIR --output first.png",
      "  molspectra plot spectra --spectra DIR --id gdb_2 gdb_7 --output two.svg",
      "  molspectra plot spectra --spectra DIR --row 0 7 --compare --output pair.png",
      "  molspectra plot spectra --spectra DIR --query measured.jdx --compare \\",
      "      --output fit.png"
    })
final class PlotSpectraCommand implements Callable<Integer> {

  private static final int WIDTH = 1800;
  private static final int PANEL = 520;
  private static final int HEAD = 80;
  private static final int LEAST_PANELS = 2;
  private static final int MOST_PANELS = 6;

  @Spec private CommandSpec spec;
  @Mixin private FigureOptions figure;
  @Mixin private MoleculeChoice choice;

  @Option(
      names = "--spectra",
      paramLabel = "DIR",
      description = "Folder of spectra: tables as QM9S has them, or a file per molecule.")
  private @Nullable Path folder;

  @Option(
      names = "--query",
      arity = "1..*",
      paramLabel = "[KIND=]FILE",
      description =
          "Spectra of one more molecule, a file each: JCAMP-DX or two columns. Without KIND it is what"
              + " DATA TYPE says, else ir for cm-1, uv for eV and nm.")
  private List<String> queries = new ArrayList<>();

  @Option(names = "--compare", description = "Draw two molecules against each other.")
  private boolean compare;

  @Override
  public Integer call() throws IOException {
    if (folder == null && queries.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "give --spectra DIR or --query FILE");
    }
    figure.size(WIDTH, height(1));
    SpectraPanels panels = NamedFailure.around(this::read);
    draw(panels.molecules(), panels.panels());
    return ExitCode.OK;
  }

  private SpectraPanels read() throws IOException {
    List<SpectrumKind> kinds = folder == null ? List.of() : SpectraFolder.kindsIn(folder);
    SpectraPanels panels = new SpectraPanels(kinds);
    if (!queries.isEmpty()) {
      List<QuerySpectrum> read = new ArrayList<>();
      for (String query : queries) {
        read.add(QuerySpectrum.read(query));
      }
      panels.add(read);
    }
    if (folder != null) {
      choice.read(folder, kinds, spec.commandLine().getErr()).forEach(panels::add);
    }
    return panels;
  }

  private void draw(List<String> molecules, List<SpectrumPanel> panels) throws IOException {
    if (panels.isEmpty()) {
      throw new CommandFailure(ExitCode.FAILURE, molecules + ": no spectrum to draw");
    }
    if (compare && molecules.size() != 2) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--compare draws two molecules, not %d: name them by --id, --row or --query"
              .formatted(molecules.size()));
    }
    FigureSize size = figure.size(WIDTH, height(panels.size()));
    figure.write(
        size,
        compare
            ? SpectraFigure.compared(molecules, panels)
            : SpectraFigure.together(molecules, panels));
  }

  private static int height(int panels) {
    return HEAD + PANEL * Math.max(LEAST_PANELS, Math.min(MOST_PANELS, panels));
  }
}
