package io.molspectra.predict;

import java.util.Objects;

/**
 * How a model runs. Start from {@link #defaults()}.
 *
 * @param device where the graphs run
 * @param threads threads ONNX Runtime uses within one call; 0 for one a core
 * @param maxBatchMolecules longer lists are split into batches of at most so many molecules
 * @param maxBatchAtoms and of at most so many atoms; a larger molecule makes a batch of its own
 * @param allowUnseenElements whether to predict for elements that did not occur in training
 * @param metrics told of every batch
 */
public record Options(
    Device device,
    int threads,
    int maxBatchMolecules,
    int maxBatchAtoms,
    boolean allowUnseenElements,
    ModelMetrics metrics) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Options {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(metrics, "metrics");
    if (threads < 0 || maxBatchMolecules < 1 || maxBatchAtoms < 1) {
      throw new IllegalArgumentException(
          "threads must be at least 0 and batch sizes at least 1, got "
              + "threads=%d, maxBatchMolecules=%d, maxBatchAtoms=%d"
                  .formatted(threads, maxBatchMolecules, maxBatchAtoms));
    }
  }

  /** The processor with one thread a core, batches of 32 molecules, unseen elements refused. */
  public static Options defaults() {
    return new Options(Device.cpu(), 0, 32, 4096, false, ModelMetrics.NONE);
  }

  /** For one answer as soon as possible: all cores work on one call. */
  public static Options latency() {
    return defaults();
  }

  /**
   * For as many answers as possible: one core a call, so call from as many threads as there are
   * cores; batches of 8 molecules, whose pairs stay in a core's cache.
   */
  public static Options throughput() {
    return defaults().withThreads(1).withBatch(8, 4096);
  }

  /** The same on another device. */
  public Options withDevice(Device newDevice) {
    return new Options(
        newDevice, threads, maxBatchMolecules, maxBatchAtoms, allowUnseenElements, metrics);
  }

  /** The same with another number of threads within one call. */
  public Options withThreads(int newThreads) {
    return new Options(
        device, newThreads, maxBatchMolecules, maxBatchAtoms, allowUnseenElements, metrics);
  }

  /** The same with other limits on a batch. */
  public Options withBatch(int molecules, int atoms) {
    return new Options(device, threads, molecules, atoms, allowUnseenElements, metrics);
  }

  /** The same with unseen elements allowed or refused. */
  public Options withUnseenElements(boolean allowed) {
    return new Options(device, threads, maxBatchMolecules, maxBatchAtoms, allowed, metrics);
  }

  /** The same with someone told of every batch. */
  public Options withMetrics(ModelMetrics newMetrics) {
    return new Options(
        device, threads, maxBatchMolecules, maxBatchAtoms, allowUnseenElements, newMetrics);
  }
}
