package io.molspectra.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The words behind {@code bench NAME}. A measurement takes minutes, so none begins before all words
 * are understood: with a wrong, missing or further one the process ends with the usage and exit
 * code 2.
 */
final class Arguments {

  /** How {@link Size}s are written in a usage. */
  static final String SIZES = "tiny | soak | small | medium | full";

  private static final int WRONG = 2;

  private final String usage;
  private final String[] words;
  private int next;

  /**
   * Ends the process with exit code 0 if help is asked for.
   *
   * @param usage what may be said, in one line, beginning with the name of the measurement
   * @param words what was said
   */
  Arguments(String usage, String... words) {
    this.usage = "usage: bench " + usage;
    this.words = words.clone();
    if (List.of(words).contains("--help") || List.of(words).contains("-h")) {
      System.out.println(this.usage);
      System.exit(0);
    }
  }

  /** The meaning of the next word, which must be there. */
  <T> T required(Function<String, T> meaning) {
    if (next == words.length) {
      throw end("a word is missing");
    }
    String word = words[next++];
    try {
      return meaning.apply(word);
    } catch (IllegalArgumentException e) {
      throw end("'" + word + "' is none of these");
    }
  }

  /** The same, or something else if there is none. */
  <T> T optional(Function<String, T> meaning, T otherwise) {
    return next == words.length ? otherwise : required(meaning);
  }

  /** The meanings of all further words, or something else if there are none. */
  <T> List<T> rest(Function<String, T> meaning, List<T> otherwise) {
    List<T> rest = new ArrayList<>();
    while (next < words.length) {
      rest.add(required(meaning));
    }
    return rest.isEmpty() ? otherwise : rest;
  }

  /** To be called when all that is wanted was asked for. */
  void finish() {
    if (next < words.length) {
      throw end("'" + words[next] + "' is too many");
    }
  }

  /** Never returns; to be thrown so that the compiler knows. */
  private IllegalStateException end(String why) {
    System.err.println(usage + "  (" + why + ")");
    System.exit(WRONG);
    return new IllegalStateException(why);
  }

  /** A number of things, at least one. */
  static int count(String word) {
    return positive(Integer.parseInt(word));
  }

  /** The same for what may be more than two billions. */
  static long longCount(String word) {
    return positive(Long.parseLong(word));
  }

  /** A time. */
  static double seconds(String word) {
    return positive(Double.parseDouble(word));
  }

  private static <N extends Number> N positive(N number) {
    double value = number.doubleValue();
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(number + " is not above 0");
    }
    return number;
  }
}
