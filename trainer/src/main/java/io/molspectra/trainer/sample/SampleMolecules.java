package io.molspectra.trainer.sample;

import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.data.StructureStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** 4,000 equilibrium structures of QM9, spread evenly over the data set (see PROVENANCE.md). */
public final class SampleMolecules {
  private static final String FILE = "qm9_sample.xyz.gz";
  private static final int MAX_ATOMIC_NUMBER = 100;

  private SampleMolecules() {}

  /** All molecules of the sample. */
  public static StructureStore load() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(SampleMolecules.class.getResourceAsStream(FILE), FILE);
        MoleculeReader reader = MoleculeReaders.open(in, FILE)) {
      return new StructureLoader(MAX_ATOMIC_NUMBER, true).load(reader, reject -> {}).store();
    }
  }

  /**
   * Some molecules spread over the sample, always the same.
   *
   * @param count at most 4,000
   */
  public static List<Molecule> some(int count) throws IOException {
    StructureStore store = load();
    return IntStream.range(0, count)
        .mapToObj(i -> store.molecule((int) ((i + 0.5) * store.count() / count)))
        .toList();
  }
}
