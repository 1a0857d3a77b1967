package io.molspectra.cli;

import io.molspectra.cli.Outcome.Reject;
import io.molspectra.cli.SpectraBatch.Embedded;
import io.molspectra.cli.SpectraBatch.Fault;
import io.molspectra.parallel.OrderedPool;
import io.molspectra.predict.Device;
import io.molspectra.predict.SpectrumEmbedder;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectrumReject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Feature vectors of the spectra of a folder or of files. */
final class SpectraVectors implements VectorSource {

  private static final int CPU_BATCH = 16;
  private static final int GPU_BATCH = 128;

  /** Opens the spectra. */
  @FunctionalInterface
  interface Opening {
    SpectraReader open() throws IOException;
  }

  private final SpectraBatch batches;
  private final String source;
  private final Opening spectra;
  private final int batchRows;
  private final int workers;
  private final Proceedings proceedings;
  private long taken;

  /**
   * @param source of the spectra, as the user named it
   * @param batchRows rows embedded at once
   */
  SpectraVectors(
      SpectrumEmbedder embedder,
      String source,
      Opening spectra,
      int batchRows,
      int workers,
      Proceedings proceedings) {
    this.batches = new SpectraBatch(embedder);
    this.source = source;
    this.spectra = spectra;
    this.batchRows = batchRows;
    this.workers = workers;
    this.proceedings = proceedings;
  }

  /** Rows to embed at once if nothing else is wanted. */
  static int batchRows(Device device) {
    return device.isGpu() ? GPU_BATCH : CPU_BATCH;
  }

  @Override
  public void each(Sink sink) throws IOException {
    try (SpectraReader reader = spectra.open();
        var pool = new OrderedPool<Embedded>(workers, batch -> take(batch, sink))) {
      List<SpectraRow> batch = new ArrayList<>(batchRows);
      while (reader.hasNext()) {
        batch.add(reader.next());
        if (batch.size() == batchRows) {
          submit(pool, batch);
          batch = new ArrayList<>(batchRows);
        }
      }
      if (!batch.isEmpty()) {
        submit(pool, batch);
      }
      pool.finish();
    }
  }

  private void submit(OrderedPool<Embedded> pool, List<SpectraRow> batch) throws IOException {
    pool.submit(() -> batches.embed(batch));
  }

  private void take(List<Embedded> batch, Sink sink) throws IOException {
    proceedings.check();
    for (Embedded embedded : batch) {
      SpectraRow row = embedded.row();
      taken++;
      for (SpectrumReject part : row.rejects()) {
        proceedings.leaveOut(reject(row, part));
      }
      float @Nullable [] vector = embedded.vector();
      if (vector != null) {
        sink.add(row.id(), vector);
        proceedings.answered();
      }
      Fault fault = embedded.fault();
      if (fault != null) {
        long record = row.row() < 0 ? taken : row.row() + 1;
        proceedings.reject(new Reject(source, record, 0, fault.reason(), fault.message()));
      }
    }
    proceedings.done(batch.size());
  }

  private static Reject reject(SpectraRow row, SpectrumReject part) {
    return new Reject(
        part.source(),
        Math.max(1, part.row() + 1),
        part.line(),
        part.reason().name(),
        "spectrum %s of %s: %s".formatted(part.kind(), row.id(), part.message()));
  }
}
