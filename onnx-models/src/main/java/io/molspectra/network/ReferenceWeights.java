package io.molspectra.network;

import io.molspectra.graph.GraphException;
import io.molspectra.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Parameters from a state dictionary of the reference implementation (facts F.1). Weights of linear
 * layers are transposed to [in, out]; the channels of values, which the reference orders head by
 * head and then part by part, are put part by part.
 *
 * <p>Nothing is reported while a network is built: missing and mis-shaped tensors are collected and
 * {@link #check} lists them all at once.
 */
public final class ReferenceWeights implements ParameterSource {
  private static final int PARTS = 3;

  private final Map<String, Tensor> state;
  private final int heads;
  private final Set<String> used = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param state arrays by state-dictionary key
   * @param heads number of attention heads
   */
  public ReferenceWeights(Map<String, Tensor> state, int heads) {
    this.state = Map.copyOf(state);
    this.heads = heads;
  }

  /** Whether any tensor of a head is there. */
  public boolean hasHead(String prefix) {
    return state.keySet().stream().anyMatch(key -> key.startsWith(prefix + "."));
  }

  @Override
  public Tensor get(String name, Initialisation initialisation, long... shape) {
    boolean linear = initialisation.isLinear(shape.length);
    long[] expected = linear ? new long[] {shape[1], shape[0]} : shape;
    Tensor stored = state.get(name);
    used.add(name);
    if (stored == null) {
      problems.add("missing: " + name + " " + Arrays.toString(expected));
      return Tensor.filled(0, shape);
    }
    if (!Arrays.equals(stored.shape(), expected)) {
      problems.add(
          "mis-shaped: %s is %s, expected %s"
              .formatted(name, Arrays.toString(stored.shape()), Arrays.toString(expected)));
      return Tensor.filled(0, shape);
    }
    int rows = Math.toIntExact(linear ? expected[0] : 1);
    int columns = linear ? Math.toIntExact(expected[1]) : stored.size();
    double[] from = stored.toDoubles();
    double[] to = new double[from.length];
    boolean interleaved = name.contains(".v_proj.") || name.contains(".dv_proj.");
    if (!linear) {
      for (int i = 0; i < from.length; i++) {
        to[interleaved ? partByPart(i, from.length) : i] = from[i];
      }
    } else {
      for (int row = 0; row < rows; row++) {
        int target = interleaved ? partByPart(row, rows) : row;
        for (int column = 0; column < columns; column++) {
          to[column * rows + target] = from[row * columns + column];
        }
      }
    }
    return Tensor.of(to, shape);
  }

  /** Channel h*3D + s*D + c of the reference becomes s*C + h*D + c. */
  private int partByPart(int channel, int total) {
    int width = total / PARTS / heads;
    int head = channel / (PARTS * width);
    int part = channel / width % PARTS;
    return part * (total / PARTS) + head * width + channel % width;
  }

  @Override
  public Tensor buffer(String name, Tensor computed) {
    used.add(name);
    Tensor stored = state.get(name);
    if (stored == null) {
      return computed;
    }
    if (!Arrays.equals(stored.shape(), computed.shape())) {
      problems.add(
          "mis-shaped: %s is %s, expected %s"
              .formatted(name, Arrays.toString(stored.shape()), Arrays.toString(computed.shape())));
      return computed;
    }
    return stored;
  }

  /**
   * Reports everything that did not fit, after the network has been built.
   *
   * @param otherwiseUsed keys with a meaning outside the network
   * @param lenient whether tensors that nothing needs are ignored
   * @throws GraphException listing missing, mis-shaped and extra tensors
   */
  public void check(Set<String> otherwiseUsed, boolean lenient) {
    var all = new ArrayList<>(problems);
    if (!lenient) {
      new TreeMap<>(state)
          .forEach(
              (key, tensor) -> {
                if (!used.contains(key) && !otherwiseUsed.contains(key)) {
                  all.add("extra: " + key + " " + Arrays.toString(tensor.shape()));
                }
              });
    }
    if (!all.isEmpty()) {
      throw new GraphException(
          "the weights do not fit the architecture (%d problems):%n  %s"
              .formatted(all.size(), String.join(System.lineSeparator() + "  ", all)));
    }
  }
}
