package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.cli.Outcome.Reject;
import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** What embed, predict and denoise have in common: all but the question and the file of answers. */
final class PredictionJob {

  private final PredictionOptions options;
  private final MolSpectraModel model;
  private final PrintWriter err;

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
            options.run().workers(model),
            options.batchMolecules(model),
            PredictionOptions.BATCH_ATOMS);
    try (Proceedings proceedings =
            Proceedings.start(err, options.run().rejects(), options.run().strict());
        AnswerWriter answers = output.open()) {
      NamedFailure.around(
          () -> {
            batches.run(
                options.input(),
                outcomes -> {
                  proceedings.check();
                  for (Outcome outcome : outcomes) {
                    take(outcome, answers, proceedings);
                  }
                  proceedings.done(outcomes.size());
                });
            return Optional.empty();
          });
      String counts = proceedings.counted("predicted");
      answers.commit();
      proceedings.end(counts);
    }
    return ExitCode.OK;
  }

  private static void take(Outcome outcome, AnswerWriter answers, Proceedings proceedings)
      throws IOException {
    if (outcome instanceof Answer answer) {
      answers.add(answer);
      proceedings.answered();
    } else {
      proceedings.reject((Reject) outcome);
    }
  }
}
