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
import io.molspectra.trainer.optimise.NonFiniteGradientException;
import io.molspectra.trainer.report.MetricsCsv;
import io.molspectra.trainer.report.TrainingProgress;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

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
  private static final String WINDOW = "log_window";
  private static final String REPORTED = "reported_step";

  private final PretrainConfig config;
  private final RunFolder folder;
  private final DenoisingData data;
  private final DenoisingModel model;
  private final NDManager manager;
  private final LearningRateSchedule schedule;
  private final CheckpointStore checkpoints;
  private final RunLock lock;
  private long step;
  private Best best = Best.NONE;
  private LogWindow window = new LogWindow();
  private double firstValidation = Double.NaN;

  /** The last step whose metrics row and validation are done; -1 if not even step 0's are. */
  private long reported = -1;

  private long savedStep = -1;
  private long savedReported = -1;
  private volatile boolean stopping;

  /**
   * @param device from {@code Devices.parse}
   * @throws IOException if the folder cannot be written, or another process works in it
   */
  public Pretraining(
      PretrainConfig config, RunFolder folder, DenoisingData data, ai.djl.Device device)
      throws IOException {
    this.lock = RunLock.of(folder.path());
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
   * @param finished false if it was asked to stop before the last step and its validation
   * @param best the best validation
   * @param firstValidation loss before the first update; NaN in a resumed run
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
      model.restoreNormalizer(buffer(state, NORMALIZER));
      step = state.step();
      best = state.best();
      window = LogWindow.ofState(buffer(state, WINDOW));
      reported = buffer(state, REPORTED).get(0).longValue();
      savedStep = step;
      savedReported = reported;
    }
  }

  private static List<Double> buffer(TrainingState state, String name) {
    List<Double> values = state.buffers().get(name);
    if (values == null) {
      throw new IllegalStateException(
          "the checkpoint of step %d lacks %s; resume with the version of the trainer that wrote it"
              .formatted(state.step(), name));
    }
    return values;
  }

  /** Whether all steps of the schedule are made and reported: {@link #run} has nothing to do. */
  public boolean isFinished() {
    return reported >= config.schedule().maxSteps();
  }

  /** Updates made so far. */
  public long step() {
    return step;
  }

  public DenoisingModel model() {
    return model;
  }

  /**
   * Asks a running {@link #run} to end after the current step or batch of a validation; its state
   * is saved. May be called from any thread.
   */
  public void stop() {
    stopping = true;
  }

  /**
   * Trains to the last step of the schedule, or until {@link #stop()}.
   *
   * @throws IllegalStateException if a gradient is not finite; the newest checkpoint stays
   */
  public Summary run(TrainingProgress progress) throws IOException {
    long end = config.schedule().maxSteps();
    long trained = 0;
    long nanos = 0;
    try (MetricsCsv metrics = MetricsCsv.open(folder.metrics(), COLUMNS, reported);
        Prefetcher<PreparedBatch> batches = data.training(step, end)) {
      while (!stopping) {
        if (reported < step && !report(metrics, progress) || step >= end) {
          break;
        }
        long start = System.nanoTime();
        PreparedBatch batch = batches.next();
        DenoisingModel.Update update = update(batch);
        long elapsed = System.nanoTime() - start;
        nanos += elapsed;
        trained += batch.moleculeCount();
        window.add(update, batch.moleculeCount(), elapsed);
        progress.step(step, batch.moleculeCount(), update.loss());
      }
      if (step > 0) {
        save();
      }
    }
    return new Summary(
        step, reported >= end, best, firstValidation, nanos == 0 ? 0 : trained / (nanos * 1e-9));
  }

  private DenoisingModel.Update update(PreparedBatch batch) {
    try {
      DenoisingModel.Update update = model.train(batch, schedule.rate(step));
      step++;
      return update;
    } catch (NonFiniteGradientException e) {
      throw new IllegalStateException(
          "step %d of %s: %s".formatted(step + 1, folder.path(), e.getMessage()), e);
    }
  }

  /**
   * Writes the metrics row and the checkpoint of the current step if they are due, validating
   * before.
   *
   * @return false if it was stopped while validating: then all this is left to the resumed run
   */
  private boolean report(MetricsCsv metrics, TrainingProgress progress) throws IOException {
    boolean last = step == config.schedule().maxSteps();
    var row = new HashMap<String, Double>();
    if (step % config.validateEvery() == 0 || last) {
      OptionalDouble loss = validate();
      if (stopping) {
        return false;
      }
      loss.ifPresent(value -> validated(value, row, progress));
    }
    if (step > 0 && (step % config.logEvery() == 0 || last)) {
      row.putAll(window.metrics());
      row.put("learning_rate", schedule.rate(step - 1));
      window.clear();
    }
    if (!row.isEmpty()) {
      metrics.append(step, row);
    }
    reported = step;
    // The best parameters must be on disk when they are the best.
    if (step > 0 && step % config.checkpointEvery() == 0 || best.step() == step) {
      save();
    }
    return true;
  }

  private void validated(double loss, Map<String, Double> row, TrainingProgress progress) {
    row.put("validation_loss", loss);
    if (step == 0) {
      firstValidation = loss;
    } else {
      best = best.orBetter(step, loss);
    }
    progress.message("step %d: validation loss %.4f".formatted(step, loss));
  }

  /**
   * Mean loss over all noise components of the validation molecules.
   *
   * @return empty if there are none, or if {@link #stop()} came first
   */
  public OptionalDouble validate() {
    double sum = 0;
    long count = 0;
    try (Prefetcher<PreparedBatch> batches = data.validation()) {
      while (batches.hasNext()) {
        if (stopping) {
          return OptionalDouble.empty();
        }
        PreparedBatch batch = batches.next();
        sum += model.evaluate(batch) * batch.noise().length;
        count += batch.noise().length;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /** Writes a checkpoint, unless the newest one says the same. */
  private void save() throws IOException {
    if (savedStep == step && savedReported == reported) {
      return;
    }
    TrainingState state =
        TrainingState.of(
            step,
            config.seed(),
            best,
            config.hash(),
            model.graphHash(),
            Map.of(),
            Map.of(
                NORMALIZER, model.normalizer().state(),
                WINDOW, window.state(),
                REPORTED, List.of((double) reported)));
    Map<String, Map<String, NDArray>> groups =
        Map.of(PARAMETERS, model.parameters(), MOMENTS, model.optimiser().moments());
    try {
      checkpoints.save(new Checkpoint(state, groups));
    } catch (IOException e) {
      // A file system's own message, "No space left on device" say, does not tell where.
      throw new IOException(
          "the checkpoint of step %d cannot be written to %s: %s; former ones are kept, --resume"
                  .formatted(step, folder.path(), e.getMessage())
              + " goes on from them",
          e);
    }
    savedStep = step;
    savedReported = reported;
  }

  @Override
  public void close() {
    model.close();
    manager.close();
    lock.close();
  }
}
