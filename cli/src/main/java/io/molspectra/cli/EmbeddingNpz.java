package io.molspectra.cli;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Unicode id [M] and float32 NAME [M, C] in one npz file; all are in memory until the end. */
final class EmbeddingNpz implements VectorWriter {

  private final NpzWriter npz;
  private final String name;
  private final List<String> ids = new ArrayList<>();
  private final FloatRows vectors = new FloatRows();

  /** The file begins now, so that a folder that cannot be written shows before the work. */
  EmbeddingNpz(Path target, String name) throws IOException {
    this.npz = NpzWriter.create(target);
    this.name = name;
  }

  @Override
  public void add(String id, float[] vector) {
    ids.add(id);
    vectors.add(vector);
  }

  @Override
  public void commit() throws IOException {
    long molecules = ids.size();
    npz.add("id", NpyArray.of(ids.toArray(String[]::new), molecules));
    float[] all = vectors.toArray();
    npz.add(name, NpyArray.of(all, molecules, molecules == 0 ? 0 : all.length / molecules));
    npz.commit();
  }

  @Override
  public void close() throws IOException {
    npz.close();
  }
}
