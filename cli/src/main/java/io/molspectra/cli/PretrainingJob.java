package io.molspectra.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.trainer.config.RunConfig;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.report.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Starts or resumes a run in its folder and trains until it is done or interrupted. */
final class PretrainingJob {
  private final RunFolder folder;
  private final boolean resume;
  private final Consumer<String> say;

  PretrainingJob(RunFolder folder, boolean resume, Consumer<String> say) {
    this.folder = folder;
    this.resume = resume;
    this.say = say;
  }

  int run(StageJob job) throws IOException {
    boolean goesOn = requireFreshOrStarted();
    try {
      StageJob.Prepared prepared = job.prepare(folder, goesOn, say);
      if (goesOn) {
        folder.requireSameData(prepared.read(), prepared.facts());
        requireSameStart(prepared.facts());
      }
      // The data first: a folder that has its config.yaml is a run, and tells what it started from.
      if (!goesOn || !Files.exists(folder.data())) {
        folder.describeData(prepared.sources(), prepared.read(), prepared.facts());
      }
      if (!goesOn) {
        folder.start(prepared.settings());
      }
      return trainUntilDoneOrInterrupted(job, prepared.settings());
    } finally {
      job.close();
    }
  }

  /**
   * Whether there is a run to go on with. Nothing is written yet: a mistake in the other options
   * must not leave a folder that looks like a run.
   */
  private boolean requireFreshOrStarted() throws IOException {
    if (!folder.isStarted()) {
      if (!folder.checkpoints().isEmpty()) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "%s holds checkpoints but no config.yaml; name another folder"
                .formatted(folder.path()));
      }
      return false;
    }
    if (!resume) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s holds a run already; add --resume to go on with it, or name another folder"
              .formatted(folder.path()));
    }
    return true;
  }

  /** Without a checkpoint a run starts again, and must do so from where it did. */
  private void requireSameStart(Map<String, Object> facts) throws IOException {
    if (!folder.checkpoints().isEmpty() || !Files.exists(folder.data())) {
      return;
    }
    String before =
        new ObjectMapper().readTree(folder.data().toFile()).path(StageJob.INIT).asText("");
    if (!before.equals(facts.getOrDefault(StageJob.INIT, ""))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s was stopped before its first checkpoint and starts again: give %s, as before"
              .formatted(folder.path(), before.isEmpty() ? "no --init" : "--init with " + before));
    }
    say.accept("%s has no checkpoint yet: it starts from the beginning".formatted(folder.path()));
  }

  /** Refuses to go on with other settings. */
  static void requireSameSettings(RunFolder folder, RunConfig settings) throws IOException {
    try {
      folder.requireSameSettings(settings);
    } catch (IllegalStateException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  /** Ctrl-C lets the current step end and its checkpoint be written before the process goes. */
  private int trainUntilDoneOrInterrupted(StageJob job, RunConfig settings) throws IOException {
    var ended = new CountDownLatch(1);
    try (Pretraining run = job.open(folder)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(run, ended)));
      if (resume) {
        run.resume(say);
      }
      if (folder.checkpoints().isEmpty()) {
        job.begin(run);
      }
      return train(job, run, settings);
    } finally {
      // Only now: the process must not end while native memory is being freed.
      ended.countDown();
    }
  }

  private static void stopAndWait(Pretraining run, CountDownLatch ended) {
    run.stop();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int train(StageJob job, Pretraining run, RunConfig settings) throws IOException {
    if (run.isFinished()) {
      say.accept("the run is finished already: step %d of %<d is done".formatted(run.step()));
      folder.drawLossCurve();
      return ExitCode.OK;
    }
    if (run.step() > 0) {
      say.accept("resuming at step " + run.step());
    }
    Pretraining.Summary summary;
    try (TrainingProgress progress =
        TrainingProgress.onStandardError(run.step(), settings.common().schedule().maxSteps())) {
      summary = run.run(progress);
    }
    if (!summary.finished()) {
      say.accept(
          "stopped at step %d; the same command with --resume goes on".formatted(summary.step()));
      return ExitCode.FAILURE;
    }
    folder.drawLossCurve();
    if (summary.best().step() < 0) {
      say.accept(
          "done: step %d; nothing was held out, so there is no best checkpoint: evaluate and export with --last"
              .formatted(summary.step()));
      return ExitCode.OK;
    }
    say.accept(
        "done: step %d, best validation loss %.4f at step %d, %.0f molecules/s"
            .formatted(
                summary.step(),
                summary.best().metric(),
                summary.best().step(),
                summary.moleculesPerSecond()));
    say.accept("curve: %s   next: %s".formatted(folder.lossCurve(), job.next(folder)));
    return ExitCode.OK;
  }
}
