package io.molspectra.cli;

import io.molspectra.cli.plot.Coloring;
import io.molspectra.cli.plot.FigureSize;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra plot embedding}. */
@Command(
    name = "embedding",
    mixinStandardHelpOptions = true,
    description = {
      "Draw a map of embeddings: their two principal components.",
      "",
      "Embeddings come from files, or from a model and structures, spectra or both. Two sets are"
          + " drawn on one map with a line between the two points of a molecule; their vectors are"
          + " given length one first, because it is their directions that training aligns."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "The axes tell which part of the variance they show. Colours are by number if all values of",
      "the column are numbers, else by category; molecules without a value are grey.",
      "",
      "Examples:",
      "  molspectra plot embedding --embeddings z.npz --output map.png",
      "  molspectra plot embedding --embeddings z.npz --labels index.csv --color-by natoms \\",
      "      --output map.svg",
      "  molspectra plot embedding --model BUNDLE --input mols.xyz --spectra DIR \\",
      "      --output both.png"
    })
final class PlotEmbeddingCommand implements Callable<Integer> {

  private static final int WIDTH = 1700;
  private static final int HEIGHT = 1500;

  @Spec private CommandSpec spec;
  @Mixin private FigureOptions figure;

  @Option(
      names = "--embeddings",
      arity = "1..2",
      paramLabel = "FILE",
      description = "One or two .npz files: arrays id [M] and z or embedding [M, C].")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description = BundleFolder.DESCRIPTION + " Embeds --input, --spectra or both.")
  private @Nullable Path bundle;

  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Molecules: .sdf, .xyz, .extxyz, each also with .gz.")
  private List<Path> structures = new ArrayList<>();

  @Option(names = "--spectra", paramLabel = "DIR", description = "Folder of spectra.")
  private @Nullable Path spectra;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "CSV table with the ids in one column and something to colour by in others.")
  private @Nullable Path labels;

  @Option(
      names = "--color-by",
      paramLabel = "COLUMN",
      description = "Column of --labels to colour the points by.")
  private @Nullable String column;

  @Override
  public Integer call() throws IOException {
    FigureSize size = figure.size(WIDTH, HEIGHT);
    check();
    if (spectra != null && !structures.isEmpty()) {
      RowIds.require(spectra, "joining structures with their spectra");
    }
    List<EmbeddedSet> sets = sets();
    EmbeddingMap map = EmbeddingMap.of(sets);
    if (sets.size() == 2) {
      say("%d molecules have both".formatted(map.pairs()));
    }
    figure.write(size, map.figure(coloring(sets)));
    return ExitCode.OK;
  }

  private void check() {
    boolean asksModel = bundle != null || spectra != null || !structures.isEmpty();
    if (files.isEmpty() == !asksModel) {
      throw new CommandFailure(
          ExitCode.USAGE, "give either --embeddings or --model with --input, --spectra or both");
    }
    if (asksModel && (bundle == null || (spectra == null && structures.isEmpty()))) {
      throw new CommandFailure(ExitCode.USAGE, "--model goes with --input, --spectra or both");
    }
    if ((labels == null) != (column == null)) {
      throw new CommandFailure(ExitCode.USAGE, "--labels and --color-by go together");
    }
  }

  private List<EmbeddedSet> sets() throws IOException {
    List<EmbeddedSet> sets = new ArrayList<>();
    for (Path file : files) {
      sets.add(EmbeddedSet.read(file));
    }
    Path model = bundle;
    return model == null ? sets : NamedFailure.around(() -> embedded(model));
  }

  private List<EmbeddedSet> embedded(Path folder) throws IOException {
    MoleculeFiles.requireReadable("--input", structures);
    List<EmbeddedSet> sets = new ArrayList<>();
    try (MolSpectraModel model =
            MolSpectra.load(BundleFolder.of(folder), Options.defaults().withThreads(1));
        Proceedings proceedings = Proceedings.start(spec.commandLine().getErr(), null, false)) {
      int workers = model.device().isGpu() ? 1 : Runtime.getRuntime().availableProcessors();
      EmbeddedOnTheFly now = new EmbeddedOnTheFly(model, workers, proceedings);
      if (!structures.isEmpty()) {
        sets.add(now.structures(structures));
      }
      if (spectra != null) {
        sets.add(now.spectra(spectra));
      }
    }
    return sets;
  }

  private @Nullable Coloring coloring(List<EmbeddedSet> sets) throws IOException {
    if (labels == null || column == null) {
      return null;
    }
    Set<String> ids = new HashSet<>();
    sets.forEach(set -> ids.addAll(set.ids()));
    LabelColumn found = LabelColumn.read(labels, column, ids);
    if (found.values().size() < ids.size()) {
      say(
          "%d of %d molecules have no %s"
              .formatted(ids.size() - found.values().size(), ids.size(), column));
    }
    return Coloring.of(column, found.values());
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
