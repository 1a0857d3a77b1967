package io.molspectra.spark;

import io.molspectra.bundle.Bundle;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** A bundle as tasks know it. */
sealed interface BundleReference extends Serializable {

  /**
   * Hash of the manifest, which lists the hashes of all other files: equal hashes are equal
   * bundles.
   */
  String sha256();

  /**
   * Where it lies on this machine.
   *
   * @throws IOException if it is not there, or another bundle than that of the driver
   */
  Path folder() throws IOException;

  /**
   * A bundle that is broadcast. An archive would seem the thing for it, but executors never got one
   * that a SparkContext was given while a session was open (local-cluster of Spark 4.2.0).
   */
  record Shipped(String sha256, Broadcast<BundleFiles> files) implements BundleReference {
    @Override
    public Path folder() throws IOException {
      return files.value().unpack();
    }
  }

  /** A bundle under the same path everywhere. */
  record Placed(String sha256, String path) implements BundleReference {
    @Override
    public Path folder() throws IOException {
      Path folder = Path.of(path);
      if (Bundle.isBundle(folder) && !hash(folder).equals(sha256)) {
        throw new IOException(
            folder
                + ": another bundle than the driver's lies here; copy the same one to all machines,"
                + " or have it shipped");
      }
      return folder;
    }
  }

  /** Refers to a bundle of the driver. */
  static BundleReference of(Bundle bundle, boolean shipped, JavaSparkContext context)
      throws IOException {
    String sha256 = hash(bundle.folder());
    return shipped
        ? new Shipped(sha256, context.broadcast(BundleFiles.of(bundle)))
        : new Placed(sha256, bundle.folder().toAbsolutePath().toString());
  }

  private static String hash(Path folder) throws IOException {
    try {
      byte[] manifest = Files.readAllBytes(folder.resolve(Bundle.MANIFEST));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(manifest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
