package io.molspectra.trainer.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file SHA256SUMS of a checkpoint, in the format of the command of that name. */
final class Checksums {

  static final String FILE = "SHA256SUMS";

  private Checksums() {}

  static void write(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Map<String, Path> byName =
          files.collect(
              Collectors.toMap(
                  file -> file.getFileName().toString(), file -> file, (a, b) -> a, TreeMap::new));
      StringBuilder sums = new StringBuilder();
      for (Map.Entry<String, Path> file : byName.entrySet()) {
        sums.append(sha256(file.getValue())).append("  ").append(file.getKey()).append('\n');
      }
      Files.writeString(folder.resolve(FILE), sums);
    }
  }

  /**
   * Checks every listed file.
   *
   * @throws CheckpointException.Damaged naming the first file that is absent or changed
   */
  static void verify(Path folder) throws IOException {
    Path sums = folder.resolve(FILE);
    if (!Files.isRegularFile(sums)) {
      throw new CheckpointException.Damaged(folder + " has no " + FILE + ": it is incomplete");
    }
    List<String> lines = Files.readAllLines(sums);
    boolean hasState = false;
    for (String line : lines) {
      if (!line.matches("[0-9a-f]{64}  [A-Za-z0-9_.-]+")) {
        throw new CheckpointException.Damaged(sums + " is damaged");
      }
      Path file = folder.resolve(line.substring(66));
      if (!Files.isRegularFile(file)) {
        throw new CheckpointException.Damaged(file + " is missing");
      }
      if (!sha256(file).equals(line.substring(0, 64))) {
        throw new CheckpointException.Damaged(file + " has changed since it was written");
      }
      hasState |= file.endsWith(StateFile.NAME);
    }
    if (!hasState) {
      throw new CheckpointException.Damaged(sums + " is damaged: it does not list the state");
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
