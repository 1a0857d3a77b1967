package io.molspectra.benchmarks.fuzz;

import io.molspectra.conformer.Conformer;
import io.molspectra.conformer.ConformerRules;
import io.molspectra.conformer.Conformers;
import io.molspectra.library.LibraryRow;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.PredictionException;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks the included model about what was read: damage may pass the readers and hit what follows.
 */
final class Answers implements Closeable {

  private static final int MAX_ATOMS = 60;

  private final MolSpectraModel model;
  private final Conformers conformers = new Conformers(new ConformerRules(1, false, MAX_ATOMS));

  private final Map<String, Boolean> geometries = new HashMap<>();

  Answers() throws IOException {
    model = MolSpectra.loadDefault();
  }

  /** Whether the row could be answered. */
  boolean answers(LibraryRow row) {
    if (row instanceof LibraryRow.Structure structure) {
      return answers(structure.molecule());
    }
    if (row instanceof LibraryRow.Smiles smiles) {
      return geometries.computeIfAbsent(smiles.smiles(), text -> answers(smiles.id(), text));
    }
    return false;
  }

  private boolean answers(String id, String smiles) {
    conformers.elements(smiles);
    return conformers.build(id, smiles) instanceof Conformer.Built built
        && answers(built.molecule());
  }

  private boolean answers(Molecule molecule) {
    try {
      return !model.predict(molecule).isEmpty();
    } catch (PredictionException typed) {
      return false;
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
