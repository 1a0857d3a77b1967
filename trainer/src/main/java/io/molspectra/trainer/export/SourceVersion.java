package io.molspectra.trainer.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version of the code, which the build writes into {@code git.properties}. */
final class SourceVersion {
  private SourceVersion() {}

  /** The commit this was built from, with a mark if files were changed; "unknown" outside git. */
  static String current() {
    var properties = new Properties();
    try (InputStream in =
        SourceVersion.class.getResourceAsStream("/io/molspectra/trainer/git.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commit = properties.getProperty("git.commit.id", "unknown");
    return Boolean.parseBoolean(properties.getProperty("git.dirty")) ? commit + "-dirty" : commit;
  }
}
