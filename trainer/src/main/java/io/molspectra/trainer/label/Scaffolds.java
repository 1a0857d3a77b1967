package io.molspectra.trainer.label;

import com.actelion.research.chem.Canonizer;
import com.actelion.research.chem.ScaffoldHelper;
import com.actelion.research.chem.SmilesParser;
import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.io.pdb.converter.BondsCalculator;
import io.molspectra.molecule.Molecule;
import io.molspectra.trainer.data.StructureStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bemis-Murcko scaffolds (1996): rings and what links them, without stereochemistry. A scaffold is
 * named by its canonical OpenChemLib code, equal for equal scaffolds; all molecules without a ring
 * share {@link #ACYCLIC}.
 */
public final class Scaffolds {

  /** The scaffold of molecules without a ring. */
  public static final String ACYCLIC = "";

  private Scaffolds() {}

  /**
   * Scaffold of a SMILES.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  public static String ofSmiles(String smiles) {
    StereoMolecule molecule = new StereoMolecule();
    try {
      new SmilesParser().parse(molecule, smiles);
    } catch (Exception e) {
      throw new IllegalArgumentException("cannot read SMILES " + smiles + ": " + e.getMessage(), e);
    }
    return scaffold(molecule);
  }

  /**
   * Scaffold of a structure, its bonds perceived from distances.
   *
   * @return the scaffold, or null if no bonds can be perceived
   */
  public static @Nullable String of(Molecule structure) {
    try (Silence silence = Silence.begin()) {
      return perceived(structure);
    }
  }

  /**
   * Scaffolds of all structures. One whose bonds cannot be perceived is a group of its own; those
   * with the same id and atoms, conformers and frames, have the scaffold of the first.
   */
  static List<String> ofAll(StructureStore structures) {
    List<String> scaffolds = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    try (Silence silence = Silence.begin()) {
      for (int i = 0; i < structures.count(); i++) {
        Molecule molecule = structures.molecule(i);
        String key = molecule.id() + " " + Arrays.toString(molecule.atomicNumbers());
        String scaffold = seen.get(key);
        if (scaffold == null) {
          scaffold = perceived(molecule);
          scaffold = scaffold == null ? "unknown " + key : scaffold;
          seen.put(key, scaffold);
        }
        scaffolds.add(scaffold);
      }
    }
    return scaffolds;
  }

  private static @Nullable String perceived(Molecule structure) {
    StereoMolecule molecule = new StereoMolecule();
    for (int atom = 0; atom < structure.atomCount(); atom++) {
      molecule.addAtom(structure.atomicNumbers()[atom]);
      molecule.setAtomX(atom, structure.positions()[3 * atom]);
      molecule.setAtomY(atom, structure.positions()[3 * atom + 1]);
      molecule.setAtomZ(atom, structure.positions()[3 * atom + 2]);
    }
    try {
      BondsCalculator.createBonds(molecule, true, null);
      BondsCalculator.calculateBondOrders(molecule, true);
      return scaffold(molecule);
    } catch (Exception perceptionFailed) {
      return null;
    }
  }

  static String scaffold(StereoMolecule molecule) {
    molecule.stripStereoInformation();
    StereoMolecule scaffold = ScaffoldHelper.getMurckoScaffold(molecule, false);
    if (scaffold == null || scaffold.getAllAtoms() == 0) {
      return ACYCLIC;
    }
    // What was cut out is marked as a fragment, which a molecule that is all scaffold is not.
    scaffold.setFragment(false);
    return new Canonizer(scaffold).getIDCode();
  }
}
