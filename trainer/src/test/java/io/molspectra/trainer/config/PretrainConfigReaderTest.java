package io.molspectra.trainer.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class PretrainConfigReaderTest {

  private static final List<String> PRESETS = PretrainConfigReader.PRESETS;

  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("PRESETS")
  void everyPresetSurvivesWritingAndReading(String name) {
    PretrainConfig config = PretrainConfigReader.preset(name);
    PretrainConfig again = PretrainConfigReader.parse("run.yaml", config.toYaml());
    assertEquals(config, again);
    assertEquals(config.hash(), again.hash());
    assertEquals(config.toYaml(), again.toYaml());
  }

  @Test
  void basePresetIsThePapersStageOne() {
    PretrainConfig base = PretrainConfigReader.preset("base");
    assertEquals(new ModelSettings(ModelPreset.MOLSPECTRA, 256, 8, 8, 64, 0, 5, 100), base.model());
    assertEquals(70, base.data().batchSize());
    assertEquals(4e-4, base.optimiser().lr());
    assertEquals(10_000, base.schedule().warmupSteps());
    assertEquals(400_000, base.schedule().maxSteps());
    assertEquals(0.04, base.noise().sigma());
    assertEquals(4e-4, base.schedule().toSchedule(base.optimiser().lr()).rate(9_999), 1e-18);
  }

  @Test
  void configurationsFromBeforeThereWasAChoiceOfEncodersKeepTheirText() {
    String yaml = PretrainConfigReader.preset("small").toYaml();
    String before =
        """
        model:
          preset: molspectra
          embedding_dimension: 64
          num_layers: 3
          num_heads: 8
          num_rbf: 32
          cutoff_lower: 0.0
          cutoff_upper: 5.0
          max_z: 100
        optimiser:
        """;
    assertTrue(yaml.startsWith(before), yaml);
    PretrainConfig config = PretrainConfigReader.parse("run.yaml", yaml);
    assertEquals(EncoderKind.ET, config.model().encoder());
  }

  @Test
  void anotherEncoderIsWrittenAndReadAgain() {
    PretrainConfig config =
        PretrainConfigReader.read("small", Optional.empty(), List.of("model.encoder=egnn"));
    assertEquals(EncoderKind.EGNN, config.model().encoder());
    assertEquals(config, PretrainConfigReader.parse("run.yaml", config.toYaml()));
    assertNotEquals(PretrainConfigReader.preset("small").hash(), config.hash());
  }

  @Test
  void variantsThatAnEncoderDoesNotHaveAreRefused() {
    ConfigException error =
        refused(Optional.empty(), List.of("model.encoder=egnn", "model.preset=paper"));
    assertTrue(error.getMessage().contains("model.preset must be molspectra"), error.getMessage());
  }

  @Test
  void settingsReplaceTheFileWhichReplacesThePreset() throws IOException {
    Path file = write("model:\n  num_layers: 2\n  num_rbf: 16\nseed: 9\n");
    PretrainConfig config =
        PretrainConfigReader.read(
            "small",
            Optional.of(file),
            List.of("model.num_rbf=20", "optimiser.lr=2e-3", "optimiser.betas=[0.8, 0.99]"));
    assertEquals(2, config.model().numLayers());
    assertEquals(20, config.model().numRbf());
    assertEquals(64, config.model().embeddingDimension());
    assertEquals(9, config.seed());
    assertEquals(2e-3, config.optimiser().lr());
    assertEquals(List.of(0.8, 0.99), config.optimiser().betas());
    assertNotEquals(PretrainConfigReader.preset("small").hash(), config.hash());
  }

  @Test
  void emptyFileChangesNothing() throws IOException {
    assertEquals(
        PretrainConfigReader.preset("small"),
        PretrainConfigReader.read("small", Optional.of(write("# nothing yet\n")), List.of()));
  }

  @Test
  void unknownKeyOfAFileIsRefusedWithItsLineAndTheNearestKey() throws IOException {
    Path file = write("seed: 1\nmodel:\n  num_layer: 2\n");
    ConfigException error = refused(Optional.of(file), List.of());
    assertEquals(
        file + ", line 3: unknown key 'model.num_layer'; did you mean 'model.num_layers'?",
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optimizer.lr=1 | unknown key 'optimizer'; did you mean 'optimiser'?",
        "lr=1 | unknown key 'lr'; did you mean 'optimiser.lr'?",
        "sed=1 | unknown key 'sed'; did you mean 'seed'?",
        "noise.colour=1 | unknown key 'noise.colour'; known keys here: sigma",
        "model=3 | model is a section with the keys [preset, embedding_dimension,",
        "seed.x=3 | seed is a value, not a section",
        "optimiser.lr | expected key=value",
        "optimiser.lr=[1 | the value is not YAML",
        "optimiser.lr=-1 | optimiser.lr must be positive, got -1.0",
        "optimiser.lr=fast | optimiser.lr",
        "optimiser.betas=[0.9] | optimiser.betas must be two numbers in [0, 1), got [0.9]",
        "optimiser.betas=[0.9, 1] | optimiser.betas must be two numbers",
        "model.num_layers=2.5 | model.num_layers",
        "model.num_layers= | model.num_layers",
        "model.embedding_dimension=66 | must be even and a multiple of model.num_heads (8), got 66",
        "model.cutoff_upper=0 | must lie above model.cutoff_lower (0.0), got 0.0",
        "model.preset=molspectre | model.preset",
        "schedule.eta_min=1 | schedule.eta_min must not exceed optimiser.lr (0.004), got 1.0",
        "noise.sigma=.nan | noise.sigma",
        "data.batch_size=0 | data.batch_size must be at least 1, got 0",
        "data.strict=1 | data.strict",
        "validate_every=0 | validate_every must be at least 1, got 0",
      })
  void badSettingIsRefusedNamingItAndTheReason(String setting, String reason) {
    ConfigException error = refused(Optional.empty(), List.of("seed=2", setting));
    assertTrue(error.getMessage().startsWith("--set " + setting + ": "), error::getMessage);
    assertTrue(error.getMessage().contains(reason), error::getMessage);
  }

  @Test
  void brokenYamlIsRefusedWithItsLine() throws IOException {
    Path file = write("seed: 1\nmodel: [1\n");
    String message = refused(Optional.of(file), List.of()).getMessage();
    assertTrue(message.matches("(?s).*settings.yaml, line [23]: not YAML: .*"), message);
  }

  @Test
  void badValueOfAFileIsRefusedWithItsLine() throws IOException {
    Path file = write("\n\ndata:\n  batch_size: many\n");
    String message = refused(Optional.of(file), List.of()).getMessage();
    assertTrue(message.startsWith(file + ", line 4: data.batch_size: "), message);
  }

  @Test
  void duplicateKeyOfAFileIsRefused() throws IOException {
    Path file = write("seed: 1\nseed: 2\n");
    String message = refused(Optional.of(file), List.of()).getMessage();
    assertTrue(message.contains("seed"), message);
  }

  @Test
  void absentFileIsNamed() {
    Path file = folder.resolve("nowhere.yaml");
    String message = refused(Optional.of(file), List.of()).getMessage();
    assertTrue(message.contains("nowhere.yaml: there is no such file"), message);
  }

  @Test
  void unknownPresetNamesTheNearest() {
    ConfigException error =
        assertThrows(ConfigException.class, () -> PretrainConfigReader.preset("smal"));
    assertEquals("unknown preset 'smal'; did you mean 'small'?", error.getMessage());
    error = assertThrows(ConfigException.class, () -> PretrainConfigReader.preset("xxxxxxxxx"));
    assertEquals("unknown preset 'xxxxxxxxx'; presets: small, medium, base", error.getMessage());
  }

  @Test
  void incompleteStoredConfigurationIsRefused() {
    ConfigException error =
        assertThrows(
            ConfigException.class, () -> PretrainConfigReader.parse("run.yaml", "seed: 1\n"));
    assertTrue(error.getMessage().contains("model"), error::getMessage);
  }

  private ConfigException refused(Optional<Path> file, List<String> settings) {
    return assertThrows(
        ConfigException.class, () -> PretrainConfigReader.read("small", file, settings));
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("settings.yaml"), yaml);
  }
}
