package io.molspectra.cli;

import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.trainer.checkpoint.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Tells libraries from others by their names and every byte of them, wherever they are. */
final class InputFingerprint {
  private InputFingerprint() {}

  /**
   * Changes with any byte of a file, and with what lies in a folder and would be read. Of what is
   * neither it tells the name alone.
   *
   * @param tables which files of a folder are read beside those of molecules
   * @throws IOException if a file cannot be read
   */
  static String of(List<Path> libraries, Predicate<Path> tables) throws IOException {
    var text = new StringBuilder();
    for (Path library : libraries) {
      boolean folder = Files.isDirectory(library);
      for (Path file : folder ? files(library, tables) : List.of(library)) {
        text.append(folder ? library.relativize(file) : file.getFileName()).append('\n');
        if (Files.isRegularFile(file)) {
          text.append(Fingerprint.ofFile(file)).append('\n');
        }
      }
      text.append('\n');
    }
    return Fingerprint.of(text.toString());
  }

  /** The files of a folder that are read. */
  static List<Path> files(Path folder, Predicate<Path> tables) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      return inside
          .filter(file -> Files.isRegularFile(file))
          .filter(file -> !isHidden(folder.relativize(file)))
          .filter(file -> MoleculeReaders.reads(file) || tables.test(file))
          .sorted()
          .toList();
    }
  }

  private static boolean isHidden(Path inside) {
    return StreamSupport.stream(inside.spliterator(), false)
        .anyMatch(name -> name.toString().startsWith("."));
  }
}
