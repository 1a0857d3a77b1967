package io.molspectra.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.molspectra.bundle.BundleException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads preprocessor.json; a missing constant is an error of its own, never a default. */
final class PreprocessorReader {

  private static final List<String> REQUIRED =
      List.of("length_unit", "cutoff", "max_atomic_number");

  private PreprocessorReader() {}

  static Preprocessor read(Path file) throws IOException {
    JsonNode tree = BundleJson.readTree(file);
    for (String constant : REQUIRED) {
      if (!tree.hasNonNull(constant)) {
        throw new BundleException(
            Problem.MISSING_CONSTANT,
            file.toString(),
            "lacks the preprocessing constant '" + constant + "'",
            "export the bundle again; a guessed value would give wrong predictions");
      }
    }
    return BundleJson.convert(Problem.INVALID_CONSTANT, file, tree, Preprocessor.class);
  }
}
