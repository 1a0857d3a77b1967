package io.molspectra.cli.plot;

/** Something that can be drawn at any size. */
@FunctionalInterface
public interface Drawing {

  /** Draws itself over the whole sheet. */
  void drawOn(Sheet sheet);
}
