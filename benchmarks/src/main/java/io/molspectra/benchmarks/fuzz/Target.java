package io.molspectra.benchmarks.fuzz;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** One format with its sound files, how they are damaged, and what must hold afterwards. */
interface Target extends Closeable {

  /** Name of the format, as {@code --format} takes it. */
  String name();

  /**
   * Damages a sound file.
   *
   * @param folder empty; the input is written into it
   */
  Trial damage(RandomGenerator random, Path folder) throws IOException;

  @Override
  default void close() throws IOException {}

  /** A damaged input, ready to be read. */
  @FunctionalInterface
  interface Trial {
    /**
     * Reads the input.
     *
     * @throws Finding if something was read that must not have been
     * @throws Exception anything is a finding, too
     */
    Outcome read() throws Exception;
  }
}
