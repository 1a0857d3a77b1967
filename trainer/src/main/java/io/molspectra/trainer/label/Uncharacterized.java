package io.molspectra.trainer.label;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * QM9's list of molecules whose relaxed geometry is another molecule than the one they came from:
 * nine lines of header, then rows that begin with the molecule's number, then a trailer.
 */
final class Uncharacterized {

  private static final int HEADER = 9;

  private Uncharacterized() {}

  /**
   * The ids, "gdb_" and the number, of the listed molecules.
   *
   * @throws LabelException if the file lists none
   */
  static Set<String> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "there is no such list of uncharacterized molecules");
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    Set<String> ids = new HashSet<>();
    for (String line : lines.subList(Math.min(HEADER, lines.size()), lines.size())) {
      String first = line.strip().split("\\s+", 2)[0];
      if (first.matches("[1-9][0-9]{0,8}")) {
        ids.add("gdb_" + first);
      }
    }
    if (ids.isEmpty()) {
      throw new LabelException(
          LabelException.Problem.DAMAGED_FILE,
          "%s lists no molecule; QM9's uncharacterized.txt has nine lines of header and then a number"
                  .formatted(file)
              + " at the beginning of each line");
    }
    return ids;
  }
}
