package io.molspectra.trainer.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.network.EncoderSettings;
import io.molspectra.network.VectorNorm;
import io.molspectra.trainer.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceConfigTest {
  private static final String COMPLETE =
      """
      embedding_dimension: 256
      num_layers: 8
      num_heads: 8
      num_rbf: 64
      cutoff_lower: 0.0
      cutoff_upper: 5.0
      max_z: 100
      use_dataset_md17: false
      layernorm_on_vec: whitened
      """;

  @TempDir private Path folder;

  @Test
  void readsTheKeysOfTheReference() throws IOException {
    ReferenceConfig config = read(COMPLETE + "std: 2.5\nlr: 0.0004\nactivation: silu\n");
    EncoderSettings encoder = config.encoder();
    assertEquals(256, encoder.channels());
    assertEquals(8, encoder.layers());
    assertEquals(8, encoder.heads());
    assertEquals(64, encoder.radialFunctions());
    assertEquals(5.0, encoder.cutoffUpper());
    assertEquals(100, encoder.maxAtomicNumber());
    assertEquals(2.5, config.std().orElseThrow());
    assertTrue(config.mean().isEmpty());
    assertEquals(List.of("lr"), config.ignored());
  }

  @ParameterizedTest
  @CsvSource({
    "false, whitened, true, WHITENED",
    "true, whitened, false, WHITENED",
    "true, null, false, NONE"
  })
  void normsFollowTheDataSetAndTheOption(
      String md17, String onVectors, boolean perLayer, VectorNorm output) throws IOException {
    EncoderSettings encoder =
        read(COMPLETE
                .replace("md17: false", "md17: " + md17)
                .replace("vec: whitened", "vec: " + onVectors))
            .encoder();
    assertEquals(perLayer, encoder.layerNorms());
    assertEquals(perLayer ? VectorNorm.WHITENED : VectorNorm.NONE, encoder.layerVectorNorm());
    assertEquals(output, encoder.outputVectorNorm());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "num_heads: 8         | num_heads: 7                 | multiple of 7 heads",
        "num_rbf: 64          |                              | lacks num_rbf",
        "num_layers: 8        | num_layers: 8.5              | num_layers must be an integer",
        "cutoff_upper: 5.0    | cutoff_upper: far            | cutoff_upper must be a number",
        "layernorm_on_vec: whitened | layernorm_on_vec: other | layernorm_on_vec must be",
        "max_z: 100           | 'max_z: 100\nactivation: tanh' | activation: tanh is not supported"
      })
  void whatDoesNotFitIsNamedWithTheFile(String old, String replacement, String problem) {
    String yaml = COMPLETE.replace(old, replacement == null ? "" : replacement);
    String message = assertThrows(ConfigException.class, () -> read(yaml)).getMessage();
    assertTrue(message.contains("et.yaml"), message);
    assertTrue(message.contains(problem), message);
  }

  private ReferenceConfig read(String yaml) throws IOException {
    return ReferenceConfig.read(Files.writeString(folder.resolve("et.yaml"), yaml));
  }
}
