package io.molspectra.cli;

import io.molspectra.molecule.MoleculeReaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of molecules as options name them. */
final class MoleculeFiles {

  private MoleculeFiles() {}

  /**
   * Makes sure that files can be opened, before anything is done.
   *
   * @param option that names them
   * @throws CommandFailure USAGE if a file has no format by its name
   * @throws IOException if a file is missing or cannot be opened
   */
  static void requireReadable(String option, List<Path> files) throws IOException {
    for (Path file : files) {
      // A pipe can be opened once only.
      if (!Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file)) {
        try {
          MoleculeReaders.open(file).close();
        } catch (IllegalArgumentException e) {
          throw new CommandFailure(ExitCode.USAGE, option + ": " + e.getMessage(), e);
        }
      }
    }
  }
}
