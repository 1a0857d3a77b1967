package io.molspectra.predict;

import io.molspectra.bundle.TaskSpec;
import io.molspectra.predict.PredictionException.Problem;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectrumKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns spectra into feature vectors. Comes from {@link MolSpectraModel#spectra()} and lives as
 * long as the model; all methods may be called from any number of threads at once, and throw {@link
 * IllegalStateException} once the model was closed.
 *
 * <p>A row needs at least one of the model's kinds; other kinds are ignored.
 */
public final class SpectrumEmbedder {

  /** Name of the output that holds feature vectors. */
  static final String EMBEDDING = "embedding";

  private static final String LAYER = "attention_";
  private static final String TOKEN_KIND = "token_kind";
  private static final String TOKEN_POSITION = "token_position";

  private final MolSpectraModel model;
  private final TaskSpec task;
  private final List<SpectrumKind> kinds;
  private final SpectraCheck check;
  private final int batch;
  private final ModelMetrics metrics;

  SpectrumEmbedder(
      MolSpectraModel model, TaskSpec task, List<SpectrumKind> kinds, Options options) {
    this.model = model;
    this.task = task;
    this.kinds = kinds;
    this.check = new SpectraCheck(kinds);
    this.batch = options.maxBatchMolecules();
    this.metrics = options.metrics();
  }

  /** Kinds of spectra the model takes, with the grids it wants them on. */
  public List<SpectrumKind> kinds() {
    return kinds;
  }

  /** Why these spectra cannot be embedded, or nothing if they can. */
  public Optional<PredictionException> check(SpectraRow row) {
    return check.check(row);
  }

  /**
   * Feature vectors in the order of the rows, [M, C], whatever batches they are computed in.
   *
   * @throws PredictionException if a row cannot be embedded ({@link #check} tells beforehand), the
   *     graph does not keep its contract, or ONNX Runtime fails
   */
  public Embeddings embed(List<SpectraRow> rows) {
    Output output = required(task.file(), run(task.file(), rows, Set.of(EMBEDDING)), EMBEDDING);
    long[] shape = output.shape();
    if (shape.length != 2 || shape[0] != rows.size()) {
      throw wrongShape(task.file(), EMBEDDING, output);
    }
    return new Embeddings(rows.size(), Math.toIntExact(shape[1]), output.values());
  }

  /** Whether the bundle has the graph that {@link #attention} needs. */
  public boolean hasAttention() {
    return model.bundle().manifest().lists(TaskSpec.ATTENTION_FILE);
  }

  /**
   * What every layer attends to for one molecule.
   *
   * @throws PredictionException NO_ATTENTION if the bundle has no such graph, else as {@link
   *     #embed}
   */
  public Attention attention(SpectraRow row) {
    String file = TaskSpec.ATTENTION_FILE;
    if (!hasAttention()) {
      throw new PredictionException(
          Problem.NO_ATTENTION,
          "bundle %s has no %s: export it with attention"
              .formatted(model.bundle().manifest().id(), file));
    }
    Map<String, Output> outputs = run(file, List.of(row), Set.of());
    Output position = required(file, outputs, TOKEN_POSITION);
    int tokens = position.values().length;
    int heads = heads(file, required(file, outputs, LAYER + 0), tokens);
    List<float[]> weights = new ArrayList<>();
    for (int layer = 0; outputs.containsKey(LAYER + layer); layer++) {
      Output output = required(file, outputs, LAYER + layer);
      if (heads(file, output, tokens) != heads) {
        throw wrongShape(file, LAYER + layer, output);
      }
      weights.add(output.values());
    }
    return new Attention(
        heads,
        tokens,
        weights,
        tokenKinds(file, required(file, outputs, TOKEN_KIND), tokens),
        position.values());
  }

  private Map<String, Output> run(String file, List<SpectraRow> rows, Set<String> wanted) {
    for (SpectraRow row : rows) {
      Optional<PredictionException> fault = check(row);
      if (fault.isPresent()) {
        throw fault.get();
      }
    }
    List<List<SpectraRow>> batches = new ArrayList<>();
    for (int first = 0; first < rows.size(); first += batch) {
      batches.add(rows.subList(first, Math.min(rows.size(), first + batch)));
    }
    return model.run(
        file,
        wanted,
        (graph, names) ->
            BatchedRun.run(graph, batches, part -> GraphInputs.of(kinds, part), names, metrics));
  }

  private Output required(String file, Map<String, Output> outputs, String name) {
    Output output = outputs.get(name);
    if (output == null) {
      throw new PredictionException(
          Problem.BAD_GRAPH,
          "%s should have an output '%s', but has %s"
              .formatted(model.bundle().file(file), name, outputs.keySet()));
    }
    return output;
  }

  private int heads(String file, Output output, int tokens) {
    long[] shape = output.shape();
    if (shape.length != 4 || shape[0] != 1 || shape[2] != tokens || shape[3] != tokens) {
      throw wrongShape(file, LAYER, output);
    }
    return Math.toIntExact(shape[1]);
  }

  private List<SpectrumKind> tokenKinds(String file, Output output, int tokens) {
    List<SpectrumKind> found = new ArrayList<>(tokens);
    for (float index : output.values()) {
      if (index < 0 || index >= kinds.size()) {
        throw wrongShape(file, TOKEN_KIND, output);
      }
      found.add(kinds.get((int) index));
    }
    if (found.size() != tokens) {
      throw wrongShape(file, TOKEN_KIND, output);
    }
    return found;
  }

  private PredictionException wrongShape(String file, String name, Output output) {
    return new PredictionException(
        Problem.BAD_GRAPH,
        "%s: output '%s' of shape %s does not fit the spectra or the other outputs"
            .formatted(model.bundle().file(file), name, Arrays.toString(output.shape())));
  }
}
