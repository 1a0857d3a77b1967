package io.molspectra.trainer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Settings laid one over the other: a preset, over it a file, over both single assignments. */
final class ConfigMerge {
  /** Keys that may be left out, presets and configurations of former versions do, with defaults. */
  private static final ConfigLayer OPTIONAL = resource("optional.yaml", "defaults");

  private final ObjectNode merged;
  private final Map<String, String> places = new HashMap<>();
  private final KnownKeys known;

  private ConfigMerge(ConfigLayer complete) {
    this.merged = Yaml.MAPPER.createObjectNode();
    ObjectNode keys = complete.tree().deepCopy();
    fillIn(keys, OPTIONAL.tree());
    this.known = new KnownKeys(keys);
  }

  /**
   * A preset and what is laid over it.
   *
   * @param folder of the presets' resources, "presets" for example
   * @param names of the presets there are
   */
  static ConfigMerge of(
      String folder,
      List<String> names,
      String preset,
      Optional<Path> file,
      List<String> assignments) {
    ConfigLayer base = presetLayer(folder, names, preset);
    var merge = new ConfigMerge(base);
    merge.overlay(base);
    file.map(ConfigMerge::fileLayer).ifPresent(merge::overlay);
    assignments.stream().map(ConfigLayer::ofAssignment).forEach(merge::overlay);
    fillIn(merge.merged, OPTIONAL.tree());
    return merge;
  }

  /**
   * A complete configuration.
   *
   * @param model names the keys there may be: a preset
   */
  static ConfigMerge ofComplete(
      String folder, List<String> names, String model, ConfigLayer complete) {
    var merge = new ConfigMerge(presetLayer(folder, names, model));
    merge.overlay(complete);
    fillIn(merge.merged, OPTIONAL.tree());
    return merge;
  }

  /** The settings. */
  ObjectNode tree() {
    return merged;
  }

  /**
   * A section, or everything, as a record.
   *
   * @param prefix of the section's keys in messages, "specformer." for example
   * @throws ConfigException if it does not fit
   */
  <T> T convert(JsonNode section, Class<T> type, String prefix) {
    try {
      return Yaml.MAPPER.treeToValue(section, type);
    } catch (JsonProcessingException e) {
      throw refusal(e, prefix);
    }
  }

  private static ConfigLayer presetLayer(String folder, List<String> names, String name) {
    if (!names.contains(name)) {
      String cure =
          NearestName.of(name, names)
              .map(nearest -> "did you mean '" + nearest + "'?")
              .orElse("presets: " + String.join(", ", names));
      throw new ConfigException("unknown preset '%s'; %s".formatted(name, cure));
    }
    return resource(folder + "/" + name + ".yaml", "preset " + name);
  }

  private static ConfigLayer resource(String resource, String source) {
    try (InputStream in = ConfigMerge.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is not in the build");
      }
      return ConfigLayer.ofYaml(source, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("resource " + resource + " cannot be read", e);
    }
  }

  private static ConfigLayer fileLayer(Path file) {
    try {
      return ConfigLayer.ofYaml(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new ConfigException("--config %s: there is no such file".formatted(file), e);
    } catch (IOException e) {
      throw new ConfigException(
          "--config %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void overlay(ConfigLayer layer) {
    known.check(layer);
    merge(merged, layer.tree());
    places.putAll(layer.places());
  }

  private static void merge(ObjectNode target, ObjectNode over) {
    over.fields()
        .forEachRemaining(
            field -> {
              JsonNode old = target.get(field.getKey());
              if (old instanceof ObjectNode section
                  && field.getValue() instanceof ObjectNode overSection) {
                merge(section, overSection);
              } else {
                target.set(field.getKey(), field.getValue().deepCopy());
              }
            });
  }

  /** Adds keys that are missing in sections that are there. */
  private static void fillIn(ObjectNode target, ObjectNode defaults) {
    defaults
        .fields()
        .forEachRemaining(
            section -> {
              if (target.get(section.getKey()) instanceof ObjectNode present) {
                section
                    .getValue()
                    .fields()
                    .forEachRemaining(
                        field -> {
                          if (!present.has(field.getKey())) {
                            present.set(field.getKey(), field.getValue());
                          }
                        });
              }
            });
  }

  private ConfigException refusal(JsonProcessingException e, String prefix) {
    if (e.getCause() instanceof IllegalArgumentException rule) {
      // A record's own check: its message starts with the key.
      String message = String.valueOf(rule.getMessage());
      String key = message.split(" ", 2)[0];
      return new ConfigException(
          "%s: %s".formatted(places.getOrDefault(key, "configuration"), message), e);
    }
    String key = prefix + (e instanceof JsonMappingException mapping ? key(mapping) : "");
    return new ConfigException(
        "%s: %s: %s".formatted(places.getOrDefault(key, "configuration"), key, firstSentence(e)),
        e);
  }

  private static String key(JsonMappingException e) {
    return e.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(name -> name != null)
        .collect(Collectors.joining("."));
  }

  private static String firstSentence(JsonProcessingException e) {
    if (e instanceof MismatchedInputException mismatch
        && mismatch.getTargetType() != null
        && mismatch.getTargetType().isEnum()) {
      return "expected one of " + values(mismatch.getTargetType());
    }
    return e.getOriginalMessage().lines().findFirst().orElse("not a usable value");
  }

  /** As they are written in a configuration. */
  private static String values(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(value -> Yaml.MAPPER.convertValue(value, String.class))
        .collect(Collectors.joining(", "));
  }
}
