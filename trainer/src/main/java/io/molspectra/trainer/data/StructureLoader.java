package io.molspectra.trainer.data;

import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.molecule.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads all molecules of some files into a {@link StructureStore}. A bad record is counted and
 * skipped, or ends the reading if the loader is strict.
 */
public final class StructureLoader {

  private static final int REPORTED = 10;

  private final int maxZ;
  private final boolean strict;

  /**
   * What was read.
   *
   * @param store the molecules in file order
   * @param rejected number of records left out, by reason
   */
  public record Result(StructureStore store, Map<RejectReason, Integer> rejected) {

    /** Number of records, those left out included. */
    public int recordCount() {
      return store.count() + rejectedCount();
    }

    /** Number of records left out. */
    public int rejectedCount() {
      return rejected.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * @param maxZ elements with this atomic number or a higher one are rejected: the network's table
   *     of elements ends below it
   * @param strict whether a bad record ends the reading
   */
  public StructureLoader(int maxZ, boolean strict) {
    this.maxZ = maxZ;
    this.strict = strict;
  }

  /**
   * Reads the files in their order.
   *
   * @param files SDF, xyz or extended xyz, possibly compressed
   * @param firstRejects is told of the first ten records left out
   * @throws IOException if a file cannot be opened
   * @throws StructureDataException if no molecule is left, or at the first bad record if strict
   */
  public Result load(List<Path> files, Consumer<MoleculeRecord.Rejected> firstRejects)
      throws IOException {
    Reading reading = new Reading(firstRejects);
    for (Path file : files) {
      try (MoleculeReader reader = MoleculeReaders.open(file)) {
        reading.addAll(reader);
      }
    }
    return reading.result(files);
  }

  /**
   * Reads an open reader to its end, for structures that are not in a file; the reader stays open.
   *
   * @param firstRejects is told of the first ten records left out
   * @throws StructureDataException as the other method
   */
  public Result load(MoleculeReader reader, Consumer<MoleculeRecord.Rejected> firstRejects) {
    Reading reading = new Reading(firstRejects);
    reading.addAll(reader);
    return reading.result("the input");
  }

  /** The state of one call. */
  private final class Reading {
    private final Consumer<MoleculeRecord.Rejected> firstRejects;
    private final StructureStore.Builder molecules = new StructureStore.Builder();
    private final Map<RejectReason, Integer> rejected = new EnumMap<>(RejectReason.class);
    private int reported;
    private int records;

    Reading(Consumer<MoleculeRecord.Rejected> firstRejects) {
      this.firstRejects = firstRejects;
    }

    void addAll(MoleculeReader reader) {
      while (reader.hasNext()) {
        MoleculeRecord next = withKnownElements(reader.next());
        if (next instanceof MoleculeRecord.Parsed parsed) {
          molecules.add(parsed.molecule(), records++);
        } else if (next instanceof MoleculeRecord.Rejected reject) {
          records++;
          add(reject);
        }
      }
    }

    private void add(MoleculeRecord.Rejected reject) {
      if (strict) {
        throw new StructureDataException.BadRecord(
            describe(reject) + "; without --strict it would be skipped");
      }
      rejected.merge(reject.reason(), 1, Integer::sum);
      if (reported++ < REPORTED) {
        firstRejects.accept(reject);
      }
    }

    Result result(Object source) {
      if (molecules.count() == 0) {
        throw new StructureDataException(
            "no usable molecule in %s; rejected: %s".formatted(source, rejected));
      }
      return new Result(molecules.build(), Collections.unmodifiableMap(rejected));
    }
  }

  /** A reject as one line: file, record, line and reason. */
  public static String describe(MoleculeRecord.Rejected reject) {
    String line = reject.line() > 0 ? ", line " + reject.line() : "";
    return "%s, record %d%s: %s (%s)"
        .formatted(reject.source(), reject.record(), line, reject.message(), reject.reason());
  }

  private MoleculeRecord withKnownElements(MoleculeRecord record) {
    if (record instanceof MoleculeRecord.Parsed parsed) {
      Molecule molecule = parsed.molecule();
      for (int element : molecule.atomicNumbers()) {
        if (element < 1 || element >= maxZ) {
          return new MoleculeRecord.Rejected(
              parsed.source(),
              parsed.record(),
              0,
              molecule.id(),
              RejectReason.UNKNOWN_ELEMENT,
              "molecule %s has an atom with atomic number %d; the network knows 1 to %d"
                      .formatted(molecule.id(), element, maxZ - 1)
                  + " (model.max_z)");
        }
      }
    }
    return record;
  }
}
