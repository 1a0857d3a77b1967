package io.molspectra.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.conformer.Conformer;
import io.molspectra.conformer.ConformerFailure;
import io.molspectra.conformer.ConformerRules;
import io.molspectra.library.LibraryRow;
import io.molspectra.molecule.Molecule;
import io.molspectra.score.Geometries.Found;
import io.molspectra.score.Geometries.Missing;
import io.molspectra.score.GeometrySettings.Choice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeometriesTest {

  private static final LibraryRow BUTANE = new LibraryRow.Smiles("x.smi", 1, 1, "butane", "CCCC");

  /** Keeps everything, and counts. */
  private static final class Kept implements GeometryCache {
    final Map<String, Conformer> map = new HashMap<>();

    @Override
    public Optional<Conformer> find(String key) {
      return Optional.ofNullable(map.get(key));
    }

    @Override
    public void keep(String key, Conformer conformer) {
      map.put(key, conformer);
    }
  }

  private static Geometries geometries(int count, Choice choice, GeometryCache cache) {
    return new Geometries(new GeometrySettings(ConformerRules.seeded(1), count, choice), cache);
  }

  @Test
  void weightsAreThoseOfBoltzmann() {
    var cache = new Kept();
    Found all = assertInstanceOf(Found.class, geometries(12, Choice.BOLTZMANN, cache).of(BUTANE));
    Conformer.Ensemble ensemble =
        assertInstanceOf(Conformer.Ensemble.class, cache.map.values().iterator().next());
    assertEquals(2, ensemble.members().size());
    double gap = ensemble.members().get(1).energy();
    // R T at 298.15 K is 0.5925 kcal/mol.
    double ratio = Math.exp(-gap / 0.59248);
    assertArrayEquals(new double[] {1 / (1 + ratio), ratio / (1 + ratio)}, all.weights(), 1e-4);
    assertEquals("butane", all.molecules().get(1).id());
  }

  @Test
  void theLowestIsOneOfThem() {
    Found lowest =
        assertInstanceOf(Found.class, geometries(12, Choice.LOWEST, GeometryCache.NONE).of(BUTANE));
    assertEquals(1, lowest.molecules().size());
    assertArrayEquals(new double[] {1}, lowest.weights());
  }

  @Test
  void whatIsKeptIsNotMadeAgainAndOtherSettingsAreOtherGeometries() {
    var cache = new Kept();
    geometries(1, Choice.LOWEST, cache).of(BUTANE);
    Molecule other = new Molecule("", new int[] {1}, new float[3]);
    cache.map.replaceAll((key, value) -> new Conformer.Built(other));
    Found kept = (Found) geometries(1, Choice.LOWEST, cache).of(BUTANE);
    assertEquals(1, kept.molecules().get(0).atomCount());
    Found several = (Found) geometries(2, Choice.LOWEST, cache).of(BUTANE);
    assertEquals(14, several.molecules().get(0).atomCount());
    assertEquals(2, cache.map.size());
  }

  @Test
  void failuresAreKeptToo() {
    var cache = new Kept();
    LibraryRow salt = new LibraryRow.Smiles("x.smi", 1, 1, "salt", "[Na+].[Cl-]");
    Missing missing = assertInstanceOf(Missing.class, geometries(1, Choice.LOWEST, cache).of(salt));
    assertEquals(ConformerFailure.SEVERAL_FRAGMENTS.name(), missing.why().reason());
    assertEquals(1, cache.map.size());
  }

  @Test
  void elementsCanBeAskedForBeforeAGeometryIsMade() {
    Geometries geometries = geometries(1, Choice.LOWEST, GeometryCache.NONE);
    Molecule probe = geometries.probe(BUTANE).orElseThrow();
    assertArrayEquals(new int[] {1, 6}, probe.atomicNumbers());
    assertTrue(geometries.probe(new LibraryRow.Smiles("x", 1, 1, "x", "(((")).isEmpty());
    LibraryRow structure = new LibraryRow.Structure("x", 1, 1, probe);
    assertTrue(geometries.probe(structure).isEmpty());
    assertEquals(List.of(probe), ((Found) geometries.of(structure)).molecules());
  }
}
