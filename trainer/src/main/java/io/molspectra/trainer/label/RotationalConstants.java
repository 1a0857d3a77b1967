package io.molspectra.trainer.label;

import io.molspectra.molecule.Molecule;
import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Rotational constants of a structure, h / (8 pi^2 I) for its three moments of inertia. QM9's table
 * lists them, so that a row can be told from another molecule's row: recomputed ones agree to about
 * 2e-5.
 */
final class RotationalConstants implements RowCheck {

  /** Names of the columns with the constants, the largest first, in GHz. */
  static final String[] COLUMNS = {"A", "B", "C"};

  // Coordinates have four decimals; neighbours in QM9 mostly differ by more.
  private static final double TOLERANCE = 5e-3;

  /** h / (8 pi^2) in GHz times atomic mass unit times square angstrom. */
  private static final double GHZ_AMU_ANGSTROM2 = 505.3790046;

  /** Masses of the most abundant isotopes of QM9's elements, as Gaussian uses them. */
  private static final Map<Integer, Double> MASSES =
      Map.of(1, 1.00782503, 6, 12.0, 7, 14.0030740, 8, 15.9949146, 9, 18.9984032);

  @Override
  public boolean fits(Molecule molecule, LabelTable table, LabelTable.Row row) {
    double[] listed = new double[3];
    for (int i = 0; i < table.targets().size(); i++) {
      int axis = Arrays.asList(COLUMNS).indexOf(table.targets().get(i).name());
      if (axis >= 0) {
        listed[axis] = row.values()[i];
      }
    }
    if (Arrays.stream(molecule.atomicNumbers()).anyMatch(z -> !MASSES.containsKey(z))) {
      return true;
    }
    double[] own = of(molecule);
    // A is left out: it is infinite, or whatever rounding makes of it, for linear molecules.
    return fits(own[1], listed[1]) && fits(own[2], listed[2]);
  }

  private static boolean fits(double own, double listed) {
    boolean comparable = listed > 0 && Double.isFinite(own);
    return !comparable || Math.abs(own - listed) <= TOLERANCE * listed;
  }

  /**
   * The three constants in GHz, the largest first; infinite about the axis of a linear molecule.
   */
  static double[] of(Molecule molecule) {
    double[] center = center(molecule);
    DMatrixRMaj inertia = new DMatrixRMaj(3, 3);
    for (int atom = 0; atom < molecule.atomCount(); atom++) {
      double[] r = new double[3];
      double square = 0;
      for (int axis = 0; axis < 3; axis++) {
        r[axis] = molecule.positions()[3 * atom + axis] - center[axis];
        square += r[axis] * r[axis];
      }
      double mass = MASSES.getOrDefault(molecule.atomicNumbers()[atom], Double.NaN);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          inertia.add(i, j, mass * ((i == j ? square : 0) - r[i] * r[j]));
        }
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(3, false, true);
    if (!eigen.decompose(inertia)) {
      throw new IllegalStateException("no moments of inertia of " + molecule);
    }
    double[] constants = new double[3];
    for (int i = 0; i < 3; i++) {
      constants[i] = -GHZ_AMU_ANGSTROM2 / Math.max(eigen.getEigenvalue(i).real, 0);
    }
    Arrays.sort(constants);
    return Arrays.stream(constants).map(constant -> -constant).toArray();
  }

  private static double[] center(Molecule molecule) {
    double[] center = new double[3];
    double total = 0;
    for (int atom = 0; atom < molecule.atomCount(); atom++) {
      double mass = MASSES.getOrDefault(molecule.atomicNumbers()[atom], Double.NaN);
      total += mass;
      for (int axis = 0; axis < 3; axis++) {
        center[axis] += mass * molecule.positions()[3 * atom + axis];
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      center[axis] /= total;
    }
    return center;
  }
}
