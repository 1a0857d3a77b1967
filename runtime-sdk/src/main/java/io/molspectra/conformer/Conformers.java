package io.molspectra.conformer;

import static io.molspectra.conformer.ConformerFailure.EMBEDDING_FAILED;
import static io.molspectra.conformer.ConformerFailure.NOT_CONVERGED;
import static io.molspectra.conformer.ConformerFailure.NO_FORCE_FIELD;
import static io.molspectra.conformer.ConformerFailure.TIMED_OUT;
import static io.molspectra.conformer.ConformerFailure.WRONG_STEREO;

import com.actelion.research.chem.SmilesParser;
import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.conf.BondLengthSet;
import com.actelion.research.chem.forcefield.mmff.BadAtomTypeException;
import com.actelion.research.chem.forcefield.mmff.BadRingAromException;
import com.actelion.research.chem.forcefield.mmff.ForceFieldMMFF94;
import io.molspectra.molecule.Molecule;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openmolecules.chem.conf.gen.ConformerGenerator;
import org.openmolecules.chem.conf.gen.RigidFragmentCache;

/**
 * Gives a SMILES a geometry or several: conformers of OpenChemLib's generator, the likeliest first,
 * minimised with MMFF94s+ and torsions of cumulated double bonds, and checked. The seed settles
 * what that leaves open: stereocentres of which the SMILES says nothing, and the shapes of rings
 * that OpenChemLib does not bring along. A chain comes out the same with every seed.
 *
 * <p>The geometry is a function of SMILES and rules, whatever was asked before and in however many
 * threads. Only {@link ConformerFailure#TIMED_OUT} depends on the machine. Thread-safe.
 */
public final class Conformers {

  /** What makes the geometries; another version may make others. */
  public static final String METHOD = "OpenChemLib 2025.7.0, short search, MMFF94s+ and cumulenes";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final String FORCE_FIELD = ForceFieldMMFF94.MMFF94SPLUS;
  private static final int MAX_STEPS = 4000;
  private static final double GRADIENT_TOLERANCE = 1e-4;
  private static final double ENERGY_TOLERANCE = 1e-6;

  /** Two minima this close in energy, kcal/mol, are one, or mirror images of each other. */
  private static final double SAME_ENERGY = 1e-3;

  private static final int MORE_FOR_STEREO = 8;

  private final ConformerRules rules;
  private final FragmentCaches caches = new FragmentCaches();

  static {
    ForceFieldMMFF94.initialize(FORCE_FIELD);
    // Two threads that both find the table of bond lengths unread both read it, and the second
    // pulls it from under the first: those molecules come out differently.
    BondLengthSet.lookupBondLength(new SmilesParser().parseMolecule("CC"), 0);
  }

  /**
   * @param seed of what the SMILES leaves open
   */
  public Conformers(long seed) {
    this(ConformerRules.seeded(seed));
  }

  /**
   * @param rules what a SMILES is turned into
   */
  public Conformers(ConformerRules rules) {
    this.rules = rules;
  }

  /**
   * The elements of a SMILES, which cost next to nothing beside its geometry.
   *
   * @return atomic numbers, ascending, each once; empty if the SMILES cannot be read, which
   *     building it explains
   */
  public int[] elements(String smiles) {
    try {
      return SmilesMolecule.elements(SmilesMolecule.parse(smiles, rules));
    } catch (ConformerFault fault) {
      return new int[0];
    }
  }

  /**
   * Builds the likeliest geometry.
   *
   * @param id of the molecule returned
   * @param smiles one molecule
   * @return {@link Conformer.Built} or {@link Conformer.Failed}
   */
  public Conformer build(String id, String smiles) {
    try {
      StereoMolecule parsed = SmilesMolecule.parse(smiles, rules);
      SpecifiedStereo stereo = new SpecifiedStereo(parsed);
      StereoMolecule placed = generate(parsed, smiles, 1).get(0);
      minimise(placed, stereo, smiles);
      return new Conformer.Built(molecule(id, placed));
    } catch (ConformerFault fault) {
      return fault.reason() == WRONG_STEREO
          ? rightOne(id, smiles, fault)
          : new Conformer.Failed(fault.reason(), fault.text());
    }
  }

  /** A cage or a large ring that comes out as another stereoisomer may come out right later. */
  private Conformer rightOne(String id, String smiles, ConformerFault fault) {
    return ensemble(id, smiles, MORE_FOR_STEREO) instanceof Conformer.Ensemble found
        ? new Conformer.Built(found.members().get(0).molecule())
        : new Conformer.Failed(fault.reason(), fault.text());
  }

  /**
   * Builds several geometries. Those of the same energy are given once; those that fail are left
   * out as long as one is sound.
   *
   * @param id of the molecules returned
   * @param smiles one molecule
   * @param count geometries to try, at least 1
   * @return {@link Conformer.Ensemble} or {@link Conformer.Failed}
   */
  public Conformer ensemble(String id, String smiles, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least one conformer must be tried, got " + count);
    }
    try {
      StereoMolecule parsed = SmilesMolecule.parse(smiles, rules);
      SpecifiedStereo stereo = new SpecifiedStereo(parsed);
      return new Conformer.Ensemble(
          distinct(minima(id, smiles, stereo, generate(parsed, smiles, count))));
    } catch (ConformerFault fault) {
      return new Conformer.Failed(fault.reason(), fault.text());
    }
  }

  private static List<Conformer.Member> minima(
      String id, String smiles, SpecifiedStereo stereo, List<StereoMolecule> placed)
      throws ConformerFault {
    List<Conformer.Member> sound = new ArrayList<>();
    @Nullable ConformerFault first = null;
    for (StereoMolecule one : placed) {
      try {
        double energy = minimise(one, stereo, smiles);
        sound.add(new Conformer.Member(molecule(id, one), energy));
      } catch (ConformerFault fault) {
        first = first == null ? fault : first;
      }
    }
    if (sound.isEmpty() && first != null) {
      throw first;
    }
    return sound;
  }

  private static List<Conformer.Member> distinct(List<Conformer.Member> minima) {
    List<Conformer.Member> sorted = new ArrayList<>(minima);
    sorted.sort(Comparator.comparingDouble(Conformer.Member::energy));
    double lowest = sorted.get(0).energy();
    List<Conformer.Member> kept = new ArrayList<>();
    for (Conformer.Member member : sorted) {
      double above = member.energy() - lowest;
      if (kept.isEmpty() || above - kept.get(kept.size() - 1).energy() > SAME_ENERGY) {
        kept.add(new Conformer.Member(member.molecule(), above));
      }
    }
    return kept;
  }

  /**
   * The patience is of processor time: a machine that sleeps or is busy with other things must not
   * decide which molecules are found. OpenChemLib counts the clock, so that it may end too soon;
   * then it is asked again with more of it.
   */
  private List<StereoMolecule> generate(StereoMolecule molecule, String smiles, int count)
      throws ConformerFault {
    StereoMolecule fresh = molecule;
    for (long allowed = PATIENCE.toNanos(); ; allowed *= 2) {
      long start = System.nanoTime();
      long before = processorTime();
      List<StereoMolecule> placed = generate(fresh, smiles, count, allowed);
      if (processorTime() - before >= PATIENCE.toNanos()) {
        throw new ConformerFault(
            TIMED_OUT,
            "%s: no conformer in %d s"
                .formatted(SmilesMolecule.shown(smiles), PATIENCE.toSeconds()));
      }
      // What the generator returns after its time is not what it would have returned otherwise.
      if (System.nanoTime() - start < allowed) {
        if (placed.isEmpty()) {
          throw new ConformerFault(
              EMBEDDING_FAILED,
              SmilesMolecule.shown(smiles) + ": the generator finds no conformer");
        }
        return placed;
      }
      fresh = SmilesMolecule.parse(smiles, rules);
    }
  }

  /** Of this thread, nanoseconds; the clock's where a thread has none of its own. */
  private static long processorTime() {
    long time = THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
    return time < 0 ? System.nanoTime() : time;
  }

  private List<StereoMolecule> generate(
      StereoMolecule molecule, String smiles, int count, long nanos) throws ConformerFault {
    long start = System.nanoTime();
    RigidFragmentCache cache = caches.take();
    try {
      long seed = seedOf(smiles);
      var generator = new ConformerGenerator(seed, new FragmentSearch(seed, cache));
      generator.setTimeOut(Duration.ofNanos(nanos).toMillis());
      return count == 1 ? one(generator, molecule) : several(generator, molecule, count);
    } catch (RuntimeException | StackOverflowError e) {
      if (System.nanoTime() - start >= nanos) {
        // Out of time in the middle of a ring, OpenChemLib goes on with what it does not have.
        return List.of();
      }
      throw new ConformerFault(
          EMBEDDING_FAILED,
          "%s: no conformer: %s".formatted(SmilesMolecule.shown(smiles), messageOf(e)));
    } finally {
      caches.giveBack(cache);
    }
  }

  private static List<StereoMolecule> one(ConformerGenerator generator, StereoMolecule molecule) {
    @Nullable StereoMolecule placed = generator.getOneConformerAsMolecule(molecule);
    return placed == null ? List.of() : List.of(placed);
  }

  private static List<StereoMolecule> several(
      ConformerGenerator generator, StereoMolecule molecule, int count) {
    List<StereoMolecule> placed = new ArrayList<>();
    if (!generator.initializeConformers(
        molecule, ConformerGenerator.STRATEGY_LIKELY_RANDOM, 100 * count, false)) {
      return placed;
    }
    while (placed.size() < count) {
      @Nullable StereoMolecule next = generator.getNextConformerAsMolecule(null);
      if (next == null) {
        break;
      }
      placed.add(next);
    }
    return placed;
  }

  /**
   * Moves the atoms to the nearest minimum.
   *
   * @return its energy in kcal/mol; 0 for a single atom
   */
  private static double minimise(StereoMolecule molecule, SpecifiedStereo stereo, String smiles)
      throws ConformerFault {
    String shown = SmilesMolecule.shown(smiles);
    boolean converged = true;
    double energy = 0;
    if (molecule.getAllAtoms() > 1) {
      try {
        var forceField = new ForceFieldMMFF94(molecule, FORCE_FIELD);
        CumuleneTorsion.of(molecule, forceField.getCurrentPositions())
            .forEach(forceField::addEnergyTerm);
        converged = forceField.minimise(MAX_STEPS, GRADIENT_TOLERANCE, ENERGY_TOLERANCE) == 0;
        energy = forceField.getTotalEnergy();
      } catch (BadAtomTypeException | BadRingAromException e) {
        throw new ConformerFault(
            NO_FORCE_FIELD, "%s: MMFF94s+ has no parameters: %s".formatted(shown, messageOf(e)));
      } catch (RuntimeException | StackOverflowError e) {
        throw new ConformerFault(
            NOT_CONVERGED, "%s: MMFF94s+ fails: %s".formatted(shown, messageOf(e)));
      }
    }
    check(shown, molecule, stereo);
    if (!converged) {
      throw new ConformerFault(
          NOT_CONVERGED,
          "%s: forces are not small after %d steps of MMFF94s+".formatted(shown, MAX_STEPS));
    }
    return energy;
  }

  private static void check(String shown, StereoMolecule molecule, SpecifiedStereo stereo)
      throws ConformerFault {
    try {
      ConformerGate.check(shown, molecule);
      stereo.check(shown, molecule);
    } catch (RuntimeException e) {
      throw new ConformerFault(
          EMBEDDING_FAILED,
          "%s: a geometry that cannot be checked: %s".formatted(shown, messageOf(e)));
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
    long mixed = rules.seed();
    for (int i = 0; i < smiles.length(); i++) {
      mixed = mixed * 0x100000001B3L + smiles.charAt(i);
    }
    return mixed | 1;
  }

  static String messageOf(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
