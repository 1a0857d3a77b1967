package io.molspectra.trainer.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds of schedules in configurations, those of former runs among them. */
class ScheduleKindsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "stage-one-0.1.yaml, ff7106a047b93bcac26423536d232000d11c8d35be8fc331b22c4d9f47b7e348",
    "stage-two-0.1.yaml, 8948e9b2415ecef0a6a2382310621c59b25b7c52d4965e6a7eb7807782c9b513",
  })
  void configurationsOfFormerRunsAreReadAndKeepTextAndHash(String name, String hash)
      throws IOException {
    String text = resource(name);
    Path file = Files.writeString(folder.resolve("config.yaml"), text);
    RunConfig config = RunConfigs.read(file);
    assertEquals(text, config.toYaml());
    // What the checkpoints of that run say.
    assertEquals(hash, config.hash());
    assertEquals(0, config.patience());
  }

  @Test
  void warmRestartsAreWrittenWithWhatTheyUseAlone() {
    PretrainConfig config = read("schedule.kind=warm_restarts", "schedule.t0=500");
    assertEquals(500, config.schedule().t0());
    assertEquals(2, config.schedule().tMult());
    String yaml = config.toYaml();
    assertTrue(yaml.contains("  eta_min: 1.0E-7\n  t0: 500\n  t_mult: 2\n"), yaml);
    assertFalse(yaml.contains("patience"), yaml);
    assertEquals(config, PretrainConfigReader.parse("run.yaml", yaml));
  }

  @Test
  void plateausAreWrittenWithWhatTheyUseAlone() {
    PretrainConfig config = read("schedule.kind=plateau", "schedule.patience=30");
    String yaml = config.toYaml();
    assertTrue(yaml.contains("  eta_min: 1.0E-7\n  factor: 0.8\n  patience: 30\n"), yaml);
    assertFalse(yaml.contains("t0"), yaml);
    assertEquals(config, PretrainConfigReader.parse("run.yaml", yaml));
    assertNotEquals(read("schedule.kind=plateau").hash(), config.hash());
  }

  @Test
  void whatAKindDoesNotUseChangesNothing() {
    PretrainConfig plain = PretrainConfigReader.preset("small");
    PretrainConfig more = read("schedule.t0=7", "schedule.factor=0.1", "schedule.patience=2");
    assertEquals(plain, more);
    assertEquals(plain.hash(), more.hash());
  }

  @Test
  void stageTwoHasTheSameKinds() {
    StageTwoConfig config =
        StageTwoConfigReader.read(
            "small", Optional.empty(), List.of("schedule.kind=plateau", "schedule.factor=0.5"));
    assertEquals(0.5, config.common().schedule().factor());
    assertEquals(10, config.common().schedule().patience());
    ConfigLayer again = ConfigLayer.ofYaml("run.yaml", config.toYaml());
    assertEquals(config, StageTwoConfigReader.parse(again));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "warm_restarts | schedule.t0=0 | schedule.t0 must be given for warm_restarts",
        "warm_restarts | schedule.t_mult=0 | schedule.t_mult must be at least 1, got 0",
        "plateau | schedule.factor=1 | schedule.factor must lie between 0 and 1, got 1.0",
        "plateau | schedule.patience=0 | schedule.patience must be at least 1, got 0",
        "plateau | schedule.patienze=3 | did you mean 'schedule.patience'?",
        "plateau | t0=3 | did you mean 'schedule.t0'?",
        "plateaus | schedule.t0=3 | schedule.kind",
      })
  void aBadSettingIsRefusedNamingTheReason(String kind, String setting, String reason) {
    ConfigException error =
        assertThrows(
            ConfigException.class, () -> read("schedule.kind=" + kind, "schedule.t0=5", setting));
    assertTrue(error.getMessage().contains(reason), error::getMessage);
  }

  @Test
  void warmRestartsWithoutAPeriodAreRefused() {
    ConfigException error =
        assertThrows(ConfigException.class, () -> read("schedule.kind=warm_restarts"));
    assertTrue(error.getMessage().contains("schedule.t0 must be given"), error::getMessage);
  }

  private static PretrainConfig read(String... settings) {
    return PretrainConfigReader.read("small", Optional.empty(), List.of(settings));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ScheduleKindsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
