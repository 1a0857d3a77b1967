package io.molspectra.trainer.pilot;

import java.util.Locale;
import java.util.Set;

/**
 * A property to predict.
 *
 * @param name of its column
 * @param factor from the column's unit to {@code unit}
 * @param unit in which errors are told
 */
public record PilotTarget(String name, double factor, String unit) {
  /** CODATA 2018. */
  private static final double MILLIELECTRONVOLT_PER_HARTREE = 27211.386246;

  private static final Set<String> ENERGIES =
      Set.of("homo", "lumo", "gap", "zpve", "u0", "u298", "h298", "g298", "u", "h", "g");

  /**
   * A column of QM9's table, whose energies are in hartree and told in meV as in the paper; of
   * other columns, which are taken as they are, the unit is not known.
   */
  public static PilotTarget of(String column) {
    String name = column.toLowerCase(Locale.ROOT);
    if (ENERGIES.contains(name)) {
      return new PilotTarget(column, MILLIELECTRONVOLT_PER_HARTREE, "meV");
    }
    return new PilotTarget(
        column,
        1,
        switch (name) {
          case "mu" -> "D";
          case "alpha" -> "a0^3";
          case "r2" -> "a0^2";
          case "cv" -> "cal/mol/K";
          default -> "as in the table";
        });
  }
}
