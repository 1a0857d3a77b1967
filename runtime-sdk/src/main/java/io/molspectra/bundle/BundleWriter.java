package io.molspectra.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.molspectra.bundle.BundleException.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a bundle: collects its files in a hidden folder beside the target, lists and verifies
 * them, and moves the whole to its place in the end. Closing an unfinished writer leaves no trace.
 *
 * <pre>{@code
 * try (BundleWriter writer = BundleWriter.to(target)) {
 *   writer.config(config);
 *   writer.preprocessor(preprocessor);
 *   model.writeTo(writer.file("task-energy.onnx"));
 *   writer.finish("my-model", Instant.now(), commit, tasks, provenance);
 * }
 * }</pre>
 */
public final class BundleWriter implements AutoCloseable {

  private final Path target;
  private final Path staging;

  private BundleWriter(Path target, Path staging) {
    this.target = target;
    this.staging = staging;
  }

  /**
   * Starts a bundle. An existing bundle at the target stays until {@link #finish} replaces it.
   *
   * @throws BundleException if the target exists and is neither an empty folder nor a bundle, or
   *     holds files the bundle does not list
   */
  public static BundleWriter to(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    requireReplaceable(absolute);
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new BundleException(
          Problem.TARGET_NOT_A_BUNDLE, target.toString(), "is a root", "name another folder");
    }
    Files.createDirectories(parent);
    // Created by hand: Files.createTempDirectory would make the finished bundle private.
    Path staging = parent.resolve("." + absolute.getFileName() + ".writing-" + System.nanoTime());
    Files.createDirectory(staging);
    return new BundleWriter(absolute, staging);
  }

  /** Where to write a file of the bundle; its folder exists. */
  public Path file(String path) throws IOException {
    BundleVerifier.requireInside(staging, path);
    Path file = staging.resolve(path);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return file;
  }

  /** Writes config.json. */
  public void config(JsonNode config) throws IOException {
    Files.write(file(Bundle.CONFIG), BundleJson.write(config));
  }

  /** Writes preprocessor.json. */
  public void preprocessor(Preprocessor preprocessor) throws IOException {
    Files.write(file(Bundle.PREPROCESSOR), BundleJson.write(preprocessor));
  }

  /** Writes golden/golden.json. */
  public void golden(List<GoldenRecord> records) throws IOException {
    Files.write(file(Bundle.GOLDEN), BundleJson.write(records));
  }

  /** Writes golden/spectra.json. */
  public void goldenSpectra(List<GoldenSpectra> records) throws IOException {
    Files.write(file(Bundle.GOLDEN_SPECTRA), BundleJson.write(records));
  }

  /**
   * Lists and verifies what was written and moves it to the target.
   *
   * @param id name of the model
   * @param created time to record
   * @param sourceCommit version of the code that wrote the bundle
   * @param tasks what the bundle computes; their files must have been written
   * @param provenance how the weights came about
   * @return the bundle, opened at the target
   * @throws BundleException if what was written is no valid bundle
   */
  public Bundle finish(
      String id,
      Instant created,
      String sourceCommit,
      List<TaskSpec> tasks,
      Map<String, Object> provenance)
      throws IOException {
    List<BundleFile> files = new ArrayList<>();
    for (String path : BundleVerifier.filesIn(staging)) {
      Path file = staging.resolve(path);
      forceToDisk(file);
      files.add(new BundleFile(path, Files.size(file), Sha256.of(file)));
    }
    BundleManifest manifest =
        new BundleManifest(
            BundleManifest.FORMAT_VERSION,
            id,
            created.toString(),
            sourceCommit,
            tasks,
            files,
            provenance);
    Files.write(staging.resolve(Bundle.MANIFEST), BundleJson.write(manifest));
    forceToDisk(staging.resolve(Bundle.MANIFEST));
    Bundle.open(staging);
    moveToTarget();
    return Bundle.open(target);
  }

  /** Removes what was written unless {@link #finish} moved it. */
  @Override
  public void close() throws IOException {
    deleteTree(staging);
  }

  private void moveToTarget() throws IOException {
    requireReplaceable(target);
    if (!Files.exists(target)) {
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = staging.resolveSibling(staging.getFileName() + "-old");
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    deleteTree(old);
  }

  /** Without this a power failure could leave a bundle of empty files at the target. */
  private static void forceToDisk(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Nothing a user may have put there is ever deleted. */
  private static void requireReplaceable(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (Bundle.isBundle(target)) {
      BundleVerifier.refuseUnlisted(target, ManifestReader.read(target));
    } else if (!Files.isDirectory(target) || !BundleVerifier.filesIn(target).isEmpty()) {
      throw new BundleException(
          Problem.TARGET_NOT_A_BUNDLE,
          target.toString(),
          "exists and is no bundle",
          "name another folder, or move this one away");
    }
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
