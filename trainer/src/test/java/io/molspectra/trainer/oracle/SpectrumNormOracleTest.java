package io.molspectra.trainer.oracle;

import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.IntensityTransform;
import io.molspectra.network.IntensityTransform.Kind;
import io.molspectra.network.RandomParameters;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.network.SpecFormerSettings;
import io.molspectra.network.SpecFormerSettings.Head;
import io.molspectra.network.SpecFormerSettings.Norm;
import io.molspectra.network.SpectrumPatches;
import io.molspectra.trainer.execute.Precision;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a network sees of intensities, for each of the reference's formulas. */
class SpectrumNormOracleTest {
  private static final double VALUES = 1e-9;

  /** Ten times what rounding costs the reference; the file has no float32 results of its own. */
  private static final double FLOAT32 = 1e-6;

  @ParameterizedTest
  @CsvSource({
    "uv, 0, 2.1593494415283203",
    "ir, 7.871089474065229e-05, 2029.77783203125",
    "raman, 3.300115713500418e-05, 19843.4453125"
  })
  void transformsOfIntensities(String kind, double low, double high) {
    var oracle = Oracle.of("spec_norms");
    for (Precision precision : Precision.values()) {
      check(oracle, precision, kind, "log10", IntensityTransform.REFERENCE);
      check(oracle, precision, kind, "log", new IntensityTransform(Kind.LOG, 1, 0, 1));
      check(oracle, precision, kind, "minmax", new IntensityTransform(Kind.MINMAX, 1, low, high));
    }
  }

  /** One patch as long as the spectrum: the patch is the transformed spectrum. */
  private static void check(
      Oracle oracle, Precision precision, String kind, String norm, IntensityTransform transform) {
    Tensor spectrum = oracle.tensor("in/" + kind);
    int length = spectrum.size();
    var settings =
        new SpecFormerSettings(
            List.of(new SpectrumPatches(kind, length, length, length, transform)),
            4,
            1,
            1,
            4,
            4,
            false,
            Norm.LAYER,
            Head.POOLED);
    Graph network =
        SpecFormerNetwork.forInference("norm", settings, new RandomParameters(0)).build();
    String patches =
        network.nodes().stream()
            .filter(node -> node.name().startsWith("patches_"))
            .reduce((first, second) -> second)
            .orElseThrow()
            .outputs()
            .get(0);
    Map<String, Tensor> results =
        OracleNetwork.run(
            network.select("patches", List.of(patches)),
            precision,
            Map.of("spectrum_" + kind, Tensor.of(spectrum.toDoubles(), 1, length)));
    String key = "out/%s_%s".formatted(norm, kind);
    oracle.assertWithin(
        precision.name(),
        key,
        oracle.doubles(key),
        Objects.requireNonNull(results.get(patches)).toDoubles(),
        precision == Precision.FLOAT64 ? VALUES : FLOAT32);
  }
}
