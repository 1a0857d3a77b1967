package io.molspectra.trainer.data;

import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.spectrum.SpectrumReject;
import io.molspectra.spectrum.SpectrumRejectReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The spectra of many molecules for random access. Intensities lie in a file that is mapped into
 * memory, so that sets larger than memory work; ids and presence are kept.
 */
public final class SpectraStore implements AutoCloseable {
  private static final int REPORTED = 10;

  private final List<SpectrumKind> kinds;
  private final List<String> ids = new ArrayList<>();
  private final List<Long> rows = new ArrayList<>();
  private final List<Integer> atoms = new ArrayList<>();
  private final List<BitSet> present = new ArrayList<>();
  private final Map<SpectrumRejectReason, Integer> rejected =
      new EnumMap<>(SpectrumRejectReason.class);
  private final FloatFile values;

  private SpectraStore(List<SpectrumKind> kinds, FloatFile values) {
    this.kinds = List.copyOf(kinds);
    this.values = values;
  }

  /**
   * Reads all rows.
   *
   * @param cache file for the intensities; made, and removed when the store is closed
   * @param strict whether a spectrum that is left out ends the reading
   * @param firstRejects is told of the first ten spectra left out
   * @throws io.molspectra.spectrum.SpectraException if the files do not belong together
   * @throws StructureDataException.BadRecord at the first reject if strict
   */
  public static SpectraStore read(
      SpectraReader reader,
      List<SpectrumKind> kinds,
      Path cache,
      boolean strict,
      Consumer<SpectrumReject> firstRejects)
      throws IOException {
    int width = kinds.stream().mapToInt(kind -> kind.grid().length()).sum();
    var store = new SpectraStore(kinds, FloatFile.create(cache, width));
    try {
      int reported = 0;
      while (reader.hasNext()) {
        SpectraRow row = reader.next();
        for (SpectrumReject reject : row.rejects()) {
          if (strict) {
            throw new StructureDataException.BadRecord(
                describe(reject) + "; without --strict it would be left out");
          }
          store.rejected.merge(reject.reason(), 1, Integer::sum);
          if (reported++ < REPORTED) {
            firstRejects.accept(reject);
          }
        }
        store.add(row, width);
      }
      store.values.finish();
      return store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private void add(SpectraRow row, int width) throws IOException {
    float[] all = new float[width];
    var there = new BitSet(kinds.size());
    int offset = 0;
    for (int k = 0; k < kinds.size(); k++) {
      float[] intensities = row.intensities().get(kinds.get(k).name());
      if (intensities != null) {
        System.arraycopy(intensities, 0, all, offset, intensities.length);
        there.set(k);
      }
      offset += kinds.get(k).grid().length();
    }
    values.append(all);
    ids.add(row.id());
    rows.add(row.row());
    atoms.add(row.atoms());
    present.add(there);
  }

  /** A reject as one line: file, row, line, kind and reason. */
  public static String describe(SpectrumReject reject) {
    String row = reject.row() >= 0 ? ", row " + reject.row() : "";
    String line = reject.line() > 0 ? ", line " + reject.line() : "";
    return "%s%s%s, %s: %s (%s)"
        .formatted(reject.source(), row, line, reject.kind(), reject.message(), reject.reason());
  }

  /** Kinds of spectra, in the order of their numbers. */
  public List<SpectrumKind> kinds() {
    return kinds;
  }

  /** Number of molecules. */
  public int count() {
    return ids.size();
  }

  /** Id of a molecule: from the index, or its row. */
  public String id(int molecule) {
    return ids.get(molecule);
  }

  /** 0-based row of a molecule in the tables, -1 if each has files of its own. */
  public long row(int molecule) {
    return rows.get(molecule);
  }

  /** Number of atoms as the index tells it, or -1. */
  public int atoms(int molecule) {
    return atoms.get(molecule);
  }

  /** Whether a molecule has a kind of spectrum. */
  public boolean has(int molecule, int kind) {
    return present.get(molecule).get(kind);
  }

  /** Whether a molecule has any spectrum. */
  public boolean hasAny(int molecule) {
    return !present.get(molecule).isEmpty();
  }

  /** Copies the intensities of a kind, zeros if the molecule lacks it. */
  public void copy(int molecule, int kind, float[] target, int offset) {
    int from = 0;
    for (int k = 0; k < kind; k++) {
      from += kinds.get(k).grid().length();
    }
    values.copy(molecule, from, target, offset, kinds.get(kind).grid().length());
  }

  /**
   * Mean intensity of a kind over some molecules, those without it left out; NaN if all lack it.
   */
  public double mean(int kind, int[] molecules) {
    float[] intensities = new float[kinds.get(kind).grid().length()];
    double sum = 0;
    long count = 0;
    for (int molecule : molecules) {
      if (has(molecule, kind)) {
        copy(molecule, kind, intensities, 0);
        for (float intensity : intensities) {
          sum += intensity;
        }
        count += intensities.length;
      }
    }
    return sum / count;
  }

  /** The spectra of a molecule. */
  public SpectraRow spectra(int molecule) {
    var intensities = new LinkedHashMap<String, float[]>();
    for (int k = 0; k < kinds.size(); k++) {
      if (has(molecule, k)) {
        float[] curve = new float[kinds.get(k).grid().length()];
        copy(molecule, k, curve, 0);
        intensities.put(kinds.get(k).name(), curve);
      }
    }
    return new SpectraRow(row(molecule), id(molecule), atoms(molecule), intensities, List.of());
  }

  /** Number of spectra left out, by reason. */
  public Map<SpectrumRejectReason, Integer> rejected() {
    return Collections.unmodifiableMap(rejected);
  }

  /**
   * SHA-256 in hexadecimal of ids and spectra in their order. Kinds that no molecule has do not
   * count.
   */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int molecule = 0; molecule < count(); molecule++) {
        digest.update(ids.get(molecule).getBytes(StandardCharsets.UTF_8));
        for (int k = 0; k < kinds.size(); k++) {
          if (has(molecule, k)) {
            digest.update(kinds.get(k).name().getBytes(StandardCharsets.UTF_8));
            float[] curve = new float[kinds.get(k).grid().length()];
            copy(molecule, k, curve, 0);
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * curve.length);
            bytes.asFloatBuffer().put(curve);
            digest.update(bytes);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Frees the file. */
  @Override
  public void close() throws IOException {
    values.close();
  }
}
