package io.molspectra.trainer.convert;

import static io.molspectra.trainer.convert.ConformerFailure.EMBEDDING_FAILED;
import static io.molspectra.trainer.convert.ConformerFailure.NOT_CONVERGED;
import static io.molspectra.trainer.convert.ConformerFailure.NO_FORCE_FIELD;
import static io.molspectra.trainer.convert.ConformerFailure.SEVERAL_FRAGMENTS;
import static io.molspectra.trainer.convert.ConformerFailure.TIMED_OUT;
import static io.molspectra.trainer.convert.ConformerFailure.UNKNOWN_ELEMENT;
import static io.molspectra.trainer.convert.ConformerFailure.UNPARSABLE_SMILES;

import com.actelion.research.chem.SmilesParser;
import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.conf.BondLengthSet;
import com.actelion.research.chem.forcefield.mmff.BadAtomTypeException;
import com.actelion.research.chem.forcefield.mmff.BadRingAromException;
import com.actelion.research.chem.forcefield.mmff.ForceFieldMMFF94;
import io.molspectra.molecule.Molecule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openmolecules.chem.conf.gen.ConformerGenerator;
import org.openmolecules.chem.conf.gen.RigidFragmentCache;

/**
 * Gives a SMILES one geometry: the likeliest conformer of OpenChemLib's generator, minimised with
 * MMFF94s+ and checked. The seed settles what that leaves open: stereocentres of which the SMILES
 * says nothing, and the shapes of rings that OpenChemLib does not bring along. A chain comes out
 * the same with every seed.
 *
 * <p>The geometry is a function of SMILES and seed, whatever was asked before and in however many
 * threads. Only {@link ConformerFailure#TIMED_OUT} depends on the machine. Thread-safe.
 */
public final class Conformers {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String FORCE_FIELD = ForceFieldMMFF94.MMFF94SPLUS;
  private static final int MAX_STEPS = 4000;
  private static final double GRADIENT_TOLERANCE = 1e-4;
  private static final double ENERGY_TOLERANCE = 1e-6;

  private final long seed;
  private final FragmentCaches caches = new FragmentCaches();

  static {
    ForceFieldMMFF94.initialize(FORCE_FIELD);
    // Two threads that both find the table of bond lengths unread both read it, and the second
    // pulls
    // it from under the first: those molecules come out differently.
    BondLengthSet.lookupBondLength(new SmilesParser().parseMolecule("CC"), 0);
  }

  /**
   * @param seed of what the SMILES leaves open
   */
  public Conformers(long seed) {
    this.seed = seed;
  }

  /**
   * Builds a geometry.
   *
   * @param id of the molecule returned
   * @param smiles one molecule
   */
  public Conformer build(String id, String smiles) {
    try {
      StereoMolecule placed = place(parse(smiles), smiles);
      boolean converged = minimise(placed, smiles);
      ConformerGate.check(smiles, placed);
      if (!converged) {
        throw new ConversionFault(
            NOT_CONVERGED,
            "%s: forces are not small after %d steps of MMFF94s+".formatted(smiles, MAX_STEPS));
      }
      return new Conformer.Built(molecule(id, placed));
    } catch (ConversionFault fault) {
      return new Conformer.Failed((ConformerFailure) fault.reason(), fault.text());
    }
  }

  private static StereoMolecule parse(String smiles) throws ConversionFault {
    if (smiles.isBlank() || smiles.strip().chars().anyMatch(Character::isWhitespace)) {
      throw new ConversionFault(UNPARSABLE_SMILES, "'%s': a SMILES is one word".formatted(smiles));
    }
    StereoMolecule molecule = new StereoMolecule();
    SmilesParser parser = new SmilesParser();
    // It draws the molecule while reading it, from a random start.
    parser.setRandomSeed(1);
    try {
      parser.parse(molecule, smiles.strip());
    } catch (Exception e) {
      throw new ConversionFault(
          UNPARSABLE_SMILES, "%s: no SMILES: %s".formatted(smiles, messageOf(e)));
    }
    // The parser reads "*" as a carbon that may be replaced in a search.
    if (molecule.isFragment()) {
      throw new ConversionFault(
          UNKNOWN_ELEMENT, "%s: a pattern with wildcards, no molecule".formatted(smiles));
    }
    int atoms = molecule.getAllAtoms();
    int fragments = molecule.getFragmentNumbers(new int[atoms], false, false);
    if (fragments != 1) {
      throw new ConversionFault(
          SEVERAL_FRAGMENTS,
          "%s: %d molecules in one SMILES; give the one the spectra are of"
              .formatted(smiles, fragments));
    }
    return molecule;
  }

  private StereoMolecule place(StereoMolecule molecule, String smiles) throws ConversionFault {
    long start = System.nanoTime();
    RigidFragmentCache cache = caches.take();
    @Nullable StereoMolecule placed;
    try {
      var generator = new ConformerGenerator(seedOf(smiles), cache, true);
      generator.setTimeOut(PATIENCE.toMillis());
      placed = generator.getOneConformerAsMolecule(molecule);
    } catch (RuntimeException e) {
      throw new ConversionFault(
          EMBEDDING_FAILED, "%s: no conformer: %s".formatted(smiles, messageOf(e)));
    } finally {
      caches.giveBack(cache);
    }
    // What the generator returns after its time is not what it would have returned otherwise.
    if (System.nanoTime() - start >= PATIENCE.toNanos()) {
      throw new ConversionFault(
          TIMED_OUT, "%s: no conformer in %d s".formatted(smiles, PATIENCE.toSeconds()));
    }
    if (placed == null) {
      throw new ConversionFault(EMBEDDING_FAILED, smiles + ": the generator finds no conformer");
    }
    return placed;
  }

  private static boolean minimise(StereoMolecule molecule, String smiles) throws ConversionFault {
    if (molecule.getAllAtoms() == 1) {
      return true;
    }
    try {
      var forceField = new ForceFieldMMFF94(molecule, FORCE_FIELD);
      return forceField.minimise(MAX_STEPS, GRADIENT_TOLERANCE, ENERGY_TOLERANCE) == 0;
    } catch (BadAtomTypeException | BadRingAromException e) {
      throw new ConversionFault(
          NO_FORCE_FIELD, "%s: MMFF94s+ has no parameters: %s".formatted(smiles, messageOf(e)));
    } catch (RuntimeException e) {
      throw new ConversionFault(
          NOT_CONVERGED, "%s: MMFF94s+ fails: %s".formatted(smiles, messageOf(e)));
    }
  }

  private static Molecule molecule(String id, StereoMolecule placed) {
    int atoms = placed.getAllAtoms();
    int[] elements = new int[atoms];
    float[] positions = new float[3 * atoms];
    for (int atom = 0; atom < atoms; atom++) {
      elements[atom] = placed.getAtomicNo(atom);
      positions[3 * atom] = (float) placed.getAtomX(atom);
      positions[3 * atom + 1] = (float) placed.getAtomY(atom);
      positions[3 * atom + 2] = (float) placed.getAtomZ(atom);
    }
    return new Molecule(id, elements, positions);
  }

  /** Never 0, which stands for a seed taken from the clock. */
  private long seedOf(String smiles) {
    long mixed = seed;
    for (int i = 0; i < smiles.length(); i++) {
      mixed = mixed * 0x100000001B3L + smiles.charAt(i);
    }
    return mixed | 1;
  }

  private static String messageOf(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
