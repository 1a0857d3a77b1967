package io.molspectra.cli.score;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.molspectra.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far a scoring is: what a process that goes on with it needs to know.
 *
 * @param fingerprint of model, input and settings
 * @param outputBytes of the table of scores that hold these rows
 * @param rejectBytes of the list of rejects that hold these rows
 * @param complete whether no rows are left and only names are to be changed
 */
record Journal(
    String fingerprint, ScoreCounts counts, long outputBytes, long rejectBytes, boolean complete) {

  private static final JsonMapper MAPPER = new JsonMapper();

  static Path nameOf(Path output) {
    return output.resolveSibling("." + output.getFileName() + ".journal");
  }

  static Optional<Journal> read(Path output) throws IOException {
    Path file = nameOf(output);
    return Files.exists(file)
        ? Optional.of(MAPPER.readValue(Files.readAllBytes(file), Journal.class))
        : Optional.empty();
  }

  void write(Path output) throws IOException {
    try (AtomicFile file = AtomicFile.create(nameOf(output))) {
      file.stream().write(MAPPER.writeValueAsBytes(this));
      file.commit();
    }
  }

  static void delete(Path output) throws IOException {
    Files.deleteIfExists(nameOf(output));
  }
}
