package io.molspectra.cli.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AxesTest {

  @Test
  void ticksAreRoundNumbersWithinTheRangeItsEndsIncluded() {
    assertEquals(
        List.of(500.0, 1000.0, 1500.0, 2000.0, 2500.0, 3000.0, 3500.0, 4000.0),
        Ticks.between(500, 4000, 10));
    assertEquals(List.of(5.0, 10.0), Ticks.between(1.2, 14.8, 4));
    assertEquals(List.of("0", "0.05", "0.1"), labels(Ticks.between(0, 0.1, 4)));
    assertEquals(List.of("\u22121", "0", "1"), labels(Ticks.between(-1.06, 1.06, 4)));
    assertEquals(List.of(), Ticks.between(3, 3, 5));
  }

  @Property
  void thereAreNeverMoreTicksThanAskedForNorNearlyNone(
      @ForAll @DoubleRange(min = -1e4, max = 1e4) double low,
      @ForAll @DoubleRange(min = 0.01, max = 1e5) double width,
      @ForAll @IntRange(min = 2, max = 20) int most) {
    List<Double> ticks = Ticks.between(low, low + width, most);
    assertTrue(ticks.size() <= most + 1, ticks::toString);
    // A step is at most 2.5 times the wanted one.
    assertTrue(ticks.size() >= (int) (most / 2.5 - 1), ticks::toString);
  }

  @Test
  void aRangeMayRunFromRightToLeft() {
    Axes axes = axes(new Range(10, 0));
    assertEquals(100, axes.x(10));
    assertEquals(900, axes.x(0));
  }

  @Test
  void aCurveOfManyPointsKeepsItsPeakAndLosesPoints() {
    int count = 100_000;
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = i / (double) count;
      y[i] = i == 43_217 ? 1 : 0.001 * (i % 3);
    }
    Path2D path = CurvePath.of(axes(new Range(0, 1)), x, y);
    assertEquals(0, path.getBounds2D().getMinY(), "the peak, at the top of the frame");
    assertTrue(points(path) < 4 * 2 * 800 + 8, () -> points(path) + " points");
  }

  @Test
  void aCurveOfFewPointsKeepsThemAll() {
    Path2D path =
        CurvePath.of(
            axes(new Range(0, 2)), new double[] {0, 1, 2}, new double[] {0.25, 0.5, 0.125});
    assertEquals(3, points(path));
    assertEquals(50, path.getBounds2D().getMinY());
  }

  private static Axes axes(Range across) {
    return new Axes(
        new Rectangle2D.Double(100, 0, 800, 100), across, new Range(0, 1), Ticks::label);
  }

  private static List<String> labels(List<Double> ticks) {
    return ticks.stream().map(Ticks::label).toList();
  }

  private static int points(Path2D path) {
    int points = 0;
    for (var i = path.getPathIterator(null); !i.isDone(); i.next()) {
      points++;
    }
    return points;
  }
}
