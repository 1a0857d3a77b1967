package io.molspectra.benchmarks.fuzz;

import java.util.Locale;

/** What became of the inputs of one format. */
final class Counts {

  private long accepted;
  private long refused;
  private long findings;
  private long nanos;
  private long longest;

  void add(Outcome outcome) {
    accepted += outcome == Outcome.ACCEPTED ? 1 : 0;
    refused += outcome == Outcome.REFUSED ? 1 : 0;
  }

  void addFinding() {
    findings++;
  }

  void addTime(long taken) {
    nanos += taken;
    longest = Math.max(longest, taken);
  }

  long inputs() {
    return accepted + refused + findings;
  }

  long findings() {
    return findings;
  }

  String row(String name) {
    return String.format(
        Locale.ROOT,
        "%-14s %8d %9d %9d %9d %9.1f %9.2f",
        name,
        inputs(),
        accepted,
        refused,
        findings,
        nanos / 1e9,
        longest / 1e9);
  }

  static String header() {
    return String.format(
        "%-14s %8s %9s %9s %9s %9s %9s",
        "format", "inputs", "accepted", "refused", "findings", "s", "longest s");
  }
}
