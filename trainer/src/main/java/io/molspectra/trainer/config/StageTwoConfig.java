package io.molspectra.trainer.config;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Everything that determines a run of stage two, apart from the data files.
 *
 * @param common what it has in common with stage one
 * @param specformer the spectrum encoder
 * @param objective the objectives
 */
public record StageTwoConfig(
    PretrainConfig common, SpecFormerConfig specformer, ObjectiveConfig objective)
    implements RunConfig {
  static final String SPECFORMER = "specformer";
  static final String OBJECTIVE = "objective";

  @Override
  public ObjectNode tree() {
    ObjectNode tree = Yaml.tree(common);
    tree.set(SPECFORMER, Yaml.tree(specformer));
    tree.set(OBJECTIVE, Yaml.tree(objective));
    return tree;
  }

  /** The same with another 3D network. */
  public StageTwoConfig withModel(ModelSettings model) {
    return new StageTwoConfig(common.withModel(model), specformer, objective);
  }

  /** The same with another spectrum encoder. */
  public StageTwoConfig withSpecFormer(SpecFormerConfig other) {
    return new StageTwoConfig(common, other, objective);
  }

  /** The same with other objectives. */
  public StageTwoConfig withObjective(ObjectiveConfig other) {
    return new StageTwoConfig(common, specformer, other);
  }
}
