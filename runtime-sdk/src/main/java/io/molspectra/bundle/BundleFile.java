package io.molspectra.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * One file of a bundle.
 *
 * @param path relative to the bundle's folder, with '/' between its parts
 * @param size in bytes
 * @param sha256 lower-case hexadecimal
 */
public record BundleFile(
    @JsonProperty(required = true) String path,
    @JsonProperty(required = true) long size,
    @JsonProperty(required = true) String sha256) {

  /**
   * @throws IllegalArgumentException if the hash is no SHA-256
   */
  public BundleFile {
    Objects.requireNonNull(path, "path");
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("file " + path + ": '" + sha256 + "' is no SHA-256");
    }
  }
}
