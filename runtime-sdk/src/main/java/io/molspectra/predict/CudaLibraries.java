package io.molspectra.predict;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The libraries that ONNX Runtime needs beside itself on a GPU: which it wants, and which this
 * machine has.
 *
 * @param driver version line of the NVIDIA driver, or "none"
 * @param found files by folder, in the order in which folders are searched
 */
public record CudaLibraries(String driver, Map<Path, Set<String>> found) {

  /** Names of what the CUDA build of the ONNX Runtime in use loads: CUDA 12 and cuDNN 9. */
  public static final List<String> NEEDED =
      List.of(
          "libcudart.so.12",
          "libcublas.so.12",
          "libcublasLt.so.12",
          "libcurand.so.10",
          "libcufft.so.11",
          "libcudnn.so.9");

  private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");
  private static final String PATTERN = "lib{cudart,cublas,cublasLt,curand,cufft,cudnn}.so*";

  /** Looks through the folders where a loader looks, and those where CUDA is usually put. */
  public static CudaLibraries ofThisMachine() {
    Map<Path, Set<String>> found = new LinkedHashMap<>();
    for (Path folder : folders()) {
      Set<String> names = new TreeSet<>();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PATTERN)) {
        files.forEach(file -> names.add(String.valueOf(file.getFileName())));
      } catch (IOException unreadable) {
        // A folder that cannot be read offers nothing to the loader either.
      }
      if (!names.isEmpty()) {
        found.put(folder, names);
      }
    }
    return new CudaLibraries(driverVersion(), found);
  }

  /** Those of {@link #NEEDED} that are nowhere. */
  public List<String> missing() {
    Set<String> all =
        found.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    return NEEDED.stream()
        .filter(needed -> all.stream().noneMatch(name -> name.startsWith(needed)))
        .toList();
  }

  /** What was found, in one line. */
  public String describe() {
    return found.isEmpty()
        ? "no CUDA libraries"
        : found.entrySet().stream()
            .map(entry -> String.join(" ", entry.getValue()) + " in " + entry.getKey())
            .collect(Collectors.joining("; "));
  }

  private static Set<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    String listed = System.getenv("LD_LIBRARY_PATH");
    if (listed != null) {
      for (String folder : listed.split(":")) {
        if (!folder.isBlank()) {
          folders.add(Path.of(folder));
        }
      }
    }
    List<Path> cuda = new ArrayList<>();
    try (DirectoryStream<Path> versions =
        Files.newDirectoryStream(Path.of("/usr/local"), "cuda*")) {
      versions.forEach(cuda::add);
    } catch (IOException none) {
      // There is no /usr/local.
    }
    cuda.forEach(folder -> folders.add(folder.resolve("lib64")));
    for (String folder : List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/local/lib")) {
      folders.add(Path.of(folder));
    }
    folders.removeIf(folder -> !Files.isDirectory(folder));
    return folders;
  }

  private static String driverVersion() {
    try {
      return Files.readString(DRIVER).lines().findFirst().orElse("unknown version").strip();
    } catch (IOException e) {
      return "none";
    }
  }
}
