package io.molspectra.cli.serve;

import java.time.Duration;

/**
 * How a server runs.
 *
 * @param host name or address to listen at
 * @param port 0 for one that is free
 * @param threads that ask the model, at least 1
 * @param version of the program, for those who ask
 * @param patience with a client that sends or takes its bytes slowly
 * @param grace for requests under way when the server is stopped
 */
public record ServerSettings(
    String host,
    int port,
    Limits limits,
    int threads,
    String version,
    Duration patience,
    Duration grace) {

  /** Of slow clients and of the end, unless something else is asked for. */
  public static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  /** Requests that wait may hold this many bodies of the largest size. */
  private static final int LARGE_BODIES = 16;

  /** Bytes of bodies and answers that may be in memory at once. */
  long bytesInMemory() {
    return Math.max(
        2L * limits.bodyBytes(),
        Math.min((long) LARGE_BODIES * limits.bodyBytes(), Runtime.getRuntime().maxMemory() / 8));
  }
}
