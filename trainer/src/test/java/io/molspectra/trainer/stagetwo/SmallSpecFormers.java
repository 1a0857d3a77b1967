package io.molspectra.trainer.stagetwo;

import io.molspectra.network.IntensityTransform;
import io.molspectra.network.SpecFormerSettings;
import io.molspectra.network.SpecFormerSettings.Head;
import io.molspectra.network.SpecFormerSettings.Norm;
import io.molspectra.network.SpectrumPatches;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;

/** SpecFormers small enough for tests, in the forms of the presets, and spectra for them. */
final class SmallSpecFormers {
  static final List<SpectrumKind> KINDS =
      List.of(kind("uv", 43), kind("ir", 61), kind("raman", 61));

  private SmallSpecFormers() {}

  private static SpectrumKind kind(String name, int length) {
    return new SpectrumKind(name, new SpectrumGrid(0, 1, length, SpectralUnit.WAVENUMBER));
  }

  /** Options of a preset. */
  enum Form {
    MOLSPECTRA(false, Norm.LAYER, Head.POOLED),
    PAPER(false, Norm.BATCH, Head.FLATTEN),
    REFERENCE(true, Norm.BATCH, Head.FLATTEN);

    private final boolean residual;
    private final Norm norm;
    private final Head head;

    Form(boolean residual, Norm norm, Head head) {
      this.residual = residual;
      this.norm = norm;
      this.head = head;
    }

    SpecFormerSettings settings() {
      return new SpecFormerSettings(
          List.of(
              new SpectrumPatches("uv", 43, 8, 4, IntensityTransform.log10(30)),
              new SpectrumPatches("ir", 61, 10, 5, IntensityTransform.log10(1)),
              // Patches that do not overlap, and points at the end that no patch holds.
              new SpectrumPatches("raman", 61, 12, 12, IntensityTransform.log10(3))),
          12,
          3,
          2,
          20,
          16,
          residual,
          norm,
          head);
    }
  }

  /** Spectra of random lines; bit k of {@code kinds} tells whether kind k is there. */
  static SpectraRow row(int number, int kinds) {
    var random = new SplittableRandom(number);
    var intensities = new LinkedHashMap<String, float[]>();
    for (int k = 0; k < KINDS.size(); k++) {
      float[] curve = new float[KINDS.get(k).grid().length()];
      for (int i = 0; i < curve.length; i++) {
        double value = random.nextDouble();
        curve[i] = (float) (value < 0.7 ? 0.05 * value : 40 * Math.pow(value, 8));
      }
      if ((kinds >> k & 1) != 0) {
        intensities.put(KINDS.get(k).name(), curve);
      }
    }
    return new SpectraRow(number, "m" + number, -1, intensities, List.of());
  }

  /** Rows of every combination of kinds, again and again. */
  static List<SpectraRow> rows(int count) {
    var rows = new ArrayList<SpectraRow>();
    for (int i = 0; i < count; i++) {
      rows.add(row(i, 1 + (i + 6) % 7));
    }
    return rows;
  }
}
