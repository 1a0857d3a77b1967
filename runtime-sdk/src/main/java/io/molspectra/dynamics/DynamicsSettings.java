package io.molspectra.dynamics;

/**
 * How atoms move.
 *
 * @param ensemble what is kept constant
 * @param timestep fs
 * @param temperature of the first velocities and, with {@link Ensemble#NVT}, of the thermostat;
 *     kelvin
 * @param friction of the thermostat, per ps; without effect in {@link Ensemble#NVE}
 * @param seed of all random numbers
 */
public record DynamicsSettings(
    Ensemble ensemble, double timestep, double temperature, double friction, long seed) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public DynamicsSettings {
    if (!(timestep > 0 && timestep <= 100)) {
      throw new IllegalArgumentException(
          "the time step must be above 0 and at most 100 fs, got " + timestep);
    }
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "the temperature must be at least 0 K and finite, got " + temperature);
    }
    if (!(friction >= 0) || Double.isInfinite(friction)) {
      throw new IllegalArgumentException(
          "the friction must be at least 0 per ps and finite, got " + friction);
    }
  }
}
