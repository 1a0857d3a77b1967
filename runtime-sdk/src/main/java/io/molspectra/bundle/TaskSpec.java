package io.molspectra.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing a bundle can compute. The graph's main output carries the task's name.
 *
 * @param name lower-case letters, digits, '_' and '-'
 * @param kind shape of the answer
 * @param unit of the answer, "1" if it has none
 * @param file the graph that computes the answer
 * @param forcesFile the graph that computes answer and {@code forces} [A, 3], the negative gradient
 *     by the positions; null if the task has no forces
 * @param forcesFile64 the same graph in float64, inputs included; null if the bundle has none
 * @param members number of networks the answer is the mean of; null for a single one. The graphs of
 *     an ensemble also give {@code NAME_spread} and {@code forces_spread}
 * @param uncertainty how wide intervals around the answer must be; null if that is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskSpec(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) TaskKind kind,
    @JsonProperty(required = true) String unit,
    @JsonProperty(required = true) String file,
    @Nullable String forcesFile,
    @JsonProperty("forces_file_64") @Nullable String forcesFile64,
    @Nullable Integer members,
    @Nullable List<CalibratedQuantile> uncertainty) {

  /** Ends the name of the output that says how far the members of an ensemble are apart. */
  public static final String SPREAD = "_spread";

  /**
   * The graph that computes all scalar tasks at once, with their spreads; a bundle with several may
   * have it.
   */
  public static final String ALL_SCALARS_FILE = "tasks.onnx";

  /** The name of the task that embeds molecules. */
  public static final String EMBEDDING = "embedding";

  /** The name of the task that embeds spectra. */
  public static final String SPECTRUM_EMBEDDING = "spectrum-embedding";

  /**
   * The graph that computes what the layers of SpecFormer attend to; a bundle with the task above
   * may have it.
   */
  public static final String ATTENTION_FILE = "specformer-attention.onnx";

  /**
   * @throws IllegalArgumentException if the name could not be part of a file name, or a task other
   *     than a scalar has forces
   */
  public TaskSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(file, "file");
    if (!name.matches("[a-z0-9][a-z0-9_-]*")) {
      throw new IllegalArgumentException(
          "task name '" + name + "' must consist of lower-case letters, digits, '_' and '-'");
    }
    if (forcesFile != null && kind != TaskKind.SCALAR) {
      throw new IllegalArgumentException("task " + name + ": only a scalar task can have forces");
    }
    if (forcesFile64 != null && forcesFile == null) {
      throw new IllegalArgumentException("task " + name + ": float64 forces need float32 ones");
    }
    if (members != null && members < 1) {
      throw new IllegalArgumentException("task " + name + ": it has " + members + " members");
    }
    uncertainty = uncertainty == null ? null : List.copyOf(uncertainty);
    requireUsable(name, kind, members, uncertainty);
  }

  private static void requireUsable(
      String name,
      TaskKind kind,
      @Nullable Integer members,
      @Nullable List<CalibratedQuantile> uncertainty) {
    if (uncertainty == null) {
      return;
    }
    if (kind != TaskKind.SCALAR) {
      throw new IllegalArgumentException(
          "task " + name + ": only a scalar task can have calibrated intervals");
    }
    Set<List<Object>> seen = new HashSet<>();
    for (CalibratedQuantile quantile : uncertainty) {
      if (quantile.kind() == CalibratedQuantile.Kind.NORMALISED
          && (members == null || members < 2)) {
        throw new IllegalArgumentException(
            "task " + name + ": a normalised quantile needs an ensemble, but it has one member");
      }
      if (!seen.add(List.of(quantile.coverage(), quantile.kind()))) {
        throw new IllegalArgumentException(
            "task %s: coverage %s is calibrated twice".formatted(name, quantile.coverage()));
      }
    }
  }

  /** A single network without calibrated intervals. */
  public TaskSpec(
      String name, TaskKind kind, String unit, String file, @Nullable String forcesFile) {
    this(name, kind, unit, file, forcesFile, null, null, null);
  }

  /** A scalar task in {@code task-<name>.onnx}. */
  public static TaskSpec scalar(String name, String unit) {
    return new TaskSpec(name, TaskKind.SCALAR, unit, "task-" + name + ".onnx", null);
  }

  /** A vector task in {@code task-<name>.onnx}. */
  public static TaskSpec vector(String name, String unit) {
    return new TaskSpec(name, TaskKind.VECTOR, unit, "task-" + name + ".onnx", null);
  }

  /** The embedding task in {@code encoder.onnx}. */
  public static TaskSpec embedding() {
    return new TaskSpec(EMBEDDING, TaskKind.EMBEDDING, "1", "encoder.onnx", null);
  }

  /** The task that embeds spectra, in {@code specformer.onnx}; its output is {@code embedding}. */
  public static TaskSpec spectrumEmbedding() {
    return new TaskSpec(
        SPECTRUM_EMBEDDING, TaskKind.SPECTRUM_EMBEDDING, "1", "specformer.onnx", null);
  }

  /** The same task with forces in {@code task-<name>-forces.onnx}. */
  public TaskSpec withForces() {
    String forces = "task-" + name + "-forces.onnx";
    return new TaskSpec(name, kind, unit, file, forces, forcesFile64, members, uncertainty);
  }

  /** The same task, answered by so many networks. */
  public TaskSpec withMembers(int count) {
    return new TaskSpec(name, kind, unit, file, forcesFile, forcesFile64, count, uncertainty);
  }

  /** The same task with calibrated intervals. */
  public TaskSpec withUncertainty(List<CalibratedQuantile> quantiles) {
    return new TaskSpec(name, kind, unit, file, forcesFile, forcesFile64, members, quantiles);
  }

  /** Whether its graphs tell how far the members of an ensemble are apart. */
  public boolean ofEnsemble() {
    return members != null && members > 1;
  }

  /** The same task with forces in float64, too, in {@code task-<name>-forces-f64.onnx}. */
  public TaskSpec withDoubleForces() {
    return new TaskSpec(
        name,
        kind,
        unit,
        file,
        withForces().forcesFile(),
        "task-" + name + "-forces-f64.onnx",
        members,
        uncertainty);
  }
}
