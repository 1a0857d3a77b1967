package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Molecules far from the origin, in every format. */
class FarPlacesTest {

  private static final int[] ELEMENTS = {8, 1, 1};
  private static final double[] WATER = {0, 0, 0.1173, 0, 0.7572, -0.4692, 0, -0.7572, -0.4692};
  private static final float[] ROUNDED = rounded(WATER);

  /** Doubles at 1e7, and the rounding to float32. */
  private static final float EXACT = 1e-7f;

  @TempDir Path temp;

  /** In float32 water is 1.5 % too long at 1e5, and one point at 1e7. */
  @ParameterizedTest
  @ValueSource(doubles = {1e5, -1e6, 1e7})
  void aFarMoleculeIsMovedBeforeItIsRounded(double distance) throws IOException {
    double[] far = moved(WATER, distance);
    Molecule xyz = only(Records.read("far.xyz", xyz(far)));
    assertArrayEquals(ROUNDED, xyz.positions(), EXACT);
    assertArrayEquals(ROUNDED, only(Records.read("far.sdf", v3000(far))).positions(), EXACT);
    assertArrayEquals(ROUNDED, only(npz("far64", NpyArray.of(far, 1, 3, 3))).positions(), EXACT);
  }

  @Test
  void columnsOfAnSdfAreTooNarrowForMoreThanThis() throws IOException {
    assertArrayEquals(
        ROUNDED, only(Records.read("far.sdf", v2000(moved(WATER, 99990)))).positions());
  }

  /** What lies where molecules usually lie must be read as ever, to the last bit. */
  @Test
  void whatIsNotFarStaysWhereItIs() {
    double[] near = moved(WATER, 999);
    assertArrayEquals(rounded(near), only(Records.read("near.xyz", xyz(near))).positions());
  }

  /** The first atom is near enough to be rounded at once. */
  @Test
  void aMoleculeAcrossTheBorderStaysWhole() {
    double[] across = moved(WATER, 999.9);
    float[] read = only(Records.read("across.xyz", xyz(across))).positions();
    for (int i = 0; i < WATER.length; i++) {
      assertEquals(WATER[i] - WATER[0], read[i] - (double) read[0], 1e-4);
    }
  }

  @Test
  void aCoordinateWithoutMeaningIsRefusedWithItsLine() {
    var rejected = Records.rejected(Records.read("far.xyz", xyz(moved(WATER, 1e12)))).get(0);
    assertEquals(RejectReason.COORDINATE_OUT_OF_RANGE, rejected.reason());
    assertEquals(3, rejected.line());
    assertTrue(rejected.message().contains("move the molecule to the origin"), rejected.message());
  }

  @Test
  void atomsThatAreTooFarApartAreRefused() {
    double[] torn = WATER.clone();
    torn[6] = 20_000;
    var rejected = Records.rejected(Records.read("torn.xyz", xyz(torn))).get(0);
    assertEquals(RejectReason.COORDINATE_OUT_OF_RANGE, rejected.reason());
    assertEquals(5, rejected.line());
    assertTrue(rejected.message().contains("are 20000 angstrom apart"), rejected.message());
  }

  /** An array of float32 was rounded by whoever wrote it. */
  @Test
  void float32ArraysAreRefusedWhereTheyAreTooCoarse() throws IOException {
    float[] good = rounded(moved(WATER, 2000));
    assertEquals(0.7572, only(npz("good", NpyArray.of(good, 1, 3, 3))).positions()[4], 1e-3);
    float[] coarse = rounded(moved(WATER, 1e5));
    assertEquals(
        List.of(RejectReason.COORDINATE_OUT_OF_RANGE),
        Records.reasons(npz("coarse", NpyArray.of(coarse, 1, 3, 3))));
  }

  private static Molecule only(List<MoleculeRecord> records) {
    assertEquals(List.of(), Records.rejected(records));
    return Records.molecules(records).get(0);
  }

  private static double[] moved(double[] places, double by) {
    double[] moved = places.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += by;
    }
    return moved;
  }

  private static float[] rounded(double[] places) {
    float[] rounded = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      rounded[i] = (float) places[i];
    }
    return rounded;
  }

  private static String rows(double[] places, String format) {
    StringBuilder rows = new StringBuilder();
    for (int atom = 0; atom < ELEMENTS.length; atom++) {
      rows.append(
          String.format(
              Locale.ROOT,
              format,
              Elements.symbol(ELEMENTS[atom]),
              places[3 * atom],
              places[3 * atom + 1],
              places[3 * atom + 2],
              atom + 1));
    }
    return rows.toString();
  }

  private static String xyz(double[] places) {
    return "3\nwater\n" + rows(places, "%s %.4f %.4f %.4f\n");
  }

  private static String v2000(double[] places) {
    return "water\n  test    3D\n\n  3  0  0  0  0  0  0  0  0  0999 V2000\n"
        + rows(places, "%2$10.4f%3$10.4f%4$10.4f %1$-3s 0  0\n")
        + "M  END\n$$$$\n";
  }

  private static String v3000(double[] places) {
    return "water\n  test    3D\n\n  0  0  0     0  0            999 V3000\n"
        + "M  V30 BEGIN CTAB\nM  V30 COUNTS 3 0 0 0 0\nM  V30 BEGIN ATOM\n"
        + rows(places, "M  V30 %5$d %1$s %2$.4f %3$.4f %4$.4f 0\n")
        + "M  V30 END ATOM\nM  V30 END CTAB\nM  END\n$$$$\n";
  }

  private List<MoleculeRecord> npz(String name, NpyArray positions) throws IOException {
    Path file = temp.resolve(name + ".npz");
    NpzWriter.write(file, Map.of("z", NpyArray.of(new long[] {8, 1, 1}, 3), "R", positions));
    try (MoleculeReader reader = MoleculeReaders.open(file)) {
      List<MoleculeRecord> records = new ArrayList<>();
      reader.forEachRemaining(records::add);
      return records;
    }
  }
}
