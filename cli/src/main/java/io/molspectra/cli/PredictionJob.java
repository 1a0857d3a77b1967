package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.cli.Outcome.Reject;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.PredictionException.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What embed, predict and denoise have in common: all but the question and the file of answers. */
final class PredictionJob {

  private final PredictionOptions options;
  private final MolSpectraModel model;
  private final PrintWriter err;
  private long predicted;
  private @Nullable Reject lastRuntimeFailure;

  PredictionJob(PredictionOptions options, MolSpectraModel model, PrintWriter err) {
    this.options = options;
    this.model = model;
    this.err = err;
  }

  /** Begins the file of answers. */
  @FunctionalInterface
  interface Output {
    AnswerWriter open() throws IOException;
  }

  /**
   * Answers for every molecule of the input and says how many there were.
   *
   * @return the exit code
   * @throws CommandFailure REJECTED at the first reject with --strict; FAILURE if the model cannot
   *     answer the question at all
   * @throws IOException if a file cannot be opened or written
   */
  int run(Question question, Output output) throws IOException {
    // A question the model cannot answer shows now, not after the reading.
    NamedFailure.around(() -> question.ask(model, List.of()));
    var batches =
        new OrderedBatches(
            new BatchPrediction(model, question),
            options.workers(model),
            options.batchMolecules(model),
            options.batchAtoms());
    try (PredictionProgress progress = PredictionProgress.start(err);
        Interruption interruption = Interruption.watch(progress::say);
        AnswerWriter answers = output.open();
        Rejects rejects = Rejects.to(options.rejects(), progress::say)) {
      NamedFailure.around(
          () -> {
            batches.run(
                options.input(),
                outcomes -> {
                  interruption.check();
                  for (Outcome outcome : outcomes) {
                    take(outcome, answers, rejects);
                  }
                  progress.done(outcomes.size());
                });
            return Optional.empty();
          });
      requireSomethingWorked();
      answers.commit();
      progress.close();
      progress.say("%d predicted, %d rejected".formatted(predicted, rejects.count()));
    }
    return ExitCode.OK;
  }

  private void take(Outcome outcome, AnswerWriter answers, Rejects rejects) throws IOException {
    if (outcome instanceof Answer answer) {
      answers.add(answer);
      predicted++;
      return;
    }
    Reject reject = (Reject) outcome;
    rejects.add(reject);
    if (options.strict()) {
      throw new CommandFailure(
          ExitCode.REJECTED,
          "a record was rejected, --strict: no output is written; without it the record is skipped");
    }
    if (reject.reason().equals(Problem.RUNTIME_FAILURE.name())) {
      lastRuntimeFailure = reject;
    }
  }

  /** A runtime that fails for one molecule may go on; one that fails for all is broken. */
  private void requireSomethingWorked() {
    if (predicted == 0 && lastRuntimeFailure != null) {
      throw new CommandFailure(ExitCode.FAILURE, "nothing was predicted: " + lastRuntimeFailure);
    }
  }
}
