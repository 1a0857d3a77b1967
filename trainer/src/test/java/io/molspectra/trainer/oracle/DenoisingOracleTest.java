package io.molspectra.trainer.oracle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.gradient.GradientBuilder;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import io.molspectra.trainer.objective.RunningNoiseNormalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The denoising objective: normalised targets, the loss and its gradient, a training step. */
class DenoisingOracleTest {
  private static final double VALUES = 1e-9;
  private static final double GRADIENTS = 1e-7;

  @ParameterizedTest
  @EnumSource
  void lossAndItsGradientOverThreeBatches(Precision precision) {
    var oracle = Oracle.of("losses");
    Graph graph = lossOfGivenNoise();
    RunningNoiseNormalizer normalizer = normalizer(precision);
    for (int i = 0; i < 3; i++) {
      double[] target =
          normalizer.normalizeInTraining(oracle.array("in/pos_target" + i).toFloats());
      oracle.compare(precision, "out/normalized" + i, target, VALUES);
      oracle.compare(precision, "out/mean" + i, normalizer.mean(), VALUES);
      oracle.compare(precision, "out/std" + i, normalizer.std(), VALUES);
      var inputs =
          Map.of(
              "noise",
              oracle.tensor("in/noise_pred" + i),
              "noise_target",
              Tensor.of(target, target.length / 3, 3));
      Map<String, Tensor> byNodes = OracleNetwork.run(graph, precision, inputs);
      oracle.compare(precision, "out/loss" + i, byNodes.get("loss_denoise"), VALUES);
      oracle.compare(precision, "grad/noise_pred" + i, byNodes.get("gradient"), GRADIENTS);
      oracle.compare(
          precision, "grad/noise_pred" + i, byAutograd(graph, precision, inputs), GRADIENTS);
    }
    double[] evaluated = normalizer.normalize(oracle.array("in/pos_target_eval").toFloats());
    oracle.compare(precision, "out/normalized_eval", evaluated, VALUES);
  }

  @ParameterizedTest
  @EnumSource
  void firstStepOfPreTraining(Precision precision) {
    var oracle = Oracle.of("pretrain_step");
    Graph graph =
        new MoleculeNetwork("pretrain", oracle.settings(), oracle.weights("w/"))
            .withNoise()
            .withDenoisingLoss()
            .build();
    double[] target =
        normalizer(precision).normalizeInTraining(oracle.array("in/pos_target").toFloats());
    Map<String, Tensor> inputs = oracle.inputs();
    inputs.put("noise_target", Tensor.of(target, target.length / 3, 3));
    Map<String, Tensor> results = OracleNetwork.run(graph, precision, inputs);
    oracle.compare(precision, "out/step0/loss_denoise", results.get("loss_denoise"), VALUES);
    oracle.compare(precision, "out/noise_pred", results.get("noise"), VALUES);
    oracle.compare(precision, "out/z_x", results.get("embedding"), VALUES);
  }

  private static RunningNoiseNormalizer normalizer(Precision precision) {
    return new RunningNoiseNormalizer(RunningNoiseNormalizer.Precision.valueOf(precision.name()));
  }

  /** The part of a network's training graph behind its noise, with the gradient as nodes. */
  private static Graph lossOfGivenNoise() {
    Graph loss =
        new MoleculeNetwork(
                "loss",
                EncoderSettings.of(Preset.REFERENCE, 8, 1, 2, 4, 0, 5, 10),
                new RandomParameters(0))
            .withNoise()
            .withDenoisingLoss()
            .build()
            .cut("loss", List.of("noise"), List.of("loss_denoise"));
    GraphBuilder builder = GraphBuilder.continuing(loss);
    builder.output(
        "gradient",
        GradientBuilder.gradients(builder.value("loss_denoise"), List.of(builder.value("noise")))
            .get(0));
    return builder.build();
  }

  private static Tensor byAutograd(Graph graph, Precision precision, Map<String, Tensor> inputs) {
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, precision)) {
      Map<String, NDArray> arrays = Tensors.toArrays(manager, precision, inputs);
      Gradients gradients =
          Gradients.of(executor, manager, arrays, "loss_denoise", List.of(), List.of("noise"));
      return Tensors.toTensor(gradients.gradients().get("noise"));
    }
  }
}
