package io.molspectra.trainer.finetune;

import io.molspectra.trainer.config.ConfigException;
import io.molspectra.trainer.config.TargetSettings;
import java.util.Map;

/** Energies of free atoms that come with QM9 (B3LYP/6-31G(2df,p), 298.15 K), eV. */
final class Qm9References {
  private static final int[] ELEMENTS = {1, 6, 7, 8, 9};

  private static final Map<String, double[]> ENERGIES =
      Map.of(
          "u0",
          new double[] {
            -13.61312172, -1029.86312267, -1485.30251237, -2042.61123593, -2713.48485589
          },
          "u",
          new double[] {-13.5745904, -1029.82456413, -1485.26398105, -2042.5727046, -2713.44632457},
          "h",
          new double[] {
            -13.54887564, -1029.79887659, -1485.2382935, -2042.54701705, -2713.42063702
          },
          "g",
          new double[] {
            -13.90303183, -1030.25891228, -1485.71166277, -2043.01812778, -2713.88796536
          });

  private Qm9References() {}

  static Map<Integer, Double> of(TargetSettings target) {
    double[] energies = ENERGIES.get(target.task());
    if (energies == null || !target.unit().equals("eV")) {
      throw new ConfigException(
          "QM9 has energies of free atoms in eV for U0, U, H and G alone, not for %s in %s; use fitted references"
              .formatted(target.name(), target.unit()));
    }
    var references = new java.util.TreeMap<Integer, Double>();
    for (int i = 0; i < ELEMENTS.length; i++) {
      references.put(ELEMENTS[i], energies[i]);
    }
    return references;
  }
}
