package io.molspectra.cli;

import io.molspectra.bundle.TaskSpec;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.predict.SpectrumEmbedder;
import io.molspectra.retrieve.EmbeddingIndex;
import io.molspectra.retrieve.EmbeddingIndexBuilder;
import io.molspectra.retrieve.IndexSource;
import io.molspectra.spectrum.SpectraFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code molspectra retrieve}. */
@Command(
    name = "retrieve",
    mixinStandardHelpOptions = true,
    description = {
      "Find the molecules whose structure fits a spectrum, or the spectra that fit a structure.",
      "",
      "Spectra and structures are embedded by the two encoders of a bundle that was trained on both,"
          + " and compared by the cosine of their vectors. Records that cannot be read or embedded"
          + " are skipped, reported and counted."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Output: csv of query, rank (from 1), molecule, score (cosine). Equal scores keep",
      "the order of the library. Ids are those of index.csv, or the row counted from 0,",
      "for a folder of spectra; the file's name without its ending for a --query; title",
      "or first word of the comment for a molecule. With --molecules the column query",
      "holds the molecule and the column molecule the id of the spectra.",
      "",
      "Examples:",
      "  molspectra retrieve --model BUNDLE --query a.jdx --library lib.sdf.gz \\",
      "      --output hits.csv",
      "  molspectra retrieve --model BUNDLE --spectra qm9s --library lib.xyz --top 10 \\",
      "      --save-index lib.npz --evaluate --output hits.csv",
      "  molspectra retrieve --model BUNDLE --spectra qm9s --index lib.npz \\",
      "      --output hits.csv",
      "  molspectra retrieve --model BUNDLE --molecules a.xyz --spectra qm9s \\",
      "      --output hits.csv"
    })
final class RetrieveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private RetrieveOptions options;

  @Override
  public Integer call() throws IOException {
    options.check();
    Options limits =
        Options.defaults()
            .withBatch(128, PredictionOptions.BATCH_ATOMS)
            .withUnseenElements(options.allowUnseen());
    try (MolSpectraModel model = options.run().load(limits);
        Proceedings proceedings =
            Proceedings.start(
                spec.commandLine().getErr(), options.run().rejects(), options.run().strict())) {
      NamedFailure.around(
          () -> {
            retrieve(model, proceedings);
            return Optional.empty();
          });
    }
    return ExitCode.OK;
  }

  private void retrieve(MolSpectraModel model, Proceedings proceedings) throws IOException {
    int width = requireOneSpace(model);
    Path tables = options.spectra();
    if (options.evaluate() && tables != null) {
      RowIds.require(tables, "--evaluate");
    }
    VectorSource spectra = spectra(model, proceedings);
    VectorSource structures =
        new MoleculeVectors(model, options.structures(), options.run().workers(model), proceedings);
    boolean reverse = options.reverse();
    String searched = reverse ? TaskSpec.SPECTRUM_EMBEDDING : TaskSpec.EMBEDDING;
    IndexSource source = IndexSource.of(model.bundle(), searched);
    Path saved = options.index();
    EmbeddingIndex index =
        saved != null
            ? EmbeddingIndex.load(saved, source)
            : embed(reverse ? spectra : structures, source, width, proceedings);
    Evaluation evaluation = options.evaluate() ? new Evaluation(index) : null;
    try (HitTable hits = new HitTable(options.output(), index, options.top(), evaluation)) {
      (reverse ? structures : spectra).each(hits::add);
      String counts = proceedings.counted("ranked");
      hits.commit();
      proceedings.end("queries: " + counts);
    }
    if (evaluation != null) {
      evaluation.print(spec.commandLine().getOut());
    }
  }

  /** The vectors of what is searched. */
  private EmbeddingIndex embed(
      VectorSource entries, IndexSource source, int width, Proceedings proceedings)
      throws IOException {
    var builder = new EmbeddingIndexBuilder(source, width);
    entries.each(builder::add);
    proceedings.say("library: " + proceedings.counted("embedded"));
    if (builder.size() == 0) {
      throw new CommandFailure(
          ExitCode.FAILURE, "nothing to search: not one entry of the library could be embedded");
    }
    EmbeddingIndex index = builder.build();
    Path target = options.saveIndex();
    if (target != null) {
      index.save(target);
    }
    return index;
  }

  /**
   * The number of channels of both encoders.
   *
   * @throws CommandFailure if they differ: such vectors cannot be compared
   */
  private static int requireOneSpace(MolSpectraModel model) {
    int ofSpectra = model.spectra().embed(List.of()).width();
    int ofStructures = model.embed(List.of()).width();
    if (ofSpectra != ofStructures) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "WIDTH_MISMATCH: bundle %s makes %d numbers of a spectrum and %d of a structure; name one"
                  .formatted(model.bundle().manifest().id(), ofSpectra, ofStructures)
              + " that was trained to compare them");
    }
    return ofSpectra;
  }

  /**
   * The vectors of the spectra. That there are such files shows now, not after the library was
   * embedded.
   */
  private VectorSource spectra(MolSpectraModel model, Proceedings proceedings) throws IOException {
    SpectrumEmbedder embedder = model.spectra();
    Path folder = options.spectra();
    SpectraVectors.Opening opening =
        folder != null
            ? () -> SpectraFolder.open(folder, embedder.kinds())
            : () -> new QueryFiles(options.query(), embedder.kinds(), options.kind());
    opening.open().close();
    return new SpectraVectors(
        embedder,
        folder != null ? folder.toString() : "--query",
        opening,
        SpectraVectors.batchRows(model.device()),
        options.run().workers(model),
        proceedings);
  }
}
