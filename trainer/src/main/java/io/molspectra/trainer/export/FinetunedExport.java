package io.molspectra.trainer.export;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.checkpoint.Checkpoint;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.FinetuneSettings.Forces;
import io.molspectra.trainer.config.ModelSettings;
import io.molspectra.trainer.config.TargetSettings;
import io.molspectra.trainer.finetune.FinetuneNetworks;
import io.molspectra.trainer.finetune.TargetsFile;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Turns a fine-tuning run into a model to export: encoder, heads, and forces if it has them. */
final class FinetunedExport {
  private FinetunedExport() {}

  /**
   * @param best whether to take the best checkpoint or the last one
   * @param warnings told of damaged checkpoints that were passed over
   */
  static ExportedModel of(
      RunFolder run, FinetuneConfig config, boolean best, Consumer<String> warnings)
      throws IOException {
    JsonNode data = new ObjectMapper().readTree(run.data().toFile());
    List<PropertyHead> heads = new TargetsFile(run.path()).heads();
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch")) {
      Checkpoint checkpoint =
          best
              ? run.checkpoints().loadBest(manager, warnings)
              : run.checkpoints().loadLast(manager, warnings);
      var trained = new TrainedParameters(checkpoint);
      Graph network =
          trained.requireUnread(FinetuneNetworks.network(config, heads, trained).build());
      ModelSettings model = config.common().model();
      return new ExportedModel(
          RunExport.name(run),
          network,
          tasks(config, heads),
          new Preprocessor(
              Preprocessor.ANGSTROM,
              model.cutoffUpper(),
              model.maxZ() - 1,
              data.get("elements").valueStream().map(JsonNode::asInt).toList(),
              null),
          RunExport.architecture(model),
          provenance(config, data, checkpoint),
          FinetunedCard.of(RunExport.name(run), config, heads, data, checkpoint.state()));
    }
  }

  private static List<TaskSpec> tasks(FinetuneConfig config, List<PropertyHead> heads) {
    var tasks = new ArrayList<TaskSpec>();
    List<TargetSettings> targets = config.finetune().targets();
    for (int i = 0; i < heads.size(); i++) {
      TaskSpec task = TaskSpec.scalar(heads.get(i).task(), targets.get(i).unit());
      boolean conservative = config.finetune().forces() == Forces.CONSERVATIVE;
      tasks.add(i == 0 && conservative ? task.withForces() : task);
    }
    if (config.finetune().forces() == Forces.DIRECT) {
      tasks.add(TaskSpec.vector(MoleculeNetwork.FORCES, targets.get(0).unit() + "/A"));
    }
    return tasks;
  }

  private static Map<String, Object> provenance(
      FinetuneConfig config, JsonNode data, Checkpoint checkpoint) {
    var map = new LinkedHashMap<String, Object>();
    map.put("objective", "fine-tuning: " + config.finetune().task());
    for (String fact :
        List.of("files", "training", "validation", "test", "init", "init_step", "rejected")) {
      if (data.has(fact)) {
        map.put(fact, data.get(fact));
      }
    }
    map.put("step", checkpoint.state().step());
    map.put("seed", config.common().seed());
    map.put("best_validation_step", checkpoint.state().best().step());
    map.put("best_validation_loss", checkpoint.state().best().metric());
    return map;
  }
}
