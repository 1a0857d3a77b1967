package io.molspectra.trainer.ablation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.molspectra.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run came to, on the molecules it did not see.
 *
 * @param configHash of its configuration
 * @param seed of weights, split, order, noise and masks
 * @param steps updates made
 * @param denoise loss
 * @param reconstruct loss, a tenth of the patches hidden
 * @param contrast loss
 * @param ranks of the molecules asked for by their spectra, see {@code RetrievalRanks}
 * @param baselines the same for retrieval without a network, by name
 * @param seconds of training
 */
public record AblationResult(
    String configHash,
    long seed,
    long steps,
    double denoise,
    double reconstruct,
    double contrast,
    double[] ranks,
    Map<String, double[]> baselines,
    double seconds) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  static final String FILE = "result.json";

  /** The result in a folder, if it is there and of this configuration. */
  static Optional<AblationResult> read(Path folder, String configHash) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    AblationResult result = JSON.readValue(file.toFile(), AblationResult.class);
    return result.configHash().equals(configHash) ? Optional.of(result) : Optional.empty();
  }

  void write(Path folder) throws IOException {
    try (AtomicFile file = AtomicFile.create(folder.resolve(FILE))) {
      file.stream().write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
      file.commit();
    }
  }

  /** Results of a variant, one a seed. */
  public record Row(Variant variant, List<AblationResult> results) {}
}
