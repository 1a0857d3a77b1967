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
 * What a fine-tuned run came to on the test molecules.
 *
 * @param identity of its configuration and of the run it started from
 * @param seed of weights and order
 * @param step of the checkpoint that was best on the validation molecules
 * @param training number of molecules
 * @param test number of molecules
 * @param errors by property
 */
public record DownstreamResult(
    String identity, long seed, long step, int training, int test, Map<String, Error> errors) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  static final String FILE = "downstream.json";

  /**
   * An error.
   *
   * @param unit of both
   * @param mae mean absolute error
   * @param meanPredictorMae the same if the mean of the training molecules is told of all
   */
  public record Error(String unit, double mae, double meanPredictorMae) {}

  /** The result in a folder, if it is there and has this identity. */
  static Optional<DownstreamResult> read(Path folder, String identity) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    DownstreamResult result = JSON.readValue(file.toFile(), DownstreamResult.class);
    return result.identity().equals(identity) ? Optional.of(result) : Optional.empty();
  }

  void write(Path folder) throws IOException {
    try (AtomicFile file = AtomicFile.create(folder.resolve(FILE))) {
      file.stream().write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
      file.commit();
    }
  }

  /**
   * Results of one start, one a seed.
   *
   * @param group table it stands in; {@link Variant.Group#BASE} for what all tables show
   * @param name of the start
   */
  public record Row(Variant.Group group, String name, List<DownstreamResult> results) {}
}
