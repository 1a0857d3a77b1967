package io.molspectra.trainer.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.trainer.checkpoint.Checkpoint;
import io.molspectra.trainer.checkpoint.TrainingState;
import io.molspectra.trainer.checkpoint.TrainingState.Best;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.RunConfig;
import io.molspectra.trainer.data.Prefetcher;
import io.molspectra.trainer.optimise.LearningRateSchedule;
import io.molspectra.trainer.optimise.NonFiniteGradientException;
import io.molspectra.trainer.report.TrainingProgress;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A pre-training run of either stage: steps, validations, metrics and checkpoints. Every random
 * number is a function of the seed and the step, and everything else is in the checkpoint, so a run
 * that was killed and resumed gives the same parameters, bit for bit, as one that was not (on the
 * same machine and number of threads).
 */
public final class Pretraining implements AutoCloseable {
  private static final String WINDOW = "log_window";
  private static final String REPORTED = "reported_step";
  private static final String SCHEDULE = "schedule";

  private final PretrainConfig config;
  private final String configHash;
  private final RunFolder folder;
  private final TrainingTask<?> task;
  private final LearningRateSchedule schedule;
  private final EarlyStopping earlyStopping;
  private final RunCheckpoints checkpoints;
  private final RunLock lock;
  private long step;
  private Best best = Best.NONE;
  private final LogWindow window;
  private double firstValidation = Double.NaN;

  /** The last step whose metrics row and validation are done; -1 if not even step 0's are. */
  private long reported = -1;

  private volatile boolean stopping;

  /**
   * A run of stage one.
   *
   * @param device from {@code Devices.parse}
   * @throws IOException if the folder cannot be written, or another process works in it
   */
  public Pretraining(
      PretrainConfig config, RunFolder folder, DenoisingData data, ai.djl.Device device)
      throws IOException {
    this(config, folder, () -> new DenoisingTask(config, data, device));
  }

  /**
   * A run of any stage.
   *
   * @param task made once the folder is ours; closed with this run
   * @throws IOException if the folder cannot be written, or another process works in it
   */
  public Pretraining(RunConfig config, RunFolder folder, Supplier<TrainingTask<?>> task)
      throws IOException {
    this(config, config.patience(), folder, task);
  }

  Pretraining(RunConfig config, int patience, RunFolder folder, Supplier<TrainingTask<?>> task)
      throws IOException {
    this.lock = RunLock.of(folder.path());
    this.config = config.common();
    this.configHash = config.hash();
    this.folder = folder;
    this.task = task.get();
    this.window = new LogWindow(this.task.trainingMetrics());
    this.schedule = this.config.schedule().toSchedule(this.config.optimiser().lr());
    this.earlyStopping = new EarlyStopping(patience, this.config.validateEvery());
    this.checkpoints = new RunCheckpoints(folder);
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
    NDManager device = parameters().values().iterator().next().getManager();
    try (NDManager loading = device.newSubManager()) {
      Checkpoint checkpoint = checkpoints.loadLast(loading, warnings);
      TrainingState state = checkpoint.state();
      state.requireSameRun(configHash, task.graphHash());
      task.tensors().forEach(checkpoint::copyInto);
      task.resumeAt(state.step(), state.buffers());
      step = state.step();
      best = state.best();
      window.restore(buffer(state.buffers(), WINDOW));
      reported = buffer(state.buffers(), REPORTED).get(0).longValue();
      if (!schedule.state().isEmpty()) {
        schedule.restore(buffer(state.buffers(), SCHEDULE));
      }
      checkpoints.isSaved(step, reported);
    }
  }

  /** A buffer of a checkpoint. */
  public static List<Double> buffer(Map<String, List<Double>> buffers, String name) {
    List<Double> values = buffers.get(name);
    if (values == null) {
      throw new IllegalStateException(
          "the checkpoint lacks %s; resume with the version of the trainer that wrote it"
              .formatted(name));
    }
    return values;
  }

  /**
   * Whether all steps of the schedule are made and reported, or the validations had not got better
   * for long enough: {@link #run} has nothing to do.
   */
  public boolean isFinished() {
    return reported == step && isLast();
  }

  /** Whether no step follows, once the current one is validated. */
  private boolean isLast() {
    return step >= config.schedule().maxSteps() || earlyStopping.endsAt(step, best);
  }

  /** Updates made so far. */
  public long step() {
    return step;
  }

  /** The parameters under training, live. */
  public Map<String, NDArray> parameters() {
    return Objects.requireNonNull(task.tensors().get("parameters"));
  }

  /**
   * Asks a running {@link #run} to end after the current step or batch of a validation; its state
   * is saved. May be called from any thread.
   */
  public void stop() {
    stopping = true;
  }

  /**
   * Trains to the last step of the schedule, until the validations have not got better for long
   * enough, or until {@link #stop()}.
   *
   * @throws IllegalStateException if a gradient is not finite; the newest checkpoint stays
   */
  public Summary run(TrainingProgress progress) throws IOException {
    return run(task, progress);
  }

  private <B> Summary run(TrainingTask<B> running, TrainingProgress progress) throws IOException {
    long end = config.schedule().maxSteps();
    long trained = 0;
    long nanos = 0;
    try (RunMetrics metrics = RunMetrics.open(folder, running, reported);
        Prefetcher<B> batches = running.training(step, end)) {
      while (!stopping) {
        if (reported < step && !report(metrics, progress) || isFinished()) {
          break;
        }
        long start = System.nanoTime();
        B batch = batches.next();
        TrainingTask.Update update = update(running, batch);
        long elapsed = System.nanoTime() - start;
        nanos += elapsed;
        int molecules = running.moleculeCount(batch);
        trained += molecules;
        window.add(update, molecules, elapsed);
        progress.step(step, molecules, update.loss());
      }
      if (step > 0) {
        save();
      }
    }
    return new Summary(
        step, isFinished(), best, firstValidation, nanos == 0 ? 0 : trained / (nanos * 1e-9));
  }

  private <B> TrainingTask.Update update(TrainingTask<B> running, B batch) {
    try {
      TrainingTask.Update update = running.train(batch, schedule.rate(step));
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
  private boolean report(RunMetrics files, TrainingProgress progress) throws IOException {
    var row = new HashMap<String, Double>();
    // Asked before the validation, which may change the rate of the steps to come.
    double rate = step > 0 ? schedule.rate(step - 1) : 0;
    if (step % config.validateEvery() == 0 || step == config.schedule().maxSteps()) {
      Optional<Map<String, Double>> metrics = task.validate(() -> stopping);
      if (stopping) {
        return false;
      }
      metrics.ifPresent(values -> validated(values, row, progress));
    }
    if (step > 0 && (step % config.logEvery() == 0 || isLast())) {
      row.putAll(window.metrics());
      row.put("learning_rate", rate);
      window.clear();
    }
    files.append(step, row);
    reported = step;
    // The best parameters must be on disk when they are the best.
    if (step > 0 && step % config.checkpointEvery() == 0 || best.step() == step) {
      save();
    }
    return true;
  }

  private void validated(
      Map<String, Double> metrics, Map<String, Double> row, TrainingProgress progress) {
    row.putAll(metrics);
    double loss = Objects.requireNonNull(metrics.get(TrainingTask.VALIDATION_LOSS));
    if (step == 0) {
      firstValidation = loss;
    } else {
      best = best.orBetter(step, loss);
      schedule.validated(step, loss);
    }
    String others =
        task.validationMetrics().stream()
            .filter(name -> !name.equals(TrainingTask.VALIDATION_LOSS) && metrics.containsKey(name))
            .map(name -> ", %s %.4f".formatted(name, metrics.get(name)))
            .collect(Collectors.joining());
    progress.message("step %d: validation loss %.4f%s".formatted(step, loss, others));
    if (earlyStopping.endsAt(step, best)) {
      progress.message(
          "the run ends early: no better validation since step %d, %d in a row"
              .formatted(best.step(), earlyStopping.patience()));
    }
  }

  /**
   * Writes the state before the first step, where that is more than fresh parameters: a run killed
   * before its first checkpoint goes on from it.
   */
  public void saveStart() throws IOException {
    if (step == 0) {
      save();
    }
  }

  private void save() throws IOException {
    checkpoints.save(step, reported, this::checkpoint);
  }

  private Checkpoint checkpoint() {
    var buffers = new HashMap<>(task.buffers());
    buffers.put(WINDOW, window.state());
    buffers.put(REPORTED, List.of((double) reported));
    if (!schedule.state().isEmpty()) {
      buffers.put(SCHEDULE, schedule.state());
    }
    return new Checkpoint(
        TrainingState.of(
            step, config.seed(), best, configHash, task.graphHash(), Map.of(), buffers),
        task.tensors());
  }

  @Override
  public void close() {
    task.close();
    lock.close();
  }
}
