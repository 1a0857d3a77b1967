package io.molspectra.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file state.json of a checkpoint. */
final class StateFile {

  static final String NAME = "state.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private StateFile() {}

  static void write(Path folder, TrainingState state) throws IOException {
    Files.writeString(folder.resolve(NAME), MAPPER.writeValueAsString(state) + "\n");
  }

  static TrainingState read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    try {
      JsonNode tree = MAPPER.readTree(Files.readString(file));
      int version = tree.path("format_version").asInt(-1);
      if (version != TrainingState.FORMAT_VERSION) {
        throw new CheckpointException.Mismatched(
            "%s has format version %d; this trainer reads version %d"
                .formatted(file, version, TrainingState.FORMAT_VERSION));
      }
      return MAPPER.treeToValue(tree, TrainingState.class);
    } catch (JsonProcessingException e) {
      throw new CheckpointException.Damaged(
          "%s cannot be read: %s".formatted(file, e.getOriginalMessage()));
    }
  }
}
