package io.molspectra.trainer.finetune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import io.molspectra.network.HeadKind;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.config.ConfigException;
import io.molspectra.trainer.config.TargetSettings;
import io.molspectra.trainer.config.TargetSettings.Head;
import io.molspectra.trainer.config.TargetSettings.References;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.label.LabelColumn;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is fitted to labels that are made of known numbers. */
class TargetFitTest {
  private static final Map<Integer, Double> KNOWN =
      Map.of(1, -13.5, 6, -1030.25, 7, -1485.0, 8, -2042.75);

  private final StructureStore structures = FinetuneRuns.qm9().structures();
  private final int[] training = IntStream.range(0, structures.count() - 6).toArray();

  private static TargetSettings target(Head head, References references, boolean standardise) {
    Map<String, Double> given =
        references == References.GIVEN
            ? Map.of("H", -13.5, "C", -1030.25, "N", -1.0, "O", -2.0)
            : Map.of();
    return new TargetSettings("U0", "eV", head, references, given, standardise, 1);
  }

  private LabelColumn labels(ToDoubleFunction<Molecule> value) {
    return new LabelColumn(
        "U0",
        "eV",
        IntStream.range(0, structures.count())
            .mapToObj(structures::molecule)
            .mapToDouble(value)
            .toArray());
  }

  private PropertyHead fit(TargetSettings target, LabelColumn labels) {
    return new TargetFit(structures, training).fit(target, labels);
  }

  private static double sum(Molecule molecule) {
    return Arrays.stream(molecule.atomicNumbers())
        .mapToDouble(element -> Objects.requireNonNull(KNOWN.get(element)))
        .sum();
  }

  private static double extent(Molecule molecule) {
    double[] squares = MassCentre.squaredDistances(molecule);
    double sum = 0;
    for (int i = 0; i < squares.length; i++) {
      sum += squares[i] * -Objects.requireNonNull(KNOWN.get(molecule.atomicNumbers()[i]));
    }
    return sum;
  }

  @Test
  void knownReferencesAreRecovered() {
    PropertyHead head =
        fit(target(Head.SCALAR, References.FITTED, false), labels(TargetFitTest::sum));
    assertEquals(KNOWN.keySet(), head.references().keySet());
    // Least squares of numbers of size 1e4 in float64.
    KNOWN.forEach((z, energy) -> assertEquals(energy, head.references().get(z), 1e-8));
    assertEquals(1, head.scale());
    assertEquals(0, head.offset());
    for (int m = 0; m < structures.count(); m++) {
      Molecule molecule = structures.molecule(m);
      assertEquals(
          sum(molecule), TargetFit.share(HeadKind.SCALAR, head.references(), molecule), 1e-7);
    }
  }

  @Test
  void knownChargesOfExtentsAreRecovered() {
    PropertyHead head =
        fit(target(Head.EXTENT, References.FITTED, false), labels(TargetFitTest::extent));
    assertEquals(HeadKind.EXTENT, head.kind());
    KNOWN.forEach((z, charge) -> assertEquals(-charge, head.references().get(z), 1e-7));
  }

  @Test
  void onlyTrainingMoleculesWithALabelAreLookedAt() {
    LabelColumn all = labels(TargetFitTest::sum);
    LabelColumn spoilt = labels(TargetFitTest::sum);
    for (int m = training.length; m < structures.count(); m++) {
      spoilt.values()[m] = 1e9;
    }
    spoilt.values()[5] = Double.NaN;
    spoilt.values()[11] = Double.NaN;
    var references = target(Head.SCALAR, References.FITTED, false);
    PropertyHead expected = fit(references, all);
    fit(references, spoilt)
        .references()
        .forEach((z, energy) -> assertEquals(expected.references().get(z), energy, 1e-8));
    spoilt.values()[3] += 40;
    double[] known =
        Arrays.stream(training)
            .mapToDouble(m -> spoilt.values()[m])
            .filter(Double::isFinite)
            .toArray();
    PropertyHead plain = fit(target(Head.SCALAR, References.NONE, true), spoilt);
    double mean = Arrays.stream(known).sum() / known.length;
    double variance = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum() / known.length;
    assertEquals(mean, plain.offset(), 1e-12 * Math.abs(mean));
    assertEquals(Math.sqrt(variance), plain.scale(), 1e-12 * Math.sqrt(variance));
  }

  @Test
  void standardisedLabelsHaveMeanZeroAndDeviationOne() {
    LabelColumn labels = labels(m -> sum(m) + 0.3 * Math.sin(7.1 * m.positions()[0]));
    PropertyHead head = fit(target(Head.SCALAR, References.FITTED, true), labels);
    double[] standardised =
        Arrays.stream(training)
            .mapToDouble(
                m ->
                    (labels.values()[m]
                            - TargetFit.share(
                                head.kind(), head.references(), structures.molecule(m))
                            - head.offset())
                        / head.scale())
            .toArray();
    assertEquals(0, Arrays.stream(standardised).average().orElseThrow(), 1e-9);
    assertEquals(1, Arrays.stream(standardised).map(x -> x * x).average().orElseThrow(), 1e-9);
    assertTrue(head.scale() < 0.3, "the references leave more than they were given");
  }

  @Test
  void aDipoleHasAScaleAndNoOffset() {
    PropertyHead head =
        fit(target(Head.DIPOLE, References.NONE, true), labels(m -> 2 + m.atomCount() % 3));
    assertEquals(0, head.offset());
    assertTrue(head.scale() > 0.5 && head.scale() < 1.2, "scale " + head.scale());
  }

  @Test
  void givenReferencesAreTakenAsTheyAre() {
    PropertyHead head =
        fit(target(Head.SCALAR, References.GIVEN, false), labels(TargetFitTest::sum));
    assertEquals(Map.of(1, -13.5, 6, -1030.25, 7, -1.0, 8, -2.0), head.references());
    var few =
        new TargetSettings("U0", "eV", Head.SCALAR, References.GIVEN, Map.of("H", -13.5), true, 1);
    assertRefused("lack C, N, O, which the molecules hold", few, labels(TargetFitTest::sum));
    var unknown =
        new TargetSettings("U0", "eV", Head.SCALAR, References.GIVEN, Map.of("Xx", 1.0), true, 1);
    assertRefused("'Xx' is no element", unknown, labels(TargetFitTest::sum));
  }

  @Test
  void energiesOfFreeAtomsAreInElectronvoltsAndOfEnergiesAlone() {
    LabelColumn labels = labels(m -> sum(m) + m.positions()[0]);
    PropertyHead head = fit(target(Head.SCALAR, References.QM9, true), labels);
    assertEquals(-13.61312172, head.references().get(1));
    var hartree =
        new TargetSettings("U0", "Hartree", Head.SCALAR, References.QM9, Map.of(), true, 1);
    assertRefused("U0 is in Hartree", hartree, labels);
    var gap = new TargetSettings("gap", "eV", Head.SCALAR, References.QM9, Map.of(), true, 1);
    assertRefused("not for gap", gap, labels);
  }

  @Test
  void labelsThatAreAllAlikeAreRefused() {
    // The mean of tenths is not a tenth: what is left of them is rounding, and no scale.
    for (double value : new double[] {0, 0.1, -1030.7}) {
      assertRefused(
          "are alike", target(Head.SCALAR, References.NONE, true), labels(molecule -> value));
    }
    assertEquals(
        1, fit(target(Head.SCALAR, References.NONE, false), labels(molecule -> 0.1)).scale());
  }

  @Test
  void labelsThatReferencesExplainEntirelyAreRefused() {
    assertRefused(
        "are alike",
        target(Head.SCALAR, References.FITTED, true),
        labels(molecule -> 0.1 * molecule.atomCount()));
  }

  @Test
  void noLabelsAreRefused() {
    for (References references : new References[] {References.NONE, References.FITTED}) {
      assertRefused(
          "no training molecule has a value of U0",
          target(Head.SCALAR, references, true),
          labels(molecule -> Double.NaN));
    }
  }

  private void assertRefused(String why, TargetSettings target, LabelColumn labels) {
    ConfigException refusal = assertThrows(ConfigException.class, () -> fit(target, labels));
    assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
  }
}
