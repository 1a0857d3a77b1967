package io.molspectra.trainer.finetune;

import io.molspectra.graph.Graph;
import io.molspectra.network.LossKind;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.FinetuneSettings;
import io.molspectra.trainer.config.FinetuneSettings.Forces;
import io.molspectra.trainer.pretrain.DenoisingModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The graphs of a fine-tuning configuration. */
public final class FinetuneNetworks {
  private FinetuneNetworks() {}

  /** Encoder, properties and forces. */
  public static MoleculeNetwork network(
      FinetuneConfig config, List<PropertyHead> heads, ParameterSource parameters) {
    var network =
        new MoleculeNetwork(
            "finetuning", DenoisingModel.encoderSettings(config.common().model()), parameters);
    heads.forEach(network::withProperty);
    switch (config.finetune().forces()) {
      case NONE -> {}
      case CONSERVATIVE -> network.withForces(heads.get(0));
      case DIRECT -> network.withDirectForces(heads.get(0));
    }
    return network;
  }

  /** What is trained: all losses with a weight. */
  static Graph training(
      FinetuneConfig config, List<PropertyHead> heads, ParameterSource parameters) {
    MoleculeNetwork network = network(config, heads, parameters);
    FinetuneSettings settings = config.finetune();
    if (settings.denoiseWeight() > 0) {
      network.withNoise();
    }
    Map<String, Double> weights = weights(settings, heads);
    network.withPropertyLosses(weights, LossKind.valueOf(settings.loss().name()));
    var outputs = new ArrayList<String>();
    outputs.add(MoleculeNetwork.LOSS);
    weights.forEach(
        (task, weight) -> {
          if (weight > 0) {
            outputs.add(
                task.equals(MoleculeNetwork.NOISE)
                    ? MoleculeNetwork.LOSS_DENOISE
                    : MoleculeNetwork.lossOf(task));
          }
        });
    return network.build().select("fine-tuning", outputs);
  }

  /** What is validated: standardised answers. */
  static Graph evaluation(
      FinetuneConfig config, List<PropertyHead> heads, ParameterSource parameters) {
    var outputs = new ArrayList<String>();
    heads.forEach(head -> outputs.add(head.standardised()));
    if (config.finetune().forces() != Forces.NONE) {
      outputs.add(MoleculeNetwork.FORCES_STANDARDISED);
    }
    return network(config, heads, parameters).build().select("evaluation", outputs);
  }

  /** Weight of the loss of each task, of forces and of noise. */
  static Map<String, Double> weights(FinetuneSettings settings, List<PropertyHead> heads) {
    var weights = new LinkedHashMap<String, Double>();
    for (int i = 0; i < heads.size(); i++) {
      weights.put(heads.get(i).task(), settings.targets().get(i).weight());
    }
    if (settings.forces() != Forces.NONE) {
      weights.put(MoleculeNetwork.FORCES, settings.forceWeight());
    }
    if (settings.denoiseWeight() > 0) {
      weights.put(MoleculeNetwork.NOISE, settings.denoiseWeight());
    }
    return weights;
  }
}
