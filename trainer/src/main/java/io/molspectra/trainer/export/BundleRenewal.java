package io.molspectra.trainer.export;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.BundleFile;
import io.molspectra.bundle.BundleManifest;
import io.molspectra.bundle.BundleWriter;
import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.DoublePrecision;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.GraphMerge;
import io.molspectra.graph.Value;
import io.molspectra.graph.gradient.GradientBuilder;
import io.molspectra.graph.proto.ExternalWeights;
import io.molspectra.graph.proto.OnnxModel;
import io.molspectra.graph.proto.OnnxReader;
import io.molspectra.graph.proto.OnnxWriter;
import io.molspectra.network.EncoderSpec;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.trainer.config.ConfigException;
import io.molspectra.trainer.config.ModelSettings;
import io.molspectra.trainer.pretrain.DenoisingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bundle again, with the encoder as this version writes it: the parameters, the heads and the
 * expected answers are those of the bundle, so that verifying the new one compares it with the old.
 * Forces are derived anew from the new graph.
 */
public final class BundleRenewal {
  private static final List<String> FEATURES =
      List.of(MoleculeNetwork.SCALARS, MoleculeNetwork.VECTORS);

  private final Bundle bundle;
  private final EncoderSpec encoder;
  private final Map<String, TaskSpec> structureFiles = new TreeMap<>();
  private final Set<String> doubleFiles = new LinkedHashSet<>();

  /**
   * @throws IllegalArgumentException if the bundle is an ensemble, or its {@code config.json} does
   *     not describe an encoder of this version
   * @throws IOException if {@code config.json} cannot be read
   */
  public BundleRenewal(Bundle bundle) throws IOException {
    this.bundle = bundle;
    this.encoder = encoder(bundle);
    BundleManifest manifest = bundle.manifest();
    for (TaskSpec task : manifest.tasks()) {
      if (task.ofEnsemble()) {
        throw new IllegalArgumentException(
            "bundle %s is an ensemble (task %s); export its runs again instead"
                .formatted(manifest.id(), task.name()));
      }
      if (task.kind() != TaskKind.SPECTRUM_EMBEDDING) {
        add(task.file(), task);
        add(task.forcesFile(), task);
        add(task.forcesFile64(), task);
        if (task.forcesFile64() != null) {
          doubleFiles.add(task.forcesFile64());
        }
      }
    }
    manifest.tasks().stream()
        .filter(task -> task.kind() == TaskKind.SCALAR)
        .findFirst()
        .filter(task -> manifest.lists(TaskSpec.ALL_SCALARS_FILE))
        .ifPresent(task -> add(TaskSpec.ALL_SCALARS_FILE, task));
  }

  private static EncoderSpec encoder(Bundle bundle) throws IOException {
    try {
      return DenoisingModel.encoderSettings(
          ModelSettings.ofBundle(Files.readString(bundle.file(Bundle.CONFIG))));
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private void add(@Nullable String file, TaskSpec task) {
    if (file != null) {
      structureFiles.put(file, task);
    }
  }

  /**
   * Writes the bundle.
   *
   * @param target may be the folder of the old one, which it then replaces
   * @throws IOException if a file cannot be read or written
   */
  public Bundle write(Path target) throws IOException {
    BundleManifest manifest = bundle.manifest();
    try (BundleWriter writer = BundleWriter.to(target)) {
      List<String> graphs = graphs();
      for (BundleFile listed : manifest.files()) {
        if (!graphs.contains(listed.path()) && !listed.path().equals(BundleExporter.WEIGHTS)) {
          Files.copy(bundle.file(listed.path()), writer.file(listed.path()));
        }
      }
      try (var weights = new ExternalWeights(writer.file(BundleExporter.WEIGHTS))) {
        OnnxWriter onnx =
            new OnnxWriter()
                .optProducerVersion(SourceVersion.current())
                .optExternalWeights(weights);
        for (String file : graphs) {
          OnnxModel old = OnnxReader.read(bundle.file(file));
          onnx.optMetadata(notes(old));
          onnx.write(renewed(file, old.graph()), writer.file(file));
        }
        weights.publish();
      }
      return writer.finish(
          manifest.id(),
          Instant.now().truncatedTo(ChronoUnit.SECONDS),
          SourceVersion.current(),
          manifest.tasks(),
          provenance());
    }
  }

  private List<String> graphs() {
    return bundle.manifest().files().stream()
        .map(BundleFile::path)
        .filter(path -> path.endsWith(".onnx"))
        .toList();
  }

  static Map<String, String> notes(OnnxModel model) {
    var notes = new LinkedHashMap<>(model.metadata());
    notes.keySet().removeIf(key -> !key.startsWith("molspectra.") || key.endsWith(".parameters"));
    return notes;
  }

  private Graph renewed(String file, Graph old) throws IOException {
    TaskSpec task = structureFiles.get(file);
    if (task == null) {
      return old;
    }
    if (doubleFiles.contains(file)) {
      // The parameters of the float32 graph are those that were trained.
      String exact = java.util.Objects.requireNonNull(task.forcesFile());
      Graph single = OnnxReader.read(bundle.file(exact)).graph();
      return DoublePrecision.of(withEncoder(single, task));
    }
    return withEncoder(old, task);
  }

  private Graph withEncoder(Graph old, TaskSpec task) {
    var trained = new TrainedParameters(old, bundle.manifest().id());
    Graph network = new MoleculeNetwork(old.name(), encoder, trained).build();
    List<String> answers =
        old.outputs().stream().filter(name -> !name.equals(MoleculeNetwork.FORCES)).toList();
    if (network.outputs().containsAll(answers)) {
      return trained.requireUnread(network.select(old.name(), answers));
    }
    Graph head =
        old.cut("head", FEATURES.stream().filter(old.types()::containsKey).toList(), answers);
    var merge = new GraphMerge(old.name());
    merge.add(network, "", Set.of());
    Set<String> names =
        new LinkedHashSet<>(Stream.concat(answers.stream(), head.parameters().stream()).toList());
    Map<String, String> merged = merge.add(head, "head/", names);
    GraphBuilder builder = merge.builder();
    answers.forEach(name -> builder.output(name, builder.value(merged.getOrDefault(name, name))));
    if (old.outputs().contains(MoleculeNetwork.FORCES)) {
      Value energy = builder.value(task.name());
      Value forces =
          GradientBuilder.gradients(
                  energy, builder.scalar(-1, energy.dtype()), List.of(builder.value("positions")))
              .get(0);
      builder.output(MoleculeNetwork.FORCES, forces);
    }
    return trained.requireUnread(builder.build().select(old.name(), old.outputs()));
  }

  private Map<String, Object> provenance() {
    BundleManifest manifest = bundle.manifest();
    var map = new LinkedHashMap<String, Object>(manifest.provenance());
    map.put(
        "renewed_from",
        Map.of("created", manifest.created(), "source_commit", manifest.sourceCommit()));
    return map;
  }
}
