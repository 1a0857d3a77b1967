package io.molspectra.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipInputTest {

  private static final byte[] FIRST = "the first\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
  private static final byte[] SECOND = "the second\n".repeat(500).getBytes(StandardCharsets.UTF_8);

  private static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  private static InputStream open(byte[]... parts) throws IOException {
    return GzipInput.open(new ByteArrayInputStream(joined(parts)));
  }

  @Test
  void membersAreReadAsOne() throws IOException {
    assertArrayEquals(joined(FIRST, SECOND), open(gzip(FIRST), gzip(SECOND)).readAllBytes());
  }

  /** What bgzip ends its files with. */
  @Test
  void anEmptyMemberAtTheEndIsNone() throws IOException {
    assertArrayEquals(FIRST, open(gzip(FIRST), gzip(new byte[0])).readAllBytes());
  }

  @Test
  void aPipeThatHasNothingAtHandGoesOn() throws IOException {
    var slow =
        new FilterInputStream(new ByteArrayInputStream(joined(gzip(FIRST), gzip(SECOND)))) {
          @Override
          public int available() {
            return 0;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1));
          }
        };
    assertArrayEquals(joined(FIRST, SECOND), GzipInput.open(slow).readAllBytes());
  }

  @Test
  void damageAtTheHeadOfAMemberIsToldAfterTheMembersBefore() throws IOException {
    byte[] second = gzip(SECOND);
    for (int damaged = 0; damaged < 3; damaged++) {
      byte[] head = second.clone();
      head[damaged] ^= 1;
      InputStream in = open(gzip(FIRST), head);
      assertArrayEquals(FIRST, in.readNBytes(FIRST.length), "byte " + damaged);
      assertThrows(ZipException.class, in::read, "byte " + damaged);
    }
  }

  @Test
  void trailingTextIsToldAndTrailingZerosAreNot() throws IOException {
    InputStream followed = open(gzip(FIRST), "more".getBytes(StandardCharsets.UTF_8));
    assertArrayEquals(FIRST, followed.readNBytes(FIRST.length));
    ZipException told = assertThrows(ZipException.class, followed::read);
    assertEquals("what follows a compressed part is no gzip, and was not read", told.getMessage());
    assertArrayEquals(FIRST, open(gzip(FIRST), new byte[100_000]).readAllBytes());
  }

  @Test
  void aCutFileIsTold() {
    byte[] whole = gzip(FIRST);
    for (int length : new int[] {0, 5, 15, whole.length - 9, whole.length - 1}) {
      assertThrows(
          EOFException.class, () -> open(Arrays.copyOf(whole, length)).readAllBytes(), "" + length);
    }
  }

  /** Wrong content may have come out before the checksum is seen. */
  @Test
  void aWrongChecksumTellsOfWhatWasReadBefore() {
    byte[] damaged = gzip(FIRST);
    damaged[damaged.length - 6] ^= 1;
    ZipException told = assertThrows(ZipException.class, () -> open(damaged).readAllBytes());
    assertEquals("Corrupt GZIP trailer: what was read before may be wrong, too", told.getMessage());
  }
}
