package io.molspectra.trainer.config;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Everything that determines a fine-tuning run, apart from the data files and the run it starts
 * from.
 *
 * @param common what it has in common with pre-training
 * @param finetune what is learned
 */
public record FinetuneConfig(PretrainConfig common, FinetuneSettings finetune)
    implements RunConfig {
  static final String FINETUNE = "finetune";

  @Override
  public ObjectNode tree() {
    ObjectNode tree = Yaml.tree(common);
    tree.set(FINETUNE, Yaml.tree(finetune));
    return tree;
  }

  /** The same with another 3D network. */
  public FinetuneConfig withModel(ModelSettings model) {
    return new FinetuneConfig(common.withModel(model), finetune);
  }

  /** The same with other targets. */
  public FinetuneConfig withTargets(java.util.List<TargetSettings> targets) {
    return new FinetuneConfig(common, finetune.withTargets(targets));
  }

  /** The same for another family of data. */
  public FinetuneConfig withTask(String task) {
    return new FinetuneConfig(common, finetune.withTask(task));
  }

  @Override
  public int patience() {
    return finetune.patience();
  }
}
