package io.molspectra.trainer.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;

/**
 * Size and variant of the 3D encoder.
 *
 * @param preset variant of the network
 * @param embeddingDimension channels C of scalars and vectors, a multiple of {@code numHeads} and 2
 * @param numLayers attention layers
 * @param numHeads attention heads
 * @param numRbf radial basis functions
 * @param cutoffLower angstrom
 * @param cutoffUpper angstrom
 * @param maxZ rows of the element table: atomic numbers below it are known
 * @param encoder which network it is; EGNN has no attention heads and a single variant
 */
public record ModelSettings(
    ModelPreset preset,
    int embeddingDimension,
    int numLayers,
    int numHeads,
    int numRbf,
    double cutoffLower,
    double cutoffUpper,
    int maxZ,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = DefaultEncoder.class)
        EncoderKind encoder) {

  private static final ModelSettings DEFAULT =
      new ModelSettings(ModelPreset.MOLSPECTRA, 2, 1, 1, 2, 0, 1, 2);

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public ModelSettings {
    Check.require(preset != null, "model.preset", "is missing", "none");
    Check.atLeast("model.embedding_dimension", 2, embeddingDimension);
    Check.atLeast("model.num_layers", 1, numLayers);
    Check.atLeast("model.num_heads", 1, numHeads);
    Check.atLeast("model.num_rbf", 2, numRbf);
    Check.atLeast("model.max_z", 2, maxZ);
    Check.notNegative("model.cutoff_lower", cutoffLower);
    Check.require(
        cutoffUpper > cutoffLower && Double.isFinite(cutoffUpper),
        "model.cutoff_upper",
        "must lie above model.cutoff_lower (%s)".formatted(cutoffLower),
        cutoffUpper);
    Check.require(
        embeddingDimension % numHeads == 0 && embeddingDimension % 2 == 0,
        "model.embedding_dimension",
        "must be even and a multiple of model.num_heads (%d)".formatted(numHeads),
        embeddingDimension);
    Check.require(encoder != null, "model.encoder", "is missing", "none");
    Check.require(
        encoder == EncoderKind.ET || preset == ModelPreset.MOLSPECTRA,
        "model.preset",
        "must be molspectra, the only variant there is with model.encoder egnn",
        preset);
  }

  /** The same with the default encoder. */
  public ModelSettings(
      ModelPreset preset,
      int embeddingDimension,
      int numLayers,
      int numHeads,
      int numRbf,
      double cutoffLower,
      double cutoffUpper,
      int maxZ) {
    this(
        preset,
        embeddingDimension,
        numLayers,
        numHeads,
        numRbf,
        cutoffLower,
        cutoffUpper,
        maxZ,
        EncoderKind.ET);
  }

  /**
   * The network of a bundle.
   *
   * @param json its {@code config.json}
   * @throws ConfigException if it does not describe a network of these
   */
  public static ModelSettings ofBundle(String json) {
    try {
      ObjectNode tree = (ObjectNode) Yaml.MAPPER.readTree(json);
      var known =
          new HashSet<>(Yaml.tree(DEFAULT).propertyStream().map(Map.Entry::getKey).toList());
      known.add("encoder");
      tree.retain(known);
      return Yaml.MAPPER.treeToValue(tree, ModelSettings.class);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new ConfigException(
          "the bundle's config.json does not describe a network that can be trained: " + e, e);
    }
  }
}
