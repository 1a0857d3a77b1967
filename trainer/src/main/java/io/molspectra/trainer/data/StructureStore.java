package io.molspectra.trainer.data;

import io.molspectra.molecule.Molecule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Many molecules in a few arrays: an atom takes 13 bytes, a molecule 12 bytes and its id. Immutable
 * and thread-safe.
 */
public final class StructureStore {

  private final int count;
  private final byte[] atomicNumbers;
  private final float[] positions;
  private final int[] atomOffsets;
  private final byte[] ids;
  private final int[] idOffsets;
  private final int[] records;

  private StructureStore(Builder builder) {
    this.count = builder.count;
    int atoms = builder.atomOffsets[count];
    this.atomicNumbers = Arrays.copyOf(builder.atomicNumbers, atoms);
    this.positions = Arrays.copyOf(builder.positions, 3 * atoms);
    this.atomOffsets = Arrays.copyOf(builder.atomOffsets, count + 1);
    this.idOffsets = Arrays.copyOf(builder.idOffsets, count + 1);
    this.ids = Arrays.copyOf(builder.ids, idOffsets[count]);
    this.records = Arrays.copyOf(builder.records, count);
  }

  /** Number of molecules. */
  public int count() {
    return count;
  }

  /** Number of atoms of all molecules. */
  public int totalAtoms() {
    return atomOffsets[count];
  }

  /** Number of atoms of one molecule. */
  public int atomCount(int index) {
    return atomOffsets[index + 1] - atomOffsets[index];
  }

  /** Where the atoms of one molecule begin among those of all. */
  public int atomOffset(int index) {
    return atomOffsets[index];
  }

  /** Id of one molecule. */
  public String id(int index) {
    int start = idOffsets[index];
    return new String(ids, start, idOffsets[index + 1] - start, StandardCharsets.UTF_8);
  }

  /** Which record of the input a molecule was, 0-based over all files, rejected ones counted. */
  public int record(int index) {
    return records[index];
  }

  /** Some of the molecules, in the order asked for. */
  public StructureStore select(int[] indices) {
    var selected = new Builder();
    for (int index : indices) {
      selected.add(molecule(index), records[index]);
    }
    return selected.build();
  }

  /** The same molecules under other ids, one for each. */
  public StructureStore withIds(List<String> newIds) {
    if (newIds.size() != count) {
      throw new IllegalArgumentException("%d ids for %d molecules".formatted(newIds.size(), count));
    }
    var renamed = new Builder();
    for (int i = 0; i < count; i++) {
      Molecule molecule = molecule(i);
      renamed.add(
          new Molecule(newIds.get(i), molecule.atomicNumbers(), molecule.positions()), records[i]);
    }
    return renamed.build();
  }

  /** A copy of one molecule. */
  public Molecule molecule(int index) {
    int from = atomOffsets[index];
    int to = atomOffsets[index + 1];
    int[] elements = new int[to - from];
    for (int i = from; i < to; i++) {
      elements[i - from] = Byte.toUnsignedInt(atomicNumbers[i]);
    }
    return new Molecule(id(index), elements, Arrays.copyOfRange(positions, 3 * from, 3 * to));
  }

  /** Atomic numbers that occur. */
  public SortedSet<Integer> elements() {
    boolean[] seen = new boolean[256];
    for (byte element : atomicNumbers) {
      seen[Byte.toUnsignedInt(element)] = true;
    }
    SortedSet<Integer> elements = new TreeSet<>();
    for (int element = 0; element < seen.length; element++) {
      if (seen[element]) {
        elements.add(element);
      }
    }
    return elements;
  }

  /** SHA-256 in hexadecimal of ids, elements and positions in their order. */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer numbers =
          ByteBuffer.allocate(4 * (positions.length + atomOffsets.length + idOffsets.length));
      numbers.asFloatBuffer().put(positions);
      numbers.position(4 * positions.length);
      numbers.asIntBuffer().put(atomOffsets).put(idOffsets);
      numbers.rewind();
      digest.update(numbers);
      digest.update(atomicNumbers);
      digest.update(ids);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Bytes that the arrays take. */
  public long bytes() {
    return atomicNumbers.length
        + ids.length
        + 4L * (positions.length + atomOffsets.length + idOffsets.length + records.length);
  }

  /** Collects molecules; the arrays grow by half as needed. */
  static final class Builder {

    private int count;
    private byte[] atomicNumbers = new byte[1 << 12];
    private float[] positions = new float[3 << 12];
    private int[] atomOffsets = new int[1 << 8];
    private byte[] ids = new byte[1 << 12];
    private int[] idOffsets = new int[1 << 8];
    private int[] records = new int[1 << 8];

    int count() {
      return count;
    }

    void add(Molecule molecule, int record) {
      byte[] id = molecule.id().getBytes(StandardCharsets.UTF_8);
      int atoms = molecule.atomCount();
      int from = atomOffsets[count];
      reserve(from + (long) atoms, idOffsets[count] + (long) id.length);
      for (int i = 0; i < atoms; i++) {
        atomicNumbers[from + i] = (byte) molecule.atomicNumbers()[i];
      }
      System.arraycopy(molecule.positions(), 0, positions, 3 * from, 3 * atoms);
      System.arraycopy(id, 0, ids, idOffsets[count], id.length);
      atomOffsets[count + 1] = from + atoms;
      idOffsets[count + 1] = idOffsets[count] + id.length;
      records[count] = record;
      count++;
    }

    StructureStore build() {
      return new StructureStore(this);
    }

    private void reserve(long atoms, long idBytes) {
      if (atomicNumbers.length < atoms) {
        int capacity = grown(atoms, Integer.MAX_VALUE / 3 - 8, "atoms");
        atomicNumbers = Arrays.copyOf(atomicNumbers, capacity);
        positions = Arrays.copyOf(positions, 3 * capacity);
      }
      if (ids.length < idBytes) {
        ids = Arrays.copyOf(ids, grown(idBytes, Integer.MAX_VALUE - 8, "bytes of ids"));
      }
      if (atomOffsets.length < count + 2) {
        int capacity = grown(count + 2L, Integer.MAX_VALUE - 8, "molecules");
        atomOffsets = Arrays.copyOf(atomOffsets, capacity);
        idOffsets = Arrays.copyOf(idOffsets, capacity);
        records = Arrays.copyOf(records, capacity);
      }
    }

    private static int grown(long needed, int limit, String what) {
      if (needed > limit) {
        throw new StructureDataException(
            "more than %d %s do not fit in memory as one data set".formatted(limit, what));
      }
      return (int) Math.min(limit, needed + needed / 2);
    }
  }
}
