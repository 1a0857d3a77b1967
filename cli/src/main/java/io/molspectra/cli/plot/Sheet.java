package io.molspectra.cli.plot;

import java.awt.Graphics2D;

/**
 * What a drawing draws on: white, anti-aliased.
 *
 * @param graphics in units of 1/96 inch, from the upper left corner
 * @param width in those units
 * @param height in those units
 * @param pixelsPerUnit resolution that images should have
 */
public record Sheet(Graphics2D graphics, double width, double height, double pixelsPerUnit) {}
