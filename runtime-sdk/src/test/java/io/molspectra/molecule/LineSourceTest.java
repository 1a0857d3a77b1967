package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LineSourceTest {

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines(LineSource source) {
    List<String> lines = new ArrayList<>();
    for (Line line = source.next(); line != null; line = source.next()) {
      lines.add(line.text());
    }
    return lines;
  }

  @Test
  void linesComeWithoutTheirEnds() {
    assertEquals(
        List.of("a", "", "b\rc", "d"), lines(new LineSource(bytes("a\r\n\nb\rc\nd"), false)));
    assertEquals(List.of("a"), lines(new LineSource(bytes("\ufeffa\n"), false)));
    assertEquals(List.of(), lines(new LineSource(bytes(""), false)));
  }

  @Test
  void theLastLineKnowsThatItHasNoEnd() {
    LineSource source = new LineSource(bytes("a\nb"), false);
    Line first = source.next();
    Line last = source.next();
    assertNotNull(first);
    assertNotNull(last);
    assertFalse(first.unterminated());
    assertTrue(last.unterminated());
    assertEquals(2, last.number());
  }

  @Test
  void aLinePutBackComesAgain() {
    LineSource source = new LineSource(bytes("a\nb\n"), false);
    Line a = source.next();
    assertNotNull(a);
    source.pushBack(a);
    assertEquals(List.of("a", "b"), lines(source));
  }

  @Test
  void linesAcrossBufferBordersStayWhole() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      expected.add("x".repeat(i % 97) + i);
    }
    assertEquals(expected, lines(new LineSource(bytes(String.join("\n", expected) + "\n"), false)));
  }

  @Test
  void aHugeLineIsCutNotKept() {
    long length = 300L << 20;
    InputStream endless =
        new InputStream() {
          private long left = length;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }

          @Override
          public int read(byte[] target, int from, int size) {
            int now = (int) Math.min(left, size);
            left -= now;
            return now == 0 ? -1 : now;
          }
        };
    Line line = new LineSource(endless, false).next();
    assertNotNull(line);
    assertTrue(line.cut());
    assertEquals(LineSource.MAX_LENGTH, line.text().length());
  }

  @Test
  void gzipFilesPutTogetherAreReadToTheLast() {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(Records.gzip("a\n".getBytes(StandardCharsets.UTF_8)));
    both.writeBytes(Records.gzip("b\n".getBytes(StandardCharsets.UTF_8)));
    LineSource source = new LineSource(new ByteArrayInputStream(both.toByteArray()), true);
    assertEquals(List.of("a", "b"), lines(source));
    assertNull(source.failure());
  }

  @Test
  void aFailingDiskEndsTheLinesAndDropsTheHalfOne() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk error");
          }
        };
    LineSource source =
        new LineSource(new SequenceInputStream(bytes("whole\nhal"), failing), false);
    assertEquals(List.of("whole"), lines(source));
    RecordFault failure = source.failure();
    assertNotNull(failure);
    assertEquals(RejectReason.TRUNCATED, failure.reason());
    assertTrue(failure.text().contains("disk error"));
  }

  @Test
  void closingClosesTheFile() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream content =
        new FilterInputStream(bytes("not gzip")) {
          @Override
          public void close() throws IOException {
            closed.set(true);
            super.close();
          }
        };
    new LineSource(content, true).close();
    assertTrue(closed.get());
  }
}
