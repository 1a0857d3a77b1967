package io.molspectra.trainer.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.checkpoint.Checkpoint;
import io.molspectra.trainer.config.ModelSettings;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.PretrainConfigReader;
import io.molspectra.trainer.execute.Tensors;
import io.molspectra.trainer.objective.RunningNoiseNormalizer;
import io.molspectra.trainer.pretrain.DenoisingModel;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Turns a pre-training run into a model to export. */
public final class RunExport {
  private RunExport() {}

  /**
   * The encoder and the noise head of a run.
   *
   * @param best whether to take the best checkpoint or the last one
   * @param warnings told of damaged checkpoints that were passed over
   * @throws IOException if a file of the run is missing or cannot be read
   * @throws io.molspectra.trainer.checkpoint.CheckpointException if there is no sound checkpoint
   */
  public static ExportedModel of(RunFolder run, boolean best, Consumer<String> warnings)
      throws IOException {
    PretrainConfig config =
        PretrainConfigReader.parse(run.config().toString(), Files.readString(run.config()));
    JsonNode data = new ObjectMapper().readTree(run.data().toFile());
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch")) {
      Checkpoint checkpoint =
          best
              ? run.checkpoints().loadBest(manager, warnings)
              : run.checkpoints().loadLast(manager, warnings);
      Graph network =
          DenoisingModel.network(config.model(), new RandomParameters(config.seed()))
              .build()
              .withParameters(parameters(checkpoint));
      var noise =
          RunningNoiseNormalizer.ofState(
              RunningNoiseNormalizer.Precision.FLOAT64,
              Objects.requireNonNull(checkpoint.state().buffers().get("noise_normalizer")));
      return new ExportedModel(
          name(run),
          network,
          List.of(TaskSpec.vector("noise", "1")),
          preprocessor(config, data, noise),
          architecture(config.model()),
          provenance(config, data, checkpoint),
          card(run, config, data, checkpoint));
    }
  }

  private static String name(RunFolder run) {
    return Objects.requireNonNull(run.path().toAbsolutePath().normalize().getFileName()).toString();
  }

  private static Map<String, Tensor> parameters(Checkpoint checkpoint) {
    var values = new LinkedHashMap<String, Tensor>();
    for (Map.Entry<String, NDArray> entry : checkpoint.group("parameters").entrySet()) {
      values.put(entry.getKey(), Tensors.toTensor(entry.getValue()));
    }
    return values;
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
    return map;
  }

  private static Map<String, Object> provenance(
      PretrainConfig config, JsonNode data, Checkpoint checkpoint) {
    var map = new LinkedHashMap<String, Object>();
    map.put("objective", "denoising");
    map.put("data_files", data.get("files"));
    map.put("molecules", data.get("molecules"));
    map.put("step", checkpoint.state().step());
    map.put("seed", config.seed());
    map.put("noise_sigma_angstrom", config.noise().sigma());
    map.put("best_validation_step", checkpoint.state().best().step());
    map.put("best_validation_loss", checkpoint.state().best().metric());
    return map;
  }

  private static String card(
      RunFolder run, PretrainConfig config, JsonNode data, Checkpoint checkpoint) {
    return """
        # %s

        A 3D molecular encoder pre-trained by denoising: it predicts the Gaussian noise (standard
        deviation %s angstrom) that was added to the positions of equilibrium structures.

        - Architecture: Equivariant Transformer, preset %s, %d layers x %d channels, cutoff %s angstrom
        - Data: %s molecules from %s; elements (atomic numbers) %s
        - Training: step %d of %d, batch %d, seed %d
        - Held-out denoising loss (1 = predicting nothing): %.4f, %d molecules, best at step %d

        Use it for embeddings, for denoising geometries close to equilibrium, and as a start for
        fine-tuning. It predicts no property, and nothing is known of its behaviour for other
        elements, charged species or geometries far from equilibrium.
        """
        .formatted(
            name(run),
            config.noise().sigma(),
            config.model().preset().name().toLowerCase(java.util.Locale.ROOT),
            config.model().numLayers(),
            config.model().embeddingDimension(),
            config.model().cutoffUpper(),
            data.get("molecules"),
            data.get("files"),
            data.get("elements"),
            checkpoint.state().step(),
            config.schedule().maxSteps(),
            config.data().batchSize(),
            config.seed(),
            checkpoint.state().best().metric(),
            config.data().validationCount(),
            checkpoint.state().best().step());
  }
}
