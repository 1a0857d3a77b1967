package io.molspectra.trainer.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.features.FeatureInputs;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.MoleculeBatch;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.DType;
import io.molspectra.graph.Tensor;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.Preset;
import io.molspectra.network.ReferenceWeights;
import io.molspectra.network.VectorNorm;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import io.molspectra.trainer.execute.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One file of reference results. */
final class Oracle {
  /** Of what two implementations round differently, this is the share one may stay within. */
  static final double ROUNDING_FACTOR = 10;

  /** Marks errors that nothing is asserted of. */
  static final String REPORTED = "FLOAT64 (reported only)";

  /** No float32 result is nearer than this: half the distance of neighbouring numbers. */
  private static final double FLOAT32_ULP = Math.ulp(1f) / 2;

  private final Path path;
  private final String file;
  private final Map<String, NpyArray> arrays;

  private Oracle(Path path, Map<String, NpyArray> arrays) {
    this.path = path;
    this.file = path.getFileName().toString().replace(".npz", "");
    this.arrays = arrays;
  }

  /** A file among the test resources. */
  static Oracle of(String name) {
    try {
      var url = Objects.requireNonNull(Oracle.class.getResource("/oracle/" + name + ".npz"), name);
      return at(Path.of(url.toURI()));
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Oracle at(Path path) {
    try {
      return new Oracle(path, NpzReader.readAll(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  /** Its name without folder and ending. */
  String file() {
    return file;
  }

  boolean has(String key) {
    return arrays.containsKey(key);
  }

  List<String> keys(String prefix) {
    return arrays.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  NpyArray array(String key) {
    return Objects.requireNonNull(arrays.get(key), () -> file + " has no " + key);
  }

  double[] doubles(String key) {
    return array(key).toDoubles();
  }

  Tensor tensor(String key) {
    return Tensor.of(doubles(key), array(key).shape());
  }

  double meta(String key) {
    return doubles("meta/" + key)[0];
  }

  int size(String key) {
    return (int) array("meta/" + key).toLongs()[0];
  }

  /** The state dictionary under a prefix such as {@code w/}. */
  Map<String, Tensor> state(String prefix) {
    var state = new LinkedHashMap<String, Tensor>();
    for (String key : keys(prefix)) {
      state.put(key.substring(prefix.length()), tensor(key));
    }
    return state;
  }

  ReferenceWeights weights(String prefix) {
    return new ReferenceWeights(state(prefix), heads());
  }

  /** Attention heads, of whichever network the file is about. */
  int heads() {
    return size(has("meta/num_heads") ? "num_heads" : "n_heads");
  }

  EncoderSettings settings() {
    boolean md17 = size("use_dataset_md17") != 0;
    return EncoderSettings.of(
            Preset.REFERENCE,
            size("embedding_dimension"),
            size("num_layers"),
            size("num_heads"),
            size("num_rbf"),
            meta("cutoff_lower"),
            meta("cutoff_upper"),
            size("max_z"))
        .withNorms(!md17, md17 ? VectorNorm.NONE : VectorNorm.WHITENED, VectorNorm.WHITENED);
  }

  /** The molecules of {@code in/z}, {@code in/pos} and {@code in/batch}. */
  List<Molecule> molecules() {
    long[] z = array("in/z").toLongs();
    float[] positions = array("in/pos").toFloats();
    long[] owner = array("in/batch").toLongs();
    var molecules = new ArrayList<Molecule>();
    int from = 0;
    while (from < z.length) {
      int to = from;
      while (to < z.length && owner[to] == owner[from]) {
        to++;
      }
      int[] numbers = new int[to - from];
      for (int i = from; i < to; i++) {
        numbers[i - from] = (int) z[i];
      }
      molecules.add(
          new Molecule(
              "m" + owner[from], numbers, Arrays.copyOfRange(positions, 3 * from, 3 * to)));
      from = to;
    }
    return molecules;
  }

  /** The inputs of a molecular graph. */
  Map<String, Tensor> inputs() {
    return inputs(new MoleculeBatcher(5.0).batch(molecules()));
  }

  static Map<String, Tensor> inputs(MoleculeBatch batch) {
    var inputs = new LinkedHashMap<String, Tensor>();
    FeatureInputs.of(batch)
        .forEach(
            (name, tensor) ->
                inputs.put(
                    name,
                    tensor instanceof FeatureTensor.Float32 real
                        ? Tensor.of(real.values(), real.shape())
                        : Tensor.integer(
                            DType.INT64, ((FeatureTensor.Int64) tensor).values(), tensor.shape())));
    return inputs;
  }

  /**
   * Compares with a stored float64 result, relative to its largest element. In float64 the caller's
   * tolerance holds; in float32, {@link #ROUNDING_FACTOR} times the rounding error the reference
   * implementation itself has for this array.
   */
  void compare(Precision precision, String key, Tensor actual, double float64Tolerance) {
    assertArrayEquals(
        array(key).shape(), actual.shape(), () -> file + " " + key + ": shapes differ");
    compare(precision, key, actual.toDoubles(), float64Tolerance);
  }

  void compare(Precision precision, String key, double[] actual, double float64Tolerance) {
    double tolerance = precision == Precision.FLOAT64 ? float64Tolerance : rounding(key);
    assertWithin(precision.name(), key, doubles(key), actual, tolerance);
  }

  /** Notes the error of a float64 result that only has to be finite. */
  void report(String key, Tensor actual) {
    double[] values = actual.toDoubles();
    double error = relativeError(doubles(key), values);
    Figures.record(file, key, REPORTED, error, Double.POSITIVE_INFINITY);
    assertTrue(Arrays.stream(values).allMatch(Double::isFinite), () -> file + " " + key);
  }

  /** What a float32 result may differ from the stored float64 one. */
  double rounding(String key) {
    String inFloat32 = key.replaceFirst("^(out|grad)/", "$132/");
    double observed = relativeError(doubles(key), doubles(inFloat32));
    return ROUNDING_FACTOR * Math.max(observed, FLOAT32_ULP);
  }

  void assertWithin(String kind, String key, double[] expected, double[] actual, double tolerance) {
    double error = relativeError(expected, actual);
    Figures.record(file, key, kind, error, tolerance);
    assertTrue(
        error <= tolerance,
        () ->
            "%s %s in %s: relative error %.3g exceeds %.3g"
                .formatted(file, key, kind, error, tolerance));
  }

  /** Largest difference over largest element; NaN counts as infinite. */
  static double relativeError(double[] expected, double[] actual) {
    double scale = largest(expected);
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(expected[i] - actual[i]);
      error = Math.max(error, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
    }
    return scale == 0 ? error : error / scale;
  }

  /** Largest absolute value. */
  static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
