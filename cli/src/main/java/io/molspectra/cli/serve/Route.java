package io.molspectra.cli.serve;

import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What is done at a path. */
sealed interface Route {

  /** Methods that are answered, as the header Allow has them. */
  String allowed();

  /** Something to look at, ready at once. */
  record Look(Supplier<Reply> answer) implements Route {
    @Override
    public String allowed() {
      return "GET, HEAD";
    }
  }

  /** A question in JSON, which the model must be asked about. */
  record Question(BiFunction<byte[], Deadline, Object> answer) implements Route {
    @Override
    public String allowed() {
      return "POST";
    }
  }
}
