package io.molspectra.npz;

/** Element types of NumPy arrays. */
public enum NpyType {
  /** One byte, 0 or 1. */
  BOOL('b', 1),
  /** Signed 8 bit. */
  INT8('i', 1),
  /** Unsigned 8 bit. */
  UINT8('u', 1),
  /** Signed 16 bit. */
  INT16('i', 2),
  /** Unsigned 16 bit. */
  UINT16('u', 2),
  /** Signed 32 bit. */
  INT32('i', 4),
  /** Unsigned 32 bit. */
  UINT32('u', 4),
  /** Signed 64 bit. */
  INT64('i', 8),
  /** Unsigned 64 bit; values from 2^63 on are refused. */
  UINT64('u', 8),
  /** IEEE single precision. */
  FLOAT32('f', 4),
  /** IEEE double precision. */
  FLOAT64('f', 8),
  /** Unicode text of fixed width, 4 bytes a character ({@code <U7}). */
  STRING('U', 0),
  /** Bytes of fixed width ({@code |S7}), read as Latin-1 text. */
  BYTES('S', 0),
  /** Pickled Python objects: listed, never read. */
  OBJECT('O', 0);

  private final char kind;
  private final int bytes;

  NpyType(char kind, int bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  /** NumPy's letter for the kind of type. */
  char kind() {
    return kind;
  }

  /** Bytes of an element, 0 where the type does not fix it. */
  int bytes() {
    return bytes;
  }

  /** Whether the elements are truth values or whole numbers. */
  public boolean isInteger() {
    return kind == 'b' || kind == 'i' || kind == 'u';
  }

  /** Whether the elements are text. */
  public boolean isText() {
    return this == STRING || this == BYTES;
  }
}
