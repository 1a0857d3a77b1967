package io.molspectra.cli;

import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.parallel.OrderedPool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files, predicts their records batch by batch in several threads, and hands on the outcomes
 * in the order of the input.
 */
final class OrderedBatches {

  private final BatchPrediction prediction;
  private final int workers;
  private final int maxMolecules;
  private final int maxAtoms;

  /**
   * @param maxMolecules most records of a batch
   * @param maxAtoms most atoms of a batch; a larger molecule is a batch of its own
   */
  OrderedBatches(BatchPrediction prediction, int workers, int maxMolecules, int maxAtoms) {
    this.prediction = prediction;
    this.workers = workers;
    this.maxMolecules = maxMolecules;
    this.maxAtoms = maxAtoms;
  }

  /**
   * Runs to the end, or until the receiver or the model fails.
   *
   * @throws IOException if a file cannot be opened, or as the receiver does
   */
  void run(List<Path> files, OrderedPool.Receiver<Outcome> receiver) throws IOException {
    try (var pool = new OrderedPool<Outcome>(workers, receiver)) {
      List<MoleculeRecord> batch = new ArrayList<>();
      int atoms = 0;
      for (Path file : files) {
        try (MoleculeReader reader = MoleculeReaders.open(file)) {
          while (reader.hasNext()) {
            MoleculeRecord record = reader.next();
            int added = atomCount(record);
            if (batch.size() == maxMolecules || (!batch.isEmpty() && atoms + added > maxAtoms)) {
              submit(pool, batch);
              batch = new ArrayList<>();
              atoms = 0;
            }
            batch.add(record);
            atoms += added;
          }
        }
      }
      if (!batch.isEmpty()) {
        submit(pool, batch);
      }
      pool.finish();
    }
  }

  private void submit(OrderedPool<Outcome> pool, List<MoleculeRecord> batch) throws IOException {
    pool.submit(() -> prediction.outcomes(batch));
  }

  private static int atomCount(MoleculeRecord record) {
    return record instanceof MoleculeRecord.Parsed read ? read.molecule().atomCount() : 0;
  }
}
