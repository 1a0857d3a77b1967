package io.molspectra.dynamics;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.molspectra.dynamics.DynamicsException.Problem;
import io.molspectra.file.AtomicFile;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A trajectory at one step. JSON writes a double with as many digits as it takes to read the same
 * one.
 *
 * @param run what the trajectory depends on besides its state
 * @param state where it stands
 * @param statistics of all steps up to there
 * @param bytes length of the trajectory's file
 */
record Checkpoint(
    @JsonProperty(required = true) Map<String, String> run,
    @JsonProperty(required = true) State state,
    @JsonProperty(required = true) RunStatistics statistics,
    @JsonProperty(required = true) long bytes) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  Checkpoint {
    run = new LinkedHashMap<>(run);
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(statistics, "statistics");
  }

  void write(Path file) throws IOException {
    try (AtomicFile target = AtomicFile.create(file)) {
      target.stream().write(MAPPER.writeValueAsBytes(this));
      target.commit();
    }
  }

  /**
   * Reads a checkpoint of a run.
   *
   * @param atoms how many the run has
   * @throws DynamicsException BAD_CHECKPOINT if there is none or it is damaged, DIFFERENT_RUN if it
   *     is that of another run
   */
  static Checkpoint read(Path file, Map<String, String> run, int atoms) throws IOException {
    if (!Files.exists(file)) {
      throw new DynamicsException(
          Problem.BAD_CHECKPOINT, file + ": no such checkpoint; begin the trajectory anew");
    }
    Checkpoint read;
    try {
      read = MAPPER.readValue(Files.readAllBytes(file), Checkpoint.class);
    } catch (JsonProcessingException e) {
      throw new DynamicsException(
          Problem.BAD_CHECKPOINT,
          "%s is damaged: %s; begin the trajectory anew".formatted(file, e.getOriginalMessage()));
    } catch (CharConversionException e) {
      throw new DynamicsException(
          Problem.BAD_CHECKPOINT,
          "%s is damaged: %s; begin the trajectory anew".formatted(file, e.getMessage()));
    }
    read.run.forEach(
        (key, value) -> {
          String now = run.get(key);
          if (!value.equals(now)) {
            throw new DynamicsException(
                Problem.DIFFERENT_RUN,
                "%s: %s was %s, now it is %s; resume with what the trajectory began with"
                    .formatted(file, key, value, now));
          }
        });
    State state = read.state;
    if (!read.run.keySet().equals(run.keySet())
        || state.positions().length != 3 * atoms
        || state.velocities().length != 3 * atoms
        || state.forces().length != 3 * atoms) {
      throw new DynamicsException(
          Problem.BAD_CHECKPOINT, file + " is incomplete; begin the trajectory anew");
    }
    return read;
  }
}
