package io.molspectra.trainer.stagetwo;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.graph.Tensor;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.checkpoint.Checkpoint;
import io.molspectra.trainer.config.ModelSettings;
import io.molspectra.trainer.config.RunConfigs;
import io.molspectra.trainer.execute.Tensors;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A finished run to start from: its 3D encoder and noise head with the statistics of its noise. It
 * may be of stage two itself; its SpecFormer is taken over, too, where the shapes agree.
 *
 * @param name of its folder
 * @param model its network
 * @param step updates made
 * @param elements atomic numbers it was trained on
 * @param parameters by name
 * @param noise running statistics
 */
public record StageOneRun(
    String name,
    ModelSettings model,
    long step,
    List<Integer> elements,
    Map<String, Tensor> parameters,
    List<Double> noise) {

  /**
   * Reads the best checkpoint of a run, or its last if it never validated.
   *
   * @param warnings told of damaged checkpoints that were passed over
   * @throws IOException if the folder holds no run
   */
  public static StageOneRun read(RunFolder folder, Consumer<String> warnings) throws IOException {
    if (!folder.isStarted()) {
      throw new NoSuchFileException(
          folder.config().toString(), null, "--init names no run of trainer pretrain");
    }
    ModelSettings model = RunConfigs.read(folder.config()).common().model();
    JsonNode data = new ObjectMapper().readTree(folder.data().toFile());
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch")) {
      Checkpoint checkpoint = folder.checkpoints().loadBestOrLast(manager, warnings);
      var parameters = new HashMap<String, Tensor>();
      checkpoint
          .group("parameters")
          .forEach((name, array) -> parameters.put(name, Tensors.toTensor(array)));
      return new StageOneRun(
          String.valueOf(folder.path().toAbsolutePath().normalize().getFileName()),
          model,
          checkpoint.state().step(),
          data.path("elements").valueStream().map(JsonNode::asInt).toList(),
          parameters,
          Pretraining.buffer(checkpoint.state().buffers(), "noise_normalizer"));
    }
  }

  /** Where stage two begins: these parameters, and fresh ones for what this run does not have. */
  public StageTwoTask.Start start(long seed) {
    var fresh = new RandomParameters(seed);
    ParameterSource source =
        (name, initialisation, shape) -> {
          Tensor drawn = fresh.get(name, initialisation, shape);
          Tensor trained = parameters.get(name);
          return trained != null && trained.type().equals(drawn.type()) ? trained : drawn;
        };
    return new StageTwoTask.Start(source, Optional.of(noise));
  }

  /** A beginning without a former run. */
  public static StageTwoTask.Start fresh(long seed) {
    return new StageTwoTask.Start(new RandomParameters(seed), Optional.empty());
  }

  /** Elements of this run and those of other structures, ascending. */
  public List<Integer> elementsWith(Iterable<Integer> others) {
    var all = new TreeSet<>(elements);
    others.forEach(all::add);
    return List.copyOf(all);
  }
}
