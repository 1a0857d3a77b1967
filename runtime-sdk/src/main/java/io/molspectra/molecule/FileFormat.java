package io.molspectra.molecule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats of files of molecules, by the endings of their names. */
enum FileFormat {
  SDF(true, ".sdf", ".sd", ".mol"),
  XYZ(true, ".xyz", ".extxyz"),
  NPZ(false, ".npz"),
  TAR(false, ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2"),
  ZIP(false, ".zip");

  private static final String GZIP = ".gz";

  private final boolean maybeCompressed;
  private final List<String> endings;

  FileFormat(boolean maybeCompressed, String... endings) {
    this.maybeCompressed = maybeCompressed;
    this.endings = List.of(endings);
  }

  /** The format of a file or entry, or empty if its name tells none. */
  static Optional<FileFormat> of(String name) {
    return Arrays.stream(values()).filter(format -> !format.ending(name).isEmpty()).findFirst();
  }

  /**
   * As {@link #of}.
   *
   * @throws IllegalArgumentException if the name tells none
   */
  static FileFormat required(String name) {
    return of(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "cannot tell the format of "
                        + name
                        + " by its name; known are "
                        + SDF.listed()
                        + " "
                        + XYZ.listed()
                        + ", each also with .gz, "
                        + Stream.of(NPZ, TAR, ZIP)
                            .map(FileFormat::listed)
                            .collect(Collectors.joining(" "))
                        + ", and folders"));
  }

  /** A name without its folders and without the ending that tells the format. */
  static String stem(String name) {
    String last = lastPart(name);
    int ending = of(last).map(format -> format.ending(last).length()).orElse(0);
    return last.substring(0, last.length() - ending);
  }

  /** A name without its folders. */
  static String lastPart(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /** Whether a name ends in .gz. */
  static boolean isGzip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(GZIP);
  }

  /** Whether molecules are lines of text in this format. */
  boolean isText() {
    return maybeCompressed;
  }

  private String listed() {
    return String.join(" ", endings);
  }

  /** The part of a name that tells this format, compression included; empty if none does. */
  private String ending(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String compression = maybeCompressed && lower.endsWith(GZIP) ? GZIP : "";
    String plain = lower.substring(0, lower.length() - compression.length());
    return endings.stream()
        .filter(plain::endsWith)
        .map(ending -> ending + compression)
        .findFirst()
        .orElse("");
  }
}
