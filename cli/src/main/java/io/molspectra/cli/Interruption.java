package io.molspectra.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ends work at Ctrl-C or a termination signal between two batches, so that nothing is left behind.
 * A second signal ends the process at once.
 *
 * <p>A shutdown hook would come too late: ONNX Runtime has one of its own, which takes the runtime
 * away from under predictions that are still going on, and the JVM crashes.
 */
final class Interruption implements AutoCloseable {

  private static final List<String> SIGNALS = List.of("INT", "TERM");

  /** What a shell reports for a process that a signal ended is this and the signal's number. */
  private static final int SIGNALLED = 128;

  private final Map<Signal, SignalHandler> former = new LinkedHashMap<>();
  private final CountDownLatch came = new CountDownLatch(1);
  private final Consumer<String> told;
  private final String message;
  private volatile int received;

  private Interruption(Consumer<String> told, String message) {
    this.told = told;
    this.message = message;
  }

  /**
   * Watches from now on.
   *
   * @param told is given a line when a signal comes
   */
  static Interruption watch(Consumer<String> told) {
    return watch(told, "interrupted: ending after this batch; once more to end now");
  }

  /**
   * Watches from now on.
   *
   * @param told is given the message when a signal comes
   */
  static Interruption watch(Consumer<String> told, String message) {
    var interruption = new Interruption(told, message);
    for (String name : SIGNALS) {
      try {
        Signal signal = new Signal(name);
        interruption.former.put(signal, Signal.handle(signal, interruption::receive));
      } catch (IllegalArgumentException notOurs) {
        // The JVM was told to leave signals alone (-Xrs), or the system has none of this name.
      }
    }
    return interruption;
  }

  /**
   * Goes on unless the process was asked to end.
   *
   * @throws CommandFailure if it was
   */
  void check() {
    int signal = received;
    if (signal > 0) {
      throw new CommandFailure(SIGNALLED + signal, "interrupted; no output is written");
    }
  }

  /** Waits until the process is asked to end. */
  void await() {
    try {
      came.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Exit code of a process that was asked to end, 0 if this one was not. */
  int exitCode() {
    int signal = received;
    return signal > 0 ? SIGNALLED + signal : 0;
  }

  /** Signals do again what they did before. */
  @Override
  public void close() {
    former.forEach(Signal::handle);
  }

  private void receive(Signal signal) {
    received = signal.getNumber();
    close();
    told.accept(message);
    came.countDown();
  }
}
