package io.molspectra.trainer.oracle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.ContrastSettings;
import io.molspectra.network.ContrastiveLosses;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.network.SpecFormerNetwork.PatchError;
import io.molspectra.network.StageTwoNetwork;
import io.molspectra.network.StageTwoNetwork.Objectives;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import io.molspectra.trainer.objective.RunningNoiseNormalizer;
import io.molspectra.trainer.optimise.AdamW;
import io.molspectra.trainer.optimise.AdamWSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contrastive losses, and the whole of two training steps of stage two. */
class StageTwoOracleTest {
  private static final double VALUES = 1e-9;
  private static final double GRADIENTS = 1e-7;

  /**
   * After a step Adam has divided gradients by their own size; of float32 nothing finer is left.
   */
  private static final double FLOAT32_AFTER_STEPS = 1e-3;

  private static final double FLOAT32_GRADIENTS = 1e-4;

  @ParameterizedTest
  @EnumSource
  void contrastiveLossesAndTheirGradients(Precision precision) {
    var oracle = Oracle.of("losses");
    contrast(oracle, precision, "ctr_code", ContrastSettings.REFERENCE);
    contrast(oracle, precision, "ctr_eq7", ContrastSettings.PAPER);
  }

  private static void contrast(
      Oracle oracle, Precision precision, String key, ContrastSettings settings) {
    Tensor zx = oracle.tensor("in/z_x");
    Graph graph = ContrastiveLosses.graph(settings, Dim.of(zx.shape()[1]));
    Map<String, Tensor> inputs =
        Map.of(
            "z_x", zx,
            "z_s", oracle.tensor("in/z_s"),
            "present", Tensor.filled(1, zx.shape()[0]));
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, precision)) {
      Map<String, NDArray> arrays = Tensors.toArrays(manager, precision, inputs);
      Gradients gradients =
          Gradients.of(executor, manager, arrays, "loss", List.of("loss"), List.of("z_x", "z_s"));
      oracle.compare(precision, "out/" + key, values(gradients.outputs(), "loss"), VALUES);
      for (String side : List.of("z_x", "z_s")) {
        oracle.compare(
            precision, "grad/" + key + "/" + side, values(gradients.gradients(), side), GRADIENTS);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoStepsOfStageTwo(Precision precision) {
    var oracle = Oracle.of("pretrain_step");
    boolean exact = precision == Precision.FLOAT64;
    Graph graph =
        StageTwoNetwork.build(
            oracle.settings(),
            SpecFormerOracle.settingsOfStep(oracle),
            new Objectives(1, 1, 1, PatchError.MEAN_SQUARE, ContrastSettings.REFERENCE),
            oracle.weights("w/"),
            true);
    var normalizer =
        new RunningNoiseNormalizer(RunningNoiseNormalizer.Precision.valueOf(precision.name()));
    Map<String, Tensor> inputs = new LinkedHashMap<>(oracle.inputs());
    inputs.putAll(SpecFormerOracle.inputs(oracle));
    float[] noise = oracle.array("in/pos_target").toFloats();
    inputs.put(MoleculeNetwork.NOISE_TARGET, target(normalizer, noise));
    inputs.keySet().retainAll(graph.inputs());
    ParameterGradients.compare(
        oracle,
        graph,
        precision,
        inputs,
        StageTwoNetwork.LOSS,
        "grad/",
        key -> exact ? GRADIENTS : FLOAT32_GRADIENTS);

    var settings = new AdamWSettings(0.9, 0.999, 1e-8, 0);
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, precision);
        var optimiser = new AdamW(manager, executor.parameters(), settings)) {
      for (int step = 0; step < 2; step++) {
        if (step == 1) {
          inputs.put(MoleculeNetwork.NOISE_TARGET, target(normalizer, noise));
        }
        try (NDManager arrays = manager.newSubManager()) {
          Gradients result =
              Gradients.of(
                  executor,
                  arrays,
                  Tensors.toArrays(arrays, precision, inputs),
                  StageTwoNetwork.LOSS);
          compareStep(oracle, precision, step, result.outputs());
          optimiser.step(result.gradients(), oracle.meta("lr"));
        }
      }
      compareWeights(oracle, graph, precision, executor.parameters());
    }
  }

  private static Tensor target(RunningNoiseNormalizer normalizer, float[] noise) {
    return Tensor.of(normalizer.normalizeInTraining(noise), noise.length / 3, 3);
  }

  private static void compareStep(
      Oracle oracle, Precision precision, int step, Map<String, NDArray> results) {
    Map<String, String> losses =
        Map.of(
            "loss_denoise", MoleculeNetwork.LOSS_DENOISE,
            "loss_contrast", StageTwoNetwork.LOSS_CONTRAST,
            "loss_reconstruct", SpecFormerNetwork.LOSS_RECONSTRUCT,
            "loss_total", StageTwoNetwork.LOSS);
    losses.forEach(
        (key, name) ->
            oracle.compare(
                precision, "out/step%d/%s".formatted(step, key), values(results, name), VALUES));
    if (step == 0) {
      oracle.compare(precision, "out/z_x", values(results, MoleculeNetwork.EMBEDDING), VALUES);
      oracle.compare(precision, "out/z_s", values(results, SpecFormerNetwork.EMBEDDING), VALUES);
      oracle.compare(precision, "out/noise_pred", values(results, MoleculeNetwork.NOISE), VALUES);
    }
  }

  private static void compareWeights(
      Oracle oracle, Graph graph, Precision precision, Map<String, NDArray> parameters) {
    for (String key : oracle.keys("out/after2/")) {
      String name = key.substring("out/after2/".length());
      NDArray parameter = Objects.requireNonNull(parameters.get(name), name);
      oracle.assertWithin(
          precision.name(),
          "out/after2/*",
          ParameterGradients.inOurLayout(oracle, key, name, graph),
          Tensors.toDoubles(parameter),
          precision == Precision.FLOAT64 ? 1e-7 : FLOAT32_AFTER_STEPS);
    }
  }

  private static double[] values(Map<String, NDArray> arrays, String name) {
    return Tensors.toDoubles(Objects.requireNonNull(arrays.get(name), name));
  }
}
