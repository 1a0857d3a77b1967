package io.molspectra.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The content of {@code bundle.json}.
 *
 * @param formatVersion version of the bundle format, {@value #FORMAT_VERSION}
 * @param id name of the model
 * @param created time of writing, ISO 8601
 * @param sourceCommit version of the code that wrote it
 * @param tasks what the bundle computes, names unique
 * @param files every file but bundle.json itself, paths unique
 * @param provenance how the weights came about (data, seeds, metrics), free of form
 */
public record BundleManifest(
    @JsonProperty(required = true) int formatVersion,
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) String created,
    @JsonProperty(required = true) String sourceCommit,
    @JsonProperty(required = true) List<TaskSpec> tasks,
    @JsonProperty(required = true) List<BundleFile> files,
    @JsonProperty(required = true) Map<String, Object> provenance) {

  /** The version this code writes, and the only one it reads. */
  public static final int FORMAT_VERSION = 1;

  /**
   * @throws IllegalArgumentException if the id is blank, or a task or path occurs twice
   */
  public BundleManifest {
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(sourceCommit, "source_commit");
    if (id.isBlank()) {
      throw new IllegalArgumentException("the bundle's id is blank");
    }
    tasks = List.copyOf(tasks);
    files = List.copyOf(files);
    // Map.copyOf would lose the order and refuse nulls, which JSON may hold.
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    requireUnique("task", tasks.stream().map(TaskSpec::name).toList());
    requireUnique("file", files.stream().map(BundleFile::path).toList());
  }

  /** The task of this name. */
  public Optional<TaskSpec> task(String name) {
    return tasks.stream().filter(task -> task.name().equals(name)).findFirst();
  }

  /** Whether a file is listed under this path. */
  public boolean lists(String path) {
    return files.stream().anyMatch(file -> file.path().equals(path));
  }

  private static void requireUnique(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(what + " " + name + " is listed twice");
      }
    }
  }
}
