package io.molspectra.trainer.label;

import java.util.Map;
import java.util.Optional;

/**
 * Energies of free atoms at QM9's level of theory (B3LYP/6-31G(2df,p)), as published with the data
 * set (Ramakrishnan et al. 2014), in eV.
 */
public final class Qm9AtomReferences {

  private static final Map<String, AtomReferences> BY_TARGET =
      Map.of(
          "U0",
          energies(-13.61312172, -1029.86312267, -1485.30251237, -2042.61123593, -2713.48485589),
          "U",
          energies(-13.5745904, -1029.82456413, -1485.26398105, -2042.5727046, -2713.44632457),
          "H",
          energies(-13.54887564, -1029.79887659, -1485.2382935, -2042.54701705, -2713.42063702),
          "G",
          energies(-13.90303183, -1030.25891228, -1485.71166277, -2043.01812778, -2713.88796536));

  private Qm9AtomReferences() {}

  /**
   * References of a target.
   *
   * @param target name of the property: U0, U, H and G have references
   * @return empty for all other properties
   */
  public static Optional<AtomReferences> of(String target) {
    return Optional.ofNullable(BY_TARGET.get(target));
  }

  private static AtomReferences energies(double h, double c, double n, double o, double f) {
    return AtomReferences.of(Map.of(1, h, 6, c, 7, n, 8, o, 9, f));
  }
}
