package io.molspectra.npz;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the values of a .npy file, format versions 1 to 3.
 *
 * @param type element type
 * @param itemBytes bytes of an element
 * @param order byte order of an element
 * @param fortranOrder whether the first axis runs fastest
 * @param shape lengths of the axes
 * @param length bytes of the header itself, magic included
 */
record NpyHeader(
    NpyType type, int itemBytes, ByteOrder order, boolean fortranOrder, long[] shape, int length) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_LENGTH = 1 << 16;
  private static final int MAX_SHOWN = 200;
  private static final int MAX_ITEM_BYTES = 1 << 24;

  private static final Pattern DESCR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([<>|=]?)([a-zA-Z])(\\d*)['\"]");
  private static final Pattern STRUCTURED = Pattern.compile("['\"]descr['\"]\\s*:\\s*\\[");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\d,\\sL]*)\\)");

  /**
   * Reads a header; the stream then stands at the first value.
   *
   * @param where file and entry, for messages
   * @throws NpyFormatException if this is no .npy content, or of a type that is not known
   */
  static NpyHeader read(InputStream in, String where) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !Arrays.equals(MAGIC, Arrays.copyOf(start, 6))) {
      throw new NpyFormatException(where + " does not begin as a NumPy array does");
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw new NpyFormatException(
          where + " has .npy format version " + version + "; versions 1 to 3 are read");
    }
    int sizeBytes = version == 1 ? 2 : 4;
    int size = littleEndian(in.readNBytes(sizeBytes), sizeBytes, where);
    if (size < 0 || size > MAX_LENGTH) {
      throw new NpyFormatException(
          where + " claims a header of " + (size & 0xffffffffL) + " bytes");
    }
    byte[] text = in.readNBytes(size);
    if (text.length < size) {
      throw new NpyFormatException(where + " ends inside its header", new EOFException());
    }
    return parse(
        new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1),
        8 + sizeBytes + size,
        where);
  }

  private static NpyHeader parse(String text, int length, String where) throws NpyFormatException {
    if (STRUCTURED.matcher(text).find()) {
      throw new NpyFormatException(
          where + " is a structured array; save each of its fields as an array of its own");
    }
    Matcher descr = DESCR.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!descr.find() || !order.find() || !shape.find()) {
      throw new NpyFormatException(where + " has a header that cannot be read: " + shown(text));
    }
    char kind = descr.group(2).charAt(0);
    int width = parseWidth(descr.group(3));
    NpyType type = type(kind, width);
    int itemBytes = kind == 'U' ? 4 * width : width;
    if (type == null || width < 0 || itemBytes > MAX_ITEM_BYTES) {
      throw new NpyFormatException(
          "%s has element type %s%s%s, which is not read; convert it (x.astype('<f4'), for example)"
              .formatted(where, descr.group(1), kind, descr.group(3)));
    }
    return new NpyHeader(
        type,
        itemBytes,
        descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        order.group(1).equals("True"),
        shape(shape.group(1), where),
        length);
  }

  private static String shown(String text) {
    String clean = text.strip().replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() > MAX_SHOWN ? clean.substring(0, MAX_SHOWN) + "..." : clean;
  }

  private static int parseWidth(String digits) {
    return digits.isEmpty() ? 0 : digits.length() > 8 ? -1 : Integer.parseInt(digits);
  }

  private static @Nullable NpyType type(char kind, int width) {
    for (NpyType type : NpyType.values()) {
      if (type.kind() == kind && (type.bytes() == width || type.bytes() == 0)) {
        return type;
      }
    }
    return null;
  }

  private static long[] shape(String text, String where) throws NpyFormatException {
    String[] axes = text.replace("L", "").isBlank() ? new String[0] : text.split(",");
    long[] shape = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      String axis = axes[i].replace("L", "").strip();
      try {
        shape[i] = Long.parseLong(axis);
      } catch (NumberFormatException e) {
        throw new NpyFormatException(
            where + " has a shape that cannot be read: (" + shown(text) + ")", e);
      }
    }
    return shape;
  }

  private static int littleEndian(byte[] bytes, int expected, String where)
      throws NpyFormatException {
    if (bytes.length < expected) {
      throw new NpyFormatException(where + " ends inside its header", new EOFException());
    }
    ByteBuffer padded = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    padded.put(bytes);
    return padded.getInt(0);
  }

  /** The header as NumPy writes it: version 1, little endian, row-major, padded to 64 bytes. */
  static byte[] write(NpyType type, int itemBytes, long[] shape) {
    String axes =
        Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "))
            + (shape.length == 1 ? "," : "");
    int width = type == NpyType.STRING ? itemBytes / 4 : itemBytes;
    String text =
        "{'descr': '%s%s%d', 'fortran_order': False, 'shape': (%s), }"
            .formatted(
                itemBytes > 1 && type != NpyType.BYTES ? "<" : "|", type.kind(), width, axes);
    int padding = 63 - (MAGIC.length + 4 + text.length()) % 64;
    byte[] body = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(MAGIC.length + 4 + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) body.length)
        .put(body)
        .array();
  }
}
