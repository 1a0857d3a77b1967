package io.molspectra.bundle;

import io.molspectra.bundle.BundleException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The default model: a bundle among the resources of the artifact {@code
 * io.molspectra:molspectra-default-model}, unpacked to a folder because ONNX Runtime reads files.
 */
public final class DefaultBundle {

  /** System property that names the folder to unpack to. */
  public static final String CACHE_PROPERTY = "molspectra.cache";

  private static final String RESOURCES = "io/molspectra/defaultmodel/";

  /** Folder of the default model among the resources; further models lie beside it. */
  private static final String BUNDLE = "bundle";

  private DefaultBundle() {}

  /**
   * Where the default model lies, unpacked and verified. It is unpacked once for each content, to
   * {@code default-model} below the folder that the system property {@value #CACHE_PROPERTY} names,
   * else {@code $XDG_CACHE_HOME/molspectra}, else {@code ~/.cache/molspectra}; any number of
   * processes may do so at once. A damaged copy is replaced.
   *
   * @throws BundleException NO_DEFAULT_MODEL if the class path has none, or what is wrong with it
   * @throws IOException if it cannot be unpacked
   */
  public static Path folder() throws IOException {
    return folder(BUNDLE);
  }

  /**
   * Where another model lies that comes with the default one, a force field of one molecule say.
   *
   * @param name of the model
   * @throws BundleException as {@link #folder()}
   * @throws IOException if it cannot be unpacked
   */
  public static Path folder(String name) throws IOException {
    return folder(classPath(name), cache().resolve("default-model"), name);
  }

  /** Whether a model of this name comes with the default one. */
  public static boolean isIncluded(String name) {
    return name.matches("[a-z0-9-]+")
        && classPath(name).getResource(RESOURCES + name + "/" + Bundle.MANIFEST) != null;
  }

  private static ClassLoader classPath(String name) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    boolean shown =
        context != null && context.getResource(RESOURCES + name + "/" + Bundle.MANIFEST) != null;
    return shown
        ? context
        : Objects.requireNonNull(DefaultBundle.class.getClassLoader(), "class loader");
  }

  static Path folder(ClassLoader classPath, Path cache) throws IOException {
    return folder(classPath, cache, BUNDLE);
  }

  private static Path folder(ClassLoader classPath, Path cache, String name) throws IOException {
    Path staging = cache.resolve(".unpacking-" + UUID.randomUUID());
    Files.createDirectories(cache);
    try {
      Files.createDirectory(staging);
      copy(classPath, name, Bundle.MANIFEST, staging);
      // Another model, or the same one trained again, lies in another folder.
      Path target = cache.resolve(Sha256.of(staging.resolve(Bundle.MANIFEST)).substring(0, 16));
      if (isSound(target)) {
        return target;
      }
      for (BundleFile file : ManifestReader.read(staging).files()) {
        BundleVerifier.requireInside(staging, file.path());
        copy(classPath, name, file.path(), staging);
      }
      Bundle.open(staging);
      publish(staging, target);
      return target;
    } finally {
      BundleWriter.deleteTree(staging);
    }
  }

  private static void copy(ClassLoader classPath, String name, String path, Path folder)
      throws IOException {
    try (InputStream in = classPath.getResourceAsStream(RESOURCES + name + "/" + path)) {
      if (in == null) {
        throw path.equals(Bundle.MANIFEST)
            ? new BundleException(
                Problem.NO_DEFAULT_MODEL,
                "default model",
                "it is not on the class path",
                "add the artifact io.molspectra:molspectra-default-model, or name the folder of a"
                    + " bundle")
            : new BundleException(
                Problem.MISSING_FILE,
                RESOURCES + name + "/" + path,
                "is listed by the default model but not on the class path",
                "build or download the artifact again");
      }
      Path file = folder.resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.copy(in, file);
    }
  }

  /** What another process has put there meanwhile is as good, and may be in use: it stays. */
  private static void publish(Path staging, Path target) throws IOException {
    Path damaged = staging.resolveSibling(staging.getFileName() + "-old");
    try {
      if (isSound(target)) {
        return;
      }
      if (Files.exists(target)) {
        Files.move(target, damaged, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!isSound(target)) {
        throw e;
      }
    } finally {
      BundleWriter.deleteTree(damaged);
    }
  }

  private static boolean isSound(Path folder) {
    if (!Files.exists(folder)) {
      return false;
    }
    try {
      Bundle.open(folder);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path cache() {
    return Stream.of(
            given(System.getProperty(CACHE_PROPERTY), ""),
            given(System.getenv("XDG_CACHE_HOME"), "molspectra"))
        .flatMap(List::stream)
        .findFirst()
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "molspectra"));
  }

  private static List<Path> given(@Nullable String folder, String below) {
    return folder == null || folder.isBlank() ? List.of() : List.of(Path.of(folder, below));
  }
}
