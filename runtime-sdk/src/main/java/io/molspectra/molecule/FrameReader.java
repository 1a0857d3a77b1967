package io.molspectra.molecule;

import io.molspectra.npz.NpyRows;
import java.io.Closeable;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The frames of one file as records. */
final class FrameReader implements MoleculeReader {

  private final Origin origin;
  private final int[] atomicNumbers;
  private final double farthest;
  private final NpyRows rows;
  private final double[] row;
  private final Closeable file;
  private long frame;
  private boolean finished;
  private @Nullable MoleculeRecord next;

  /**
   * @param origin its stem is what frame ids begin with
   * @param farthest beyond this, in angstrom, coordinates were rounded too much to be of use
   * @param rows positions, [frames, 3 atoms]; closed with this reader
   * @param file closed after the rows
   */
  FrameReader(Origin origin, int[] atomicNumbers, double farthest, NpyRows rows, Closeable file) {
    this.origin = origin;
    this.atomicNumbers = atomicNumbers;
    this.farthest = farthest;
    this.rows = rows;
    this.file = file;
    row = new double[rows.width()];
  }

  @Override
  public boolean hasNext() {
    if (next == null && !finished) {
      next = advance();
    }
    return next != null;
  }

  @Override
  public MoleculeRecord next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException(origin.source() + " has no more frames");
    }
    MoleculeRecord result = next;
    next = null;
    return result;
  }

  @Override
  public void close() throws IOException {
    finished = true;
    next = null;
    try (file) {
      rows.close();
    }
  }

  private @Nullable MoleculeRecord advance() {
    try {
      if (rows.next(row)) {
        frame++;
        return record();
      }
      finished = true;
      return frame > 0 ? null : origin.rejected(RejectReason.EMPTY_FILE, "the file holds no frame");
    } catch (IOException e) {
      finished = true;
      String message = e.getMessage() + "; positions may be wrong, copy or download the file again";
      return origin.rejected(frame + 1, "", new RecordFault(RejectReason.TRUNCATED, 0, message));
    }
  }

  private MoleculeRecord record() {
    String id = origin.stem() + "_" + (frame - 1);
    try {
      AtomList atoms = new AtomList(farthest);
      for (int atom = 0; atom < atomicNumbers.length; atom++) {
        double x = row[3 * atom];
        double y = row[3 * atom + 1];
        double z = row[3 * atom + 2];
        if (!Float.isFinite((float) x)
            || !Float.isFinite((float) y)
            || !Float.isFinite((float) z)) {
          throw new RecordFault(
              RejectReason.NON_FINITE_COORDINATE,
              0,
              "atom %d of frame %d is at %s, %s, %s".formatted(atom + 1, frame - 1, x, y, z));
        }
        atoms.add(atomicNumbers[atom], x, y, z, 0);
      }
      Molecule molecule = atoms.build(id);
      return new MoleculeRecord.Parsed(origin.source(), frame, 0, molecule);
    } catch (RecordFault fault) {
      return origin.rejected(frame, id, fault);
    }
  }
}
