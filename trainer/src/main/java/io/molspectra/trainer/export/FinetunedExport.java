package io.molspectra.trainer.export;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.bundle.CalibratedQuantile;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import io.molspectra.network.EnsembleGraph;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.checkpoint.Checkpoint;
import io.molspectra.trainer.checkpoint.TrainingState;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.FinetuneSettings.Forces;
import io.molspectra.trainer.config.ModelSettings;
import io.molspectra.trainer.config.RunConfigs;
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
import java.util.stream.Collectors;

/** Turns a fine-tuning run into a model to export: encoder, heads, and forces if it has them. */
final class FinetunedExport {
  private FinetunedExport() {}

  /**
   * One run, or several as an ensemble.
   *
   * @param members runs of one configuration that differ in their seed
   * @param best whether to take the best checkpoints or the last ones
   * @param calibrations of the intervals by task; empty for none
   * @param warnings told of damaged checkpoints that were passed over
   */
  static ExportedModel of(
      String id,
      List<RunFolder> members,
      boolean best,
      Map<String, List<CalibratedQuantile>> calibrations,
      Consumer<String> warnings)
      throws IOException {
    var graphs = new ArrayList<Graph>();
    for (RunFolder member : members) {
      graphs.add(graph(member, best, warnings));
    }
    RunFolder first = members.get(0);
    var config = (FinetuneConfig) RunConfigs.read(first.config());
    JsonNode data = new ObjectMapper().readTree(first.data().toFile());
    List<PropertyHead> heads = new TargetsFile(first.path()).heads();
    List<TaskSpec> tasks = tasks(config, heads);
    Graph network = graphs.get(0);
    if (graphs.size() > 1) {
      EnsembleGraph ensemble = EnsembleGraph.of(graphs, tasks);
      network = ensemble.graph();
      tasks = ensemble.tasks();
    }
    TrainingState state = state(first, best, warnings);
    ModelSettings model = config.common().model();
    return new ExportedModel(
        id,
        network,
        null,
        tasks.stream().map(task -> calibrated(task, calibrations)).toList(),
        new Preprocessor(
            Preprocessor.ANGSTROM,
            model.cutoffUpper(),
            model.maxZ() - 1,
            data.get("elements").valueStream().map(JsonNode::asInt).toList(),
            null),
        RunExport.architecture(model),
        provenance(config, data, state),
        FinetunedCard.of(id, config, heads, data, state),
        heads.stream().collect(Collectors.toMap(PropertyHead::task, PropertyHead::scale)));
  }

  private static Graph graph(RunFolder run, boolean best, Consumer<String> warnings)
      throws IOException {
    if (!(RunConfigs.read(run.config()) instanceof FinetuneConfig config)) {
      throw new IllegalArgumentException(
          run.path() + " is no run of fine-tuning: it cannot be part of an ensemble");
    }
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch")) {
      var trained = new TrainedParameters(checkpoint(run, best, manager, warnings));
      List<PropertyHead> heads = new TargetsFile(run.path()).heads();
      return trained.requireUnread(FinetuneNetworks.network(config, heads, trained).build());
    }
  }

  private static TrainingState state(RunFolder run, boolean best, Consumer<String> warnings)
      throws IOException {
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch")) {
      return checkpoint(run, best, manager, warnings).state();
    }
  }

  private static Checkpoint checkpoint(
      RunFolder run, boolean best, NDManager manager, Consumer<String> warnings)
      throws IOException {
    return best
        ? run.checkpoints().loadBest(manager, warnings)
        : run.checkpoints().loadLast(manager, warnings);
  }

  private static TaskSpec calibrated(
      TaskSpec task, Map<String, List<CalibratedQuantile>> calibrations) {
    List<CalibratedQuantile> quantiles = calibrations.getOrDefault(task.name(), List.of());
    return quantiles.isEmpty() ? task : task.withUncertainty(quantiles);
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
      tasks.add(TaskSpec.vector(MoleculeNetwork.DIRECT_FORCES, targets.get(0).unit() + "/A"));
    }
    return tasks;
  }

  private static Map<String, Object> provenance(
      FinetuneConfig config, JsonNode data, TrainingState state) {
    var map = new LinkedHashMap<String, Object>();
    map.put("objective", "fine-tuning: " + config.finetune().task());
    for (String fact :
        List.of("files", "training", "validation", "test", "init", "init_step", "rejected")) {
      if (data.has(fact)) {
        map.put(fact, data.get(fact));
      }
    }
    map.put("step", state.step());
    map.put("seed", config.common().seed());
    map.put("best_validation_step", state.best().step());
    map.put("best_validation_loss", state.best().metric());
    return map;
  }
}
