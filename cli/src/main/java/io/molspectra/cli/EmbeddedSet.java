package io.molspectra.cli;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpyType;
import io.molspectra.npz.NpzReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Feature vectors of molecules.
 *
 * @param name what they were made from
 * @param ids of the molecules, [M]
 * @param width C
 * @param values [M, C] row by row
 */
record EmbeddedSet(String name, List<String> ids, int width, float[] values) {

  private static final String IDS = "id";
  private static final List<String> VECTORS = List.of("z", "embedding");

  EmbeddedSet {
    ids = List.copyOf(ids);
  }

  /**
   * Reads what {@code molspectra embed} writes, or another npz file with arrays {@code id} and
   * {@code z} or {@code embedding}.
   *
   * @throws IOException if it cannot be read
   * @throws CommandFailure if the arrays are not there or do not fit together
   */
  static EmbeddedSet read(Path file) throws IOException {
    try (NpzReader npz = NpzReader.open(file)) {
      String vectors =
          VECTORS.stream()
              .filter(npz.names()::contains)
              .findFirst()
              .orElseThrow(() -> unfit(file, "has no array z or embedding, but " + npz.names()));
      NpyArray values = npz.get(vectors);
      long[] shape = values.shape();
      if (shape.length != 2 || shape[1] == 0 || values.type() == NpyType.STRING) {
        throw unfit(
            file, "array %s is %s, not numbers [M, C]".formatted(vectors, Arrays.toString(shape)));
      }
      List<String> ids = ids(npz.get(IDS));
      if (ids.size() != shape[0]) {
        throw unfit(file, "has %d ids for %d vectors".formatted(ids.size(), shape[0]));
      }
      return new EmbeddedSet(
          String.valueOf(file.getFileName()), ids, Math.toIntExact(shape[1]), values.toFloats());
    }
  }

  /** The same vectors with length one, as their cosines compare them. */
  EmbeddedSet normalized() {
    float[] unit = values.clone();
    for (int m = 0; m < ids.size(); m++) {
      double square = 0;
      for (int c = 0; c < width; c++) {
        square += (double) values[m * width + c] * values[m * width + c];
      }
      for (int c = 0; c < width && square > 0; c++) {
        unit[m * width + c] /= (float) Math.sqrt(square);
      }
    }
    return new EmbeddedSet(name, ids, width, unit);
  }

  private static List<String> ids(NpyArray ids) {
    return ids.type() == NpyType.STRING
        ? List.of(ids.toStrings())
        : Arrays.stream(ids.toLongs()).mapToObj(Long::toString).toList();
  }

  private static CommandFailure unfit(Path file, String what) {
    return new CommandFailure(ExitCode.FAILURE, file + ": " + what);
  }
}
