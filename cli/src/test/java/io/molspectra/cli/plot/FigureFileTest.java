package io.molspectra.cli.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class FigureFileTest {

  private static final FigureSize SIZE = new FigureSize(700, 500, 144);

  @TempDir Path folder;

  private final Drawing map =
      new EmbeddingFigure(
          List.of(new PointSet("", List.of("a", "b"), new double[] {0, 1}, new double[] {0, 2})),
          new double[] {0.7, 0.2},
          null);

  @Test
  void aPngHasThePixelsAskedForAndTellsItsResolution() throws Exception {
    Path file = folder.resolve("new/map.PNG");
    FigureFile.write(file, SIZE, map);
    Pictures.drawn(file, 700, 500);
    // 144 dots an inch are 144 / 25.4 a millimetre; PNG keeps whole dots a metre.
    assertEquals(25.4 / 144, millimetresPerPixel(file), 1e-4);
  }

  @Test
  void anSvgIsAsLargeInInchesAsThePng() throws Exception {
    Path file = folder.resolve("map.svg");
    FigureFile.write(file, SIZE, map);
    Element svg = Pictures.svg(file).getDocumentElement();
    // 700 pixels at 144 dpi, in units of 1/96 inch.
    assertEquals(700 * 96 / 144.0, number(svg.getAttribute("width")), 1e-3);
    assertEquals(500 * 96 / 144.0, number(svg.getAttribute("height")), 1e-3);
    assertTrue(svg.getElementsByTagName("path").getLength() > 10, "no letters");
  }

  @Test
  void theSameDrawingMakesTheSameFile() throws IOException {
    FigureFile.write(folder.resolve("a.png"), SIZE, map);
    FigureFile.write(folder.resolve("b.png"), SIZE, map);
    assertEquals(-1, Files.mismatch(folder.resolve("a.png"), folder.resolve("b.png")));
  }

  @Test
  void aDrawingThatFailsLeavesTheFormerFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("map.png"), "former");
    Drawing broken =
        sheet -> {
          throw new IllegalStateException("broken");
        };
    assertThrows(IllegalStateException.class, () -> FigureFile.write(file, SIZE, broken));
    assertEquals("former", Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void anotherEndingIsRefusedWithTheTwoThatAreWritten() {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> FigureFile.write(folder.resolve("map.pdf"), SIZE, map));
    assertTrue(failure.getMessage().endsWith("name a file .png or .svg"), failure.getMessage());
  }

  @Test
  void sizesThatNobodyCouldReadOrHoldAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new FigureSize(100, 500, 96));
    assertThrows(IllegalArgumentException.class, () -> new FigureSize(500, 30_000, 96));
    assertThrows(IllegalArgumentException.class, () -> new FigureSize(500, 500, 0));
    var small = assertThrows(IllegalArgumentException.class, () -> new FigureSize(500, 500, 300));
    assertTrue(small.getMessage().endsWith("lower the dpi"), small.getMessage());
  }

  private static double number(String length) {
    return Double.parseDouble(length.replace("px", ""));
  }

  private static double millimetresPerPixel(Path png) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(png.toFile())) {
      reader.setInput(in);
      Element tree = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_1.0");
      Element size = (Element) tree.getElementsByTagName("HorizontalPixelSize").item(0);
      return Double.parseDouble(size.getAttribute("value"));
    } finally {
      reader.dispose();
    }
  }
}
