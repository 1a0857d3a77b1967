package io.molspectra.retrieve;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpyFormatException;
import io.molspectra.npz.NpzReader;
import io.molspectra.npz.NpzWriter;
import io.molspectra.retrieve.IndexException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An index as npz: {@code id} [N], {@code z} [N, C] float32 of length one, and three texts that say
 * what made it: {@code bundle}, {@code task}, {@code sha256}.
 */
final class IndexFile {

  private static final String IDS = "id";
  private static final String VECTORS = "z";
  private static final String BUNDLE = "bundle";
  private static final String TASK = "task";
  private static final String HASH = "sha256";

  private IndexFile() {}

  static void write(Path file, EmbeddingIndex index) throws IOException {
    try (NpzWriter npz = NpzWriter.create(file)) {
      npz.add(IDS, NpyArray.of(index.ids().toArray(String[]::new), index.size()));
      npz.add(VECTORS, NpyArray.of(index.unit(), index.size(), index.width()));
      npz.add(BUNDLE, NpyArray.of(new String[] {index.source().bundle()}));
      npz.add(TASK, NpyArray.of(new String[] {index.source().task()}));
      npz.add(HASH, NpyArray.of(new String[] {index.source().sha256()}));
      npz.commit();
    }
  }

  static EmbeddingIndex read(Path file, IndexSource expected) throws IOException {
    try (NpzReader npz = NpzReader.open(file)) {
      var source = new IndexSource(text(npz, BUNDLE), text(npz, TASK), text(npz, HASH));
      requireSame(file, source, expected);
      NpyArray vectors = npz.get(VECTORS);
      long[] shape = vectors.shape();
      if (shape.length != 2) {
        throw new IllegalArgumentException("array z should have two axes");
      }
      return EmbeddingIndex.ofUnit(
          source, List.of(npz.get(IDS).toStrings()), Math.toIntExact(shape[1]), vectors.toFloats());
    } catch (NpyFormatException | IllegalArgumentException | IllegalStateException e) {
      throw new IndexException(
          Problem.DAMAGED_INDEX,
          "%s is no sound index (%s); make it again with EmbeddingIndex.save"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static String text(NpzReader npz, String name) throws IOException {
    String[] texts = npz.get(name).toStrings();
    if (texts.length != 1) {
      throw new IllegalArgumentException("array " + name + " should be one text");
    }
    return texts[0];
  }

  private static void requireSame(Path file, IndexSource source, IndexSource expected)
      throws IndexException {
    if (source.equals(expected)) {
      return;
    }
    String what;
    if (!source.task().equals(expected.task())) {
      what = "holds what task %s answered, not %s".formatted(source.task(), expected.task());
    } else if (!source.bundle().equals(expected.bundle())) {
      what = "was made by bundle %s, not %s".formatted(source.bundle(), expected.bundle());
    } else {
      what = "was made by other weights of bundle %s".formatted(source.bundle());
    }
    throw new IndexException(
        Problem.STALE_INDEX,
        "%s %s: its vectors cannot be compared; make it again".formatted(file, what));
  }
}
