package io.molspectra.features;

import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectrumKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The spectra inputs of an exported graph by name; the one place where kinds of spectra meet
 * arrays. Trainer and runtime both feed from here.
 *
 * <table>
 *   <caption>M molecules, L points of the kind's grid</caption>
 *   <tr><th>name</th><th>type</th><th>shape</th></tr>
 *   <tr><td>spectrum_KIND</td><td>float32</td><td>[M, L], intensities, 0 where absent</td></tr>
 *   <tr><td>spectrum_KIND_present</td><td>float32</td><td>[M], 1 if the molecule has it</td></tr>
 * </table>
 */
public final class SpectrumInputs {
  private static final String PREFIX = "spectrum_";
  private static final String PRESENT = "_present";

  private SpectrumInputs() {}

  /** Name of the input that holds a kind's intensities. */
  public static String intensities(String kind) {
    return PREFIX + kind;
  }

  /** Name of the input that tells which molecules have a kind. */
  public static String present(String kind) {
    return PREFIX + kind + PRESENT;
  }

  /**
   * The inputs of a batch, kind by kind; unmodifiable.
   *
   * @throws IllegalArgumentException if intensities are not on the kind's grid
   */
  public static Map<String, FeatureTensor> of(List<SpectrumKind> kinds, List<SpectraRow> rows) {
    Map<String, FeatureTensor> inputs = new LinkedHashMap<>();
    int m = rows.size();
    for (SpectrumKind kind : kinds) {
      int length = kind.grid().length();
      float[] values = new float[Math.multiplyExact(m, length)];
      float[] present = new float[m];
      for (int i = 0; i < m; i++) {
        float[] intensities = rows.get(i).intensities().get(kind.name());
        if (intensities == null) {
          continue;
        }
        if (intensities.length != length) {
          throw new IllegalArgumentException(
              "spectrum %s of %s has %d points, the model wants %d (%s)"
                  .formatted(
                      kind.name(), rows.get(i).id(), intensities.length, length, kind.grid()));
        }
        System.arraycopy(intensities, 0, values, i * length, length);
        present[i] = 1;
      }
      inputs.put(
          intensities(kind.name()), new FeatureTensor.Float32(new long[] {m, length}, values));
      inputs.put(present(kind.name()), new FeatureTensor.Float32(new long[] {m}, present));
    }
    return Collections.unmodifiableMap(inputs);
  }

  /** Whether a row has any of the kinds. */
  public static boolean hasAny(List<SpectrumKind> kinds, SpectraRow row) {
    return kinds.stream().anyMatch(kind -> row.intensities().containsKey(kind.name()));
  }
}
