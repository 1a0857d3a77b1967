package io.molspectra.trainer.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.Preset;
import io.molspectra.network.VectorNorm;
import io.molspectra.trainer.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file of the reference implementation.
 *
 * @param encoder the 3D network it describes; null for SpecFormer alone
 * @param specFormer the spectrum encoder it describes; null for the 3D network alone
 * @param std scale of the property, if given; else it comes with the weights
 * @param mean offset of the property, if given; else it comes with the weights
 * @param ignored keys that do not concern the network
 */
public record ReferenceConfig(
    @Nullable EncoderSettings encoder,
    @Nullable ReferenceSpecFormer specFormer,
    OptionalDouble std,
    OptionalDouble mean,
    List<String> ignored) {

  private static final Set<String> KEYS =
      Set.of(
          "embedding_dimension",
          "num_layers",
          "num_heads",
          "num_rbf",
          "cutoff_lower",
          "cutoff_upper",
          "max_z",
          "use_dataset_md17",
          "layernorm_on_vec",
          "std",
          "mean");

  /** Options of the reference that change the network, with the only value built here. */
  private static final Map<String, String> FIXED =
      Map.of(
          "model", "equivariant-transformer",
          "activation", "silu",
          "attn_activation", "silu",
          "rbf_type", "expnorm",
          "neighbor_embedding", "true",
          "distance_influence", "both",
          "aggr", "add",
          "reduce_op", "add",
          "vector_cutoff", "false");

  /**
   * Reads a YAML file.
   *
   * @throws ConfigException if a key is missing, or has a value of another architecture; the
   *     message names file and key
   */
  public static ReferenceConfig read(Path file) throws IOException {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(file.toFile());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new ConfigException(file + " is no YAML: " + e.getOriginalMessage());
    }
    if (root == null || !root.isObject()) {
      throw new ConfigException(file + " holds no settings; expected lines such as num_layers: 8");
    }
    var ignored = new ArrayList<String>();
    root.properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              if (FIXED.containsKey(key)) {
                requireFixed(file, key, entry.getValue());
              } else if (!KEYS.contains(key) && !ReferenceSpecFormer.KEYS.contains(key)) {
                ignored.add(key);
              }
            });
    try {
      boolean spectra = ReferenceSpecFormer.KEYS.stream().anyMatch(root::has);
      boolean structures = !spectra || KEYS.stream().anyMatch(root::has);
      return new ReferenceConfig(
          structures ? encoder(file, root) : null,
          spectra ? ReferenceSpecFormer.read(file, root) : null,
          optional(root, "std"),
          optional(root, "mean"),
          ignored);
    } catch (IllegalArgumentException e) {
      throw e instanceof ConfigException ? e : new ConfigException(file + ": " + e.getMessage());
    }
  }

  private static EncoderSettings encoder(Path file, JsonNode root) {
    boolean md17 = required(file, root, "use_dataset_md17").asBoolean();
    VectorNorm output = vectorNorm(file, root.path("layernorm_on_vec"));
    return EncoderSettings.of(
            Preset.REFERENCE,
            integer(file, root, "embedding_dimension"),
            integer(file, root, "num_layers"),
            integer(file, root, "num_heads"),
            integer(file, root, "num_rbf"),
            number(file, root, "cutoff_lower"),
            number(file, root, "cutoff_upper"),
            integer(file, root, "max_z"))
        .withNorms(!md17, md17 ? VectorNorm.NONE : VectorNorm.WHITENED, output);
  }

  private static VectorNorm vectorNorm(Path file, JsonNode value) {
    return switch (value.asText("null")) {
      case "whitened" -> VectorNorm.WHITENED;
      case "null", "none", "" -> VectorNorm.NONE;
      default ->
          throw new ConfigException(
              "%s: layernorm_on_vec must be whitened or null, got %s".formatted(file, value));
    };
  }

  private static void requireFixed(Path file, String key, JsonNode value) {
    String wanted = FIXED.get(key);
    if (!value.asText().equalsIgnoreCase(wanted)) {
      throw new ConfigException(
          "%s: %s: %s is not supported; only %s is".formatted(file, key, value.asText(), wanted));
    }
  }

  static JsonNode required(Path file, JsonNode root, String key) {
    JsonNode value = root.get(key);
    if (value == null || value.isNull()) {
      Set<String> needed = KEYS.contains(key) ? KEYS : ReferenceSpecFormer.KEYS;
      throw new ConfigException(
          "%s lacks %s; needed are %s".formatted(file, key, needed.stream().sorted().toList()));
    }
    return value;
  }

  static int integer(Path file, JsonNode root, String key) {
    JsonNode value = required(file, root, key);
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw new ConfigException("%s: %s must be an integer, got %s".formatted(file, key, value));
    }
    return value.intValue();
  }

  private static double number(Path file, JsonNode root, String key) {
    JsonNode value = required(file, root, key);
    if (!value.isNumber()) {
      throw new ConfigException("%s: %s must be a number, got %s".formatted(file, key, value));
    }
    return value.doubleValue();
  }

  private static OptionalDouble optional(JsonNode root, String key) {
    JsonNode value = root.get(key);
    return value == null || value.isNull()
        ? OptionalDouble.empty()
        : OptionalDouble.of(value.asDouble());
  }
}
