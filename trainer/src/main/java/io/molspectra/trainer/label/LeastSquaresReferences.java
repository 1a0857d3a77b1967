package io.molspectra.trainer.label;

import io.molspectra.trainer.data.StructureStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Solves the normal equations of element counts with the pseudo-inverse of their matrix. */
final class LeastSquaresReferences {

  /**
   * Eigenvalues below this share of the largest are zero: counts are whole numbers, so the matrix
   * is exact, and one molecule of an element among a million is a share of 1e-9.
   */
  private static final double RANK_TOLERANCE = 1e-12;

  private LeastSquaresReferences() {}

  static Map<Integer, Double> fit(StructureStore structures, double[] values, int[] molecules) {
    TreeSet<Integer> present = new TreeSet<>();
    for (int molecule : molecules) {
      for (int element : structures.molecule(molecule).atomicNumbers()) {
        present.add(element);
      }
    }
    List<Integer> elements = new ArrayList<>(present);
    int size = elements.size();
    int[][] counts = counts(structures, molecules, elements);
    DMatrixRMaj inverse = pseudoInverse(normalMatrix(counts, size));
    double[] energies = new double[size];
    // The second pass fits what the first left over: the rounding of sums of large energies.
    for (int pass = 0; pass < 2; pass++) {
      DMatrixRMaj right = new DMatrixRMaj(size, 1);
      for (int m = 0; m < molecules.length; m++) {
        double residual = values[molecules[m]];
        for (int e = 0; e < size; e++) {
          residual -= counts[m][e] * energies[e];
        }
        for (int e = 0; e < size; e++) {
          right.add(e, 0, counts[m][e] * residual);
        }
      }
      DMatrixRMaj step = new DMatrixRMaj(size, 1);
      CommonOps_DDRM.mult(inverse, right, step);
      for (int e = 0; e < size; e++) {
        energies[e] += step.get(e, 0);
      }
    }
    Map<Integer, Double> byElement = new TreeMap<>();
    for (int e = 0; e < size; e++) {
      byElement.put(elements.get(e), energies[e]);
    }
    return byElement;
  }

  private static int[][] counts(
      StructureStore structures, int[] molecules, List<Integer> elements) {
    int[][] counts = new int[molecules.length][elements.size()];
    for (int m = 0; m < molecules.length; m++) {
      for (int element : structures.molecule(molecules[m]).atomicNumbers()) {
        counts[m][elements.indexOf(element)]++;
      }
    }
    return counts;
  }

  private static DMatrixRMaj normalMatrix(int[][] counts, int size) {
    DMatrixRMaj matrix = new DMatrixRMaj(size, size);
    for (int[] row : counts) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          matrix.add(i, j, (double) row[i] * row[j]);
        }
      }
    }
    return matrix;
  }

  private static DMatrixRMaj pseudoInverse(DMatrixRMaj matrix) {
    int size = matrix.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(matrix.copy())) {
      throw new IllegalStateException("no eigenvalues of " + matrix);
    }
    double largest = 0;
    for (int i = 0; i < size; i++) {
      largest = Math.max(largest, eigen.getEigenvalue(i).real);
    }
    DMatrixRMaj inverse = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      double value = eigen.getEigenvalue(i).real;
      DMatrixRMaj vector = eigen.getEigenVector(i);
      if (value > RANK_TOLERANCE * largest && vector != null) {
        CommonOps_DDRM.multAddTransB(1 / value, vector, vector, inverse);
      }
    }
    return inverse;
  }
}
