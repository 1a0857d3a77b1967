package io.molspectra.trainer.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The frame of a record in a TFRecord file: length (8 bytes, little-endian), its checksum, the
 * data, their checksum. A checksum is a CRC-32C, masked because the data may hold such sums
 * themselves.
 */
final class TfRecord {
  private static final int MASK = 0xa282ead8;
  private static final int ROTATION = 15;

  private TfRecord() {}

  static ByteBuffer frame(byte[] data) {
    ByteBuffer frame =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(data.length);
    frame.putInt(maskedChecksum(frame.array(), Long.BYTES));
    frame.put(data);
    frame.putInt(maskedChecksum(data, data.length));
    return frame.flip();
  }

  private static int maskedChecksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK;
  }
}
