package io.molspectra.trainer.label;

import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.predict.EnergyUnit;
import io.molspectra.trainer.data.StructureLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The frames of several files one after another, as one reader, whose labels are collected as the
 * frames pass.
 */
final class FrameCollection implements MoleculeReader {

  /** Name of the column. */
  static final String ENERGY = "energy";

  /** Opens one file. */
  interface Opener {
    FrameReader open(Path file) throws IOException;
  }

  /**
   * Labels of one frame that was read.
   *
   * @param record 0-based number among all records, as the loader counts them
   */
  private record Label(
      String source,
      int record,
      long line,
      String id,
      double energy,
      float @Nullable [] forces,
      boolean finite) {}

  private final Iterator<Path> files;
  private final Opener opener;
  private final List<Label> labels = new ArrayList<>();
  private @Nullable FrameReader current;
  private int records;

  private FrameCollection(List<Path> files, Opener opener) {
    this.files = files.iterator();
    this.opener = opener;
  }

  /** Reads all frames that have an energy, and forces if any has. */
  static LabelledMolecules read(
      List<Path> files, Opener opener, EnergyUnit unit, int maxZ, LabelReport report)
      throws IOException {
    try (FrameCollection frames = new FrameCollection(files, opener)) {
      StructureLoader.Result loaded = report.loader(maxZ).load(frames, report.structures());
      report.count(loaded);
      return frames.labelled(loaded, unit, report);
    } catch (UncheckedIOException e) {
      throw e.getCause() == null ? new IOException(e) : e.getCause();
    }
  }

  @Override
  public boolean hasNext() {
    try {
      while (current == null || !current.hasNext()) {
        if (!files.hasNext()) {
          return false;
        }
        close();
        current = opener.open(files.next());
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public MoleculeRecord next() {
    if (!hasNext() || current == null) {
      throw new NoSuchElementException("no more frames");
    }
    MoleculeRecord record = current.next();
    if (record instanceof MoleculeRecord.Parsed parsed) {
      float[] forces = current.forces();
      labels.add(
          new Label(
              parsed.source(),
              records,
              current.line(),
              parsed.molecule().id(),
              current.energy(),
              forces,
              forces == null || isFinite(forces)));
    }
    records++;
    return record;
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  /** The loader may have left out further frames: labels are found again by the record. */
  private LabelledMolecules labelled(
      StructureLoader.Result loaded, EnergyUnit unit, LabelReport report) {
    boolean withForces = labels.stream().anyMatch(label -> label.forces() != null);
    List<Label> used = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < loaded.store().count(); i++) {
      while (labels.get(at).record() != loaded.store().record(i)) {
        at++;
      }
      LabelReject fault = fault(labels.get(at), withForces);
      if (fault == null) {
        used.add(labels.get(at));
        kept.add(i);
      } else {
        report.add(fault);
      }
    }
    if (used.isEmpty()) {
      throw new LabelException(
          LabelException.Problem.NOTHING_LABELLED,
          "none of the %d frames has labels that can be used: %s"
              .formatted(loaded.store().count(), report.counts()));
    }
    int[] indices = kept.stream().mapToInt(i -> i).toArray();
    double[] energies = used.stream().mapToDouble(Label::energy).toArray();
    Map<String, LabelColumn> columns = new LinkedHashMap<>();
    columns.put(ENERGY, new LabelColumn(ENERGY, unit.symbol(), energies));
    return new LabelledMolecules(
        indices.length == loaded.store().count() ? loaded.store() : loaded.store().select(indices),
        columns,
        withForces ? new ForceLabels(ForceLabels.unitOf(unit), joined(used)) : null);
  }

  private static @Nullable LabelReject fault(Label label, boolean withForces) {
    if (Double.isNaN(label.energy())) {
      return reject(label, LabelRejectReason.NO_LABEL, "has no energy that is a number");
    }
    if (withForces && label.forces() == null) {
      return reject(label, LabelRejectReason.NO_FORCES, "has no forces, though others have");
    }
    if (!label.finite() || Math.abs(label.energy()) > Float.MAX_VALUE) {
      return reject(
          label,
          LabelRejectReason.NON_FINITE,
          "has an energy or force that is not finite or beyond what float32 holds");
    }
    return null;
  }

  private static LabelReject reject(Label label, LabelRejectReason reason, String what) {
    return new LabelReject(
        label.source(),
        label.record() + 1L,
        label.line(),
        reason,
        "frame " + label.id() + " " + what);
  }

  private static float[] joined(List<Label> used) {
    long length = 0;
    for (Label label : used) {
      length += label.forces() == null ? 0 : label.forces().length;
    }
    float[] joined = new float[Math.toIntExact(length)];
    int at = 0;
    for (Label label : used) {
      if (label.forces() != null) {
        System.arraycopy(label.forces(), 0, joined, at, label.forces().length);
        at += label.forces().length;
      }
    }
    return joined;
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
