package io.molspectra.trainer.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.GraphException;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.Preset;
import io.molspectra.network.VectorNorm;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import io.molspectra.npz.NpzWriter;
import io.molspectra.trainer.export.ExportedModel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceImportTest {
  private static final String ENCODER = "representation_model.";

  @TempDir private Path folder;

  private final Map<String, NpyArray> weights = new LinkedHashMap<>();

  @BeforeEach
  void readAllWeights() throws IOException, URISyntaxException {
    var url = Objects.requireNonNull(getClass().getResource("/oracle/et_qm9_small.npz"));
    NpzReader.readAll(Path.of(url.toURI()))
        .forEach(
            (key, array) -> {
              if (key.startsWith("w/")) {
                weights.put(key.substring(2), array);
              }
            });
  }

  @Test
  void bothHeadsGiveBothTasks() throws IOException {
    ExportedModel model = read(false);
    assertEquals(List.of("energy", "noise"), names(model));
    assertNotNull(model.tasks().get(0).forcesFile());
    assertTrue(model.structures().outputs().containsAll(List.of("energy", "forces", "noise")));
    assertEquals(1.7, (double) model.config().get("std"), 1e-6);
    assertEquals(-0.35, (double) model.config().get("mean"), 1e-6);
  }

  @Test
  void prefixedNamesMeanTheSameAndOtherArraysAreNoWeights() throws IOException {
    var prefixed = new LinkedHashMap<String, NpyArray>();
    weights.forEach((key, array) -> prefixed.put("w/" + key, array));
    for (String prefix : List.of("in/", "out/", "grad/", "meta/", "out32/", "grad32/")) {
      prefixed.put(prefix + "something", NpyArray.of(new float[] {1}, 1));
    }
    ExportedModel plain = read(false);
    weights.clear();
    weights.putAll(prefixed);
    assertEquals(plain.network(), read(false).network());
  }

  @Test
  void aTensorThatIsThereTwiceIsRefused() {
    weights.put("w/mean", NpyArray.of(new float[] {5}));
    String message = assertThrows(GraphException.class, () -> read(false)).getMessage();
    assertTrue(message.contains("holds tensor mean twice"), message);
  }

  @Test
  void aTensorThatIsNotFiniteIsNamed() {
    weights.put("mean", NpyArray.of(new float[] {Float.NaN}));
    String message = assertThrows(GraphException.class, () -> read(false)).getMessage();
    assertTrue(message.contains("tensor mean holds values that are not finite"), message);
  }

  @Test
  void aHeadThatIsAbsentMeansItsTaskIs() throws IOException {
    weights.keySet().removeIf(key -> key.startsWith("output_model."));
    ExportedModel noise = read(false);
    assertEquals(List.of("noise"), names(noise));
    assertFalse(noise.structures().outputs().contains("forces"));
    weights.keySet().removeIf(key -> key.startsWith("output_model_noise."));
    assertEquals(List.of(), names(read(false)));
  }

  @Test
  void allThatDoesNotFitIsListedAtOnce() {
    weights.remove(ENCODER + "attention_layers.1.q_proj.weight");
    weights.remove("output_model_noise.output_network.1.update_net.2.bias");
    weights.put(ENCODER + "out_norm.weight", NpyArray.of(new float[31], 31));
    weights.put(ENCODER + "distance_expansion.means", NpyArray.of(new float[9], 9));
    weights.put("prior_model.atomref.weight", NpyArray.of(new float[100], 100, 1));
    String message = assertThrows(GraphException.class, () -> read(false)).getMessage();
    for (String problem :
        List.of(
            "(5 problems)",
            "missing: " + ENCODER + "attention_layers.1.q_proj.weight [32, 32]",
            "missing: output_model_noise.output_network.1.update_net.2.bias [2]",
            "mis-shaped: " + ENCODER + "out_norm.weight is [31], expected [32]",
            "mis-shaped: " + ENCODER + "distance_expansion.means is [9], expected [8]",
            "extra: prior_model.atomref.weight [100, 1]")) {
      assertTrue(message.contains(problem), () -> problem + " is not in " + message);
    }
  }

  @Test
  void lenientIgnoresExtraTensorsOnly() throws IOException {
    weights.put("representation_spec_model.out_norm.weight", NpyArray.of(new float[32], 32));
    assertThrows(GraphException.class, () -> read(false));
    assertEquals(List.of("energy", "noise"), names(read(true)));
    weights.remove(ENCODER + "embedding.weight");
    String message = assertThrows(GraphException.class, () -> read(true)).getMessage();
    assertTrue(message.contains("missing: " + ENCODER + "embedding.weight [100, 32]"), message);
    assertFalse(message.contains("extra"), message);
  }

  @Test
  void anotherNumberOfLayersIsNoticed() {
    var settings = settings(3);
    String message = assertThrows(GraphException.class, () -> read(settings, false)).getMessage();
    assertTrue(message.contains("missing: " + ENCODER + "attention_layers.2.o_proj.bias"), message);
    message = assertThrows(GraphException.class, () -> read(settings(1), false)).getMessage();
    assertTrue(message.contains("extra: " + ENCODER + "attention_layers.1.o_proj.bias"), message);
  }

  @Test
  void aScaleInTheConfigurationBeatsTheStoredOne() throws IOException {
    Path file = folder.resolve("weights.npz");
    NpzWriter.write(file, weights);
    var config =
        new ReferenceConfig(
            settings(2), null, OptionalDouble.of(3), OptionalDouble.empty(), List.of());
    Map<String, Object> written = ReferenceImport.read("id", file, config, false).config();
    assertEquals(3, (double) written.get("std"));
    assertEquals(-0.35, (double) written.get("mean"), 1e-6);
  }

  @Test
  void noiseStatisticsComeWithTheWeightsIfThereAreAny() throws IOException {
    assertNull(read(false).preprocessor().noise(), "the normaliser has counted nothing");
    weights.put("pos_normalizer.acc_sum", NpyArray.of(new float[] {0, 4, -4}, 3));
    weights.put("pos_normalizer.acc_squared_sum", NpyArray.of(new float[] {16, 20, 8}, 3));
    weights.put("pos_normalizer.acc_count", NpyArray.of(new float[] {4}, 1));
    NoiseNormalizer noise = Objects.requireNonNull(read(false).preprocessor().noise());
    assertEquals(List.of(0.0, 1.0, -1.0), noise.mean());
    assertArrayEquals(
        new double[] {2, 2, 1},
        noise.std().stream().mapToDouble(Double::doubleValue).toArray(),
        1e-6);
  }

  private static List<String> names(ExportedModel model) {
    return model.tasks().stream().map(TaskSpec::name).toList();
  }

  private static EncoderSettings settings(int layers) {
    return EncoderSettings.of(Preset.REFERENCE, 32, layers, 4, 8, 0, 5, 100)
        .withNorms(true, VectorNorm.WHITENED, VectorNorm.WHITENED);
  }

  private ExportedModel read(boolean lenient) throws IOException {
    return read(settings(2), lenient);
  }

  private ExportedModel read(EncoderSettings settings, boolean lenient) throws IOException {
    Path file = folder.resolve("weights.npz");
    NpzWriter.write(file, weights);
    var config =
        new ReferenceConfig(
            settings, null, OptionalDouble.empty(), OptionalDouble.empty(), List.of());
    return ReferenceImport.read("id", file, config, lenient);
  }
}
