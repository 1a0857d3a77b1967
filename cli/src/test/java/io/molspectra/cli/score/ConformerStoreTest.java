package io.molspectra.cli.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.conformer.Conformer;
import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Random;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformerStoreTest {

  private static final int ROOM = 64 << 10;

  @TempDir Path folder;

  @Test
  void aDiskThatIsFullIsNoDamage() throws IOException {
    FilePath.register(new SmallDisk());
    Path file = folder.resolve("cc");
    ConformerStore store = ConformerStore.open(file, "small:" + file.toAbsolutePath());
    var random = new Random(1);
    try (store) {
      for (int i = 0; i < 200_000 && store.lost() == 0; i++) {
        store.keep("key" + i, built(random));
      }
      assertTrue(store.lost() > 0, "the disk never filled");
      assertTrue(store.find("key1").isEmpty());
    }
    assertEquals(0, store.damaged());
    assertEquals("No space left on device", store.unwritable().orElseThrow());
  }

  @Test
  void aDiskThatIsFullAtTheEndIsToldToo() throws IOException {
    FilePath.register(new SmallDisk());
    Path file = folder.resolve("cc");
    ConformerStore store = ConformerStore.open(file, "small:" + file.toAbsolutePath());
    var random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      store.keep("key" + i, built(random));
    }
    store.close();
    assertEquals("No space left on device", store.unwritable().orElseThrow());
  }

  private static Conformer built(Random random) {
    int[] elements = new int[30];
    float[] positions = new float[90];
    for (int i = 0; i < 90; i++) {
      elements[i / 3] = 6;
      positions[i] = random.nextFloat();
    }
    return new Conformer.Built(new Molecule("m", elements, positions));
  }

  /**
   * A disk on which no file grows beyond what there is room for; MVStore makes it by reflection.
   */
  public static final class SmallDisk extends FilePathWrapper {
    @Override
    public String getScheme() {
      return "small";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
      FileChannel file = super.open(mode);
      return new FileBase() {
        @Override
        public int read(ByteBuffer to) throws IOException {
          return file.read(to);
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
          return file.read(to, position);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
          return write(from, file.position());
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
          if (position + from.remaining() > ROOM) {
            throw new IOException("No space left on device");
          }
          return file.write(from, position);
        }

        @Override
        public long position() throws IOException {
          return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
          file.position(position);
          return this;
        }

        @Override
        public long size() throws IOException {
          return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
          file.truncate(size);
          return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
          return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
          file.close();
        }
      };
    }
  }
}
