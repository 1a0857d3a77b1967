package io.molspectra.trainer.finetune;

import ai.djl.ndarray.NDManager;
import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.proto.OnnxReader;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.checkpoint.Checkpoint;
import io.molspectra.trainer.config.ModelSettings;
import io.molspectra.trainer.config.RunConfigs;
import io.molspectra.trainer.execute.Tensors;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a fine-tuning starts from: parameters of a run or a bundle where their names and shapes are
 * the network's, and fresh ones for the rest.
 *
 * @param name of the run or bundle; empty for a start from scratch
 * @param model its network; null for a start from scratch
 * @param step updates made; -1 if not known
 * @param parameters by name
 * @param noise running statistics of the noise, if there are any
 */
public record FinetuneStart(
    String name,
    @Nullable ModelSettings model,
    long step,
    Map<String, Tensor> parameters,
    Optional<List<Double>> noise) {

  /** Of an ensemble the bundle's encoder is the first network's. */
  private static final String FIRST_MEMBER = "m0/";

  /** A start from scratch. */
  public static FinetuneStart fresh() {
    return new FinetuneStart("", null, -1, Map.of(), Optional.empty());
  }

  /**
   * Reads a run or a bundle; of a run the best checkpoint, or the last one if it never validated.
   *
   * @param warnings told of damaged checkpoints that were passed over
   * @throws IOException if the folder holds neither
   */
  public static FinetuneStart read(Path folder, Consumer<String> warnings) throws IOException {
    if (Bundle.isBundle(folder)) {
      return ofBundle(folder);
    }
    var run = new RunFolder(folder);
    if (!run.isStarted()) {
      List<Path> members = RunFolder.members(folder);
      if (!members.isEmpty()) {
        throw new IllegalArgumentException(
            "--init %s is an ensemble: name one of its runs, such as %s"
                .formatted(folder, members.get(0)));
      }
      throw new NoSuchFileException(
          folder.toString(), null, "--init names neither a run (config.yaml) nor a bundle");
    }
    return ofRun(run, manager -> run.checkpoints().loadBestOrLast(manager, warnings));
  }

  /**
   * The network of a run as it is evaluated and exported.
   *
   * @param last whether to take the last checkpoint instead of the best one
   * @param warnings told of damaged checkpoints that were passed over
   * @throws io.molspectra.trainer.checkpoint.CheckpointException if there is no such checkpoint, or
   *     it is damaged
   */
  public static FinetuneStart trained(RunFolder run, boolean last, Consumer<String> warnings)
      throws IOException {
    return ofRun(
        run,
        manager ->
            last
                ? run.checkpoints().loadLast(manager, warnings)
                : run.checkpoints().loadBest(manager, warnings));
  }

  private static FinetuneStart ofRun(RunFolder run, Choice choice) throws IOException {
    ModelSettings model = RunConfigs.read(run.config()).common().model();
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch")) {
      Checkpoint checkpoint = choice.load(manager);
      String group = checkpoint.groups().containsKey("average") ? "average" : "parameters";
      var parameters = new HashMap<String, Tensor>();
      checkpoint
          .group(group)
          .forEach((name, array) -> parameters.put(name, Tensors.toTensor(array)));
      return new FinetuneStart(
          nameOf(run.path()),
          model,
          checkpoint.state().step(),
          parameters,
          Optional.ofNullable(checkpoint.state().buffers().get("noise_normalizer")));
    }
  }

  /** Which checkpoint of a run. */
  private interface Choice {
    Checkpoint load(NDManager manager) throws IOException;
  }

  private static FinetuneStart ofBundle(Path folder) throws IOException {
    Bundle bundle = Bundle.open(folder);
    var parameters = new HashMap<String, Tensor>();
    String encoder = TaskSpec.embedding().file();
    if (!bundle.manifest().lists(encoder)) {
      throw new IllegalArgumentException(
          "--init %s: bundle %s has no encoder of structures to start from"
              .formatted(folder, bundle.manifest().id()));
    }
    addAll(bundle.file(encoder), parameters);
    String noise = TaskSpec.vector("noise", "1").file();
    if (bundle.manifest().lists(noise)) {
      addAll(bundle.file(noise), parameters);
    }
    return new FinetuneStart(
        bundle.manifest().id(),
        ModelSettings.ofBundle(Files.readString(bundle.file(Bundle.CONFIG))),
        -1,
        parameters,
        Optional.empty());
  }

  private static void addAll(Path onnx, Map<String, Tensor> parameters) throws IOException {
    Graph graph = OnnxReader.read(onnx).graph();
    graph
        .initializers()
        .forEach(
            (name, value) ->
                parameters.put(
                    name.startsWith(FIRST_MEMBER) ? name.substring(FIRST_MEMBER.length()) : name,
                    value));
  }

  private static String nameOf(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** These parameters, and fresh ones for what is not there. */
  ParameterSource source(long seed) {
    var fresh = new RandomParameters(seed);
    return (parameter, initialisation, shape) -> {
      Tensor drawn = fresh.get(parameter, initialisation, shape);
      Tensor trained = parameters.get(parameter);
      return trained != null && trained.type().equals(drawn.type()) ? trained : drawn;
    };
  }
}
