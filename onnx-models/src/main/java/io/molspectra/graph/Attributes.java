package io.molspectra.graph;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attributes of a node, by ONNX name: {@code Long}, {@code Double}, {@code String}, {@code
 * List<Long>} or {@link Tensor}.
 *
 * @param values sorted by name
 */
public record Attributes(Map<String, Object> values) {

  public static final Attributes NONE = new Attributes(Map.of());

  public Attributes {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  public static Attributes of(String name, Object value) {
    return new Attributes(Map.of(name, value));
  }

  /** These attributes and one more. */
  public Attributes and(String name, Object value) {
    var copy = new TreeMap<>(values);
    copy.put(name, value);
    return new Attributes(copy);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public long integer(String name, long otherwise) {
    return values.get(name) instanceof Long value ? value : otherwise;
  }

  public double real(String name, double otherwise) {
    return values.get(name) instanceof Double value ? value : otherwise;
  }

  /** A list of integers, empty if absent. */
  public List<Long> integers(String name) {
    if (values.get(name) instanceof List<?> list) {
      return list.stream().map(Long.class::cast).toList();
    }
    return List.of();
  }

  /** The list as an array of int. */
  public int[] ints(String name) {
    return integers(name).stream().mapToInt(Math::toIntExact).toArray();
  }
}
