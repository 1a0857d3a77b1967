package io.molspectra.cli.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;

/** Looks at the files that figures were written to. */
public final class Pictures {

  private Pictures() {}

  /** A PNG of the size, with more on it than a blank sheet has. */
  public static BufferedImage drawn(Path png, int width, int height) throws Exception {
    BufferedImage image = ImageIO.read(png.toFile());
    assertNotNull(image, () -> png + " is no picture");
    assertEquals(width, image.getWidth());
    assertEquals(height, image.getHeight());
    Set<Integer> colors = new HashSet<>();
    int inked = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        colors.add(image.getRGB(x, y));
        inked += image.getRGB(x, y) == 0xFFFFFFFF ? 0 : 1;
      }
    }
    assertTrue(colors.size() > 20, () -> "only the colours " + colors);
    // Letters and lines alone cover about a hundredth.
    assertTrue(inked > width * height / 200, "blank");
    return image;
  }

  /** Well-formed XML; the document type it names is not fetched. */
  public static Document svg(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document document = factory.newDocumentBuilder().parse(new File(file.toString()));
    assertEquals("svg", document.getDocumentElement().getTagName());
    return document;
  }
}
