package io.molspectra.trainer.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * One source of settings: a preset, a file or one {@code key=value}.
 *
 * @param tree the settings
 * @param places dotted key to the place it stands at, as messages name it
 */
record ConfigLayer(ObjectNode tree, Map<String, String> places) {

  /** Reads YAML text; {@code source} is what messages call it. */
  static ConfigLayer ofYaml(String source, String text) {
    try {
      JsonNode tree = Yaml.MAPPER.readTree(text);
      if (tree.isMissingNode() || tree.isNull()) {
        return new ConfigLayer(Yaml.MAPPER.createObjectNode(), Map.of());
      }
      if (!(tree instanceof ObjectNode object)) {
        throw new ConfigException(source + ": expected settings such as 'seed: 1', found a value");
      }
      return new ConfigLayer(object, places(source, text));
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "%s, line %d: not YAML: %s".formatted(source, line(e), e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new ConfigException(source + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads one {@code a.b=value}; the value is YAML. */
  static ConfigLayer ofAssignment(String assignment) {
    String source = "--set " + assignment;
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new ConfigException(source + ": expected key=value, such as optimiser.lr=0.001");
    }
    String[] path = assignment.substring(0, equals).strip().split("\\.", -1);
    ObjectNode root = Yaml.MAPPER.createObjectNode();
    ObjectNode parent = root;
    Map<String, String> places = new HashMap<>();
    String key = path[0];
    for (int i = 0; i < path.length - 1; i++) {
      places.put(key, source);
      parent = parent.putObject(path[i]);
      key = key + "." + path[i + 1];
    }
    places.put(key, source);
    try {
      parent.set(path[path.length - 1], Yaml.MAPPER.readTree(assignment.substring(equals + 1)));
    } catch (JsonProcessingException e) {
      throw new ConfigException(source + ": the value is not YAML: " + e.getOriginalMessage(), e);
    }
    return new ConfigLayer(root, places);
  }

  /** Where a key stands; the source of its section if the key itself was not recorded. */
  String place(String key) {
    return places.getOrDefault(key, "configuration");
  }

  private static Map<String, String> places(String source, String text) throws IOException {
    Map<String, String> places = new HashMap<>();
    try (JsonParser parser = Yaml.MAPPER.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          String key = parser.getParsingContext().pathAsPointer().toString();
          int line = parser.currentTokenLocation().getLineNr();
          places.put(key.substring(1).replace('/', '.'), "%s, line %d".formatted(source, line));
        }
      }
    }
    return places;
  }

  private static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
  }
}
