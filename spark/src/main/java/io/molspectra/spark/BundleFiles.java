package io.molspectra.spark;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.BundleFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A bundle as it travels.
 *
 * @param contents by path within the bundle
 */
record BundleFiles(Map<String, byte[]> contents) implements Serializable {

  static BundleFiles of(Bundle bundle) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put(Bundle.MANIFEST, Files.readAllBytes(bundle.folder().resolve(Bundle.MANIFEST)));
    for (BundleFile file : bundle.manifest().files()) {
      contents.put(file.path(), Files.readAllBytes(bundle.file(file.path())));
    }
    return new BundleFiles(contents);
  }

  /** Writes the files to a folder that goes when this JVM ends: ONNX Runtime reads files. */
  Path unpack() throws IOException {
    Path folder = Files.createTempDirectory("molspectra");
    folder.toFile().deleteOnExit();
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      Path file = folder.resolve(content.getKey());
      Path parent = Objects.requireNonNull(file.getParent());
      if (!Files.exists(parent)) {
        Files.createDirectories(parent);
        parent.toFile().deleteOnExit();
      }
      Files.write(file, content.getValue());
      file.toFile().deleteOnExit();
    }
    return folder;
  }
}
