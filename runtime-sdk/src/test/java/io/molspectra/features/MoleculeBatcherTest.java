package io.molspectra.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoleculeBatcherTest {

  private static final MoleculeBatcher BATCHER = new MoleculeBatcher(5.0);

  @Test
  void findsTheEdgesOfTheReferenceRadiusGraph() throws IOException {
    NeighborOracle oracle = NeighborOracle.read("neighbors_radius_graph.json");
    MoleculeBatch batch = new MoleculeBatcher(oracle.cutoff()).batch(oracle.molecules());
    assertEquals(oracle.edges("edges_with_self"), NeighborOracle.edges(batch, true));
    assertEquals(oracle.edges("edges_without_self"), NeighborOracle.edges(batch, false));
  }

  @Test
  void findsTheEdgesOfTheReferenceEncoder() throws IOException {
    NeighborOracle oracle = NeighborOracle.read("neighbors_et_qm9_small.json");
    MoleculeBatch batch = new MoleculeBatcher(oracle.cutoff()).batch(oracle.molecules());
    assertEquals(15, batch.moleculeCount());
    assertEquals(oracle.edges("edges_with_self"), NeighborOracle.edges(batch, true));
    BatchInvariants.check(batch);
  }

  @Test
  void aPairExactlyAtTheCutoffIsNoPair() {
    assertEquals(1, BATCHER.batch(List.of(line(0, 5))).neighborSlots());
    assertEquals(2, BATCHER.batch(List.of(line(0, Math.nextDown(5f)))).neighborSlots());
  }

  @Test
  void laysOutAChainOfThreeAtomsBesideASingleAtom() {
    MoleculeBatch batch = BATCHER.batch(List.of(line(0, 4, 8), line(0)));
    assertEquals(3, batch.neighborSlots());
    assertArrayEquals(new long[] {0, 0, 0, 1}, batch.moleculeIndex());
    assertArrayEquals(new long[] {0, 1, 2, 3, 3, 3}, batch.moleculeAtoms());
    assertArrayEquals(new float[] {1, 1, 1, 1, 0, 0}, batch.moleculeAtomsMask());
    assertArrayEquals(new long[] {0, 1, 2, 3}, batch.atomSlot());
    assertArrayEquals(new long[] {0, 1, 0, 1, 0, 2, 2, 1, 2, 3, 3, 3}, batch.neighbors());
    assertArrayEquals(new float[] {1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0}, batch.neighborMask());
    assertArrayEquals(new long[] {0, 4, 2, 3, 1, 7, 6, 5, 8, 9, 10, 11}, batch.reverseNeighbor());
    assertArrayEquals(new long[] {0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3}, batch.pairs());
    assertArrayEquals(new long[] {0, 1, 0, 2, 1, 3, 4, 3, 4, 5, 5, 5}, batch.neighborPair());
    assertArrayEquals(new long[] {0, 0, 1, 4, 3, 3, 5, 7, 6, 6, 9, 9}, batch.pairSlots());
    assertArrayEquals(new float[] {1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 0}, batch.pairSlotsMask());
    BatchInvariants.check(batch);
  }

  @Test
  void roundsTheSlotsUpToTheMultipleAsked() {
    MoleculeBatch batch = new MoleculeBatcher(5.0, 8).batch(List.of(line(0, 1, 2)));
    assertEquals(8, batch.neighborSlots());
    BatchInvariants.check(batch);
  }

  @Test
  void atomsOnOnePointAreNeighboursOfEachOther() {
    MoleculeBatch batch = BATCHER.batch(List.of(line(1, 1)));
    assertArrayEquals(new long[] {0, 1, 1, 0}, batch.neighbors());
    BatchInvariants.check(batch);
  }

  @Test
  void neverTruncatesADenseMolecule() {
    float[] x = new float[200];
    for (int i = 0; i < x.length; i++) {
      x[i] = i * 0.01f;
    }
    MoleculeBatch batch = BATCHER.batch(List.of(line(x)));
    assertEquals(200, batch.neighborSlots());
    assertEquals(200 * 201 / 2, batch.pairCount());
    BatchInvariants.check(batch);
  }

  @Test
  void handlesAHundredThousandAtomsOnALattice() {
    int side = 46;
    int atoms = 97_336;
    float[] positions = new float[3 * atoms];
    for (int i = 0; i < atoms; i++) {
      positions[3 * i] = 1.5f * (i % side);
      positions[3 * i + 1] = 1.5f * (i / side % side);
      positions[3 * i + 2] = 1.5f * (i / side / side);
    }
    int[] elements = new int[atoms];
    Arrays.fill(elements, 6);
    MoleculeBatch batch =
        new MoleculeBatcher(1.6).batch(List.of(new Molecule("crystal", elements, positions)));
    assertEquals(7, batch.neighborSlots(), "six lattice neighbours and the atom itself");
    assertEquals(atoms + 3 * side * side * (side - 1), batch.pairCount());
    BatchInvariants.check(batch);
  }

  @Test
  void atomsImmenselyFarApartAreNoNeighbours() {
    float[] x = new float[100];
    for (int i = 0; i < 50; i++) {
      x[i] = i * 1e30f;
      x[50 + i] = -i * 100f;
    }
    MoleculeBatch batch = BATCHER.batch(List.of(line(x)));
    assertEquals(2, batch.neighborSlots(), "the two atoms at the origin");
    BatchInvariants.check(batch);
  }

  @Test
  void aCoordinateThatIsNoNumberIsRefusedByName() {
    Molecule bad =
        new Molecule("bad one", new int[] {1, 1}, new float[] {0, 0, 0, 0, 0, Float.NaN});
    Exception e = assertThrows(IllegalArgumentException.class, () -> BATCHER.batch(List.of(bad)));
    assertEquals("molecule bad one: coordinate z of atom 2 is NaN", e.getMessage());
  }

  @Test
  void refusesEmptyBatchesAndMeaninglessCutoffs() {
    assertThrows(IllegalArgumentException.class, () -> BATCHER.batch(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new MoleculeBatcher(0));
    assertThrows(IllegalArgumentException.class, () -> new MoleculeBatcher(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new MoleculeBatcher(5, 0));
  }

  @Test
  void aBatchThatFitsNoArrayIsRefusedBeforeItIsAllocated() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new MoleculeBatcher(5.0, 1 << 30).batch(List.of(line(0, 9, 18))));
    assertTrue(e.getMessage().contains("smaller batches"), e.getMessage());
  }

  /** Carbon atoms on the x axis. */
  static Molecule line(float... x) {
    int[] elements = new int[x.length];
    float[] positions = new float[3 * x.length];
    for (int i = 0; i < x.length; i++) {
      elements[i] = 6;
      positions[3 * i] = x[i];
    }
    return new Molecule("line", elements, positions);
  }
}
