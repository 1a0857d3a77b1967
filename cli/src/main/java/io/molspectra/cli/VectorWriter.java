package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import java.io.Closeable;
import java.io.IOException;

/** A file of one feature vector a molecule that appears under its name when it is committed. */
interface VectorWriter extends Closeable {

  /** Adds the vector of the next molecule, [C]. */
  void add(String id, float[] vector) throws IOException;

  /**
   * Publishes what was added, in place of a former file.
   *
   * @throws IOException if it cannot be written out
   */
  void commit() throws IOException;

  /** The same file for answers that are feature vectors. */
  default AnswerWriter ofAnswers() {
    return new AnswerWriter() {
      @Override
      public void add(Answer answer) throws IOException {
        VectorWriter.this.add(answer.molecule().id(), answer.values());
      }

      @Override
      public void commit() throws IOException {
        VectorWriter.this.commit();
      }

      @Override
      public void close() throws IOException {
        VectorWriter.this.close();
      }
    };
  }
}
