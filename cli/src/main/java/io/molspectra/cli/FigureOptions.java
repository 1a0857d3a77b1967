package io.molspectra.cli;

import io.molspectra.cli.plot.Drawing;
import io.molspectra.cli.plot.FigureFile;
import io.molspectra.cli.plot.FigureSize;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a figure goes and how large it is. */
final class FigureOptions {

  private static final int DPI = 192;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "File to write: .png or .svg. A former one is replaced.")
  private Path output;

  @Option(
      names = "--width",
      paramLabel = "PIXELS",
      description = "Width of a PNG; an SVG has the same width in inches.")
  private @Nullable Integer width;

  @Option(names = "--height", paramLabel = "PIXELS", description = "Height, likewise.")
  private @Nullable Integer height;

  @Option(
      names = "--dpi",
      paramLabel = "N",
      defaultValue = "" + DPI,
      description =
          "Pixels an inch: letters are the larger in pixels, the higher it is. Default: "
              + DPI
              + ".")
  private int dpi;

  /**
   * Refuses a file or size that cannot be, before the work, and tells the size.
   *
   * @param usualWidth pixels, unless the user gave others
   * @param usualHeight likewise
   * @throws CommandFailure USAGE
   */
  FigureSize size(int usualWidth, int usualHeight) {
    try {
      FigureFile.requireFormat(output);
      return new FigureSize(
          width == null ? usualWidth : width, height == null ? usualHeight : height, dpi);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  /** Draws the figure. */
  void write(FigureSize size, Drawing drawing) throws IOException {
    FigureFile.write(output, size, drawing);
  }
}
