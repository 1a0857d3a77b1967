package io.molspectra.cli.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.molspectra.cli.score.ScoreFiles.Found;
import io.molspectra.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How far a scoring is: what a process that goes on with it needs to know. On disk a line of JSON
 * and one of its checksum.
 *
 * @param settings what the bytes of the tables depend on, by the names a user knows it by
 * @param places of the tables when this was written
 * @param scores state of the table of scores that holds these rows
 * @param rejects state of the table of rejects that holds these rows
 * @param complete whether no rows are left and only names are to be changed
 */
record Journal(
    Map<String, String> settings,
    Places places,
    ScoreCounts counts,
    PartialFile.State scores,
    PartialFile.State rejects,
    boolean complete) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * Where both tables are, links followed.
   *
   * @param output of scores
   * @param rejects of rejects
   */
  record Places(String output, String rejects) {

    static Places of(Path output, Path rejects) throws IOException {
      return new Places(real(output).toString(), real(rejects).toString());
    }

    private static Path real(Path file) throws IOException {
      Path absolute = file.toAbsolutePath();
      Path folder = absolute.getParent();
      return folder == null ? absolute : folder.toRealPath().resolve(absolute.getFileName());
    }

    /** Whether the rejects are the same, or lie as they did beside an output that was moved. */
    boolean sameRejects(Places other) {
      return rejects.equals(other.rejects) || beside().equals(other.beside());
    }

    private Path beside() {
      Path folder = Path.of(output).getParent();
      return folder == null ? Path.of(rejects) : folder.relativize(Path.of(rejects));
    }
  }

  static Path nameOf(Path output) {
    return output.resolveSibling("." + output.getFileName() + ".journal");
  }

  /**
   * Reads the journal of an unfinished scoring, if there is one.
   *
   * @throws IOException naming the file, if it is not as it was written
   */
  static Optional<Journal> read(Path output) throws IOException {
    Path file = nameOf(output);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] lines = Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1);
    byte[] json = lines[0].getBytes(StandardCharsets.ISO_8859_1);
    if (lines.length == 3 && lines[1].equals(checksum(json))) {
      try {
        return Optional.of(MAPPER.readValue(json, Journal.class));
      } catch (JsonProcessingException e) {
        throw damaged(file, output, e);
      }
    }
    throw damaged(file, output, null);
  }

  private static IOException damaged(Path file, Path output, @Nullable Exception cause) {
    return new IOException(
        "%s, which says how far the unfinished scoring to %s is, is damaged or of another version: --restart begins anew"
            .formatted(file, output),
        cause);
  }

  private static String checksum(byte[] json) {
    var crc = new CRC32C();
    crc.update(json);
    return Long.toHexString(crc.getValue());
  }

  /**
   * Checks that this is to be gone on with, and can be.
   *
   * @throws IOException saying what to do, if not
   */
  void check(Path output, Path rejectFile, Map<String, String> now, Found found)
      throws IOException {
    if (found == Found.REFUSE) {
      throw new IOException(
          "an unfinished scoring to %s is there, %,d rows: --resume goes on with it, --restart begins anew"
              .formatted(output, counts.rows()));
    }
    List<String> different = differences(now, Places.of(output, rejectFile));
    if (!different.isEmpty()) {
      throw new IOException(
          "the unfinished scoring to %s differs in %s: give the same again, or begin anew with --restart"
              .formatted(output, String.join(", ", different)));
    }
  }

  /** What is not as it was, in words of the command line; empty if nothing is. */
  private List<String> differences(Map<String, String> now, Places here) {
    var names = new LinkedHashSet<>(now.keySet());
    names.addAll(settings.keySet());
    var different = new ArrayList<>(names);
    different.removeIf(name -> Objects.equals(now.get(name), settings.get(name)));
    if (!places.sameRejects(here)) {
      different.add("--rejects (it was %s)".formatted(places.rejects()));
    }
    return different;
  }

  void write(Path output) throws IOException {
    try (AtomicFile file = AtomicFile.create(nameOf(output))) {
      byte[] json = MAPPER.writeValueAsBytes(this);
      file.stream().write(json);
      file.stream().write(("\n" + checksum(json) + "\n").getBytes(StandardCharsets.US_ASCII));
      file.commit();
    } catch (IOException e) {
      throw PartialFile.unwritable(nameOf(output), e);
    }
  }

  static void delete(Path output) throws IOException {
    Files.deleteIfExists(nameOf(output));
  }
}
