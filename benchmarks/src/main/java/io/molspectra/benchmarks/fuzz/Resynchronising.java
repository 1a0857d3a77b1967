package io.molspectra.benchmarks.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Where the records after a damaged one can be told apart from it, by the format's own rules. */
enum Resynchronising {
  /** A record ends with its end mark. */
  SDF {
    @Override
    boolean isPossible(byte[] sound, byte[] damaged) {
      List<byte[]> lines = Mutator.lines(damaged, '\n');
      return !lines.isEmpty()
          && Arrays.equals(lines.get(lines.size() - 1), Samples.bytes("$$$$\n"));
    }
  },
  /** A frame ends where its first line says; whoever changes lines changes what follows. */
  XYZ {
    @Override
    boolean isPossible(byte[] sound, byte[] damaged) {
      List<byte[]> before = Mutator.lines(sound, '\n');
      List<byte[]> after = Mutator.lines(damaged, '\n');
      return before.size() == after.size()
          && endsInLineBreak(damaged)
          && Arrays.equals(before.get(0), after.get(0))
          && Arrays.equals(before.get(1), after.get(1));
    }
  },
  /** A record is a line. */
  LINES {
    @Override
    boolean isPossible(byte[] sound, byte[] damaged) {
      return damaged.length == 0 || endsInLineBreak(damaged);
    }
  },
  /** A record is a line, unless a quote is opened. */
  CSV {
    @Override
    boolean isPossible(byte[] sound, byte[] damaged) {
      return LINES.isPossible(sound, damaged)
          && !new String(damaged, StandardCharsets.ISO_8859_1).contains("\"");
    }
  };

  /** Whether the line end alone parts records. */
  boolean isByLine() {
    return this == LINES || this == CSV;
  }

  abstract boolean isPossible(byte[] sound, byte[] damaged);

  private static boolean endsInLineBreak(byte[] bytes) {
    return bytes.length > 0 && bytes[bytes.length - 1] == '\n';
  }
}
