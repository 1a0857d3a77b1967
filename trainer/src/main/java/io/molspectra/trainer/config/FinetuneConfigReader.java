package io.molspectra.trainer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a {@link FinetuneConfig} as {@link PretrainConfigReader} reads stage one's. */
public final class FinetuneConfigReader {
  /** Names of the presets: of properties, smallest first, then of forces. */
  public static final List<String> PRESETS =
      List.of("small", "medium", "base", "forces-small", "forces-base");

  private static final String FOLDER = "presets/finetune";

  private FinetuneConfigReader() {}

  /**
   * Reads a preset and what is laid over it.
   *
   * @param preset one of {@link #PRESETS}
   * @param file a YAML file whose settings replace the preset's, if any
   * @param assignments {@code section.key=value} settings, which replace both; later ones win
   * @throws ConfigException if the preset, a key or a value is not usable
   */
  public static FinetuneConfig read(String preset, Optional<Path> file, List<String> assignments) {
    return build(ConfigMerge.of(FOLDER, PRESETS, preset, file, assignments));
  }

  /**
   * With the 3D network of a former run or bundle, unless a file or assignments ask for another.
   *
   * @param former network to start from
   * @param presetGiven whether the preset was asked for; its network must be the former one then
   * @throws ConfigException naming what differs
   */
  public static FinetuneConfig startingFrom(
      ModelSettings former,
      String preset,
      boolean presetGiven,
      Optional<Path> file,
      List<String> assignments) {
    FinetuneConfig read = read(preset, file, assignments);
    FinetuneConfig plain = read(preset, Optional.empty(), List.of());
    boolean asked = presetGiven || !read.common().model().equals(plain.common().model());
    if (!asked || read.common().model().equals(former)) {
      return read.withModel(former);
    }
    throw new ConfigException(
        "the 3D network differs from that of --init: %s; leave out --preset and model.* to take it"
                .formatted(String.join(", ", read.withModel(former).differences(read)))
            + " over, or start from another run");
  }

  static FinetuneConfig parse(ConfigLayer layer) {
    return build(ConfigMerge.ofComplete(FOLDER, PRESETS, PRESETS.get(0), layer));
  }

  private static FinetuneConfig build(ConfigMerge merge) {
    ObjectNode common = merge.tree().deepCopy();
    JsonNode finetune = common.remove(FinetuneConfig.FINETUNE);
    if (finetune == null) {
      throw new ConfigException("configuration: section finetune is missing");
    }
    return new FinetuneConfig(
        merge.convert(common, PretrainConfig.class, ""),
        merge.convert(finetune, FinetuneSettings.class, FinetuneConfig.FINETUNE + "."));
  }
}
