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
 *   <tr><td>the task's</td><td>float32 [M] or [A, 3]</td><td>always, by kind</td></tr>
 *   <tr><td>forces</td><td>float32 [A, 3]</td><td>with forces</td></tr>
 *   <tr><td>atom_offset</td><td>int64 [M + 1]</td><td>with one vector an atom</td></tr>
 * </table>
 */
final class NpzAnswers implements AnswerWriter {

  private final NpzWriter npz;
  private final String name;
  private final boolean perAtom;
  private final boolean withForces;
  private final List<String> ids = new ArrayList<>();
  private final List<Long> atomOffsets = new ArrayList<>(List.of(0L));
  private final FloatRows values = new FloatRows();
  private final FloatRows forces = new FloatRows();

  /** The file begins now, so that a folder that cannot be written shows before the work. */
  NpzAnswers(Path target, String name, boolean perAtom, boolean withForces) throws IOException {
    this.npz = NpzWriter.create(target);
    this.name = name;
    this.perAtom = perAtom;
    this.withForces = withForces;
  }

  @Override
  public void add(Answer answer) {
    ids.add(answer.molecule().id());
    atomOffsets.add(atomOffsets.get(ids.size() - 1) + answer.molecule().atomCount());
    values.add(answer.values());
    if (withForces) {
      forces.add(answer.forces());
    }
  }

  @Override
  public void commit() throws IOException {
    long molecules = ids.size();
    long atoms = atomOffsets.get(ids.size());
    npz.add("id", NpyArray.of(ids.toArray(String[]::new), molecules));
    long[] shape = perAtom ? new long[] {atoms, 3} : new long[] {molecules};
    npz.add(name, NpyArray.of(values.toArray(), shape));
    if (withForces) {
      npz.add("forces", NpyArray.of(forces.toArray(), atoms, 3));
    }
    if (withForces || perAtom) {
      long[] offsets = atomOffsets.stream().mapToLong(Long::longValue).toArray();
      npz.add("atom_offset", NpyArray.of(offsets, offsets.length));
    }
    npz.commit();
  }

  @Override
  public void close() throws IOException {
    npz.close();
  }
}
