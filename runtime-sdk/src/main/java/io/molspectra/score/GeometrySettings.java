package io.molspectra.score;

import io.molspectra.conformer.ConformerRules;
import java.io.Serializable;

/**
 * How SMILES are given geometries.
 *
 * @param rules what a SMILES is turned into
 * @param conformers geometries to try
 * @param choice what is done with several
 */
public record GeometrySettings(ConformerRules rules, int conformers, Choice choice)
    implements Serializable {

  /** Temperature of {@link Choice#BOLTZMANN}, K. */
  public static final double TEMPERATURE = 298.15;

  /** Boltzmann's constant, kcal/mol/K (CODATA 2018). */
  static final double BOLTZMANN_CONSTANT = 1.987204259e-3;

  /** What is done with several geometries. */
  public enum Choice {
    /** The one of lowest energy in MMFF94s+ is scored. */
    LOWEST,
    /** All are scored and averaged with Boltzmann weights at {@link #TEMPERATURE}. */
    BOLTZMANN
  }

  /**
   * @throws IllegalArgumentException if no geometry is to be tried
   */
  public GeometrySettings {
    if (conformers < 1) {
      throw new IllegalArgumentException("at least one conformer is needed, got " + conformers);
    }
  }

  /** The likeliest geometry alone. */
  public static GeometrySettings likeliest() {
    return new GeometrySettings(ConformerRules.seeded(1), 1, Choice.LOWEST);
  }
}
