package io.molspectra.trainer.report.html;

import java.util.Map;
import java.util.OptionalDouble;

/** Brings errors to the units of the paper. */
public final class UnitScale {

  private static final double HARTREE = 27.211386246;
  private static final double KILOCALORIE = 0.04336414;

  /** Electronvolts, or electronvolts an angstrom, in each unit. */
  private static final Map<String, Double> ENERGIES =
      Map.of(
          "eV", 1.0,
          "meV", 1e-3,
          "Ha", HARTREE,
          "Eh", HARTREE,
          "hartree", HARTREE,
          "kcal/mol", KILOCALORIE);

  private static final String PER_ANGSTROM = "/A";

  private UnitScale() {}

  /** The factor from one unit to another, or empty if they measure different things. */
  public static OptionalDouble factor(String from, String to) {
    if (from.equals(to)) {
      return OptionalDouble.of(1);
    }
    if (from.endsWith(PER_ANGSTROM) && to.endsWith(PER_ANGSTROM)) {
      return factor(stem(from), stem(to));
    }
    Double fromSize = ENERGIES.get(from);
    Double toSize = ENERGIES.get(to);
    return fromSize == null || toSize == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(fromSize / toSize);
  }

  private static String stem(String unit) {
    return unit.substring(0, unit.length() - PER_ANGSTROM.length());
  }
}
