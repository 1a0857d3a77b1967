package io.molspectra.trainer.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.trainer.checkpoint.Checkpoint;
import io.molspectra.trainer.checkpoint.CheckpointStore;
import io.molspectra.trainer.checkpoint.TrainingState;
import io.molspectra.trainer.checkpoint.TrainingState.Best;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.data.Prefetcher;
import io.molspectra.trainer.optimise.LearningRateSchedule;
import io.molspectra.trainer.report.MetricsCsv;
import io.molspectra.trainer.report.TrainingProgress;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A denoising pre-training run. Every random number is a function of the seed and the step, and
 * everything else is in the checkpoint, so a run that was killed and resumed gives the same
 * parameters, bit for bit, as one that was not (on the same machine and number of threads).
 */
public final class Pretraining implements AutoCloseable {
  private static final List<String> COLUMNS =
      List.of("train_loss", "validation_loss", "learning_rate", "gradient_norm", "molecules_per_s");
  private static final String PARAMETERS = "parameters";
  private static final String MOMENTS = "moments";
  private static final String NORMALIZER = "noise_normalizer";

  private final PretrainConfig config;
  private final RunFolder folder;
  private final DenoisingData data;
  private final DenoisingModel model;
  private final NDManager manager;
  private final LearningRateSchedule schedule;
  private final CheckpointStore checkpoints;
  private long step;
  private Best best = Best.NONE;
  private volatile boolean stopping;

  /**
   * @param device from {@code Devices.parse}
   */
  public Pretraining(
      PretrainConfig config, RunFolder folder, DenoisingData data, ai.djl.Device device) {
    this.config = config;
    this.folder = folder;
    this.data = data;
    this.manager = NDManager.newBaseManager(device, "PyTorch");
    this.model =
        new DenoisingModel(
            manager,
            DenoisingModel.trainingGraph(config.model(), config.seed()),
            config.optimiser().toAdamW(),
            config.optimiser().maxGradientNorm(),
            config.noise().sigma());
    this.schedule = config.schedule().toSchedule(config.optimiser().lr());
    this.checkpoints = folder.checkpoints();
  }

  /**
   * How a run ended.
   *
   * @param step updates made
   * @param finished false if it was asked to stop before the last step
   * @param best the best validation
   * @param firstValidation loss before the first update of this run
   * @param moleculesPerSecond over all steps of this call, validations left out
   */
  public record Summary(
      long step, boolean finished, Best best, double firstValidation, double moleculesPerSecond) {}

  /**
   * Goes back to the newest checkpoint, if there is one.
   *
   * @param warnings told of damaged checkpoints that were passed over
   * @throws io.molspectra.trainer.checkpoint.CheckpointException if none is sound or it belongs to
   *     another run
   */
  public void resume(java.util.function.Consumer<String> warnings) throws IOException {
    if (checkpoints.isEmpty()) {
      return;
    }
    try (NDManager loading = manager.newSubManager()) {
      Checkpoint checkpoint = checkpoints.loadLast(loading, warnings);
      TrainingState state = checkpoint.state();
      state.requireSameRun(config.hash(), model.graphHash());
      checkpoint.copyInto(PARAMETERS, model.parameters());
      checkpoint.copyInto(MOMENTS, model.optimiser().moments());
      model.optimiser().resumeAt(state.step());
      model.restoreNormalizer(Objects.requireNonNull(state.buffers().get(NORMALIZER)));
      step = state.step();
      best = state.best();
    }
  }

  /** Updates made so far. */
  public long step() {
    return step;
  }

  public DenoisingModel model() {
    return model;
  }

  /** Asks a running {@link #run} to end after the current step; its state is saved. */
  public void stop() {
    stopping = true;
  }

  /** Trains to the last step of the schedule, or until {@link #stop()}. */
  public Summary run(TrainingProgress progress) throws IOException {
    long end = config.schedule().maxSteps();
    double firstValidation = step == 0 ? validate() : Double.NaN;
    long trained = 0;
    long nanos = 0;
    try (MetricsCsv metrics = MetricsCsv.open(folder.metrics(), COLUMNS, step);
        Prefetcher<PreparedBatch> batches = data.training(step, end)) {
      if (step == 0) {
        metrics.append(0, Map.of("validation_loss", firstValidation));
      }
      var window = new Window();
      while (step < end && !stopping) {
        long start = System.nanoTime();
        PreparedBatch batch = batches.next();
        double rate = schedule.rate(step);
        DenoisingModel.Update update = model.train(batch, rate);
        step++;
        long elapsed = System.nanoTime() - start;
        nanos += elapsed;
        trained += batch.moleculeCount();
        window.add(update, batch.moleculeCount(), elapsed);
        progress.step(step, batch.moleculeCount(), update.loss());
        afterStep(metrics, window, rate, end, progress);
      }
      if (step > 0) {
        save();
      }
    }
    return new Summary(
        step, step >= end, best, firstValidation, nanos == 0 ? 0 : trained / (nanos * 1e-9));
  }

  private void afterStep(
      MetricsCsv metrics, Window window, double rate, long end, TrainingProgress progress)
      throws IOException {
    boolean last = step == end;
    var row = new HashMap<String, Double>();
    if (step % config.logEvery() == 0 || last) {
      row.putAll(window.metrics());
      row.put("learning_rate", rate);
      window.clear();
    }
    if (step % config.validateEvery() == 0 || last) {
      double loss = validate();
      if (Double.isFinite(loss)) {
        best = best.orBetter(step, loss);
        row.put("validation_loss", loss);
        progress.message("step %d: validation loss %.4f".formatted(step, loss));
      }
    }
    if (!row.isEmpty()) {
      metrics.append(step, row);
    }
    // The best parameters must be on disk when they are the best.
    if (step % config.checkpointEvery() == 0 || best.step() == step) {
      save();
    }
  }

  /** Mean loss over all noise components of the validation molecules; NaN if there are none. */
  public double validate() {
    double sum = 0;
    long count = 0;
    try (Prefetcher<PreparedBatch> batches = data.validation()) {
      while (batches.hasNext()) {
        PreparedBatch batch = batches.next();
        sum += model.evaluate(batch) * batch.noise().length;
        count += batch.noise().length;
      }
    }
    return sum / count;
  }

  private void save() throws IOException {
    TrainingState state =
        TrainingState.of(
            step,
            config.seed(),
            best,
            config.hash(),
            model.graphHash(),
            Map.of(),
            Map.of(NORMALIZER, model.normalizer().state()));
    Map<String, Map<String, NDArray>> groups =
        Map.of(PARAMETERS, model.parameters(), MOMENTS, model.optimiser().moments());
    checkpoints.save(new Checkpoint(state, groups));
  }

  @Override
  public void close() {
    model.close();
    manager.close();
  }

  /** Means over the steps since the last row. */
  private static final class Window {
    private double loss;
    private double norm;
    private long molecules;
    private long nanos;
    private int steps;

    void add(DenoisingModel.Update update, int count, long elapsed) {
      loss += update.loss();
      norm += update.gradientNorm();
      molecules += count;
      nanos += elapsed;
      steps++;
    }

    Map<String, Double> metrics() {
      return Map.of(
          "train_loss", loss / steps,
          "gradient_norm", norm / steps,
          "molecules_per_s", molecules / (nanos * 1e-9));
    }

    void clear() {
      loss = 0;
      norm = 0;
      molecules = 0;
      nanos = 0;
      steps = 0;
    }
  }
}
