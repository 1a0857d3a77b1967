package io.molspectra.trainer.pilot;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.molspectra.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one run came to.
 *
 * @param identity of its settings, data and seed
 * @param target name of the property
 * @param seed of weights, split and order
 * @param withSpectrum whether the network saw the spectrum
 * @param training number of molecules
 * @param validation number of molecules
 * @param test number of molecules
 * @param error mean absolute error on the test molecules at the step chosen
 * @param baseline the same if the median of the training molecules is told of every molecule
 * @param step at which the validation molecules had the least error
 * @param seconds of training
 */
public record PilotResult(
    String identity,
    String target,
    long seed,
    boolean withSpectrum,
    int training,
    int validation,
    int test,
    double error,
    double baseline,
    long step,
    double seconds) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** The result in a file, if it is there and of this run. */
  static Optional<PilotResult> read(Path file, String identity) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    PilotResult result = JSON.readValue(file.toFile(), PilotResult.class);
    return result.identity().equals(identity) ? Optional.of(result) : Optional.empty();
  }

  void write(Path file) throws IOException {
    try (AtomicFile target = AtomicFile.create(file)) {
      target.stream().write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
      target.commit();
    }
  }
}
