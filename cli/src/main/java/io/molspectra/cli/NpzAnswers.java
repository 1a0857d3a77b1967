package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays in one npz file, which all have to be in memory first. M molecules, A atoms:
 *
 * <table>
 *   <caption>Arrays</caption>
 *   <tr><th>name</th><th>type, shape</th><th>when</th></tr>
 *   <tr><td>id</td><td>unicode [M]</td><td>always</td></tr>
 *   <tr><td>the task's</td><td>float32 [A, 3]</td><td>with one vector an atom</td></tr>
 *   <tr><td>the columns'</td><td>float64 [M] each</td><td>with numbers a molecule</td></tr>
 *   <tr><td>forces</td><td>float32 [A, 3]</td><td>with forces</td></tr>
 *   <tr><td>forces_spread</td><td>float32 [A]</td><td>with forces of an ensemble</td></tr>
 *   <tr><td>atom_offset</td><td>int64 [M + 1]</td><td>with one vector an atom</td></tr>
 * </table>
 */
final class NpzAnswers implements AnswerWriter {

  /** Which forces the answers have. */
  enum Forces {
    NONE,
    ALONE,
    WITH_SPREAD
  }

  private final NpzWriter npz;
  private final List<String> names;
  private final boolean perAtom;
  private final Forces wanted;
  private final List<String> ids = new ArrayList<>();
  private final List<Long> atomOffsets = new ArrayList<>(List.of(0L));
  private final FloatRows values = new FloatRows();
  private final List<double[]> numbers = new ArrayList<>();
  private final FloatRows forces = new FloatRows();
  private final FloatRows spreads = new FloatRows();

  /**
   * The file begins now, so that a folder that cannot be written shows before the work.
   *
   * @param names of the numbers of a molecule
   */
  NpzAnswers(Path target, List<String> names, Forces wanted) throws IOException {
    this(target, names, false, wanted);
  }

  /** The same for one vector an atom. */
  NpzAnswers(Path target, String name) throws IOException {
    this(target, List.of(name), true, Forces.NONE);
  }

  private NpzAnswers(Path target, List<String> names, boolean perAtom, Forces wanted)
      throws IOException {
    this.npz = NpzWriter.create(target);
    this.names = names;
    this.perAtom = perAtom;
    this.wanted = wanted;
  }

  @Override
  public void add(Answer answer) {
    ids.add(answer.molecule().id());
    atomOffsets.add(atomOffsets.get(ids.size() - 1) + answer.molecule().atomCount());
    values.add(answer.values());
    numbers.add(answer.numbers());
    forces.add(answer.forces());
    spreads.add(answer.forcesSpread());
  }

  @Override
  public void commit() throws IOException {
    long molecules = ids.size();
    long atoms = atomOffsets.get(ids.size());
    npz.add("id", NpyArray.of(ids.toArray(String[]::new), molecules));
    if (perAtom) {
      npz.add(names.get(0), NpyArray.of(values.toArray(), atoms, 3));
    } else {
      addColumns(ids.size());
    }
    if (wanted != Forces.NONE) {
      npz.add("forces", NpyArray.of(forces.toArray(), atoms, 3));
    }
    if (wanted == Forces.WITH_SPREAD) {
      npz.add("forces_spread", NpyArray.of(spreads.toArray(), atoms));
    }
    if (wanted != Forces.NONE || perAtom) {
      long[] offsets = atomOffsets.stream().mapToLong(Long::longValue).toArray();
      npz.add("atom_offset", NpyArray.of(offsets, offsets.length));
    }
    npz.commit();
  }

  private void addColumns(int molecules) throws IOException {
    for (int c = 0; c < names.size(); c++) {
      double[] column = new double[molecules];
      for (int m = 0; m < molecules; m++) {
        column[m] = numbers.get(m)[c];
      }
      npz.add(names.get(c), NpyArray.of(column, molecules));
    }
  }

  @Override
  public void close() throws IOException {
    npz.close();
  }
}
