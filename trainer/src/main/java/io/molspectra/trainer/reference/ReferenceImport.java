package io.molspectra.trainer.reference;

import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Tensor;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.Heads;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.ReferenceWeights;
import io.molspectra.network.SpecFormerSettings;
import io.molspectra.network.SpectrumPatches;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.export.ExportedSpecFormer;
import io.molspectra.trainer.objective.RunningNoiseNormalizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a model from a state dictionary of the reference implementation (facts F.1): tasks {@code
 * energy}, with conservative forces, and {@code noise}, each if its head is there, and SpecFormer
 * if the configuration describes it.
 */
public final class ReferenceImport {
  private static final String NORMALIZER = "pos_normalizer.";

  /** Counts the batches a norm has seen; means nothing for inference. */
  private static final String COUNTER = ".num_batches_tracked";

  /** Parts of a file of reference results that are no weights. */
  private static final List<String> NOT_WEIGHTS =
      List.of("in/", "out/", "out32/", "grad/", "grad32/", "meta/");

  private static final Set<String> STATISTICS =
      Set.of(
          "mean",
          "std",
          NORMALIZER + "acc_sum",
          NORMALIZER + "acc_squared_sum",
          NORMALIZER + "acc_count",
          NORMALIZER + "num_accumulations");

  private ReferenceImport() {}

  /**
   * Reads weights and configuration.
   *
   * @param weights npz file of state-dictionary arrays, the keys maybe prefixed {@code w/}
   * @param lenient whether tensors that nothing needs are ignored
   * @throws io.molspectra.graph.GraphException listing missing, extra and mis-shaped tensors
   */
  public static ExportedModel read(String id, Path weights, ReferenceConfig config, boolean lenient)
      throws IOException {
    Map<String, Tensor> state = state(weights);
    EncoderSettings encoder = config.encoder();
    ReferenceSpecFormer specFormer = config.specFormer();
    var source = new ReferenceWeights(state, encoder == null ? 1 : encoder.heads());
    if (specFormer != null) {
      specFormer.requireHeads(state);
    }
    ExportedSpecFormer spectra =
        specFormer == null
            ? null
            : ExportedSpecFormer.of(specFormer.settings(), specFormer.kinds(), source);
    Set<String> known = new HashSet<>(STATISTICS);
    state.keySet().stream().filter(key -> key.endsWith(COUNTER)).forEach(known::add);
    Map<String, Object> provenance = provenance(weights, config, state);
    if (encoder == null) {
      source.check(known, lenient);
      ReferenceSpecFormer alone = Objects.requireNonNull(specFormer);
      return new ExportedModel(
          id,
          null,
          spectra,
          List.of(),
          Preprocessor.ofSpectra(alone.kinds()),
          Map.of("preset", "reference", "specformer", architecture(alone.settings())),
          provenance,
          card(id, weights));
    }
    var network = new MoleculeNetwork(id, encoder, source);
    var tasks = new ArrayList<TaskSpec>();
    double std = statistic(config.std(), state, "std", 1);
    double mean = statistic(config.mean(), state, "mean", 0);
    if (source.hasHead(Heads.PROPERTY)) {
      network.withEnergy(std, mean);
      tasks.add(TaskSpec.scalar(MoleculeNetwork.ENERGY, "1").withForces());
    }
    if (source.hasHead(Heads.NOISE)) {
      network.withNoise();
      tasks.add(TaskSpec.vector(MoleculeNetwork.NOISE, "1"));
    }
    source.check(known, lenient);
    // Only for weights that fit: the gradient is the larger part of the graph.
    if (source.hasHead(Heads.PROPERTY)) {
      network.withForces();
    }
    var preprocessor =
        new Preprocessor(
            Preprocessor.ANGSTROM,
            encoder.cutoffUpper(),
            encoder.maxAtomicNumber() - 1,
            null,
            normalizer(state));
    Map<String, Object> architecture = architecture(encoder, std, mean);
    if (specFormer != null) {
      architecture.put("specformer", architecture(specFormer.settings()));
      preprocessor = preprocessor.withSpectra(specFormer.kinds());
    }
    return new ExportedModel(
        id,
        network.build(),
        spectra,
        tasks,
        preprocessor,
        architecture,
        provenance,
        card(id, weights));
  }

  private static Map<String, Object> provenance(
      Path weights, ReferenceConfig config, Map<String, Tensor> state) {
    var map = new LinkedHashMap<String, Object>();
    map.put("imported_from", String.valueOf(weights.getFileName()));
    map.put("format", "state dictionary");
    if (config.encoder() != null) {
      map.put("std_from", origin(config.std(), state, "std"));
      map.put("mean_from", origin(config.mean(), state, "mean"));
    }
    return map;
  }

  private static String origin(OptionalDouble given, Map<String, Tensor> state, String key) {
    return given.isPresent() ? "configuration" : state.containsKey(key) ? "weights" : "assumed";
  }

  private static Map<String, Tensor> state(Path file) throws IOException {
    var state = new LinkedHashMap<String, Tensor>();
    try (NpzReader reader = NpzReader.open(file)) {
      for (String name : reader.names()) {
        if (NOT_WEIGHTS.stream().noneMatch(name::startsWith)) {
          NpyArray array = reader.get(name);
          String key =
              ReferenceSpecFormer.withModel(name.startsWith("w/") ? name.substring(2) : name);
          double[] values = array.toDoubles();
          if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new GraphException(
                "%s: tensor %s holds values that are not finite".formatted(file, name));
          }
          if (state.put(key, Tensor.of(values, array.shape())) != null) {
            throw new GraphException(
                "%s holds tensor %s twice, with and without the prefix w/".formatted(file, key));
          }
        }
      }
    }
    return state;
  }

  private static double statistic(
      OptionalDouble given, Map<String, Tensor> state, String key, double otherwise) {
    Tensor stored = state.get(key);
    return given.orElse(stored == null || stored.size() == 0 ? otherwise : stored.toDoubles()[0]);
  }

  /** Statistics of the noise; null if the model never saw any. */
  private static @Nullable NoiseNormalizer normalizer(Map<String, Tensor> state) {
    Tensor sum = state.get(NORMALIZER + "acc_sum");
    Tensor squares = state.get(NORMALIZER + "acc_squared_sum");
    Tensor count = state.get(NORMALIZER + "acc_count");
    if (sum == null || squares == null || count == null || count.toDoubles()[0] < 1) {
      return null;
    }
    var values = new ArrayList<Double>();
    for (Tensor part : List.of(sum, squares, count)) {
      Arrays.stream(part.toDoubles()).forEach(values::add);
    }
    values.add(1.0);
    var running = RunningNoiseNormalizer.ofState(RunningNoiseNormalizer.Precision.FLOAT32, values);
    return new NoiseNormalizer(
        Arrays.stream(running.mean()).boxed().toList(),
        Arrays.stream(running.std()).boxed().toList());
  }

  private static Map<String, Object> architecture(SpecFormerSettings settings) {
    var map = new LinkedHashMap<String, Object>();
    map.put("width", settings.width());
    map.put("num_layers", settings.layers());
    map.put("num_heads", settings.heads());
    map.put("feed_forward", settings.feedForward());
    map.put("output", settings.output());
    map.put("residual_attention", settings.residualAttention());
    map.put("norm", settings.norm().name().toLowerCase(java.util.Locale.ROOT));
    map.put("head", settings.head().name().toLowerCase(java.util.Locale.ROOT));
    var spectra = new ArrayList<Map<String, Object>>();
    for (SpectrumPatches patches : settings.spectra()) {
      var kind = new LinkedHashMap<String, Object>();
      kind.put("name", patches.kind());
      kind.put("length", patches.length());
      kind.put("patch_length", patches.patchLength());
      kind.put("stride", patches.stride());
      kind.put("transform", "log10");
      spectra.add(kind);
    }
    map.put("spectra", spectra);
    return map;
  }

  private static Map<String, Object> architecture(
      EncoderSettings encoder, double std, double mean) {
    var map = new LinkedHashMap<String, Object>();
    map.put("preset", "reference");
    map.put("embedding_dimension", encoder.channels());
    map.put("num_layers", encoder.layers());
    map.put("num_heads", encoder.heads());
    map.put("num_rbf", encoder.radialFunctions());
    map.put("cutoff_lower", encoder.cutoffLower());
    map.put("cutoff_upper", encoder.cutoffUpper());
    map.put("max_z", encoder.maxAtomicNumber());
    map.put("use_dataset_md17", !encoder.layerNorms());
    map.put(
        "layernorm_on_vec", encoder.outputVectorNorm().name().toLowerCase(java.util.Locale.ROOT));
    map.put("std", std);
    map.put("mean", mean);
    return map;
  }

  private static String card(String id, Path weights) {
    return """
        # %s

        Imported from the weights %s of the reference implementation. Units of an energy are those
        the model was trained in. The reference's whitening norm is not rotation-invariant for
        linear and planar molecules and amplifies rounding noise there: do not rely on such forces.
        Neighbours are never cut off at a fixed number, unlike in the reference (32).
        """
        .formatted(id, weights.getFileName());
  }
}
