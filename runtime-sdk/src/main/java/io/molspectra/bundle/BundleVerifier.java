package io.molspectra.bundle;

import io.molspectra.bundle.BundleException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares a folder with the list of files it carries. */
final class BundleVerifier {

  private static final String FETCH_AGAIN = "copy or download the bundle again";

  private BundleVerifier() {}

  static void verify(Path folder, BundleManifest manifest) throws IOException {
    for (BundleFile file : manifest.files()) {
      requireInside(folder, file.path());
      verifyFile(folder, file);
    }
    refuseUnlisted(folder, manifest);
    requireListed(folder, manifest, Bundle.CONFIG, "the bundle");
    requireListed(folder, manifest, Bundle.PREPROCESSOR, "the bundle");
    for (TaskSpec task : manifest.tasks()) {
      requireListed(folder, manifest, task.file(), "task " + task.name());
      requireListed(folder, manifest, task.forcesFile(), "task " + task.name());
      requireListed(folder, manifest, task.forcesFile64(), "task " + task.name());
    }
  }

  /** Refuses the first file, by name, that lies in the folder but is not listed. */
  static void refuseUnlisted(Path folder, BundleManifest manifest) throws IOException {
    for (String path : filesIn(folder)) {
      if (!path.equals(Bundle.MANIFEST) && !manifest.lists(path)) {
        throw new BundleException(
            Problem.UNLISTED_FILE,
            folder.resolve(path).toString(),
            "is not listed in " + Bundle.MANIFEST,
            "move it out of the bundle's folder");
      }
    }
  }

  /** All files below the folder, as '/' separated relative paths in order. */
  static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      TreeSet<String> files = new TreeSet<>();
      paths
          .filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path))
          .forEach(path -> files.add(folder.relativize(path).toString().replace('\\', '/')));
      return List.copyOf(files);
    }
  }

  /** Refuses absolute paths, '..', backslashes, and whatever a link leads out of the folder. */
  static void requireInside(Path folder, String path) throws IOException {
    boolean plain;
    try {
      Path relative = Path.of(path);
      plain =
          !path.isEmpty()
              && !relative.isAbsolute()
              && relative.equals(relative.normalize())
              && !path.startsWith("..")
              && !path.contains("\\")
              && !path.contains(":");
    } catch (InvalidPathException e) {
      plain = false;
    }
    if (!plain) {
      throw new BundleException(
          Problem.ESCAPING_PATH,
          folder.resolve(Bundle.MANIFEST).toString(),
          "lists '" + path + "', which is no plain path below the folder",
          "do not use this bundle unless you trust its source");
    }
    Path file = folder.resolve(path);
    if (Files.exists(file) && !file.toRealPath().startsWith(folder.toRealPath())) {
      throw new BundleException(
          Problem.ESCAPING_PATH,
          file.toString(),
          "is a link to " + file.toRealPath() + ", outside the bundle",
          "copy the bundle with its links resolved (cp -rL)");
    }
  }

  private static void verifyFile(Path folder, BundleFile listed) throws IOException {
    Path file = folder.resolve(listed.path());
    if (!Files.isRegularFile(file)) {
      throw new BundleException(
          Problem.MISSING_FILE, file.toString(), "is listed but not there", FETCH_AGAIN);
    }
    long size = Files.size(file);
    if (size != listed.size()) {
      throw new BundleException(
          Problem.SIZE_MISMATCH,
          file.toString(),
          "has %d bytes, the bundle lists %d".formatted(size, listed.size()),
          FETCH_AGAIN);
    }
    String hash = Sha256.of(file);
    if (!hash.equals(listed.sha256())) {
      throw new BundleException(
          Problem.HASH_MISMATCH,
          file.toString(),
          "was changed: its SHA-256 is %s, the bundle lists %s".formatted(hash, listed.sha256()),
          FETCH_AGAIN);
    }
  }

  private static void requireListed(
      Path folder, BundleManifest manifest, @Nullable String path, String user)
      throws BundleException {
    if (path != null && !manifest.lists(path)) {
      throw new BundleException(
          Problem.MISSING_FILE,
          folder.resolve(path).toString(),
          "is needed by " + user + " but not listed",
          "export the bundle again");
    }
  }
}
