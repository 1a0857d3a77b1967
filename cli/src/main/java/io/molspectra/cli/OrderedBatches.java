package io.molspectra.cli;

import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads files, predicts their records batch by batch in several threads, and hands on the outcomes
 * in the order of the input. At most two batches a thread are in memory.
 */
final class OrderedBatches {

  /** Takes the outcomes of one batch. */
  @FunctionalInterface
  interface Receiver {
    void accept(List<Outcome> outcomes) throws IOException;
  }

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
  void run(List<Path> files, Receiver receiver) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      Deque<Future<List<Outcome>>> pending = new ArrayDeque<>();
      List<MoleculeRecord> batch = new ArrayList<>();
      int atoms = 0;
      for (Path file : files) {
        try (MoleculeReader reader = MoleculeReaders.open(file)) {
          while (reader.hasNext()) {
            MoleculeRecord record = reader.next();
            int added = atomCount(record);
            if (batch.size() == maxMolecules || (!batch.isEmpty() && atoms + added > maxAtoms)) {
              submit(pool, pending, batch, receiver);
              batch = new ArrayList<>();
              atoms = 0;
            }
            batch.add(record);
            atoms += added;
          }
        }
      }
      if (!batch.isEmpty()) {
        submit(pool, pending, batch, receiver);
      }
      while (!pending.isEmpty()) {
        receiver.accept(result(pending.remove()));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private void submit(
      ExecutorService pool,
      Deque<Future<List<Outcome>>> pending,
      List<MoleculeRecord> batch,
      Receiver receiver)
      throws IOException {
    if (pending.size() == 2 * workers) {
      receiver.accept(result(pending.remove()));
    }
    pending.add(pool.submit(() -> prediction.outcomes(batch)));
  }

  private static int atomCount(MoleculeRecord record) {
    return record instanceof MoleculeRecord.Parsed read ? read.molecule().atomCount() : 0;
  }

  private static List<Outcome> result(Future<List<Outcome>> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while predicting", e);
    }
  }
}
