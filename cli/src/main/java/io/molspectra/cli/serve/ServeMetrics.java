package io.molspectra.cli.serve;

import io.molspectra.predict.ModelMetrics;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What a server did, in the format of Prometheus. Given to the model as its metrics, it also tells
 * of batches. Thread-safe.
 */
public final class ServeMetrics implements ModelMetrics {

  private static final double[] SECONDS = {
    .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 20, 50
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Counter requests =
      Counter.builder()
          .name("molspectra_http_requests_total")
          .help("Requests answered.")
          .labelNames("route", "status")
          .register(registry);
  private final Histogram latencies =
      Histogram.builder()
          .name("molspectra_http_request_duration_seconds")
          .help("From the headers of a request to the last byte of its answer.")
          .labelNames("route")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);
  private final Counter rejects =
      Counter.builder()
          .name("molspectra_http_rejects_total")
          .help("Requests that were not answered, by reason.")
          .labelNames("reason")
          .register(registry);
  private final Counter molecules =
      Counter.builder()
          .name("molspectra_molecules_total")
          .help("Molecules answered; those that failed, by reason.")
          .labelNames("outcome")
          .register(registry);
  private final Counter records =
      Counter.builder()
          .name("molspectra_model_records_total")
          .help("Molecules that went through a graph.")
          .labelNames("graph")
          .register(registry);
  private final Counter preparation =
      Counter.builder()
          .name("molspectra_model_preparation_seconds_total")
          .help("Time for neighbours and input tensors.")
          .labelNames("graph")
          .register(registry);
  private final Histogram inference =
      Histogram.builder()
          .name("molspectra_model_inference_seconds")
          .help("Time of a batch in ONNX Runtime.")
          .labelNames("graph")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);

  @Override
  public void answered(Batch batch) {
    records.labelValues(batch.graph()).inc(batch.records());
    preparation.labelValues(batch.graph()).inc(batch.preparation().toNanos() / 1e9);
    inference.labelValues(batch.graph()).observe(batch.inference().toNanos() / 1e9);
  }

  void request(String route, int status, long nanos) {
    requests.labelValues(route, String.valueOf(status)).inc();
    latencies.labelValues(route).observe(nanos / 1e9);
  }

  void reject(Problem.Reason reason) {
    rejects.labelValues(reason.name()).inc();
  }

  void molecule(Answer answer) {
    Answer.Failure failure = answer.failure();
    molecules.labelValues(failure == null ? "answered" : failure.reason()).inc();
  }

  /** Adds a number that is asked for whenever somebody looks. */
  void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** Adds who is speaking. */
  void info(String version, String model, String device) {
    Info.builder()
        .name("molspectra_build_info")
        .help("Version of the program, model and device.")
        .labelNames("version", "model", "device")
        .register(registry)
        .addLabelValues(version, model, device);
  }

  Reply page() {
    var out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape(), EscapingScheme.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Reply(
        HttpStatus.OK_200, PrometheusTextFormatWriter.CONTENT_TYPE, out.toByteArray(), Map.of());
  }
}
