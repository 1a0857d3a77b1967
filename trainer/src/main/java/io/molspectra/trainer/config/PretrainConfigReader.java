package io.molspectra.trainer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a {@link PretrainConfig}: a preset, over it a file, over both single settings. */
public final class PretrainConfigReader {

  /** Names of the presets that come with the trainer, smallest first. */
  public static final List<String> PRESETS = List.of("small", "medium", "base");

  private final ObjectNode merged;
  private final Map<String, String> places = new HashMap<>();
  private final KnownKeys known;

  private PretrainConfigReader(ConfigLayer preset) {
    this.merged = Yaml.MAPPER.createObjectNode();
    this.known = new KnownKeys(preset.tree());
    overlay(preset);
  }

  /**
   * Reads a preset and what is laid over it.
   *
   * @param preset one of {@link #PRESETS}
   * @param file a YAML file whose settings replace the preset's, if any
   * @param assignments {@code section.key=value} settings, which replace both; later ones win
   * @throws ConfigException if the preset, a key or a value is not usable
   */
  public static PretrainConfig read(String preset, Optional<Path> file, List<String> assignments) {
    PretrainConfigReader reader = new PretrainConfigReader(presetLayer(preset));
    file.map(PretrainConfigReader::fileLayer).ifPresent(reader::overlay);
    assignments.stream().map(ConfigLayer::ofAssignment).forEach(reader::overlay);
    return reader.build();
  }

  /** A preset as it is. */
  public static PretrainConfig preset(String name) {
    return read(name, Optional.empty(), List.of());
  }

  /**
   * Reads a complete configuration, as {@link PretrainConfig#toYaml()} writes it.
   *
   * @param source what messages call the text
   */
  public static PretrainConfig parse(String source, String yaml) {
    ConfigLayer layer = ConfigLayer.ofYaml(source, yaml);
    PretrainConfigReader reader = new PretrainConfigReader(presetLayer(PRESETS.get(0)));
    reader.known.check(layer);
    reader.merged.removeAll();
    reader.overlay(layer);
    return reader.build();
  }

  private static ConfigLayer presetLayer(String name) {
    if (!PRESETS.contains(name)) {
      String cure =
          NearestName.of(name, PRESETS)
              .map(nearest -> "did you mean '" + nearest + "'?")
              .orElse("presets: " + String.join(", ", PRESETS));
      throw new ConfigException("unknown preset '%s'; %s".formatted(name, cure));
    }
    String resource = "presets/" + name + ".yaml";
    try (InputStream in = PretrainConfigReader.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is not in the build");
      }
      return ConfigLayer.ofYaml(
          "preset " + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("resource " + resource + " cannot be read", e);
    }
  }

  private static ConfigLayer fileLayer(Path file) {
    try {
      return ConfigLayer.ofYaml(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ConfigException("configuration file %s cannot be read: %s".formatted(file, e), e);
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

  private PretrainConfig build() {
    try {
      return Yaml.MAPPER.treeToValue(merged, PretrainConfig.class);
    } catch (JsonProcessingException e) {
      throw refusal(e);
    }
  }

  private ConfigException refusal(JsonProcessingException e) {
    if (e.getCause() instanceof IllegalArgumentException rule) {
      // A record's own check: its message starts with the key.
      String message = String.valueOf(rule.getMessage());
      String key = message.split(" ", 2)[0];
      return new ConfigException(
          "%s: %s".formatted(places.getOrDefault(key, "configuration"), message), e);
    }
    String key = e instanceof JsonMappingException mapping ? key(mapping) : "";
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
    return e.getOriginalMessage().lines().findFirst().orElse("not a usable value");
  }
}
