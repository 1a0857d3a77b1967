package io.molspectra.cli;

import io.molspectra.bundle.DefaultBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the bundle that a user named. */
final class BundleFolder {

  /** What stands for the model that comes with the program. */
  static final String DEFAULT = "default";

  /** For the descriptions of options. */
  static final String DESCRIPTION =
      "Folder written by trainer export or import; or a model that is included: "
          + DEFAULT
          + " (properties, spectra), ethanol, aspirin (energy and forces).";

  private BundleFolder() {}

  /**
   * The folder itself, or that of a model that is included. A folder of that name is {@code
   * ./default}.
   *
   * @throws io.molspectra.bundle.BundleException NO_DEFAULT_MODEL if none is included
   * @throws IOException if the default model cannot be unpacked
   */
  static Path of(Path given) throws IOException {
    String name = given.toString();
    if (name.equals(DEFAULT)) {
      return DefaultBundle.folder();
    }
    return !Files.exists(given) && DefaultBundle.isIncluded(name)
        ? DefaultBundle.folder(name)
        : given;
  }
}
