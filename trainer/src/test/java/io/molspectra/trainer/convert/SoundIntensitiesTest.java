package io.molspectra.trainer.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.spectrum.SpectrumRejectReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SoundIntensitiesTest {

  private static final SourceColumn NMR = column(true, 0.01);

  @Test
  void aDescendingSourceIsTurnedAround() throws ConversionFault {
    assertArrayEquals(
        new float[] {4, 3, 2, 1}, SoundIntensities.of(NMR, new float[] {1, 2, 3, 4}).values());
    assertArrayEquals(
        new float[] {1, 2, 3, 4},
        SoundIntensities.of(column(false, 0.01), new float[] {1, 2, 3, 4}).values());
  }

  @Test
  void noiseBelowZeroBecomesZeroAndIsTold() throws ConversionFault {
    SoundIntensities sound = SoundIntensities.of(NMR, new float[] {0, -0.5f, 100, 1});
    assertArrayEquals(new float[] {1, 100, 0, 0}, sound.values());
    assertEquals(0.005, sound.deepest(), 1e-9);
    assertEquals(0, SoundIntensities.of(NMR, new float[4]).deepest());
  }

  @Test
  void aPointFarBelowZeroIsRefused() {
    assertRefused(SpectrumRejectReason.NEGATIVE_INTENSITY, "-1.1", 0, -1.1f, 100, 1);
    assertRefused(SpectrumRejectReason.NEGATIVE_INTENSITY, "-1", 0, -1, 0, 0);
  }

  @Test
  void muchAreaBelowZeroIsRefusedThoughNoPointIsDeep() throws ConversionFault {
    SourceColumn lenient = column(false, 0.2);
    assertEquals(0.1, SoundIntensities.of(lenient, new float[] {-1, 10, 1, 0}).deepest(), 1e-6);
    ConversionFault fault =
        assertThrows(
            ConversionFault.class,
            () -> SoundIntensities.of(lenient, new float[] {-1, 10, -1, -1}));
    assertEquals(SpectrumRejectReason.NEGATIVE_INTENSITY, fault.reason());
    assertTrue(fault.text().contains("30.0 %"), fault.text());
  }

  @Test
  void damageIsTyped() {
    assertRefused(SpectrumRejectReason.MISSING, "is empty", (float[]) null);
    assertRefused(SpectrumRejectReason.MISSING_POINTS, "has 3 points, expected", 1, 2, 3);
    // The source's second point is the grid's third, at 12.
    assertRefused(SpectrumRejectReason.NON_FINITE_INTENSITY, "NaN at 12.0 ppm", 1, Float.NaN, 3, 4);
  }

  private static void assertRefused(
      SpectrumRejectReason reason, String part, float @Nullable ... values) {
    ConversionFault fault =
        assertThrows(ConversionFault.class, () -> SoundIntensities.of(NMR, values));
    assertEquals(reason, fault.reason());
    assertTrue(fault.text().contains(part), fault.text());
  }

  private static SourceColumn column(boolean descending, double floor) {
    return new SourceColumn(
        "test",
        new SpectrumKind("nmr", new SpectrumGrid(10, 1, 4, SpectralUnit.PPM)),
        descending,
        floor);
  }
}
