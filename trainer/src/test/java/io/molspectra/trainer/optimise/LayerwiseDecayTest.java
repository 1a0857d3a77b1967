package io.molspectra.trainer.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.network.EncoderSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerwiseDecayTest {

  private static List<String> names(Preset preset) {
    EncoderSettings settings = EncoderSettings.of(preset, 8, 3, 2, 4, 0, 5, 100);
    return List.copyOf(
        new MoleculeNetwork("test", settings, new RandomParameters(1))
            .withEnergy(1, 0)
            .withNoise()
            .build()
            .parameters());
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void everyParameterOfANetworkHasTheFactorOfItsLayer(Preset preset) {
    List<String> names = names(preset);
    LayerwiseDecay decay = LayerwiseDecay.of(0.5, names);
    assertEquals(3, decay.layers());
    Map<String, Double> factors = decay.factors(names);
    assertEquals(names, List.copyOf(factors.keySet()));
    factors.forEach(
        (name, factor) -> {
          double expected =
              name.contains("embedding") || name.contains("distance_expansion")
                  ? 0.0625
                  : name.contains("s.0.") && name.startsWith("representation_model")
                      ? 0.125
                      : name.contains("s.1.") && name.startsWith("representation_model")
                          ? 0.25
                          : name.contains("s.2.") && name.startsWith("representation_model")
                              ? 0.5
                              : 1;
          assertEquals(expected, factor, name);
        });
    for (double factor : new double[] {0.0625, 0.125, 0.25, 0.5, 1}) {
      assertTrue(factors.containsValue(factor), () -> "nothing learns at " + factor);
    }
  }

  @Test
  void headsLearnAtTheFullRate() {
    LayerwiseDecay decay = new LayerwiseDecay(0.8, 6);
    assertEquals(1, decay.factor("output_model.output_network.0.vec1_proj.weight"), 0);
    assertEquals(1, decay.factor("representation_model.out_norm.weight"), 0);
    assertEquals(0.8, decay.factor("representation_model.attention_layers.5.q_proj.weight"), 1e-15);
    assertEquals(Math.pow(0.8, 7), decay.factor("representation_model.embedding.weight"), 1e-15);
  }

  @Test
  void aDecayOfOneTreatsAllAlike() {
    LayerwiseDecay decay = LayerwiseDecay.of(1, names(Preset.MOLSPECTRA));
    decay.factors(names(Preset.MOLSPECTRA)).forEach((name, f) -> assertEquals(1, f, name));
  }

  @Test
  void refusesADecayOutsideItsRange() {
    assertThrows(IllegalArgumentException.class, () -> new LayerwiseDecay(0, 3));
    assertThrows(IllegalArgumentException.class, () -> new LayerwiseDecay(1.01, 3));
    assertThrows(IllegalArgumentException.class, () -> new LayerwiseDecay(Double.NaN, 3));
  }
}
