package io.molspectra.trainer.optimise;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Smaller learning rates for layers nearer to the atoms, which fine-tuning should change least. Of
 * an encoder with L layers, layer l (from 0) learns at decay^(L - l) of the rate and embeddings at
 * decay^(L + 1); heads and the encoder's final norms learn at the full rate.
 *
 * @param decay from layer to layer, in (0, 1]; 1 treats all alike
 * @param layers L
 */
public record LayerwiseDecay(double decay, int layers) {
  private static final String ENCODER = "representation_model.";

  /** Both what a layer is made of and the norms after it bear its number. */
  private static final Pattern LAYER = Pattern.compile("representation_model\\.\\w+\\.(\\d+)\\..+");

  private static final Pattern FINAL_NORM = Pattern.compile("representation_model\\.out_norm.*");

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public LayerwiseDecay {
    if (!(decay > 0 && decay <= 1)) {
      throw new IllegalArgumentException("layer-wise decay must lie in (0, 1], got " + decay);
    }
    if (layers < 0) {
      throw new IllegalArgumentException("layers must not be negative, got " + layers);
    }
  }

  /**
   * The decay for a network, whose layers are counted.
   *
   * @param parameters names of all its parameters
   */
  public static LayerwiseDecay of(double decay, Collection<String> parameters) {
    int layers = parameters.stream().mapToInt(LayerwiseDecay::layer).max().orElse(-1) + 1;
    return new LayerwiseDecay(decay, layers);
  }

  /** By what the learning rate of a parameter is multiplied, in (0, 1]. */
  public double factor(String parameter) {
    if (!parameter.startsWith(ENCODER) || FINAL_NORM.matcher(parameter).matches()) {
      return 1;
    }
    return StrictMath.pow(decay, layers - layer(parameter));
  }

  /** The factor of each parameter, in the order given. */
  public Map<String, Double> factors(Collection<String> parameters) {
    var factors = new LinkedHashMap<String, Double>();
    parameters.forEach(name -> factors.put(name, factor(name)));
    return factors;
  }

  /** Embeddings lie one below the first layer. */
  private static int layer(String parameter) {
    Matcher matcher = LAYER.matcher(parameter);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }
}
