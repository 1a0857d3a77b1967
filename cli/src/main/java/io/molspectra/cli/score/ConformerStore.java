package io.molspectra.cli.score;

import io.molspectra.conformer.Conformer;
import io.molspectra.conformer.ConformerFailure;
import io.molspectra.molecule.Molecule;
import io.molspectra.score.GeometryCache;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Geometries in a file, by SMILES and settings: a library scored by a second model, or scored again
 * after a change, needs no second round of conformers. What is damaged counts as not there, and a
 * file that can no longer be written as full: neither ends a scoring. Thread-safe; one process at a
 * time.
 */
public final class ConformerStore implements GeometryCache, Closeable {

  private static final int CACHE_MEGABYTES = 32;
  private static final byte BUILT = 1;
  private static final byte ENSEMBLE = 2;
  private static final byte FAILED = 3;

  private final MVStore store;
  private final MVMap<String, byte[]> map;
  private final AtomicLong damaged = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicReference<String> unwritable;

  private ConformerStore(MVStore store, AtomicReference<String> unwritable) {
    this.store = store;
    this.unwritable = unwritable;
    this.map = store.openMap("checked conformers");
  }

  /**
   * Opens a store, or makes one.
   *
   * @throws IOException if the file is no store, is damaged, or is in use by another process
   */
  public static ConformerStore open(Path file) throws IOException {
    return open(file, file.toAbsolutePath().toString());
  }

  /**
   * @param name what MVStore is to open, a scheme before it perhaps
   */
  static ConformerStore open(Path file, String name) throws IOException {
    var unwritable = new AtomicReference<String>();
    try {
      return new ConformerStore(
          new MVStore.Builder()
              .fileName(name)
              .cacheSize(CACHE_MEGABYTES)
              .compress()
              .backgroundExceptionHandler(
                  (thread, failure) -> unwritable.compareAndSet(null, cause(failure)))
              .open(),
          unwritable);
    } catch (RuntimeException e) {
      // Besides its own, MVStore throws what parsing random bytes happens to.
      throw new IOException(
          "%s cannot be used to keep conformers: %s; give another file, or end the process that uses it"
              .formatted(file, String.valueOf(e.getMessage()).split("\\R", 2)[0]),
          e);
    }
  }

  @Override
  public Optional<Conformer> find(String key) {
    try {
      byte[] bytes = map.get(key);
      if (bytes == null) {
        return Optional.empty();
      }
      if (isWhole(key, bytes)) {
        return Optional.of(decode(bytes));
      }
    } catch (RuntimeException e) {
      if (isWriting(e)) {
        // The store ends with the first bytes it cannot write, and is no longer read either.
        return Optional.empty();
      }
      // A page that cannot be read.
    }
    damaged.incrementAndGet();
    return Optional.empty();
  }

  @Override
  public void keep(String key, Conformer conformer) {
    try {
      byte[] bytes = encode(conformer);
      ByteBuffer whole = ByteBuffer.allocate(bytes.length + Long.BYTES);
      map.put(key, whole.put(bytes).putLong(checksum(key, bytes, bytes.length)).array());
    } catch (RuntimeException e) {
      unwritable.compareAndSet(null, cause(e));
      lost.incrementAndGet();
    }
  }

  private boolean isWriting(RuntimeException e) {
    int code = e instanceof MVStoreException known ? known.getErrorCode() : 0;
    boolean writing = code == DataUtils.ERROR_WRITING_FAILED || code == DataUtils.ERROR_CLOSED;
    if (writing) {
      unwritable.compareAndSet(null, cause(e));
    }
    return writing;
  }

  /** The innermost reason: MVStore wraps what the disk says in lines of its own state. */
  private static String cause(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return String.valueOf(inner.getMessage()).split("\\R", 2)[0];
  }

  /** Why entries could not be written, if any could not. */
  public Optional<String> unwritable() {
    return Optional.ofNullable(unwritable.get());
  }

  /** Entries that could not be read, and were made again by whoever asked. */
  public long damaged() {
    return damaged.get();
  }

  /** Entries that could not be written. */
  public long lost() {
    return lost.get();
  }

  private static boolean isWhole(String key, byte[] bytes) {
    int length = bytes.length - Long.BYTES;
    return length > 0 && ByteBuffer.wrap(bytes).getLong(length) == checksum(key, bytes, length);
  }

  private static long checksum(String key, byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  /** How many SMILES are in it. */
  public long size() {
    return map.sizeAsLong();
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (RuntimeException e) {
      // The scores do not depend on it; what is on the disk stays.
      unwritable.compareAndSet(null, cause(e));
      store.closeImmediately();
    }
  }

  private static byte[] encode(Conformer conformer) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      if (conformer instanceof Conformer.Failed failed) {
        out.writeByte(FAILED);
        out.writeUTF(failed.reason().name());
        out.writeUTF(failed.message());
      } else if (conformer instanceof Conformer.Built built) {
        out.writeByte(BUILT);
        write(out, built.molecule());
      } else {
        List<Conformer.Member> members = ((Conformer.Ensemble) conformer).members();
        out.writeByte(ENSEMBLE);
        out.writeInt(members.size());
        for (Conformer.Member member : members) {
          out.writeDouble(member.energy());
          write(out, member.molecule());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Conformer decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      switch (in.readByte()) {
        case FAILED:
          return new Conformer.Failed(ConformerFailure.valueOf(in.readUTF()), in.readUTF());
        case BUILT:
          return new Conformer.Built(molecule(in));
        default:
          List<Conformer.Member> members = new ArrayList<>();
          for (int left = in.readInt(); left > 0; left--) {
            double energy = in.readDouble();
            members.add(new Conformer.Member(molecule(in), energy));
          }
          return new Conformer.Ensemble(members);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, Molecule molecule) throws IOException {
    out.writeUTF(molecule.id());
    out.writeInt(molecule.atomCount());
    for (int element : molecule.atomicNumbers()) {
      out.writeByte(element);
    }
    for (float coordinate : molecule.positions()) {
      out.writeFloat(coordinate);
    }
  }

  private static Molecule molecule(DataInputStream in) throws IOException {
    String id = in.readUTF();
    int[] elements = new int[in.readInt()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = in.readUnsignedByte();
    }
    float[] positions = new float[3 * elements.length];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = in.readFloat();
    }
    return new Molecule(id, elements, positions);
  }
}
