package io.molspectra.conformer;

import static io.molspectra.conformer.ConformerFailure.UNPARSABLE_SMILES;

import com.actelion.research.chem.Molecule;
import com.actelion.research.chem.StereoMolecule;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.ac.ebi.beam.Element;
import uk.ac.ebi.beam.Graph;

/**
 * What a SMILES says by its grammar, aromatic rings as single and double bonds. OpenChemLib takes
 * one sign for another where it finds no sense, makes radicals of rings that cannot be aromatic,
 * and answers for that molecule; so it is asked only what is sound, and its hydrogens are counted.
 */
final class StrictSmiles {

  /** Beam lets pass a bond to nothing, an empty branch, and a dot with nothing before it. */
  private static final Pattern LEADS_NOWHERE =
      Pattern.compile("^[-=#$:/\\\\.]|[-=#$:/\\\\.](?=[).]|$)|\\(\\)");

  private static final Pattern BRACKET = Pattern.compile("\\[[^]]*]");

  private final String smiles;
  private final Graph graph;

  private StrictSmiles(String smiles, Graph graph) {
    this.smiles = smiles;
    this.graph = graph;
  }

  /**
   * @throws ConformerFault UNPARSABLE_SMILES with the place of what is wrong
   */
  static StrictSmiles read(String smiles) throws ConformerFault {
    // Of equal length, so that places stay what they are.
    String open = BRACKET.matcher(smiles).replaceAll(m -> "C".repeat(m.group().length()));
    Matcher nowhere = LEADS_NOWHERE.matcher(open);
    if (nowhere.find()) {
      throw fault(
          smiles,
          "'%s' at character %d leads nowhere; the SMILES may be cut off"
              .formatted(nowhere.group(), nowhere.start() + 1));
    }
    Graph graph;
    try {
      graph = Graph.parse(smiles, true, new HashSet<>());
    } catch (IOException e) {
      throw fault(smiles, complaint(e));
    }
    try {
      return new StrictSmiles(smiles, graph.kekule());
    } catch (IOException e) {
      throw fault(
          smiles,
          "its aromatic atoms cannot be joined by single and double bonds; often an [nH] is missing");
    }
  }

  /** The same molecule without aromatic atoms. */
  String kekule() throws ConformerFault {
    try {
      return graph.toSmiles();
    } catch (IOException e) {
      throw fault(smiles, complaint(e));
    }
  }

  /** Whether what was read has as many hydrogens, written or implied, as the SMILES says. */
  boolean agrees(StereoMolecule read) {
    return hydrogens() == hydrogens(read);
  }

  /** That no reading of it agrees. */
  ConformerFault misread(StereoMolecule read) {
    return fault(
        smiles,
        "its hydrogens number %d, but %d would be read".formatted(hydrogens(), hydrogens(read)));
  }

  private int hydrogens() {
    int count = 0;
    for (int atom = 0; atom < graph.order(); atom++) {
      count += graph.implHCount(atom) + (graph.atom(atom).element() == Element.Hydrogen ? 1 : 0);
    }
    return count;
  }

  private static int hydrogens(StereoMolecule read) {
    read.ensureHelperArrays(Molecule.cHelperNeighbours);
    int count = 0;
    for (int atom = 0; atom < read.getAllAtoms(); atom++) {
      count += read.getImplicitHydrogens(atom) + (read.getAtomicNo(atom) == 1 ? 1 : 0);
    }
    return count;
  }

  private static ConformerFault fault(String smiles, String what) {
    return new ConformerFault(
        UNPARSABLE_SMILES, "%s: no SMILES: %s".formatted(SmilesMolecule.shown(smiles), what));
  }

  /** Beam draws an arrow under the text; a place in it is what one line can say. */
  private static String complaint(IOException e) {
    String[] lines = Conformers.messageOf(e).split("\n");
    String what = lines[0].strip().replaceAll(":$", "");
    int place = lines[lines.length - 1].indexOf('^');
    String lower = what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1);
    return place < 0 ? lower : "%s, at character %d".formatted(lower, place + 1);
  }
}
