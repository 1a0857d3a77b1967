package io.molspectra.trainer.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the configuration of a run of any kind. */
public final class RunConfigs {
  private RunConfigs() {}

  /**
   * Reads a complete configuration, as {@link RunConfig#toYaml()} writes it.
   *
   * @throws ConfigException if a key or a value is not usable
   */
  public static RunConfig read(Path file) throws IOException {
    String yaml = Files.readString(file);
    ConfigLayer layer = ConfigLayer.ofYaml(file.toString(), yaml);
    if (layer.tree().has(FinetuneConfig.FINETUNE)) {
      return FinetuneConfigReader.parse(layer);
    }
    return layer.tree().has(StageTwoConfig.SPECFORMER)
        ? StageTwoConfigReader.parse(layer)
        : PretrainConfigReader.parse(file.toString(), yaml);
  }
}
