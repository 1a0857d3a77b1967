package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import java.io.Closeable;
import java.io.IOException;

/** A file of answers that appears under its name when it is committed, and not before. */
interface AnswerWriter extends Closeable {

  /** Adds the answer for the next molecule. */
  void add(Answer answer) throws IOException;

  /**
   * Publishes what was added, in place of a former file.
   *
   * @throws IOException if it cannot be written out
   */
  void commit() throws IOException;
}
