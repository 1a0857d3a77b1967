package io.molspectra.trainer.checkpoint;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.trainer.checkpoint.TrainingState.Best;
import io.molspectra.trainer.data.NoisyBatch;
import io.molspectra.trainer.data.SeededRandom;
import io.molspectra.trainer.data.ShuffledBatches;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.objective.RunningNoiseNormalizer;
import io.molspectra.trainer.objective.RunningNoiseNormalizer.Precision;
import io.molspectra.trainer.optimise.AdamW;
import io.molspectra.trainer.optimise.AdamWSettings;
import io.molspectra.trainer.optimise.GradientClipping;
import io.molspectra.trainer.optimise.LearningRateSchedule;
import io.molspectra.trainer.optimise.LearningRateSchedule.WarmupCosine;
import io.molspectra.trainer.optimise.MovingAverage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Denoising of lattice points by a linear layer: a position's distance from the lattice is its
 * noise, so there is something to learn.
 */
final class ToyTraining implements AutoCloseable {

  private static final int MOLECULES = 90;
  private static final LearningRateSchedule SCHEDULE = new WarmupCosine(0.05, 5, 60, 1e-4);

  private final NDManager manager;
  private final StructureStore store = lattice();
  private final ShuffledBatches batches =
      new ShuffledBatches(IntStream.range(0, MOLECULES).toArray(), 20, 5);
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final AdamW adamW;
  private final MovingAverage average;
  private RunningNoiseNormalizer normalizer = new RunningNoiseNormalizer(Precision.FLOAT64);

  ToyTraining(NDManager manager) {
    this.manager = manager;
    parameters.put("weight", manager.zeros(new Shape(3, 3)));
    parameters.put("bias", manager.zeros(new Shape(3)));
    parameters.values().forEach(parameter -> parameter.setRequiresGradient(true));
    adamW = new AdamW(manager, parameters, new AdamWSettings(0.9, 0.999, 1e-8, 0.01));
    average = new MovingAverage(manager, parameters, 0.9, true);
  }

  double step(long step) {
    NoisyBatch batch = NoisyBatch.training(store, batches.batch(step), 0.2, 5, step);
    double[] target = normalizer.normalizeInTraining(batch.noise());
    Shape rows = new Shape(batch.noise().length / 3, 3);
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      scope.tempAttachAll(parameters.values().toArray(NDArray[]::new));
      collector.zeroGradients();
      NDArray input = scope.create(toLattice(batch), rows);
      NDArray error =
          input
              .matMul(parameters.get("weight"))
              .add(parameters.get("bias"))
              .sub(scope.create(toFloat(target), rows));
      NDArray loss = error.mul(error).mean();
      collector.backward(loss);
      double value = loss.getFloat();
      collector.close();
      Map<String, NDArray> gradients = new LinkedHashMap<>();
      parameters.forEach((name, parameter) -> gradients.put(name, parameter.getGradient()));
      GradientClipping.byGlobalNorm(gradients, 1.5);
      adamW.step(gradients, SCHEDULE.rate(step));
      average.update();
      return value;
    }
  }

  Checkpoint checkpoint(long step, Best best) {
    return new Checkpoint(
        TrainingState.of(
            step, 5, best, "config", "graph", Map.of(), Map.of("noise", normalizer.state())),
        Map.of(
            "parameters", parameters, "optimiser", adamW.moments(), "average", average.arrays()));
  }

  void restore(Checkpoint checkpoint) {
    checkpoint.state().requireSameRun("config", "graph");
    checkpoint.copyInto("parameters", parameters);
    checkpoint.copyInto("optimiser", adamW.moments());
    adamW.resumeAt(checkpoint.state().step());
    checkpoint.copyInto("average", average.arrays());
    average.resumeAt(checkpoint.state().step());
    normalizer =
        RunningNoiseNormalizer.ofState(
            Precision.FLOAT64, checkpoint.state().buffers().get("noise"));
  }

  @Override
  public void close() {
    average.close();
    adamW.close();
  }

  /** Displacement of each coordinate from the nearest multiple of 2. */
  private static float[] toLattice(NoisyBatch batch) {
    float[] offsets = new float[batch.noise().length];
    int filled = 0;
    for (Molecule molecule : batch.molecules()) {
      for (float coordinate : molecule.positions()) {
        offsets[filled++] = coordinate - 2 * Math.round(coordinate / 2);
      }
    }
    return offsets;
  }

  private static StructureStore lattice() {
    StringBuilder xyz = new StringBuilder();
    SeededRandom random = SeededRandom.of(9, SeededRandom.Purpose.INITIAL_WEIGHTS, 0);
    for (int i = 0; i < MOLECULES; i++) {
      xyz.append("2\nmol_").append(i).append('\n');
      int x = 2 * random.nextInt(10);
      xyz.append("C %d 0 %d\nO %d 2 %d\n".formatted(x, 2 * i, x + 2, 2 * i));
    }
    byte[] bytes = xyz.toString().getBytes(StandardCharsets.UTF_8);
    try (MoleculeReader reader =
        MoleculeReaders.open(new ByteArrayInputStream(bytes), "lattice.xyz")) {
      return new StructureLoader(100, true).load(reader, reject -> {}).store();
    } catch (IOException e) {
      throw new IllegalStateException("memory is always readable", e);
    }
  }

  private static float[] toFloat(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
