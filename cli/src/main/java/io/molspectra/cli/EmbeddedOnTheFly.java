package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.cli.Outcome.Reject;
import io.molspectra.predict.Device;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.PredictionException;
import io.molspectra.predict.SpectrumEmbedder;
import io.molspectra.spectrum.SpectraFolder;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectraRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Feature vectors that a model makes now; what it cannot embed is rejected and left out. */
final class EmbeddedOnTheFly {

  private static final int MOLECULES = 8;
  private static final int ATOMS = 4096;
  private static final int ROWS = 64;

  private final MolSpectraModel model;
  private final Rejects rejects;

  EmbeddedOnTheFly(MolSpectraModel model, Rejects rejects) {
    this.model = model;
    this.rejects = rejects;
  }

  /** The molecules of files, from their structures. */
  EmbeddedSet structures(List<Path> files) throws IOException {
    List<String> ids = new ArrayList<>();
    FloatRows rows = new FloatRows();
    int workers = model.device() == Device.GPU ? 1 : Runtime.getRuntime().availableProcessors();
    new OrderedBatches(new BatchPrediction(model, Question.embedding()), workers, MOLECULES, ATOMS)
        .run(
            files,
            outcomes -> {
              for (Outcome outcome : outcomes) {
                if (outcome instanceof Answer answer) {
                  ids.add(answer.molecule().id());
                  rows.add(answer.values());
                } else {
                  rejects.add((Reject) outcome);
                }
              }
            });
    return set("structures", ids, rows);
  }

  /** The molecules of a folder, from their spectra. */
  EmbeddedSet spectra(Path folder) throws IOException {
    SpectrumEmbedder embedder = model.spectra();
    List<String> ids = new ArrayList<>();
    FloatRows vectors = new FloatRows();
    List<SpectraRow> batch = new ArrayList<>();
    long read = 0;
    try (SpectraReader reader = SpectraFolder.open(folder, embedder.kinds())) {
      while (reader.hasNext()) {
        SpectraRow row = reader.next();
        read++;
        Optional<PredictionException> fault = embedder.check(row);
        if (fault.isPresent()) {
          rejects.add(rejected(folder, read, fault.get()));
        } else {
          batch.add(row);
        }
        if (batch.size() == ROWS || !reader.hasNext()) {
          batch.forEach(one -> ids.add(one.id()));
          if (!batch.isEmpty()) {
            vectors.add(embedder.embed(batch).values());
          }
          batch.clear();
        }
      }
    }
    return set("spectra", ids, vectors);
  }

  private static Reject rejected(Path folder, long record, PredictionException fault) {
    return new Reject(
        folder.toString(), record, 0, fault.problem().name(), String.valueOf(fault.getMessage()));
  }

  private static EmbeddedSet set(String name, List<String> ids, FloatRows vectors) {
    float[] values = vectors.toArray();
    return new EmbeddedSet(name, ids, ids.isEmpty() ? 1 : values.length / ids.size(), values);
  }
}
