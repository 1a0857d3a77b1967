package io.molspectra.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.graph.Graph;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoleculeNetworkTest {
  private static final ParameterSource ZEROS = (name, how, shape) -> Tensor.filled(0, shape);

  private static MoleculeNetwork small(Preset preset) {
    return new MoleculeNetwork(
            "test", EncoderSettings.of(preset, 16, 2, 4, 8, 0, 5, 100), new RandomParameters(1))
        .withEnergy(1.5, -2)
        .withForces()
        .withNoise()
        .withDenoisingLoss();
  }

  @Test
  void parameterCountsAreThoseOfTheReference() {
    // Encoder, scalar and noise head of MolSpectra's QM9 line (facts A.10).
    var qm9 = EncoderSettings.of(Preset.REFERENCE, 256, 8, 8, 64, 0, 5, 100);
    assertEquals(
        7_216_388,
        new MoleculeNetwork("qm9", qm9, ZEROS)
            .withEnergy(1, 0)
            .withNoise()
            .build()
            .parameterCount());
    // MD17 line, stage one.
    var md17 =
        EncoderSettings.of(Preset.REFERENCE, 128, 6, 8, 32, 0, 5, 100)
            .withNorms(false, VectorNorm.NONE, VectorNorm.WHITENED);
    assertEquals(
        1_426_564,
        new MoleculeNetwork("md17", md17, ZEROS)
            .withEnergy(1, 0)
            .withNoise()
            .build()
            .parameterCount());
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void typesOfTheResultsAreTheContract(Preset preset) {
    Graph graph = small(preset).build();
    assertEquals("float[A, 16]", graph.type("atom_scalars").toString());
    assertEquals("float[A, 3, 16]", graph.type("atom_vectors").toString());
    assertEquals("float[M, 16]", graph.type("embedding").toString());
    assertEquals("float[M, 1]", graph.type("energy").toString());
    assertEquals("float[A, 3]", graph.type("forces").toString());
    assertEquals("float[A, 3]", graph.type("noise").toString());
    assertEquals("float[]", graph.type("loss_denoise").toString());
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void onlyWhiteningNeedsDoublePrecision(Preset preset) {
    boolean casts =
        small(preset).build().select("e", List.of("energy")).types().values().stream()
            .anyMatch(type -> type.dtype() == io.molspectra.graph.DType.DOUBLE);
    assertEquals(preset == Preset.REFERENCE, casts);
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void nothingScatters(Preset preset) {
    Set<String> names =
        small(preset).build().nodes().stream()
            .map(node -> node.operator().onnxName())
            .collect(java.util.stream.Collectors.toSet());
    assertFalse(names.stream().anyMatch(name -> name.startsWith("Scatter")), names.toString());
    assertTrue(names.contains(Operator.GATHER.onnxName()));
  }

  @Test
  void freshParametersDependOnSeedAndNameAlone() {
    var seven = new RandomParameters(7);
    Tensor weights = seven.get("a", ParameterSource.Initialisation.XAVIER_UNIFORM, 3, 4);
    assertEquals(weights, seven.get("a", ParameterSource.Initialisation.XAVIER_UNIFORM, 3, 4));
    assertFalse(
        weights.equals(seven.get("b", ParameterSource.Initialisation.XAVIER_UNIFORM, 3, 4)));
    assertFalse(
        weights.equals(
            new RandomParameters(8).get("a", ParameterSource.Initialisation.XAVIER_UNIFORM, 3, 4)));
    double bound = Math.sqrt(6.0 / 7);
    for (double value : weights.toDoubles()) {
      assertTrue(Math.abs(value) <= bound);
    }
  }

  @Test
  void impossibleArchitecturesAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> EncoderSettings.of(Preset.MOLSPECTRA, 30, 2, 4, 8, 0, 5, 100));
    assertThrows(
        IllegalArgumentException.class,
        () -> EncoderSettings.of(Preset.MOLSPECTRA, 32, 2, 4, 8, 5, 5, 100));
  }
}
