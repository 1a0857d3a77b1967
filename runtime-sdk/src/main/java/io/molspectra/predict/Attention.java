package io.molspectra.predict;

import io.molspectra.spectrum.SpectrumKind;
import java.util.List;

/**
 * What the layers of the spectra's network attend to, for one molecule. A token is a patch of a
 * spectrum; tokens of kinds the molecule lacks are there too, and nothing attends to them.
 *
 * @param heads H
 * @param tokens T
 * @param weights one array a layer, [H, T, T] row by row: what each token (second axis) takes from
 *     each other (third axis)
 * @param kinds of the tokens, [T]
 * @param positions centres of the tokens' patches, [T], in the unit of their kind's grid
 */
public record Attention(
    int heads, int tokens, List<float[]> weights, List<SpectrumKind> kinds, float[] positions) {

  /** Copies the lists. */
  public Attention {
    weights = List.copyOf(weights);
    kinds = List.copyOf(kinds);
  }

  /** Number of layers. */
  public int layers() {
    return weights.size();
  }

  /** What token {@code from} takes from token {@code to} in one head of one layer. */
  public float weight(int layer, int head, int from, int to) {
    return weights.get(layer)[(head * tokens + from) * tokens + to];
  }
}
