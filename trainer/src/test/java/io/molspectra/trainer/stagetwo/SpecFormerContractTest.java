package io.molspectra.trainer.stagetwo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.SpectrumInputs;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.RandomParameters;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.network.SpecFormerNetwork.PatchError;
import io.molspectra.network.SpectrumPatches;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.stagetwo.SmallSpecFormers.Form;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every SpecFormer promises, in float64. */
class SpecFormerContractTest {
  private static final double EXACT = 1e-12;

  /** Fresh weights, but running statistics as if trained: means and variances of their own. */
  private static final ParameterSource WEIGHTS =
      (name, initialisation, shape) -> {
        Tensor fresh = new RandomParameters(3).get(name, initialisation, shape);
        if (!name.contains("running_")) {
          return fresh;
        }
        double[] values = fresh.toDoubles();
        Arrays.setAll(values, i -> values[i] + 0.05 * (i % 5));
        return Tensor.of(values, shape);
      };

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenInTheSpectraOfAbsentKindsDoesNotMatter(Form form) {
    List<SpectraRow> rows = SmallSpecFormers.rows(7);
    Map<String, Tensor> inputs = inputs(rows);
    double[] before = embedding(form, inputs);
    for (String kind : List.of("uv", "ir", "raman")) {
      double[] present = tensor(inputs, SpectrumInputs.present(kind)).toDoubles();
      Tensor spectra = tensor(inputs, SpectrumInputs.intensities(kind));
      double[] values = spectra.toDoubles();
      int length = values.length / present.length;
      for (int i = 0; i < values.length; i++) {
        values[i] += present[i / length] == 0 ? 7 + i % 3 : 0;
      }
      inputs.put(SpectrumInputs.intensities(kind), Tensor.of(values, spectra.shape()));
    }
    assertArrayEquals(before, embedding(form, inputs), EXACT);
  }

  @ParameterizedTest
  @EnumSource
  void aMoleculeHasTheSameEmbeddingAloneOrInAnyBatch(Form form) {
    List<SpectraRow> rows = SmallSpecFormers.rows(9);
    double[] together = embedding(form, inputs(rows));
    int width = form.settings().output();
    for (int i = 0; i < rows.size(); i++) {
      assertArrayEquals(
          Arrays.copyOfRange(together, i * width, (i + 1) * width),
          embedding(form, inputs(List.of(rows.get(i)))),
          EXACT,
          rows.get(i).intensities().keySet().toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfSpectrumChangesTheEmbedding(Form form) {
    for (int kind = 0; kind < 3; kind++) {
      double[] with = embedding(form, inputs(List.of(SmallSpecFormers.row(5, 0b111))));
      double[] without =
          embedding(form, inputs(List.of(SmallSpecFormers.row(5, 0b111 & ~(1 << kind)))));
      assertTrue(difference(with, without) > 1e-3, "kind " + kind);
    }
  }

  @ParameterizedTest
  @EnumSource
  void attentionOfATokenAddsUpToOneAndLeavesOutAbsentKinds(Form form) {
    Graph graph =
        SpecFormerNetwork.forInference("attention", form.settings(), WEIGHTS)
            .withAttention()
            .build();
    List<SpectraRow> rows = List.of(SmallSpecFormers.row(1, 0b101));
    Map<String, Tensor> results = run(graph, inputs(rows));
    int tokens = form.settings().tokens();
    int first = form.settings().spectra().get(0).count();
    int end = first + form.settings().spectra().get(1).count();
    for (int layer = 0; layer < form.settings().layers(); layer++) {
      double[] weights = tensor(results, SpecFormerNetwork.attention(layer)).toDoubles();
      for (int row = 0; row < weights.length / tokens; row++) {
        double sum = 0;
        for (int token = 0; token < tokens; token++) {
          double weight = weights[row * tokens + token];
          sum += weight;
          assertTrue(weight >= 0);
          if (token >= first && token < end) {
            assertEquals(0, weight);
          }
        }
        assertEquals(1, sum, EXACT);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void maskedPatchesAreUnseenButCountInTheLoss(Form form) {
    Graph graph =
        SpecFormerNetwork.forReconstruction(
                "masks", form.settings(), WEIGHTS, PatchError.MEAN_SQUARE, false)
            .build();
    List<SpectraRow> rows = List.of(SmallSpecFormers.row(1, 0b111), SmallSpecFormers.row(2, 0b111));
    Map<String, Tensor> inputs = inputs(rows);
    addMasks(form, inputs, rows.size());
    // The second of the patches that do not overlap, in the first molecule.
    double[] mask = new double[2 * 5];
    mask[1] = 1;
    inputs.put(SpecFormerNetwork.mask("raman"), Tensor.of(mask, 2, 5));
    Map<String, Tensor> before = run(graph, inputs);
    Tensor raman = tensor(inputs, SpectrumInputs.intensities("raman"));
    double[] values = raman.toDoubles();
    for (int i = 12; i < 24; i++) {
      values[i] += 5;
    }
    inputs.put(SpectrumInputs.intensities("raman"), Tensor.of(values, raman.shape()));
    Map<String, Tensor> after = run(graph, inputs);
    for (String unseen : List.of(SpecFormerNetwork.EMBEDDING, SpecFormerNetwork.loss("uv"))) {
      assertArrayEquals(
          tensor(before, unseen).toDoubles(), tensor(after, unseen).toDoubles(), EXACT);
    }
    assertTrue(
        difference(
                tensor(before, SpecFormerNetwork.loss("raman")).toDoubles(),
                tensor(after, SpecFormerNetwork.loss("raman")).toDoubles())
            > 1e-2);
    // Nothing of infrared was hidden: nothing is to be reconstructed.
    assertEquals(0, tensor(after, SpecFormerNetwork.loss("ir")).toDoubles()[0]);
  }

  @ParameterizedTest
  @EnumSource
  void thePapersErrorIsThatOfTheReferenceTimesThePatchLength(Form form) {
    Map<String, Tensor> inputs = inputs(SmallSpecFormers.rows(4));
    addMasks(form, inputs, 4);
    Map<String, Tensor> mean = reconstruct(form, PatchError.MEAN_SQUARE, inputs);
    Map<String, Tensor> norm = reconstruct(form, PatchError.SQUARED_NORM, inputs);
    for (SpectrumPatches patches : form.settings().spectra()) {
      String loss = SpecFormerNetwork.loss(patches.kind());
      double expected = patches.patchLength() * tensor(mean, loss).toDoubles()[0];
      assertEquals(expected, tensor(norm, loss).toDoubles()[0], 1e-9 * expected);
    }
  }

  private static Map<String, Tensor> reconstruct(
      Form form, PatchError error, Map<String, Tensor> inputs) {
    return run(
        SpecFormerNetwork.forReconstruction("error", form.settings(), WEIGHTS, error, false)
            .build(),
        inputs);
  }

  /** Every third patch hidden. */
  private static void addMasks(Form form, Map<String, Tensor> inputs, int molecules) {
    for (SpectrumPatches patches : form.settings().spectra()) {
      double[] mask = new double[molecules * patches.count()];
      if (!patches.kind().equals("ir")) {
        Arrays.setAll(mask, i -> i % 3 == 0 ? 1 : 0);
      }
      inputs.put(
          SpecFormerNetwork.mask(patches.kind()), Tensor.of(mask, molecules, patches.count()));
    }
  }

  private static double[] embedding(Form form, Map<String, Tensor> inputs) {
    Graph graph = SpecFormerNetwork.forInference("contract", form.settings(), WEIGHTS).build();
    return tensor(run(graph, inputs), SpecFormerNetwork.BUNDLE_EMBEDDING).toDoubles();
  }

  static Map<String, Tensor> inputs(List<SpectraRow> rows) {
    var inputs = new LinkedHashMap<String, Tensor>();
    SpectrumInputs.of(SmallSpecFormers.KINDS, rows)
        .forEach(
            (name, tensor) -> {
              var real = (FeatureTensor.Float32) tensor;
              inputs.put(name, Tensor.of(real.values(), real.shape()));
            });
    return inputs;
  }

  private static Map<String, Tensor> run(Graph graph, Map<String, Tensor> inputs) {
    var read = new LinkedHashMap<>(inputs);
    read.keySet().retainAll(graph.inputs());
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, Precision.FLOAT64)) {
      return executor.evaluate(read);
    }
  }

  private static Tensor tensor(Map<String, Tensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private static double difference(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
