package io.molspectra.predict;

import java.util.Arrays;
import java.util.Optional;

/** Units of energy that labels and tasks use, with their exact or CODATA 2018 values. */
public enum EnergyUnit {
  ELECTRONVOLT("eV", 1),
  MILLIELECTRONVOLT("meV", 1e-3),
  /** CODATA 2018, rounded as published results on QM9 have it. */
  HARTREE("Hartree", 27.211386246),
  /** Thermochemical calories of 4.184 J. */
  KILOCALORIE_PER_MOLE("kcal/mol", 4184 / EnergyUnit.JOULE_PER_MOLE_IN_EV),
  KILOJOULE_PER_MOLE("kJ/mol", 1000 / EnergyUnit.JOULE_PER_MOLE_IN_EV);

  /** Avogadro's constant times the elementary charge, both exact in the SI. */
  private static final double JOULE_PER_MOLE_IN_EV = 6.02214076e23 * 1.602176634e-19;

  private final String symbol;
  private final double electronvolts;

  EnergyUnit(String symbol, double electronvolts) {
    this.symbol = symbol;
    this.electronvolts = electronvolts;
  }

  /** How bundles write it. */
  public String symbol() {
    return symbol;
  }

  /** One of this unit in eV. */
  public double electronvolts() {
    return electronvolts;
  }

  /** One of this unit in another. */
  public double factorTo(EnergyUnit other) {
    return this == other ? 1 : electronvolts / other.electronvolts;
  }

  /** The unit of a symbol; empty if it is none of energy. "Ha" and "Eh" are Hartree. */
  public static Optional<EnergyUnit> parse(String symbol) {
    return symbol.equalsIgnoreCase("Ha") || symbol.equalsIgnoreCase("Eh")
        ? Optional.of(HARTREE)
        : Arrays.stream(values()).filter(u -> u.symbol.equalsIgnoreCase(symbol)).findFirst();
  }
}
