package io.molspectra.spark;

import io.molspectra.bundle.Bundle;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.SparkFiles;

/**
 * A bundle as tasks know it. Equal references are equal content: the manifest lists the hashes of
 * all other files.
 *
 * @param sha256 of the manifest
 * @param place the folder's path, or the name of the archive that Spark has unpacked
 */
record BundleReference(String sha256, String place, boolean shipped) implements Serializable {

  /** Refers to a bundle on the driver. */
  static BundleReference of(Bundle bundle, BundleSource source) throws IOException {
    String sha256 = sha256(bundle.folder());
    return source.shipped()
        ? new BundleReference(sha256, "molspectra-" + sha256 + ".zip", true)
        : new BundleReference(sha256, bundle.folder().toAbsolutePath().toString(), false);
  }

  /**
   * Where it lies on this machine.
   *
   * @throws IOException if it is not there, or another bundle than that of the driver
   */
  Path folder() throws IOException {
    Path folder = Path.of(shipped ? SparkFiles.get(place) : place);
    if (Bundle.isBundle(folder) && !sha256(folder).equals(sha256)) {
      throw new IOException(
          folder
              + ": another bundle than the driver's lies here; copy the same one to all machines, or"
              + " have it shipped");
    }
    return folder;
  }

  private static String sha256(Path folder) throws IOException {
    try {
      byte[] manifest = Files.readAllBytes(folder.resolve(Bundle.MANIFEST));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(manifest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
