package io.molspectra.trainer.export;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.bundle.CalibratedQuantile;
import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import io.molspectra.trainer.checkpoint.Checkpoint;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.ModelSettings;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.RunConfig;
import io.molspectra.trainer.config.RunConfigs;
import io.molspectra.trainer.config.StageTwoConfig;
import io.molspectra.trainer.objective.RunningNoiseNormalizer;
import io.molspectra.trainer.pretrain.DenoisingModel;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.stagetwo.StageTwoNetworks;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Turns a run into a model to export. */
public final class RunExport {
  private RunExport() {}

  /**
   * The encoder of a run with the heads it trained.
   *
   * @param best whether to take the best checkpoint or the last one
   * @param warnings told of damaged checkpoints that were passed over
   * @throws IOException if a file of the run is missing or cannot be read
   * @throws io.molspectra.trainer.checkpoint.CheckpointException if there is no sound checkpoint
   */
  public static ExportedModel of(RunFolder run, boolean best, Consumer<String> warnings)
      throws IOException {
    RunConfig settings = RunConfigs.read(run.config());
    if (settings instanceof FinetuneConfig) {
      return ofFinetuned(name(run), List.of(run), best, Map.of(), warnings);
    }
    PretrainConfig config = settings.common();
    JsonNode data = new ObjectMapper().readTree(run.data().toFile());
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch")) {
      Checkpoint checkpoint =
          best
              ? run.checkpoints().loadBest(manager, warnings)
              : run.checkpoints().loadLast(manager, warnings);
      var trained = new TrainedParameters(checkpoint);
      Graph network =
          trained.requireUnread(DenoisingModel.network(config.model(), trained).build());
      var noise =
          RunningNoiseNormalizer.ofState(
              RunningNoiseNormalizer.Precision.FLOAT64,
              Objects.requireNonNull(checkpoint.state().buffers().get("noise_normalizer")));
      Preprocessor preprocessor = preprocessor(config, data, noise);
      ExportedSpecFormer specFormer = null;
      if (settings instanceof StageTwoConfig stageTwo) {
        specFormer =
            ExportedSpecFormer.of(
                StageTwoNetworks.settings(stageTwo), stageTwo.specformer().kinds(), trained);
        trained.requireUnread(specFormer.graph());
        preprocessor = preprocessor.withSpectra(specFormer.kinds());
      }
      return new ExportedModel(
          name(run),
          network,
          specFormer,
          List.of(TaskSpec.vector("noise", "1")),
          preprocessor,
          architecture(settings),
          provenance(settings, data, checkpoint),
          settings instanceof StageTwoConfig stageTwo
              ? ModelCards.stageTwo(name(run), stageTwo, data, checkpoint.state())
              : ModelCards.stageOne(name(run), config, data, checkpoint.state()));
    }
  }

  /**
   * A fine-tuned run, or several that differ in their seed as an ensemble.
   *
   * @param id name of the model
   * @param best whether to take the best checkpoints or the last ones
   * @param calibrations of intervals by task; empty for none
   * @param warnings told of damaged checkpoints that were passed over
   * @throws IOException if a file of a run is missing or cannot be read
   */
  public static ExportedModel ofFinetuned(
      String id,
      List<RunFolder> members,
      boolean best,
      Map<String, List<CalibratedQuantile>> calibrations,
      Consumer<String> warnings)
      throws IOException {
    return FinetunedExport.of(id, members, best, calibrations, warnings);
  }

  static String name(RunFolder run) {
    return Objects.requireNonNull(run.path().toAbsolutePath().normalize().getFileName()).toString();
  }

  private static Preprocessor preprocessor(
      PretrainConfig config, JsonNode data, RunningNoiseNormalizer noise) {
    List<Integer> elements = data.get("elements").valueStream().map(JsonNode::asInt).toList();
    return new Preprocessor(
        Preprocessor.ANGSTROM,
        config.model().cutoffUpper(),
        config.model().maxZ() - 1,
        elements,
        isotropic(noise));
  }

  /**
   * The noise was drawn without a preferred axis. Statistics that differ between the axes by chance
   * would make denoising depend on how the molecule lies: the mean is 0, the deviation that of all
   * axes together.
   */
  private static NoiseNormalizer isotropic(RunningNoiseNormalizer noise) {
    double variance = Arrays.stream(noise.std()).map(std -> std * std).average().orElseThrow();
    double std = Math.sqrt(variance);
    return new NoiseNormalizer(List.of(0.0, 0.0, 0.0), List.of(std, std, std));
  }

  /** Architecture as {@code config.json}, with the names the configuration files use. */
  private static Map<String, Object> architecture(RunConfig settings) {
    Map<String, Object> map = architecture(settings.common().model());
    if (settings instanceof StageTwoConfig stageTwo) {
      map.put("specformer", stageTwo.tree().get("specformer"));
    }
    return map;
  }

  static Map<String, Object> architecture(ModelSettings model) {
    var map = new LinkedHashMap<String, Object>();
    map.put("preset", model.preset().name().toLowerCase(java.util.Locale.ROOT));
    map.put("embedding_dimension", model.embeddingDimension());
    map.put("num_layers", model.numLayers());
    map.put("num_heads", model.numHeads());
    map.put("num_rbf", model.numRbf());
    map.put("cutoff_lower", model.cutoffLower());
    map.put("cutoff_upper", model.cutoffUpper());
    map.put("max_z", model.maxZ());
    map.put("encoder", model.encoder().name().toLowerCase(java.util.Locale.ROOT));
    return map;
  }

  private static Map<String, Object> provenance(
      RunConfig settings, JsonNode data, Checkpoint checkpoint) {
    PretrainConfig config = settings.common();
    var map = new LinkedHashMap<String, Object>();
    map.put("objective", "denoising");
    if (settings instanceof StageTwoConfig stageTwo) {
      map.put("objective", "denoising, masked-patch reconstruction, contrastive alignment");
      map.put("objective_weights", stageTwo.tree().get("objective"));
      for (String fact : List.of("spectra", "pairs", "pairs_by_kind", "init", "init_step")) {
        if (data.has(fact)) {
          map.put(fact, data.get(fact));
        }
      }
    }
    map.put("data_files", data.get("files"));
    map.put("molecules", data.get("molecules"));
    map.put("step", checkpoint.state().step());
    map.put("seed", config.seed());
    map.put("noise_sigma_angstrom", config.noise().sigma());
    map.put("best_validation_step", checkpoint.state().best().step());
    map.put("best_validation_loss", checkpoint.state().best().metric());
    return map;
  }
}
