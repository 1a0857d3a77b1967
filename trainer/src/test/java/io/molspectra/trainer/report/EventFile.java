package io.molspectra.trainer.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads event files from the description of their format; shares no code with what writes them. */
public final class EventFile {

  /** One event; steps and texts are absent if 0 or empty. */
  public record Event(
      double wallTime, long step, String version, Map<String, Float> scalars, boolean start) {}

  private EventFile() {}

  /**
   * What TensorBoard shows of a folder: the files in the order of their names, purged at starts.
   */
  public static SortedMap<Long, Map<String, Float>> shown(Path folder) throws IOException {
    SortedMap<Long, Map<String, Float>> shown = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        for (Event event : read(file)) {
          if (event.start()) {
            shown.tailMap(event.step()).clear();
          } else if (!event.scalars().isEmpty()) {
            shown.merge(
                event.step(),
                event.scalars(),
                (a, b) -> {
                  throw new AssertionError("step %d is there twice".formatted(event.step()));
                });
          }
        }
      }
    }
    return shown;
  }

  /** All events of a file; fails if a checksum is wrong or the end is cut. */
  public static List<Event> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] header = new byte[8];
      bytes.get(header);
      check(header, bytes.getInt());
      byte[] data =
          new byte[(int) ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      bytes.get(data);
      check(data, bytes.getInt());
      events.add(event(data));
    }
    return events;
  }

  private static Event event(byte[] data) {
    Map<Integer, List<Object>> fields = fields(data);
    Map<String, Float> scalars = new LinkedHashMap<>();
    for (Object summary : fields.getOrDefault(5, List.of())) {
      for (Object value : fields((byte[]) summary).get(1)) {
        Map<Integer, List<Object>> entry = fields((byte[]) value);
        scalars.put(text(entry.get(1).get(0)), (Float) entry.get(2).get(0));
      }
    }
    boolean start =
        fields.containsKey(7)
            && fields((byte[]) fields.get(7).get(0)).get(1).equals(List.of((Object) 1L));
    return new Event(
        (Double) fields.get(1).get(0),
        fields.containsKey(2) ? (Long) fields.get(2).get(0) : 0,
        fields.containsKey(3) ? text(fields.get(3).get(0)) : "",
        scalars,
        start);
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }

  private static Map<Integer, List<Object>> fields(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, List<Object>> fields = new TreeMap<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) (key & 7)) {
            case 0 -> varint(in);
            case 1 -> in.getDouble();
            case 2 -> {
              byte[] bytes = new byte[(int) varint(in)];
              in.get(bytes);
              yield bytes;
            }
            case 5 -> in.getFloat();
            default -> throw new AssertionError("no wire type: " + (key & 7));
          };
      fields.computeIfAbsent((int) (key >>> 3), number -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static void check(byte[] data, int masked) {
    int crc = crc32c(data);
    int expected = (crc >>> 15 | crc << 17) + 0xa282ead8;
    if (masked != expected) {
      throw new AssertionError("checksum is %08x, not %08x".formatted(masked, expected));
    }
  }

  /** CRC-32C bit by bit: reflected polynomial 0x1EDC6F41. */
  static int crc32c(byte[] data) {
    int crc = ~0;
    for (byte one : data) {
      crc ^= one & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x82F63B78;
      }
    }
    return ~crc;
  }
}
