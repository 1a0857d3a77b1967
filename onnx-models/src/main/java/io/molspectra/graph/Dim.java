package io.molspectra.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One extent of a shape: a product of a number and of symbols known only when the graph runs, such
 * as {@code 3}, {@code A} or {@code A*K}.
 *
 * @param factor the number
 * @param symbols sorted symbol names, repeated for powers
 */
public record Dim(long factor, List<String> symbols) {

  public static final Dim ONE = of(1);

  public Dim {
    if (factor < 0) {
      throw new GraphException("negative extent " + factor);
    }
    symbols = symbols.stream().sorted().toList();
  }

  public static Dim of(long extent) {
    return new Dim(extent, List.of());
  }

  public static Dim symbol(String name) {
    return new Dim(1, List.of(name));
  }

  /** Whether the extent is a plain number. */
  public boolean isFixed() {
    return symbols.isEmpty();
  }

  public boolean isOne() {
    return equals(ONE);
  }

  public Dim times(Dim other) {
    var all = new ArrayList<>(symbols);
    all.addAll(other.symbols);
    return new Dim(factor * other.factor, all);
  }

  /** The exact quotient, or empty if the divisor does not divide this product. */
  public Optional<Dim> dividedBy(Dim divisor) {
    var rest = new ArrayList<>(symbols);
    for (String symbol : divisor.symbols) {
      if (!rest.remove(symbol)) {
        return Optional.empty();
      }
    }
    if (divisor.factor == 0 || factor % divisor.factor != 0) {
      return Optional.empty();
    }
    return Optional.of(new Dim(factor / divisor.factor, rest));
  }

  @Override
  public String toString() {
    if (symbols.isEmpty()) {
      return Long.toString(factor);
    }
    String product = String.join("*", symbols);
    return factor == 1 ? product : factor + "*" + product;
  }
}
