package io.molspectra.trainer.label;

import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.trainer.data.StructureLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what a {@link LabelSource} leaves out, by kind. Not thread-safe. */
public final class LabelReport {

  private static final int REPORTED = 10;

  private final boolean strict;
  private final Consumer<LabelReject> firstRejects;
  private final Map<LabelRejectReason, Integer> counts = new EnumMap<>(LabelRejectReason.class);
  private final List<String> notes = new ArrayList<>();

  /**
   * @param strict whether the first reject ends the reading
   * @param firstRejects is told of the first ten rejects of every kind
   */
  public LabelReport(boolean strict, Consumer<LabelReject> firstRejects) {
    this.strict = strict;
    this.firstRejects = firstRejects;
  }

  /** Number of rejects by kind; kinds that did not occur are absent. */
  public Map<LabelRejectReason, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Number of rejects. */
  public int rejected() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What else a user should know of how the data was read, one sentence each. */
  public List<String> notes() {
    return Collections.unmodifiableList(notes);
  }

  void note(String sentence) {
    notes.add(sentence);
  }

  /**
   * @throws LabelException BAD_RECORD if the report is strict
   */
  void add(LabelReject reject) {
    if (strict) {
      throw new LabelException(
          LabelException.Problem.BAD_RECORD,
          reject.describe() + "; without --strict it would be left out");
    }
    if (counts.merge(reject.reason(), 1, Integer::sum) <= REPORTED) {
      firstRejects.accept(reject);
    }
  }

  /** A loader that treats bad structures as this report wants. */
  StructureLoader loader(int maxZ) {
    return new StructureLoader(maxZ, strict);
  }

  /** For the first structures that the loader leaves out. */
  Consumer<MoleculeRecord.Rejected> structures() {
    return reject ->
        firstRejects.accept(
            new LabelReject(
                reject.source(),
                reject.record(),
                reject.line(),
                LabelRejectReason.STRUCTURE,
                reject.message() + " (" + reject.reason() + ")"));
  }

  /** Counts all that the loader left out. */
  void count(StructureLoader.Result result) {
    if (result.rejectedCount() > 0) {
      counts.merge(LabelRejectReason.STRUCTURE, result.rejectedCount(), Integer::sum);
    }
  }
}
