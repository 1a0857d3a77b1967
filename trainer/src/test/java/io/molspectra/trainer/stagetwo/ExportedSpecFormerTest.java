package io.molspectra.trainer.stagetwo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.RandomParameters;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.predict.Attention;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.trainer.contract.Measurements;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.export.BundleExporter;
import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.export.ExportedSpecFormer;
import io.molspectra.trainer.stagetwo.SmallSpecFormers.Form;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SpecFormer in ONNX Runtime beside the executor: any batch, every combination of spectra. The
 * largest errors are noted in {@code target/encoder-contract/specformer.csv}.
 */
class ExportedSpecFormerTest {
  private static final double LARGEST_RELATIVE_ERROR = 1e-5;

  @TempDir Path folder;

  private static void requireAgreement(Form form, String output, float[] expected, float[] actual) {
    double error = error(expected, actual);
    Measurements.note(
        "specformer",
        Precision.FLOAT32,
        "ONNX Runtime against the executor, " + form,
        output,
        error);
    assertTrue(error <= LARGEST_RELATIVE_ERROR, () -> form + " " + output + ": " + error);
  }

  private Path export(Form form) throws IOException {
    ExportedSpecFormer specFormer =
        ExportedSpecFormer.of(form.settings(), SmallSpecFormers.KINDS, new RandomParameters(4));
    var model =
        new ExportedModel(
            "spectra",
            null,
            specFormer,
            List.of(),
            Preprocessor.ofSpectra(SmallSpecFormers.KINDS),
            Map.of(),
            Map.of(),
            "# spectra");
    Path bundle = folder.resolve(form.name());
    BundleExporter.export(model, bundle, List.of());
    return bundle;
  }

  @ParameterizedTest
  @EnumSource
  void embeddingsAgreeWithTheExecutorInAnyBatch(Form form) throws IOException {
    Path bundle = export(form);
    List<SpectraRow> rows = SmallSpecFormers.rows(35);
    float[] expected = executed(form, rows, SpecFormerNetwork.BUNDLE_EMBEDDING);
    for (int batch : new int[] {1, 2, 7, 35}) {
      try (MolSpectraModel model =
          MolSpectra.load(bundle, Options.defaults().withBatch(batch, 4096))) {
        requireAgreement(form, "embedding", expected, model.spectra().embed(rows).values());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void goldenSpectraHoldEveryCombinationOfKinds(Form form) throws IOException {
    try (MolSpectraModel model = MolSpectra.load(export(form))) {
      assertEquals(7, model.bundle().goldenSpectra().size());
      assertTrue(model.verify().passed());
      assertEquals(7, model.verify().comparisons().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void attentionIsThatOfTheExecutorAndKnowsItsTokens(Form form) throws IOException {
    SpectraRow row = SmallSpecFormers.row(3, 0b111);
    try (MolSpectraModel model = MolSpectra.load(export(form))) {
      Attention attention = model.spectra().attention(row);
      assertEquals(2, attention.layers());
      assertEquals(3, attention.heads());
      assertEquals(form.settings().tokens(), attention.tokens());
      for (int layer = 0; layer < 2; layer++) {
        float[] expected = executed(form, List.of(row), SpecFormerNetwork.attention(layer));
        requireAgreement(form, "attention", expected, attention.weights().get(layer));
      }
      // Eight points from 0: the centre is 3.5; the next patch starts 4 points later.
      assertEquals(3.5f, attention.positions()[0]);
      assertEquals(7.5f, attention.positions()[1]);
      assertEquals("ir", attention.kinds().get(9).name());
      assertEquals(4.5f, attention.positions()[9]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void reconstructedPatchesAreShippedAsAHead(Form form) throws IOException {
    Path bundle = export(form);
    Graph head =
        io.molspectra.graph.proto.OnnxReader.read(bundle.resolve("head-reconstruction.onnx"))
            .graph();
    assertEquals(List.of("tokens"), head.inputs());
    assertEquals(List.of("patches_uv", "patches_ir", "patches_raman"), head.outputs());
    Graph whole =
        SpecFormerNetwork.forInference("whole", form.settings(), new RandomParameters(4))
            .withReconstruction()
            .build();
    List<SpectraRow> rows = SmallSpecFormers.rows(3);
    Map<String, Tensor> results = run(whole, SpecFormerContractTest.inputs(rows));
    Map<String, Tensor> cut =
        run(head, Map.of("tokens", tensor(results, SpecFormerNetwork.BUNDLE_TOKENS)));
    assertArrayEquals(
        tensor(results, "patches_ir").toFloats(), tensor(cut, "patches_ir").toFloats(), 1e-5f);
  }

  private static float[] executed(Form form, List<SpectraRow> rows, String output) {
    Graph graph =
        SpecFormerNetwork.forInference("executed", form.settings(), new RandomParameters(4))
            .withAttention()
            .build();
    return tensor(run(graph, SpecFormerContractTest.inputs(rows)), output).toFloats();
  }

  private static Map<String, Tensor> run(Graph graph, Map<String, Tensor> inputs) {
    var read = new LinkedHashMap<>(inputs);
    read.keySet().retainAll(graph.inputs());
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, Precision.FLOAT32)) {
      return executor.evaluate(read);
    }
  }

  private static Tensor tensor(Map<String, Tensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private static double error(float[] expected, float[] actual) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
    }
    return difference / largest;
  }
}
