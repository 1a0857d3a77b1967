package io.molspectra.cli;

import io.molspectra.cli.plot.Coloring;
import io.molspectra.cli.plot.EmbeddingFigure;
import io.molspectra.cli.plot.Pca;
import io.molspectra.cli.plot.PointSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings on the plane of their two principal components.
 *
 * @param points one or two sets, on the same axes
 * @param explained the axes' parts of the variance
 */
record EmbeddingMap(List<PointSet> points, double[] explained) {

  /**
   * Projects one set as it is, or two with their vectors brought to length one.
   *
   * @throws CommandFailure if a set is empty, there is but one molecule, two sets differ in the
   *     number of channels, or a number is not finite
   */
  static EmbeddingMap of(List<EmbeddedSet> sets) {
    for (EmbeddedSet set : sets) {
      if (set.ids().isEmpty()) {
        throw failure("there is nothing to draw: no embedding of " + set.name());
      }
    }
    EmbeddedSet first = sets.get(0);
    EmbeddedSet last = sets.get(sets.size() - 1);
    if (first.width() != last.width()) {
      throw failure(
          "%s have %d channels, %s %d: they cannot be drawn on one map"
              .formatted(first.name(), first.width(), last.name(), last.width()));
    }
    List<float[]> vectors =
        sets.size() == 1
            ? List.of(first.values())
            : sets.stream().map(set -> set.normalized().values()).toList();
    Pca pca;
    try {
      pca = Pca.of(joined(vectors), first.width());
    } catch (IllegalArgumentException e) {
      throw failure(String.valueOf(e.getMessage()));
    }
    List<PointSet> points = new ArrayList<>();
    int begin = 0;
    for (EmbeddedSet set : sets) {
      int end = begin + set.ids().size();
      points.add(
          new PointSet(
              set.name(),
              set.ids(),
              Arrays.copyOfRange(pca.x(), begin, end),
              Arrays.copyOfRange(pca.y(), begin, end)));
      begin = end;
    }
    return new EmbeddingMap(points, pca.explained());
  }

  /** How many molecules of the first set are in the last, too. */
  long pairs() {
    Set<String> others = new HashSet<>(points.get(points.size() - 1).ids());
    return points.get(0).ids().stream().filter(others::contains).count();
  }

  /**
   * @param coloring null for one colour a set
   */
  EmbeddingFigure figure(@Nullable Coloring coloring) {
    return new EmbeddingFigure(points, explained, coloring);
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int filled = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, filled, part.length);
      filled += part.length;
    }
    return all;
  }

  private static CommandFailure failure(String message) {
    return new CommandFailure(ExitCode.FAILURE, message);
  }
}
