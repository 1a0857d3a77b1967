package io.molspectra.benchmarks;

import com.actelion.research.chem.SmilesParser;
import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.forcefield.mmff.ForceFieldMMFF94;
import io.molspectra.conformer.Conformer;
import io.molspectra.conformer.Conformers;
import io.molspectra.library.LibraryFiles;
import io.molspectra.library.LibraryReader;
import io.molspectra.library.LibraryRow;
import io.molspectra.library.SmilesColumns;
import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openmolecules.chem.conf.gen.ConformerGenerator;
import org.openmolecules.chem.conf.gen.RigidFragmentCache;

/**
 * What a conformer of a SMILES costs, beside OpenChemLib's generator left to itself and minimised
 * in the same way, and how far apart in energy they end. SMILES that cannot be read, or leave a
 * stereocentre open, are passed over.
 */
public final class ConformerTimes {
  private static final String FORCE_FIELD = ForceFieldMMFF94.MMFF94SPLUS;
  private static final int SEED = 1;

  /** kcal/mol; closer minima count as one. */
  private static final double SAME = 0.05;

  private final Conformers ours = new Conformers(SEED);
  private final RigidFragmentCache fragments = RigidFragmentCache.createInstance(null);
  private final List<Double> ourTimes = new ArrayList<>();
  private final List<Double> theirTimes = new ArrayList<>();
  private final List<Double> differences = new ArrayList<>();
  private final Map<String, Integer> failures = new TreeMap<>();

  private ConformerTimes() {
    fragments.loadDefaultCache();
  }

  /**
   * @param words a file of SMILES, and how many of them, by default 100
   */
  public static void main(String[] words) throws IOException {
    var arguments = new Arguments("conformers FILE.smi[.gz] [MOLECULES]", words);
    try (LibraryReader rows = arguments.required(ConformerTimes::smiles)) {
      int count = arguments.optional(Arguments::count, 100);
      arguments.finish();
      System.out.println(Machine.describe());
      var times = new ConformerTimes();
      for (int done = 0; done < count && rows.hasNext(); ) {
        if (rows.next() instanceof LibraryRow.Smiles row && isSettled(row.smiles())) {
          times.measure(row.smiles());
          done++;
        }
      }
      times.print();
    }
  }

  private static LibraryReader smiles(String word) {
    Path file = Path.of(word);
    if (!LibraryFiles.holdsSmiles(file)) {
      throw new IllegalArgumentException(word + " is no file of SMILES");
    }
    try {
      return LibraryFiles.open(file, SmilesColumns.usual());
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void measure(String smiles) {
    long start = processorTime();
    Conformer conformer = ours.build("m", smiles);
    long middle = processorTime();
    if (!(conformer instanceof Conformer.Built built)) {
      failures.merge(((Conformer.Failed) conformer).reason().name(), 1, Integer::sum);
      return;
    }
    StereoMolecule theirs = theirs(smiles);
    double energy = theirs == null ? Double.NaN : minimised(theirs);
    long end = processorTime();
    ourTimes.add((middle - start) * 1e-6);
    theirTimes.add((end - middle) * 1e-6);
    if (Double.isNaN(energy)) {
      failures.merge("OpenChemLib alone", 1, Integer::sum);
    } else {
      differences.add(energyOf(smiles, built.molecule()) - energy);
    }
  }

  /** What a SMILES leaves open two searches settle in different ways, with other energies. */
  private static boolean isSettled(String smiles) {
    StereoMolecule molecule = parsed(smiles);
    molecule.ensureHelperArrays(com.actelion.research.chem.Molecule.cHelperParities);
    for (int atom = 0; atom < molecule.getAtoms(); atom++) {
      if (molecule.getAtomParity(atom) == com.actelion.research.chem.Molecule.cAtomParityUnknown) {
        return false;
      }
    }
    for (int bond = 0; bond < molecule.getBonds(); bond++) {
      if (molecule.getBondParity(bond) == com.actelion.research.chem.Molecule.cBondParityUnknown) {
        return false;
      }
    }
    return molecule.getAllAtoms() > 0;
  }

  private @Nullable StereoMolecule theirs(String smiles) {
    RigidFragmentCache fresh = RigidFragmentCache.createInstance(null);
    fresh.putAll((Map<String, RigidFragmentCache.CacheEntry>) fragments);
    return new ConformerGenerator(SEED, fresh, true).getOneConformerAsMolecule(parsed(smiles));
  }

  private static StereoMolecule parsed(String smiles) {
    var molecule = new StereoMolecule();
    var parser = new SmilesParser();
    parser.setRandomSeed(SEED);
    try {
      parser.parse(molecule, smiles);
    } catch (Exception e) {
      molecule.clear();
    }
    return molecule;
  }

  private static double minimised(StereoMolecule molecule) {
    var forceField = new ForceFieldMMFF94(molecule, FORCE_FIELD);
    return forceField.minimise(4000, 1e-4, 1e-6) == 0 ? forceField.getTotalEnergy() : Double.NaN;
  }

  private static double energyOf(String smiles, Molecule placed) {
    StereoMolecule molecule = parsed(smiles);
    ConformerGenerator.addHydrogenAtoms(molecule);
    for (int atom = 0; atom < placed.atomCount(); atom++) {
      molecule.setAtomX(atom, placed.positions()[3 * atom]);
      molecule.setAtomY(atom, placed.positions()[3 * atom + 1]);
      molecule.setAtomZ(atom, placed.positions()[3 * atom + 2]);
    }
    return new ForceFieldMMFF94(molecule, FORCE_FIELD).getTotalEnergy();
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void print() {
    System.out.printf("%d molecules; failures: %s%n", ourTimes.size(), failures);
    System.out.println("ms of a processor          mean    p50    p99");
    print("Conformers", ourTimes);
    print("OpenChemLib's own search", theirTimes);
    long lower = differences.stream().filter(d -> d < -SAME).count();
    long higher = differences.stream().filter(d -> d > SAME).count();
    System.out.printf(
        Locale.ROOT,
        "energies, kcal/mol: mean difference %.3f; %d lower, %d the same, %d higher than OpenChemLib's%n",
        differences.stream().mapToDouble(d -> d).average().orElse(Double.NaN),
        lower,
        differences.size() - lower - higher,
        higher);
  }

  private static void print(String what, List<Double> times) {
    double[] sorted = times.stream().mapToDouble(t -> t).sorted().toArray();
    if (sorted.length > 0) {
      System.out.printf(
          Locale.ROOT,
          "%-24s %6.1f %6.1f %6.1f%n",
          what,
          times.stream().mapToDouble(t -> t).average().orElseThrow(),
          sorted[sorted.length / 2],
          sorted[(int) (0.99 * (sorted.length - 1))]);
    }
  }
}
