package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XyzFramesTest {
  @TempDir Path folder;

  private XyzFrames frames(String text) throws IOException {
    return XyzFrames.open(Files.writeString(folder.resolve("frames.xyz"), text));
  }

  @Test
  void entriesAndColumnsAreThoseOfTheFrameLastReturned() throws IOException {
    try (XyzFrames frames =
        frames(
            "2\nProperties=tag:I:1:species:S:1:pos:R:3:F:R:3 Energy=-1.5\n"
                + "7 H 0 0 0 1 2 3\n8 H 0 0 1 -1D0 -2*^0 x\n"
                + "1\nProperties=species:S:1:pos:R:3:F:R:2 energy=-2\nHe 0 0 0 1 2\n")) {
      frames.next();
      // Looking ahead, as every loop over an iterator does, must not bring the next frame's.
      frames.hasNext();
      assertEquals("-1.5", frames.entries().get("energy"));
      assertEquals(2, frames.line());
      assertArrayEquals(new double[] {1, 2, 3, -1, -2, Double.NaN}, frames.columns("f", 3));
      assertArrayEquals(new double[] {7, 8}, frames.columns("tag", 1));
      assertNull(frames.columns("forces", 3));
      frames.next();
      assertEquals("-2", frames.entries().get("energy"));
      assertEquals(6, frames.line());
      assertNull(frames.columns("F", 3), "columns of another width are other things");
    }
  }

  @Test
  void aRejectedFrameSaysNothing() throws IOException {
    try (XyzFrames frames = frames("1\nenergy=1\nH 0 0\n1\nenergy=2\nH 0 0 0\n")) {
      assertInstanceOf(MoleculeRecord.Rejected.class, frames.next());
      assertEquals(Map.of(), frames.entries());
      assertNull(frames.columns("forces", 3));
      assertInstanceOf(MoleculeRecord.Parsed.class, frames.next());
      assertEquals("2", frames.entries().get("energy"));
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThrows(NoSuchFileException.class, () -> XyzFrames.open(folder.resolve("nothing.xyz")));
  }
}
