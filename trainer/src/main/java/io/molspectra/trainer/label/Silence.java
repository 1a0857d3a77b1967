package io.molspectra.trainer.label;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Drops what the current thread prints to standard output, which belongs to the command:
 * OpenChemLib's perception of bonds prints codes and complaints there. Other threads print on.
 */
final class Silence implements AutoCloseable {

  private final PrintStream before;

  private Silence(PrintStream before) {
    this.before = before;
  }

  static Silence begin() {
    PrintStream before = System.out;
    Thread silent = Thread.currentThread();
    System.setOut(new PrintStream(new OthersOnly(before, silent), true));
    return new Silence(before);
  }

  @Override
  public void close() {
    System.setOut(before);
  }

  /** Hands on what other threads write. */
  private static final class OthersOnly extends OutputStream {
    private final PrintStream target;
    private final Thread silent;

    OthersOnly(PrintStream target, Thread silent) {
      this.target = target;
      this.silent = silent;
    }

    @Override
    public void write(int value) {
      if (Thread.currentThread() != silent) {
        target.write(value);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (Thread.currentThread() != silent) {
        target.write(bytes, from, length);
      }
    }

    @Override
    public void flush() {
      target.flush();
    }
  }
}
