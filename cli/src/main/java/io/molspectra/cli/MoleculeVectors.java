package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.cli.Outcome.Reject;
import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Feature vectors of the structures in files of molecules. */
final class MoleculeVectors implements VectorSource {

  private final MolSpectraModel model;
  private final List<Path> files;
  private final int workers;
  private final Proceedings proceedings;

  MoleculeVectors(MolSpectraModel model, List<Path> files, int workers, Proceedings proceedings) {
    this.model = model;
    this.files = files;
    this.workers = workers;
    this.proceedings = proceedings;
  }

  @Override
  public void each(Sink sink) throws IOException {
    new OrderedBatches(
            new BatchPrediction(model, Question.embedding()),
            workers,
            PredictionOptions.batchMolecules(model.device()),
            PredictionOptions.BATCH_ATOMS)
        .run(
            files,
            outcomes -> {
              proceedings.check();
              for (Outcome outcome : outcomes) {
                if (outcome instanceof Answer answer) {
                  sink.add(answer.molecule().id(), answer.values());
                  proceedings.answered();
                } else {
                  proceedings.reject((Reject) outcome);
                }
              }
              proceedings.done(outcomes.size());
            });
  }
}
