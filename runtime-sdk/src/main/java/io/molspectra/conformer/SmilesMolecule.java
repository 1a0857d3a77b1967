package io.molspectra.conformer;

import static io.molspectra.conformer.ConformerFailure.SEVERAL_FRAGMENTS;
import static io.molspectra.conformer.ConformerFailure.TOO_LARGE;
import static io.molspectra.conformer.ConformerFailure.UNKNOWN_ELEMENT;
import static io.molspectra.conformer.ConformerFailure.UNPARSABLE_SMILES;

import com.actelion.research.chem.SmilesParser;
import com.actelion.research.chem.StereoMolecule;
import java.util.stream.IntStream;

/** Reads SMILES as molecules that can be given a geometry. */
final class SmilesMolecule {

  /** Beyond this no molecule fits the limit on atoms, and the parser need not try. */
  private static final int CHARACTERS_PER_ATOM = 32;

  /** First letters of the atoms that need no bracket. */
  private static final String ORGANIC = "BCNOPSFIbcnops";

  private SmilesMolecule() {}

  /**
   * @throws ConformerFault whatever is wrong with it
   */
  static StereoMolecule parse(String smiles, ConformerRules rules) throws ConformerFault {
    try {
      return checked(smiles, rules);
    } catch (RuntimeException | StackOverflowError e) {
      // OpenChemLib indexes arrays with what it has read, and walks through molecules by recursion.
      throw new ConformerFault(
          UNPARSABLE_SMILES, "%s: cannot be read: %s".formatted(shown(smiles), e));
    }
  }

  private static StereoMolecule checked(String smiles, ConformerRules rules) throws ConformerFault {
    if (smiles.isBlank()) {
      throw new ConformerFault(UNPARSABLE_SMILES, "there is no SMILES");
    }
    if (smiles.strip().chars().anyMatch(Character::isWhitespace)) {
      throw new ConformerFault(
          UNPARSABLE_SMILES, "'%s': a SMILES is one word".formatted(shown(smiles)));
    }
    if (smiles.length() > CHARACTERS_PER_ATOM * rules.maxAtoms()) {
      throw new ConformerFault(
          TOO_LARGE,
          "%s: %d characters, more than %d atoms can need"
              .formatted(shown(smiles), smiles.length(), rules.maxAtoms()));
    }
    requireFewAtoms(smiles, rules);
    StrictSmiles strict = StrictSmiles.read(smiles.strip());
    StereoMolecule molecule = read(smiles.strip(), strict);
    // The parser reads "*" as a carbon that may be replaced in a search.
    if (molecule.isFragment()) {
      throw new ConformerFault(
          UNKNOWN_ELEMENT, "%s: a pattern with wildcards, no molecule".formatted(shown(smiles)));
    }
    requireOne(molecule, smiles, rules);
    int atoms = molecule.getAllAtoms() + implicitHydrogens(molecule);
    if (atoms == 0) {
      throw new ConformerFault(UNPARSABLE_SMILES, shown(smiles) + ": no atoms");
    }
    if (atoms > rules.maxAtoms()) {
      throw new ConformerFault(
          TOO_LARGE,
          "%s: %d atoms, at most %d are tried".formatted(shown(smiles), atoms, rules.maxAtoms()));
    }
    return molecule;
  }

  /** The parser takes seconds for thousands of atoms. */
  private static void requireFewAtoms(String smiles, ConformerRules rules) throws ConformerFault {
    int atoms = 0;
    boolean inBracket = false;
    for (int i = 0; i < smiles.length(); i++) {
      char c = smiles.charAt(i);
      atoms += c == '[' || (!inBracket && ORGANIC.indexOf(c) >= 0) ? 1 : 0;
      inBracket = c == '[' || (inBracket && c != ']');
    }
    if (atoms > rules.maxAtoms()) {
      throw new ConformerFault(
          TOO_LARGE,
          "%s: %d atoms and their hydrogens, at most %d are tried"
              .formatted(shown(smiles), atoms, rules.maxAtoms()));
    }
  }

  /**
   * The parser does not read aromatic selenium, and loses hydrogens where it finds the double bonds
   * of an aromatic ring the hard way; given single and double bonds it does neither.
   */
  private static StereoMolecule read(String smiles, StrictSmiles strict) throws ConformerFault {
    try {
      StereoMolecule asWritten = read(smiles);
      if (asWritten.isFragment() || strict.agrees(asWritten)) {
        return asWritten;
      }
    } catch (ConformerFault unread) {
      // What is wrong with the other form as well is told of that.
    }
    StereoMolecule kekule = read(strict.kekule());
    if (!strict.agrees(kekule)) {
      throw strict.misread(kekule);
    }
    return kekule;
  }

  private static StereoMolecule read(String smiles) throws ConformerFault {
    StereoMolecule molecule = new StereoMolecule();
    SmilesParser parser = new SmilesParser();
    // It draws the molecule while reading it, from a random start.
    parser.setRandomSeed(1);
    try {
      parser.parse(molecule, smiles);
      return molecule;
    } catch (Exception e) {
      throw new ConformerFault(
          UNPARSABLE_SMILES, "%s: no SMILES: %s".formatted(shown(smiles), Conformers.messageOf(e)));
    }
  }

  private static void requireOne(StereoMolecule molecule, String smiles, ConformerRules rules)
      throws ConformerFault {
    int atoms = molecule.getAllAtoms();
    int fragments = molecule.getFragmentNumbers(new int[atoms], false, false);
    if (fragments > 1 && rules.largestFragment()) {
      molecule.stripSmallFragments();
    } else if (fragments > 1) {
      throw new ConformerFault(
          SEVERAL_FRAGMENTS,
          "%s: %d molecules in one SMILES; give the one that is meant"
              .formatted(shown(smiles), fragments));
    }
  }

  static int[] elements(StereoMolecule molecule) {
    IntStream written = IntStream.range(0, molecule.getAllAtoms()).map(molecule::getAtomicNo);
    IntStream implied = implicitHydrogens(molecule) > 0 ? IntStream.of(1) : IntStream.empty();
    return IntStream.concat(written, implied).distinct().sorted().toArray();
  }

  private static int implicitHydrogens(StereoMolecule molecule) {
    molecule.ensureHelperArrays(com.actelion.research.chem.Molecule.cHelperNeighbours);
    int hydrogens = 0;
    for (int atom = 0; atom < molecule.getAllAtoms(); atom++) {
      hydrogens += molecule.getImplicitHydrogens(atom);
    }
    return hydrogens;
  }

  /** Enough of a SMILES to find it by. */
  static String shown(String smiles) {
    return smiles.length() <= 200 ? smiles : smiles.substring(0, 200) + "...";
  }
}
