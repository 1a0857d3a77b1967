package io.molspectra.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.molspectra.bundle.BundleException.Problem;
import java.io.IOException;
import java.nio.file.Path;

/** Reads bundle.json, the version before anything else. */
final class ManifestReader {

  private ManifestReader() {}

  static BundleManifest read(Path folder) throws IOException {
    if (!Bundle.isBundle(folder)) {
      throw new BundleException(
          Problem.NOT_A_BUNDLE,
          folder.toString(),
          "holds no " + Bundle.MANIFEST,
          "name the folder that 'trainer export' or 'trainer import' wrote");
    }
    BundleVerifier.requireInside(folder, Bundle.MANIFEST);
    Path file = folder.resolve(Bundle.MANIFEST);
    JsonNode tree = BundleJson.readTree(file);
    requireKnownVersion(file, tree.path("format_version"));
    return BundleJson.convert(Problem.MALFORMED_JSON, file, tree, BundleManifest.class);
  }

  private static void requireKnownVersion(Path file, JsonNode version) throws BundleException {
    if (!version.isInt() || version.asInt() != BundleManifest.FORMAT_VERSION) {
      throw new BundleException(
          Problem.UNSUPPORTED_FORMAT_VERSION,
          file.toString(),
          version.isMissingNode()
              ? "has no format_version"
              : "format_version is " + version + ", this version reads 1",
          "use the MolSpectra version that wrote the bundle, or export it again");
    }
  }
}
