package io.molspectra.trainer.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a {@link PretrainConfig}: a preset, over it a file, over both single settings. */
public final class PretrainConfigReader {

  /** Names of the presets that come with the trainer, smallest first. */
  public static final List<String> PRESETS = List.of("small", "medium", "base");

  static final String FOLDER = "presets";

  private PretrainConfigReader() {}

  /**
   * Reads a preset and what is laid over it.
   *
   * @param preset one of {@link #PRESETS}
   * @param file a YAML file whose settings replace the preset's, if any
   * @param assignments {@code section.key=value} settings, which replace both; later ones win
   * @throws ConfigException if the preset, a key or a value is not usable
   */
  public static PretrainConfig read(String preset, Optional<Path> file, List<String> assignments) {
    ConfigMerge merge = ConfigMerge.of(FOLDER, PRESETS, preset, file, assignments);
    return merge.convert(merge.tree(), PretrainConfig.class, "");
  }

  /** A preset as it is. */
  public static PretrainConfig preset(String name) {
    return read(name, Optional.empty(), List.of());
  }

  /**
   * Reads a complete configuration, as {@link PretrainConfig#toYaml()} writes it.
   *
   * @param source what messages call the text
   */
  public static PretrainConfig parse(String source, String yaml) {
    ConfigMerge merge =
        ConfigMerge.ofComplete(FOLDER, PRESETS, PRESETS.get(0), ConfigLayer.ofYaml(source, yaml));
    return merge.convert(merge.tree(), PretrainConfig.class, "");
  }
}
