package io.molspectra.cli;

import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.SpectrumEmbedder;
import io.molspectra.spectrum.SpectraFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Feature vectors that a model makes now; what it cannot embed is rejected and left out. */
final class EmbeddedOnTheFly {

  private final MolSpectraModel model;
  private final int workers;
  private final Proceedings proceedings;

  /**
   * @param workers batches to embed side by side
   */
  EmbeddedOnTheFly(MolSpectraModel model, int workers, Proceedings proceedings) {
    this.model = model;
    this.workers = workers;
    this.proceedings = proceedings;
  }

  /** The molecules of files, from their structures. */
  EmbeddedSet structures(List<Path> files) throws IOException {
    return set("structures", new MoleculeVectors(model, files, workers, proceedings));
  }

  /** The molecules of a folder, from their spectra. */
  EmbeddedSet spectra(Path folder) throws IOException {
    SpectrumEmbedder embedder = model.spectra();
    return set(
        "spectra",
        new SpectraVectors(
            embedder,
            folder.toString(),
            () -> SpectraFolder.open(folder, embedder.kinds()),
            SpectraVectors.batchRows(model.device()),
            workers,
            proceedings));
  }

  private EmbeddedSet set(String name, VectorSource source) throws IOException {
    List<String> ids = new ArrayList<>();
    FloatRows vectors = new FloatRows();
    source.each(
        (id, vector) -> {
          ids.add(id);
          vectors.add(vector);
        });
    proceedings.say(name + ": " + proceedings.counted("embedded"));
    float[] values = vectors.toArray();
    return new EmbeddedSet(name, ids, ids.isEmpty() ? 1 : values.length / ids.size(), values);
  }
}
