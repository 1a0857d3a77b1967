package io.molspectra.trainer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads a {@link StageTwoConfig} as {@link PretrainConfigReader} reads stage one's. */
public final class StageTwoConfigReader {
  /** Names of the presets, smallest first. */
  public static final List<String> PRESETS =
      List.of("small", "medium", "base", "paper", "reference");

  private static final String FOLDER = "presets/stage2";

  private StageTwoConfigReader() {}

  /**
   * Reads a preset and what is laid over it.
   *
   * @param preset one of {@link #PRESETS}
   * @param file a YAML file whose settings replace the preset's, if any
   * @param assignments {@code section.key=value} settings, which replace both; later ones win
   * @throws ConfigException if the preset, a key or a value is not usable
   */
  public static StageTwoConfig read(String preset, Optional<Path> file, List<String> assignments) {
    return build(ConfigMerge.of(FOLDER, PRESETS, preset, file, assignments));
  }

  /**
   * The 3D network of a former run, unless a file or assignments ask for another one.
   *
   * @param former network of the run to start from
   * @param presetGiven whether the preset was asked for; its network must be the former one then
   * @throws ConfigException naming what differs
   */
  public static StageTwoConfig startingFrom(
      ModelSettings former,
      String preset,
      boolean presetGiven,
      Optional<Path> file,
      List<String> assignments) {
    StageTwoConfig read = read(preset, file, assignments);
    StageTwoConfig plain = read(preset, Optional.empty(), List.of());
    boolean asked = presetGiven || !read.common().model().equals(plain.common().model());
    if (!asked || read.common().model().equals(former)) {
      return read.withModel(former);
    }
    throw new ConfigException(
        "the 3D network differs from that of --init: %s; leave out --preset and model.* to take it"
                .formatted(String.join(", ", read.withModel(former).differences(read)))
            + " over, or start from another run");
  }

  static StageTwoConfig parse(ConfigLayer layer) {
    return build(ConfigMerge.ofComplete(FOLDER, PRESETS, PRESETS.get(0), layer));
  }

  private static StageTwoConfig build(ConfigMerge merge) {
    ObjectNode common = merge.tree().deepCopy();
    JsonNode specformer = remove(common, StageTwoConfig.SPECFORMER);
    JsonNode objective = remove(common, StageTwoConfig.OBJECTIVE);
    return new StageTwoConfig(
        merge.convert(common, PretrainConfig.class, ""),
        merge.convert(specformer, SpecFormerConfig.class, StageTwoConfig.SPECFORMER + "."),
        merge.convert(objective, ObjectiveConfig.class, StageTwoConfig.OBJECTIVE + "."));
  }

  private static JsonNode remove(ObjectNode tree, String section) {
    JsonNode removed = tree.remove(section);
    if (removed == null) {
      throw new ConfigException("configuration: section " + section + " is missing");
    }
    return Objects.requireNonNull(removed);
  }
}
