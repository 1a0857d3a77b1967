/**
 * Pictures: spectra, what SpecFormer attends to, maps of embeddings.
 *
 * <p>A {@link io.molspectra.cli.plot.Drawing} draws itself on a {@link
 * io.molspectra.cli.plot.Sheet} of any size; {@link io.molspectra.cli.plot.FigureFile} makes a PNG
 * or SVG file of it, without a display. XChart, which draws the trainer's loss curves, does not
 * serve here: it draws a heat map as one rectangle a cell, half a million for a map of attention, a
 * curve as one line a point, and labels axes at odd numbers.
 */
@NullMarked
package io.molspectra.cli.plot;

import org.jspecify.annotations.NullMarked;
