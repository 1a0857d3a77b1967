package io.molspectra.trainer.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {
  @TempDir Path folder;

  private static LabelledMolecules named(int count) {
    return Fixture.atoms(IntStream.range(0, count).mapToObj(i -> "m" + i).toList());
  }

  private static int[] all(MoleculeSplit split) {
    return IntStream.concat(
            Arrays.stream(split.training()),
            IntStream.concat(Arrays.stream(split.validation()), Arrays.stream(split.test())))
        .sorted()
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "numpy"})
  void partsHaveTheirSizesAndTheRestIsForTheTest(String spec) throws IOException {
    LabelledMolecules molecules = named(50);
    MoleculeSplit split = Splits.of(spec, molecules, 1, 30, 5);
    assertEquals(30, split.training().length);
    assertEquals(5, split.validation().length);
    assertArrayEquals(IntStream.range(0, 50).toArray(), all(split));
    assertArrayEquals(split.training(), Splits.of(spec, molecules, 1, 30, 5).training());
    assertFalse(Arrays.equals(split.training(), Splits.of(spec, molecules, 2, 30, 5).training()));
  }

  @Test
  void numpysSplitIsTheBeginningOfItsPermutation() throws IOException {
    MoleculeSplit split = Splits.of("numpy", named(10), 1, 4, 3);
    assertArrayEquals(new int[] {8, 4, 7, 0}, split.training());
    assertArrayEquals(new int[] {1, 2, 5}, split.validation());
    assertArrayEquals(new int[] {9, 6, 3}, split.test());
  }

  @Test
  void noIdIsInTwoParts() throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      ids.add("m" + (i < 20 ? i / 4 : i));
    }
    for (int seed = 0; seed < 20; seed++) {
      MoleculeSplit split = Splits.of("random", Fixture.atoms(ids), seed, 30, 10);
      Set<String> seen = new HashSet<>();
      for (int[] part : List.of(split.training(), split.validation(), split.test())) {
        Set<String> own = new HashSet<>();
        Arrays.stream(part).forEach(i -> own.add(ids.get(i)));
        assertTrue(Collections.disjoint(seen, own), "seed " + seed);
        seen.addAll(own);
      }
      assertEquals(30, split.training().length);
      assertEquals(10, split.validation().length);
    }
  }

  @Test
  void framesThatShareOneIdAreSplitByPosition() throws IOException {
    MoleculeSplit split =
        Splits.of("random", Fixture.atoms(Collections.nCopies(40, "aspirin")), 3, 20, 10);
    assertEquals(20, split.training().length);
    assertArrayEquals(IntStream.range(0, 40).toArray(), all(split));
  }

  @Test
  void framesOfDifferentPartsAreApartByTheGap() throws IOException {
    LabelledMolecules frames = named(400);
    MoleculeSplit split = Splits.of("blocks:4:7", frames, 1, 103, 41);
    assertEquals(103, split.training().length);
    assertEquals(41, split.validation().length);
    assertEquals(400 - 103 - 41 - 4 * 3 * 7, split.test().length);
    int[] part = new int[400];
    Arrays.stream(split.training()).forEach(i -> part[i] = 1);
    Arrays.stream(split.validation()).forEach(i -> part[i] = 2);
    Arrays.stream(split.test()).forEach(i -> part[i] = 3);
    for (int i = 0; i < 400; i++) {
      for (int j = i; j < Math.min(400, i + 8); j++) {
        assertTrue(part[i] == part[j] || part[i] == 0 || part[j] == 0, i + " and " + j);
      }
    }
    // Each of the four blocks has frames of each kind.
    for (int block = 0; block < 4; block++) {
      int[] kinds = Arrays.copyOfRange(part, 100 * block, 100 * block + 100);
      assertEquals(Set.of(0, 1, 2, 3), new HashSet<>(Arrays.stream(kinds).boxed().toList()));
    }
  }

  @Test
  void withoutValidationBlocksHaveTwoParts() throws IOException {
    MoleculeSplit split = Splits.of("blocks:1:0", named(10), 1, 6, 0);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, split.training());
    assertArrayEquals(new int[] {6, 7, 8, 9}, split.test());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"blocks:40", "blocks:0", "blocks:2:x", "blocks:1:2:3", "butina", "random:2", ""})
  void whatCannotBeSplitSoIsRefusedWithTheWaysThereAre(String spec) {
    LabelException refused =
        assertThrows(LabelException.class, () -> Splits.of(spec, named(50), 1, 30, 5));
    assertEquals(LabelException.Problem.BAD_SPLIT, refused.problem());
    assertTrue(String.valueOf(refused.getMessage()).contains("blocks:COUNT:GAP"));
  }

  @Test
  void moreMoleculesThanThereAreAreRefused() {
    assertThrows(LabelException.class, () -> Splits.of("random", named(50), 1, 45, 6));
    assertThrows(LabelException.class, () -> Splits.of("numpy", named(50), 1, 0, 6));
  }

  @Test
  void theLargestGroupsGoToTrainingAndNoneIsTorn() {
    MoleculeSplit split =
        Splits.byGroups(List.of("a", "b", "b", "c", "c", "c", "d", "e", "e"), 5, 2);
    assertArrayEquals(new int[] {1, 2, 3, 4, 5}, split.training());
    assertArrayEquals(new int[] {7, 8}, split.validation());
    assertArrayEquals(new int[] {0, 6}, split.test());
  }

  @Test
  void realMoleculesOfOneScaffoldStayTogether() throws IOException {
    LabelledMolecules molecules =
        new Qm9Labels(
                List.of(Fixture.file(folder, "qm9.sdf")),
                Fixture.file(folder, "qm9.csv"),
                null,
                Fixture.MAX_Z)
            .read(new LabelReport(true, reject -> {}));
    MoleculeSplit split = Splits.of("scaffold", molecules, 1, 25, 8);
    assertEquals(molecules.count(), split.size());
    List<String> scaffolds = Scaffolds.ofAll(molecules.structures());
    assertTrue(new HashSet<>(scaffolds).size() > 10, "too few scaffolds to tell anything");
    Set<String> training = new HashSet<>();
    Arrays.stream(split.training()).forEach(i -> training.add(scaffolds.get(i)));
    for (int i : split.test()) {
      assertFalse(training.contains(scaffolds.get(i)));
    }
    assertTrue(split.training().length > 15);
  }

  @Test
  void aFileOfIndicesIsTakenAsItIs() throws IOException {
    Path file = folder.resolve("mine.npz");
    new MoleculeSplit(new int[] {3}, new int[] {1}, new int[] {0}).write(file);
    assertArrayEquals(new int[] {0}, Splits.of(file.toString(), named(5), 1, 0, 0).test());
  }

  @Test
  void aDrawFromAFileKeepsItsOtherPartsAndIsPartOfALargerDraw() throws IOException {
    Path file = folder.resolve("split.npz");
    MoleculeSplit whole = Splits.of("random", named(60), 1, 40, 8);
    whole.write(file);
    MoleculeSplit few = Splits.of(file + ":10", named(60), 3, 1, 0);
    MoleculeSplit more = Splits.of(file + ":25", named(60), 3, 1, 0);
    assertEquals(10, few.training().length);
    assertEquals(25, more.training().length);
    Set<Integer> larger = new HashSet<>(Arrays.stream(more.training()).boxed().toList());
    assertTrue(larger.containsAll(Arrays.stream(few.training()).boxed().toList()));
    assertArrayEquals(whole.validation(), few.validation());
    assertArrayEquals(whole.test(), more.test());
    // Drawn, not the first: data are often sorted by size.
    assertFalse(Arrays.equals(Arrays.copyOf(whole.training(), 10), few.training()));
    assertFalse(
        Arrays.equals(few.training(), Splits.of(file + ":10", named(60), 4, 1, 0).training()));
  }

  @Test
  void aDrawOfMoreThanThereIsIsRefused() throws IOException {
    Path file = folder.resolve("split.npz");
    Splits.of("random", named(60), 1, 40, 8).write(file);
    for (String count : List.of("41", "0")) {
      LabelException refused =
          assertThrows(
              LabelException.class, () -> Splits.of(file + ":" + count, named(60), 1, 1, 0));
      assertEquals(LabelException.Problem.BAD_SPLIT, refused.problem());
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("cannot draw " + count + " of the split's 40"), message);
    }
  }
}
