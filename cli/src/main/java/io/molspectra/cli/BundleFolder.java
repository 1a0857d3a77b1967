package io.molspectra.cli;

import io.molspectra.bundle.DefaultBundle;
import java.io.IOException;
import java.nio.file.Path;

/** The folder of the bundle that a user named. */
final class BundleFolder {

  /** What stands for the model that comes with the program. */
  static final String DEFAULT = "default";

  /** For the descriptions of options. */
  static final String DESCRIPTION =
      "Folder written by trainer export or import, or " + DEFAULT + " for the model included.";

  private BundleFolder() {}

  /**
   * The folder itself, or that of the default model. A folder of that name is {@code ./default}.
   *
   * @throws io.molspectra.bundle.BundleException NO_DEFAULT_MODEL if none is included
   * @throws IOException if the default model cannot be unpacked
   */
  static Path of(Path given) throws IOException {
    return given.toString().equals(DEFAULT) ? DefaultBundle.folder() : given;
  }
}
