package io.molspectra.cli;

import io.molspectra.cli.plot.AttentionMap;
import io.molspectra.cli.plot.AttentionMap.Block;
import io.molspectra.predict.Attention;
import io.molspectra.spectrum.SpectrumKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns what a model tells of its attention into what a figure shows. */
final class AttentionMaps {

  private AttentionMaps() {}

  /**
   * The map of one layer, without the tokens of spectra that the molecule lacks.
   *
   * @param layer counted from 0
   * @param heads to average over, counted from 0
   * @param kinds names of the kinds the molecule has
   */
  static AttentionMap of(Attention attention, int layer, int[] heads, Set<String> kinds) {
    int[] tokens =
        IntStream.range(0, attention.tokens())
            .filter(token -> kinds.contains(attention.kinds().get(token).name()))
            .toArray();
    float[] weights = new float[tokens.length * tokens.length];
    for (int from = 0; from < tokens.length; from++) {
      for (int to = 0; to < tokens.length; to++) {
        double sum = 0;
        for (int head : heads) {
          sum += attention.weight(layer, head, tokens[from], tokens[to]);
        }
        weights[from * tokens.length + to] = (float) (sum / heads.length);
      }
    }
    return new AttentionMap(weights, blocks(attention, tokens));
  }

  /** Neighbours of one kind are one block. */
  private static List<Block> blocks(Attention attention, int[] tokens) {
    List<Block> blocks = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= tokens.length; i++) {
      SpectrumKind kind = attention.kinds().get(tokens[first]);
      if (i == tokens.length || !attention.kinds().get(tokens[i]).equals(kind)) {
        double[] positions =
            IntStream.range(first, i)
                .mapToDouble(token -> attention.positions()[tokens[token]])
                .toArray();
        blocks.add(new Block(kind.name(), kind.grid().unit(), positions));
        first = i;
      }
    }
    return blocks;
  }
}
