package io.molspectra.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/** An opened bundle, verified in full when it was opened. Immutable. */
public final class Bundle {

  /** The list of tasks and files. */
  public static final String MANIFEST = "bundle.json";

  /** Hyper-parameters of the architecture; the runtime asks for nothing but the cutoff. */
  public static final String CONFIG = "config.json";

  /** Preprocessing constants. */
  public static final String PREPROCESSOR = "preprocessor.json";

  /** Molecules with expected outputs. */
  public static final String GOLDEN = "golden/golden.json";

  /** Spectra with expected feature vectors. */
  public static final String GOLDEN_SPECTRA = "golden/spectra.json";

  /** The cutoff among the hyper-parameters, if it is there. */
  private static final String CONFIG_CUTOFF = "cutoff_upper";

  private final Path folder;
  private final BundleManifest manifest;
  private final JsonNode config;
  private final Preprocessor preprocessor;
  private final List<GoldenRecord> golden;
  private final List<GoldenSpectra> goldenSpectra;

  private Bundle(
      Path folder,
      BundleManifest manifest,
      JsonNode config,
      Preprocessor preprocessor,
      List<GoldenRecord> golden,
      List<GoldenSpectra> goldenSpectra) {
    this.folder = folder;
    this.manifest = manifest;
    this.config = config;
    this.preprocessor = preprocessor;
    this.golden = golden;
    this.goldenSpectra = goldenSpectra;
  }

  /**
   * Opens a bundle and verifies it: format version, every listed file's presence, size and hash, no
   * file beyond the list, no path out of the folder, all preprocessing constants, and that they are
   * those the tasks need and the architecture has.
   *
   * @throws BundleException if anything differs from what the bundle says of itself
   * @throws IOException if a file cannot be read
   */
  public static Bundle open(Path folder) throws IOException {
    BundleManifest manifest = ManifestReader.read(folder);
    BundleVerifier.verify(folder, manifest);
    Preprocessor preprocessor = PreprocessorReader.read(folder.resolve(PREPROCESSOR));
    List<GoldenRecord> golden =
        manifest.lists(GOLDEN) ? BundleJson.readGolden(folder.resolve(GOLDEN)) : List.of();
    List<GoldenSpectra> goldenSpectra =
        manifest.lists(GOLDEN_SPECTRA)
            ? BundleJson.readGoldenSpectra(folder.resolve(GOLDEN_SPECTRA))
            : List.of();
    SpectraConsistency.require(folder, manifest, preprocessor, goldenSpectra);
    JsonNode config = BundleJson.readTree(folder.resolve(CONFIG));
    requireSameCutoff(folder, config.path(CONFIG_CUTOFF), preprocessor);
    return new Bundle(folder, manifest, config, preprocessor, golden, goldenSpectra);
  }

  /** A wrong cutoff changes every answer, and no graph would notice. */
  private static void requireSameCutoff(Path folder, JsonNode built, Preprocessor preprocessor)
      throws BundleException {
    double cutoff = preprocessor.cutoff();
    if (preprocessor.takesStructures()
        && built.isNumber()
        && Math.abs(built.asDouble() - cutoff) > 1e-6 * cutoff) {
      throw new BundleException(
          BundleException.Problem.INVALID_CONSTANT,
          folder.resolve(PREPROCESSOR).toString(),
          "has cutoff %s, but the network was built with %s %s (%s)"
              .formatted(cutoff, CONFIG_CUTOFF, built, CONFIG),
          "export the bundle again");
    }
  }

  /** Whether the folder holds a file named bundle.json. */
  public static boolean isBundle(Path folder) {
    return Files.isRegularFile(folder.resolve(MANIFEST));
  }

  /** Where the bundle lies. */
  public Path folder() {
    return folder;
  }

  /** Tasks, files and provenance. */
  public BundleManifest manifest() {
    return manifest;
  }

  /** A copy of the architecture's hyper-parameters, as written by the exporter. */
  public JsonNode config() {
    return config.deepCopy();
  }

  /** Preprocessing constants. */
  public Preprocessor preprocessor() {
    return preprocessor;
  }

  /** Molecules with expected outputs; empty if the bundle has none. */
  public List<GoldenRecord> golden() {
    return golden;
  }

  /** Spectra with expected feature vectors; empty if the bundle has none. */
  public List<GoldenSpectra> goldenSpectra() {
    return goldenSpectra;
  }

  /**
   * Location of a listed file.
   *
   * @throws NoSuchElementException if the bundle does not list it
   */
  public Path file(String path) {
    if (!manifest.lists(path)) {
      throw new NoSuchElementException("bundle " + manifest.id() + " has no file " + path);
    }
    return folder.resolve(path);
  }
}
