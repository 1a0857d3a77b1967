package io.molspectra.trainer.label;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Units of energy. A hartree is 27.211386246 eV, the figure that QM9's published results are
 * converted with; calories are thermochemical (4.184 J), and the Faraday constant is exact since
 * the SI of 2019.
 */
public enum EnergyUnit {
  /** Electronvolt. */
  ELECTRONVOLT("eV", 1),
  /** A thousandth of an electronvolt. */
  MILLIELECTRONVOLT("meV", 1e-3),
  /** Hartree, the atomic unit. */
  HARTREE("Hartree", 27.211386246),
  /** Kilocalories per mole. */
  KILOCALORIES_PER_MOLE("kcal/mol", 4184 / 96485.33212331001),
  /** Kilojoules per mole. */
  KILOJOULES_PER_MOLE("kJ/mol", 1000 / 96485.33212331001);

  private final String symbol;
  private final double electronvolts;

  EnergyUnit(String symbol, double electronvolts) {
    this.symbol = symbol;
    this.electronvolts = electronvolts;
  }

  /** The unit as labels write it. */
  public String symbol() {
    return symbol;
  }

  /** One of this unit in another. */
  public double factorTo(EnergyUnit other) {
    return this == other ? 1 : electronvolts / other.electronvolts;
  }

  /** A number of this unit in another. */
  public double convert(double value, EnergyUnit other) {
    return value * factorTo(other);
  }

  /**
   * A unit by its symbol, in upper or lower case; "Ha" and "Eh" are hartrees.
   *
   * @throws LabelException if it is no unit of energy; the message lists those there are
   */
  public static EnergyUnit of(String symbol) {
    String lower = symbol.strip().toLowerCase(Locale.ROOT);
    if (lower.equals("ha") || lower.equals("eh")) {
      return HARTREE;
    }
    return Arrays.stream(values())
        .filter(unit -> unit.symbol.toLowerCase(Locale.ROOT).equals(lower))
        .findFirst()
        .orElseThrow(
            () ->
                new LabelException(
                    LabelException.Problem.UNKNOWN_UNIT,
                    "\"%s\" is no unit of energy that is known; known are %s"
                        .formatted(
                            symbol,
                            Arrays.stream(values())
                                .map(EnergyUnit::symbol)
                                .collect(Collectors.joining(", ")))));
  }
}
