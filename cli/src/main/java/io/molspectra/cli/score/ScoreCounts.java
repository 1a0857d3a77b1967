package io.molspectra.cli.score;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of rows.
 *
 * @param scored rows with scores
 * @param rejects rows without, by the name of the reason
 */
public record ScoreCounts(long scored, Map<String, Long> rejects) {

  /** Copies the map, in the order of the names. */
  public ScoreCounts {
    rejects = java.util.Collections.unmodifiableMap(new TreeMap<>(rejects));
  }

  static ScoreCounts none() {
    return new ScoreCounts(0, Map.of());
  }

  /** Rows without scores. */
  public long rejected() {
    return rejects.values().stream().mapToLong(Long::longValue).sum();
  }

  /** All rows. */
  public long rows() {
    return scored + rejected();
  }

  ScoreCounts plusScored() {
    return new ScoreCounts(scored + 1, rejects);
  }

  ScoreCounts plusReject(String reason) {
    Map<String, Long> more = new TreeMap<>(rejects);
    more.merge(reason, 1L, Long::sum);
    return new ScoreCounts(scored, more);
  }
}
