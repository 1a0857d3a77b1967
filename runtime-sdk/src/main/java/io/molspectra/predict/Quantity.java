package io.molspectra.predict;

/**
 * A number with its unit.
 *
 * @param value how many units
 * @param unit as the bundle names it, "1" if there is none
 */
public record Quantity(double value, String unit) {}
