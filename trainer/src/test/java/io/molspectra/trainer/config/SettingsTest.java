package io.molspectra.trainer.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.molspectra.trainer.optimise.LearningRateSchedule;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Positive;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void kindOfScheduleChoosesItsClass() {
    ScheduleSettings cosine = new ScheduleSettings(ScheduleSettings.Kind.COSINE, 10, 100, 1e-7);
    ScheduleSettings constant = new ScheduleSettings(ScheduleSettings.Kind.CONSTANT, 10, 100, 0);
    assertInstanceOf(LearningRateSchedule.WarmupCosine.class, cosine.toSchedule(1e-3));
    assertInstanceOf(LearningRateSchedule.Constant.class, constant.toSchedule(1e-3));
    assertEquals(1e-3, constant.toSchedule(1e-3).rate(100), 0);
    assertEquals(1e-7, cosine.toSchedule(1e-3).rate(100), 1e-15);
  }

  @Test
  void newerKindsOfScheduleTakeTheirOwnSettings() {
    ScheduleSettings restarts =
        new ScheduleSettings(ScheduleSettings.Kind.WARM_RESTARTS, 0, 100, 0, 20, 2, 0.5, 3);
    assertEquals(
        new LearningRateSchedule.WarmRestarts(1e-3, 0, 20, 2, 0), restarts.toSchedule(1e-3));
    ScheduleSettings plateau =
        new ScheduleSettings(ScheduleSettings.Kind.PLATEAU, 0, 100, 1e-7, 20, 2, 0.5, 1);
    LearningRateSchedule schedule = plateau.toSchedule(1e-3);
    schedule.validated(1, 1);
    schedule.validated(2, 1);
    assertEquals(1e-3, schedule.rate(2), 0);
    schedule.validated(3, 1);
    assertEquals(5e-4, schedule.rate(3), 0);
  }

  @Test
  void clipNormZeroLetsEveryGradientThrough() {
    assertEquals(Double.POSITIVE_INFINITY, optimiser(0).maxGradientNorm());
    assertEquals(2.5, optimiser(2.5).maxGradientNorm());
    assertEquals(0.99, optimiser(0).toAdamW().beta2());
  }

  @Test
  void betasCannotBeChangedFromOutside() {
    List<Double> betas = new ArrayList<>(List.of(0.9, 0.99));
    OptimiserSettings settings = new OptimiserSettings(1e-3, betas, 1e-8, 0, 0);
    betas.set(0, 2.0);
    assertEquals(0.9, settings.betas().get(0));
  }

  @Test
  void settingsBuiltInCodeAreCheckedToo() {
    assertThrows(IllegalArgumentException.class, () -> new NoiseSettings(0));
    assertThrows(IllegalArgumentException.class, () -> new NoiseSettings(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new NoiseSettings(Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> new DataSettings(1, 0, 0, 1, false));
    assertThrows(IllegalArgumentException.class, () -> new DataSettings(1, 1, -1, 1, false));
    assertThrows(IllegalArgumentException.class, () -> new DataSettings(1, 1, 0, 0, false));
    assertThrows(IllegalArgumentException.class, () -> optimiser(-1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ModelSettings(ModelPreset.PAPER, 64, 0, 8, 32, 0, 5, 100));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ModelSettings(ModelPreset.PAPER, 63, 1, 9, 32, 0, 5, 100));
  }

  @Property(tries = 200)
  void anyValidConfigurationSurvivesYaml(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 64) int halfHeads,
      @ForAll @Scale(12) @DoubleRange(min = 1e-12, max = 1e6) double lr,
      @ForAll @Scale(7) @DoubleRange(min = 0, max = 0.9999999) double beta,
      @ForAll @Positive int every,
      @ForAll boolean strict) {
    PretrainConfig config =
        new PretrainConfig(
            new ModelSettings(ModelPreset.REFERENCE, 4 * halfHeads, 1, halfHeads, 2, 0, 1e-3, 2),
            new OptimiserSettings(lr, List.of(beta, 0.0), lr, lr, lr),
            new ScheduleSettings(ScheduleSettings.Kind.CONSTANT, every, every, 0),
            new DataSettings(every, every, every, every, strict),
            new NoiseSettings(lr),
            seed,
            every,
            every,
            every);
    assertEquals(config, PretrainConfigReader.parse("property", config.toYaml()));
  }

  private static OptimiserSettings optimiser(double clipNorm) {
    return new OptimiserSettings(1e-3, List.of(0.9, 0.99), 1e-8, 0, clipNorm);
  }
}
