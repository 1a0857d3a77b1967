package io.molspectra.trainer.pilot;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.network.IntensityTransform;
import io.molspectra.network.RandomParameters;
import io.molspectra.network.SpectrumBesideNetwork;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.InputBuffers;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import io.molspectra.trainer.optimise.AdamW;
import io.molspectra.trainer.optimise.AdamWSettings;
import io.molspectra.trainer.optimise.GradientClipping;
import io.molspectra.trainer.pretrain.PreparedBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A network under training with the scales of its data. */
final class PilotModel implements AutoCloseable {
  private static final double MAX_GRADIENT_NORM = 10;
  private static final int EVALUATION_BATCH = 64;

  /** Neighbour slots are rounded up to this, so that few shapes occur. */
  private static final int SLOT_MULTIPLE = 2;

  private final PilotData data;
  private final MoleculeBatcher batcher;
  private final NDManager manager;
  private final GraphExecutor executor;
  private final AdamW optimiser;
  private final InputBuffers buffers = new InputBuffers();
  private final double mean;
  private final double deviation;

  /** A fresh network; what it knows of the data's scales is from the training molecules alone. */
  PilotModel(
      PilotSettings settings,
      PilotData data,
      int[] training,
      boolean withSpectrum,
      long seed,
      Device device) {
    this.data = data;
    this.batcher = new MoleculeBatcher(settings.encoder().cutoffUpper(), SLOT_MULTIPLE);
    this.mean = Arrays.stream(training).mapToDouble(data::label).average().orElseThrow();
    double variance =
        Arrays.stream(training)
            .mapToDouble(i -> Math.pow(data.label(i) - mean, 2))
            .average()
            .orElseThrow();
    this.deviation = variance > 0 ? Math.sqrt(variance) : 1;
    double atoms =
        Arrays.stream(training).mapToDouble(data.structures()::atomCount).average().orElseThrow();
    Optional<SpectrumBesideNetwork.Beside> beside =
        withSpectrum
            ? Optional.of(
                new SpectrumBesideNetwork.Beside(
                    data.points(), IntensityTransform.log10(1 / data.meanIntensity(training))))
            : Optional.empty();
    this.manager = NDManager.newBaseManager(device, "PyTorch");
    this.executor =
        new GraphExecutor(
            SpectrumBesideNetwork.build(
                settings.encoder(), atoms, beside, new RandomParameters(seed)),
            manager,
            Precision.FLOAT32);
    this.optimiser = new AdamW(manager, executor.parameters(), AdamWSettings.DEFAULT);
  }

  /** Makes one update. */
  void train(int[] molecules, double rate) {
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs = inputs(step, molecules);
      Gradients result =
          Gradients.of(
              executor,
              step,
              inputs,
              SpectrumBesideNetwork.LOSS,
              List.of(),
              executor.graph().parameters());
      GradientClipping.byGlobalNorm(result.gradients(), MAX_GRADIENT_NORM);
      optimiser.step(result.gradients(), rate);
    }
  }

  /** Mean absolute error of some molecules, in the labels' unit. */
  double error(int[] molecules) {
    double sum = 0;
    for (int from = 0; from < molecules.length; from += EVALUATION_BATCH) {
      int[] part =
          Arrays.copyOfRange(molecules, from, Math.min(molecules.length, from + EVALUATION_BATCH));
      try (NDManager step = manager.newSubManager()) {
        NDArray loss =
            executor
                .run(step, inputs(step, part), List.of(SpectrumBesideNetwork.LOSS))
                .get(SpectrumBesideNetwork.LOSS);
        sum += part.length * Tensors.toDoubles(Objects.requireNonNull(loss))[0];
      }
    }
    return deviation * sum / molecules.length;
  }

  private Map<String, NDArray> inputs(NDManager step, int[] molecules) {
    Map<String, NDArray> inputs =
        PreparedBatch.toArrays(
            step,
            buffers,
            batcher.batch(Arrays.stream(molecules).mapToObj(data.structures()::molecule).toList()));
    float[] target = new float[molecules.length];
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) ((data.label(molecules[i]) - mean) / deviation);
    }
    inputs.put(
        SpectrumBesideNetwork.TARGET,
        buffers.floats(step, SpectrumBesideNetwork.TARGET, target, target.length, 1));
    if (executor.graph().inputs().contains(SpectrumBesideNetwork.SPECTRUM)) {
      inputs.put(
          SpectrumBesideNetwork.SPECTRUM,
          buffers.floats(
              step,
              SpectrumBesideNetwork.SPECTRUM,
              data.intensities(molecules),
              molecules.length,
              data.points()));
    }
    inputs.keySet().retainAll(executor.graph().inputs());
    return inputs;
  }

  @Override
  public void close() {
    optimiser.close();
    executor.close();
    manager.close();
  }
}
