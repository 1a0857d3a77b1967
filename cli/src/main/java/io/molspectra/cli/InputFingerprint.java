package io.molspectra.cli;

import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.trainer.checkpoint.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Tells libraries from others by their places and every byte of them. */
final class InputFingerprint {
  private InputFingerprint() {}

  /**
   * Changes with any byte of a file, and with what lies in a folder and would be read. Of what is
   * neither it tells the name alone.
   *
   * @throws IOException if a file cannot be read
   */
  static String of(List<Path> libraries) throws IOException {
    var text = new StringBuilder();
    for (Path library : libraries) {
      for (Path file : files(library)) {
        text.append(file.toAbsolutePath().normalize()).append('\n');
        if (Files.isRegularFile(file)) {
          text.append(Fingerprint.ofFile(file)).append('\n');
        }
      }
    }
    return Fingerprint.of(text.toString());
  }

  private static List<Path> files(Path library) throws IOException {
    if (!Files.isDirectory(library)) {
      return List.of(library);
    }
    try (Stream<Path> inside = Files.walk(library)) {
      return inside
          .filter(file -> Files.isRegularFile(file) && MoleculeReaders.reads(file))
          .filter(file -> !isHidden(library.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean isHidden(Path inside) {
    return StreamSupport.stream(inside.spliterator(), false)
        .anyMatch(name -> name.toString().startsWith("."));
  }
}
