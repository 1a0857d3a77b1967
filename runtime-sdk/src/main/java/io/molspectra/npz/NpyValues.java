package io.molspectra.npz;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The values of an array as bytes and back, a chunk at a time. */
final class NpyValues {

  private static final int CHUNK = 1 << 16;

  private NpyValues() {}

  /**
   * Reads the values that follow a header.
   *
   * @param where file and entry, for messages
   */
  static NpyArray read(InputStream in, NpyHeader header, String where) throws IOException {
    Object values = next(in, header, (int) NpyArray.elements(header.shape()), where);
    if (header.fortranOrder() && header.shape().length > 1) {
      values = rowMajor(values, header.shape());
    }
    return new NpyArray(header.type(), header.shape(), values);
  }

  /** Reads the next so many values, in the order in which the file has them. */
  static Object next(InputStream in, NpyHeader header, int count, String where) throws IOException {
    Object values = allocate(header.type(), count);
    int item = header.itemBytes();
    int perChunk = Math.max(1, CHUNK / Math.max(item, 1));
    byte[] chunk = new byte[Math.min(perChunk, Math.max(count, 1)) * item];
    ByteBuffer bytes = ByteBuffer.wrap(chunk).order(header.order());
    for (int done = 0, now; done < count; done += now) {
      now = Math.min(perChunk, count - done);
      if (in.readNBytes(chunk, 0, now * item) < now * item) {
        throw new NpyFormatException(where + " ends before its last value", new EOFException());
      }
      bytes.clear();
      for (int i = done; i < done + now; i++) {
        decode(bytes, header, values, i, where);
      }
    }
    return values;
  }

  /** Bytes of one element of an array when written. */
  static int itemBytes(NpyArray array) {
    if (!array.type().isText()) {
      return array.type().bytes();
    }
    int widest = 1;
    for (String text : array.toStrings()) {
      widest = Math.max(widest, text.codePointCount(0, text.length()));
    }
    return array.type() == NpyType.STRING ? 4 * widest : widest;
  }

  /** Writes the values little endian, row by row. */
  static void write(OutputStream out, NpyArray array, int item) throws IOException {
    int perChunk = Math.max(1, CHUNK / item);
    ByteBuffer bytes = ByteBuffer.allocate(perChunk * item).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < array.size(); i++) {
      encode(bytes, array, i, item);
      if (!bytes.hasRemaining() || i == array.size() - 1) {
        out.write(bytes.array(), 0, bytes.position());
        bytes.clear();
      }
    }
  }

  private static Object allocate(NpyType type, int count) {
    return switch (type) {
      case FLOAT32 -> new float[count];
      case FLOAT64 -> new double[count];
      case STRING, BYTES -> new String[count];
      default -> new long[count];
    };
  }

  private static void decode(ByteBuffer in, NpyHeader header, Object values, int i, String where)
      throws NpyFormatException {
    switch (header.type()) {
      case FLOAT32 -> ((float[]) values)[i] = in.getFloat();
      case FLOAT64 -> ((double[]) values)[i] = in.getDouble();
      case STRING, BYTES -> ((String[]) values)[i] = text(in, header, where);
      default -> ((long[]) values)[i] = wholeNumber(in, header.type(), where);
    }
  }

  private static long wholeNumber(ByteBuffer in, NpyType type, String where)
      throws NpyFormatException {
    return switch (type) {
      case BOOL -> in.get() == 0 ? 0 : 1;
      case INT8 -> in.get();
      case UINT8 -> in.get() & 0xff;
      case INT16 -> in.getShort();
      case UINT16 -> in.getShort() & 0xffff;
      case INT32 -> in.getInt();
      case UINT32 -> in.getInt() & 0xffffffffL;
      case INT64 -> in.getLong();
      case UINT64 -> {
        long value = in.getLong();
        if (value < 0) {
          throw new NpyFormatException(
              where + " holds " + Long.toUnsignedString(value) + ", too large for a signed number");
        }
        yield value;
      }
      default -> throw new IllegalArgumentException("no whole number: " + type);
    };
  }

  /** Text of fixed width; the NUL characters that pad it are dropped. */
  private static String text(ByteBuffer in, NpyHeader header, String where)
      throws NpyFormatException {
    if (header.type() == NpyType.BYTES) {
      byte[] bytes = new byte[header.itemBytes()];
      in.get(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return text.replaceFirst("\u0000+$", "");
    }
    StringBuilder text = new StringBuilder();
    int kept = 0;
    for (int i = 0; i < header.itemBytes(); i += 4) {
      int codePoint = in.getInt();
      if (!Character.isValidCodePoint(codePoint)) {
        throw new NpyFormatException(
            where + " holds text with the impossible character " + codePoint);
      }
      text.appendCodePoint(codePoint);
      kept = codePoint == 0 ? kept : text.length();
    }
    return text.substring(0, kept);
  }

  private static void encode(ByteBuffer out, NpyArray array, int i, int item) {
    switch (array.type()) {
      case FLOAT32 -> out.putFloat(array.toFloats()[i]);
      case FLOAT64 -> out.putDouble(array.toDoubles()[i]);
      case STRING -> {
        int end = out.position() + item;
        array.toStrings()[i].codePoints().forEach(out::putInt);
        pad(out, end);
      }
      case BYTES -> {
        int end = out.position() + item;
        out.put(array.toStrings()[i].getBytes(StandardCharsets.ISO_8859_1));
        pad(out, end);
      }
      default -> {
        long value = array.toLongs()[i];
        for (int b = 0; b < item; b++) {
          out.put((byte) (value >> (8 * b)));
        }
      }
    }
  }

  private static void pad(ByteBuffer out, int end) {
    while (out.position() < end) {
      out.put((byte) 0);
    }
  }

  /** Reorders values whose first axis runs fastest. */
  private static Object rowMajor(Object values, long[] shape) {
    int count = Array.getLength(values);
    Object result = Array.newInstance(values.getClass().getComponentType(), count);
    int[] index = new int[shape.length];
    long[] stride = new long[shape.length];
    long product = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      stride[axis] = product;
      product *= shape[axis];
    }
    int from = 0;
    for (int to = 0; to < count; to++) {
      System.arraycopy(values, from, result, to, 1);
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from += (int) stride[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        from -= (int) (stride[axis] * shape[axis]);
        index[axis] = 0;
      }
    }
    return result;
  }
}
