package io.molspectra.benchmarks.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages bytes as cables, editors, exporters and ill will do. */
final class Mutator {

  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

  private static final List<String> NUMBERS =
      List.of(
          "",
          "-1",
          "0",
          "999",
          "100001",
          "2147483648",
          "99999999999999999999",
          "1e308",
          "1e39",
          "-1e30",
          "1e-400",
          "NaN",
          "-inf",
          "0x10",
          "1f",
          "1.5.2",
          "--3",
          "+",
          ".",
          "00000000001");

  private static final byte[] SPECIAL =
      "\0\n\r\t \"'$,;.-+=()[]{}%#@\\/:<>\u007f\u00ff\u00fe\u00ef\u0080MVEA0919"
          .getBytes(StandardCharsets.ISO_8859_1);

  private static final int LARGEST_RUN = 4000;

  private final RandomGenerator random;
  private final byte[] donor;

  /**
   * @param donor a sound file of which pieces are spliced in
   */
  Mutator(RandomGenerator random, byte[] donor) {
    this.random = random;
    this.donor = donor;
  }

  /** Damages bytes in one to three ways. */
  byte[] damage(byte[] sound) {
    byte[] bytes = sound;
    for (int left = Math.max(1, random.nextInt(5) - 1); left > 0; left--) {
      bytes = once(bytes);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes) {
    if (bytes.length == 0) {
      return inserted(bytes, 0, some(donor, 40));
    }
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 60));
    return switch (random.nextInt(12)) {
      case 0, 1 -> flipped(bytes);
      case 2 -> replaced(bytes, at, end, new byte[0]);
      case 3 -> inserted(bytes, end, slice(bytes, at, end));
      case 4 -> inserted(bytes, at, special());
      case 5 -> replaced(bytes, at, end, noise(end - at));
      case 6 -> slice(bytes, 0, at);
      case 7 -> lines(bytes);
      case 8, 9 -> number(bytes);
      case 10 -> replaced(bytes, at, end, some(donor, 200));
      default -> inserted(bytes, at, run());
    };
  }

  private byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] special() {
    byte[] bytes = new byte[1 + random.nextInt(4)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = SPECIAL[random.nextInt(SPECIAL.length)];
    }
    return bytes;
  }

  private byte[] run() {
    byte[] bytes = new byte[1 + random.nextInt(random.nextInt(8) == 0 ? LARGEST_RUN : 20)];
    Arrays.fill(bytes, SPECIAL[random.nextInt(SPECIAL.length)]);
    return bytes;
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] some(byte[] bytes, int most) {
    int length = Math.min(bytes.length, 1 + random.nextInt(most));
    int at = random.nextInt(bytes.length - length + 1);
    return slice(bytes, at, at + length);
  }

  /** Swaps, drops or doubles lines. */
  private byte[] lines(byte[] bytes) {
    List<byte[]> lines = lines(bytes, '\n');
    int one = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(3)) {
      case 0 -> lines.set(one, lines.set(other, lines.get(one)));
      case 1 -> lines.remove(one);
      default -> lines.add(other, lines.get(one));
    }
    var joined = new ByteArrayOutputStream();
    lines.forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  /** The pieces that end with a byte, the last perhaps without. */
  static List<byte[]> lines(byte[] bytes, int end) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == end || i == bytes.length - 1) {
        lines.add(slice(bytes, start, i + 1));
        start = i + 1;
      }
    }
    return lines;
  }

  /** Replaces a number by one that is too large, too small, none at all. */
  byte[] number(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<MatchResult> numbers = NUMBER.matcher(text).results().toList();
    if (numbers.isEmpty()) {
      return flipped(bytes);
    }
    MatchResult found = numbers.get(random.nextInt(numbers.size()));
    String other = NUMBERS.get(random.nextInt(NUMBERS.size()));
    return replaced(bytes, found.start(), found.end(), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] inserted(byte[] bytes, int at, byte[] piece) {
    return replaced(bytes, at, at, piece);
  }

  static byte[] replaced(byte[] bytes, int from, int to, byte[] piece) {
    var joined = new ByteArrayOutputStream(bytes.length + piece.length);
    joined.write(bytes, 0, from);
    joined.writeBytes(piece);
    joined.write(bytes, to, bytes.length - to);
    return joined.toByteArray();
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
