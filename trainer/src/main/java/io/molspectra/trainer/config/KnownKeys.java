package io.molspectra.trainer.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys a configuration may have, taken from a complete one. */
final class KnownKeys {

  private final JsonNode complete;

  KnownKeys(JsonNode complete) {
    this.complete = complete;
  }

  /**
   * Refuses keys that do not exist and sections written as values.
   *
   * @throws ConfigException naming the first such key
   */
  void check(ConfigLayer layer) {
    check(layer, layer.tree(), complete, "");
  }

  private void check(ConfigLayer layer, JsonNode given, JsonNode known, String prefix) {
    Iterator<Map.Entry<String, JsonNode>> fields = given.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      String key = prefix + field.getKey();
      JsonNode expected = known.get(field.getKey());
      if (expected == null) {
        throw unknown(layer, key, field.getKey(), known);
      }
      if (expected.isObject() && !field.getValue().isObject()) {
        throw new ConfigException(
            "%s: %s is a section with the keys %s, not a value"
                .formatted(layer.place(key), key, names(expected)));
      }
      if (!expected.isObject() && field.getValue().isObject()) {
        throw new ConfigException(
            "%s: %s is a value, not a section".formatted(layer.place(key), key));
      }
      if (expected.isObject()) {
        check(layer, field.getValue(), expected, key + ".");
      }
    }
  }

  private ConfigException unknown(ConfigLayer layer, String key, String name, JsonNode section) {
    // Also look through all full keys: 'lr' alone most likely means 'optimiser.lr'.
    String cure =
        NearestName.of(name, names(section))
            .map(nearest -> key.substring(0, key.length() - name.length()) + nearest)
            .or(() -> elsewhere(name))
            .map(nearest -> "did you mean '" + nearest + "'?")
            .orElseGet(() -> "known keys here: " + String.join(", ", names(section)));
    return new ConfigException("%s: unknown key '%s'; %s".formatted(layer.place(key), key, cure));
  }

  private Optional<String> elsewhere(String name) {
    List<String> found = new ArrayList<>();
    complete
        .fields()
        .forEachRemaining(
            section -> {
              if (section.getValue().has(name)) {
                found.add(section.getKey() + "." + name);
              }
            });
    return found.stream().findFirst();
  }

  private static Collection<String> names(JsonNode section) {
    List<String> names = new ArrayList<>();
    section.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
