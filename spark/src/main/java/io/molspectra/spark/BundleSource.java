package io.molspectra.spark;

import java.nio.file.Path;

/**
 * A bundle, and how executors come by it. The driver reads it, too, and needs a folder it can see.
 *
 * @param folder of the bundle, on the driver
 * @param shipped whether Spark copies it to the executors; otherwise it lies under the same path
 *     everywhere
 */
public record BundleSource(Path folder, boolean shipped) {

  /** Spark copies the bundle to each executor, once. */
  public static BundleSource shipped(Path folder) {
    return new BundleSource(folder, true);
  }

  /** The bundle lies under this absolute path on every machine: a shared disk, an image. */
  public static BundleSource everywhere(Path folder) {
    return new BundleSource(folder, false);
  }
}
