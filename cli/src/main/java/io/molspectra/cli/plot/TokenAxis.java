package io.molspectra.cli.plot;

import io.molspectra.cli.plot.AttentionMap.Block;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis of tokens: per spectrum round numbers in its unit, then its name, then the axis' title. A
 * label that would touch the one before it is left out (a number) or moved outwards (a name).
 */
final class TokenAxis {

  private static final double TICK = 4;
  private static final double NUMBER_AT = 13;
  private static final double NUMBER_GAP = 6;
  private static final double NAME_AT = 34;
  private static final double NAME_STEP = 17;
  private static final double TITLE_STEP = 22;

  /** Room an axis takes beside the map; upright it is the numbers' width that counts. */
  static final double DEPTH = 92;

  private static final double UPRIGHT_NUMBER_AT = 7;
  private static final double UPRIGHT_NAME_SHIFT = 10;

  private final List<Mark> numbers;
  private final List<Mark> names;
  private final List<Double> boundaries;
  private final double length;

  /** A label at a distance along the axis; names have a tier, 0 next to the map. */
  private record Mark(String text, double at, int tier) {}

  TokenAxis(List<Block> blocks, int tokens, double length) {
    this.length = length;
    List<Mark> found = new ArrayList<>();
    List<Mark> titles = new ArrayList<>();
    List<Double> edges = new ArrayList<>(List.of(0.0));
    double cell = length / tokens;
    int first = 0;
    double[] taken = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (Block block : blocks) {
      numbers(block, first, cell, found);
      double middle = (first + block.positions().length / 2.0) * cell;
      String name = "%s (%s)".formatted(KindLabel.name(block.kind()), KindLabel.unit(block.unit()));
      double half = Ink.width(name, Ink.LABEL) / 2;
      int tier = middle - half < taken[0] ? 1 : 0;
      taken[tier] = middle + half + NUMBER_GAP;
      titles.add(new Mark(name, middle, tier));
      first += block.positions().length;
      edges.add(first * cell);
    }
    this.numbers = List.copyOf(found);
    this.names = List.copyOf(titles);
    this.boundaries = List.copyOf(edges);
  }

  private static void numbers(Block block, int first, double cell, List<Mark> found) {
    double[] positions = block.positions();
    double room = positions.length * cell;
    double widest = Ink.width(Ticks.label(Math.rint(positions[positions.length - 1])), Ink.TICK);
    int most = (int) (room / Math.max(30, widest + 3 * NUMBER_GAP));
    if (most < 1 || positions.length < 2) {
      return;
    }
    for (double tick : Ticks.between(positions[0], positions[positions.length - 1], most)) {
      double at = (first + 0.5 + index(positions, tick)) * cell;
      String text = Ticks.label(tick);
      double half = Ink.width(text, Ink.TICK) / 2;
      Mark last = found.isEmpty() ? null : found.get(found.size() - 1);
      if (last == null
          || at - half > last.at() + Ink.width(last.text(), Ink.TICK) / 2 + NUMBER_GAP) {
        found.add(new Mark(text, at, 0));
      }
    }
  }

  /** Where a position lies between tokens, counted from the first token's middle. */
  private static double index(double[] positions, double position) {
    for (int i = 1; i < positions.length; i++) {
      if (position <= positions[i]) {
        return i - 1 + (position - positions[i - 1]) / (positions[i] - positions[i - 1]);
      }
    }
    return positions.length - 1;
  }

  void drawBelow(Graphics2D graphics, double x, double y, String title) {
    lines(graphics, x, y, true);
    for (Mark mark : numbers) {
      Ink.text(graphics, mark.text(), Ink.TICK, x + mark.at(), y + NUMBER_AT, 0.5);
    }
    for (Mark mark : names) {
      double down = NAME_AT + mark.tier() * NAME_STEP;
      Ink.text(graphics, mark.text(), Ink.LABEL, x + mark.at(), y + down, 0.5);
    }
    Ink.text(graphics, title, Ink.LABEL, x + length / 2, y + titleAt(), 0.5);
  }

  void drawLeft(Graphics2D graphics, double x, double y, String title) {
    lines(graphics, x, y, false);
    for (Mark mark : numbers) {
      Ink.text(graphics, mark.text(), Ink.TICK, x - UPRIGHT_NUMBER_AT, y + mark.at(), 1);
    }
    for (Mark mark : names) {
      double out = NAME_AT + UPRIGHT_NAME_SHIFT + mark.tier() * NAME_STEP;
      Ink.upright(graphics, mark.text(), Ink.LABEL, x - out, y + mark.at());
    }
    Ink.upright(graphics, title, Ink.LABEL, x - titleAt() - UPRIGHT_NAME_SHIFT, y + length / 2);
  }

  private double titleAt() {
    int tiers = names.stream().mapToInt(Mark::tier).max().orElse(0);
    return NAME_AT + tiers * NAME_STEP + TITLE_STEP;
  }

  private void lines(Graphics2D graphics, double x, double y, boolean below) {
    graphics.setColor(Ink.FRAME);
    graphics.setStroke(Ink.THIN);
    for (Mark mark : numbers) {
      line(graphics, x, y, mark.at(), TICK, below);
    }
    for (double edge : boundaries) {
      line(graphics, x, y, edge, 2 * TICK, below);
    }
  }

  private static void line(
      Graphics2D graphics, double x, double y, double at, double out, boolean below) {
    graphics.draw(
        below
            ? new Line2D.Double(x + at, y, x + at, y + out)
            : new Line2D.Double(x, y + at, x - out, y + at));
  }
}
