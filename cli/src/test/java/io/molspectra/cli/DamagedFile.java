package io.molspectra.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A damaged library and what comes of it.
 *
 * @param what is wrong with it
 * @param name of the file
 * @param content of the file
 * @param exitCode of {@code molspectra score}
 * @param scored ids in the order of the output
 * @param reasons of the rejects, in their order
 * @param told part of the message of the first reject, or of the error
 */
record DamagedFile(
    String what,
    String name,
    byte[] content,
    int exitCode,
    List<String> scored,
    List<String> reasons,
    String told) {

  /** The job goes on: some rows are scored, others are rejected for a reason. */
  static DamagedFile rows(
      String what, String name, byte[] content, String scored, String reasons, String told) {
    return new DamagedFile(what, name, content, ExitCode.OK, words(scored), words(reasons), told);
  }

  static DamagedFile rows(
      String what, String name, String content, String scored, String reasons, String told) {
    return rows(what, name, bytes(content), scored, reasons, told);
  }

  /** The file is refused as a whole. */
  static DamagedFile refused(String what, String name, byte[] content, int exit, String told) {
    return new DamagedFile(what, name, content, exit, List.of(), List.of(), told);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (byte[] part : parts) {
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  static byte[] cut(byte[] bytes, int fromEnd) {
    return Arrays.copyOf(bytes, bytes.length - fromEnd);
  }

  @Override
  public String toString() {
    return what + " (" + name + ")";
  }
}
