package io.molspectra.cli;

import io.molspectra.cli.Outcome.Reject;
import io.molspectra.trainer.convert.ConversionListener;
import io.molspectra.trainer.convert.ConversionReject;
import io.molspectra.trainer.convert.ConversionSummary;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the user sees of a conversion: a count, the first rejects, and a summary. */
final class SpectraProgress implements ConversionListener, Closeable {

  /** A conversion of some source. */
  @FunctionalInterface
  interface Conversion {
    ConversionSummary writeTo(Path folder, ConversionListener listener) throws IOException;
  }

  private final PredictionProgress count;
  private final Interruption interruption;
  private final Rejects rejects;

  private SpectraProgress(PredictionProgress count, Interruption interruption, Rejects rejects) {
    this.count = count;
    this.interruption = interruption;
    this.rejects = rejects;
  }

  /**
   * @param file where to list rejects, or null
   * @throws IOException if that cannot be written
   */
  static SpectraProgress start(PrintWriter err, @Nullable Path file) throws IOException {
    PredictionProgress count = PredictionProgress.start(err, "spectra");
    try {
      Rejects rejects = Rejects.to(file, count::say);
      return new SpectraProgress(count, Interruption.watch(count::say), rejects);
    } catch (IOException | RuntimeException e) {
      count.close();
      throw e;
    }
  }

  @Override
  public void rejected(ConversionReject reject) throws IOException {
    rejects.add(
        new Reject(reject.source(), reject.record(), 0, reject.reason().name(), reject.message()));
  }

  @Override
  public void recordDone() {
    interruption.check();
    count.done(1);
  }

  /** Ends the count and says what was done. */
  void tell(Path output, ConversionSummary summary) {
    count.close();
    summary
        .clipped()
        .forEach(
            (kind, clipped) ->
                count.say(
                    String.format(
                        Locale.ROOT,
                        "%s: points below zero set to zero in %d spectra, the deepest at -%.1f %% of"
                            + " its spectrum's maximum",
                        kind,
                        clipped.spectra(),
                        100 * clipped.deepest())));
    if (summary.rejectedCount() > 0) {
      count.say("rejected: " + listed(summary.rejected()));
    }
    count.say(
        "%s: %d molecules; %s".formatted(output, summary.molecules(), listed(summary.spectra())));
  }

  @Override
  public void close() throws IOException {
    try (rejects) {
      interruption.close();
      count.close();
    }
  }

  private static String listed(Map<?, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
