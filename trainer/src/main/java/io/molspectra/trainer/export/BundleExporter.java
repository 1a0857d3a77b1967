package io.molspectra.trainer.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.BundleWriter;
import io.molspectra.bundle.GoldenRecord;
import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.DoublePrecision;
import io.molspectra.graph.Graph;
import io.molspectra.graph.proto.ExternalWeights;
import io.molspectra.graph.proto.OnnxWriter;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EnsembleGraph;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.SpecFormerNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes bundles. All files are cut from one graph, the one that was trained, and share one file of
 * weights; the expected outputs of the golden molecules come from the trainer's executor, so
 * verifying a bundle compares ONNX Runtime with the trainer.
 */
public final class BundleExporter {
  static final String WEIGHTS = "weights.bin";
  private static final String PRODUCER = SourceVersion.current();

  private BundleExporter() {}

  /** Writes a bundle with all the given molecules as golden ones. */
  public static Bundle export(ExportedModel model, Path target, List<Molecule> golden)
      throws IOException {
    return export(model, target, golden, golden.size());
  }

  /**
   * Writes a bundle, in place of a former one.
   *
   * @param candidates molecules to choose golden ones from
   * @param count number of golden molecules, 3 to 20: those that the network is best conditioned
   *     for
   * @throws IOException if a file cannot be written or the target holds something else
   */
  public static Bundle export(
      ExportedModel model, Path target, List<Molecule> candidates, int count) throws IOException {
    var tasks = new ArrayList<TaskSpec>();
    List<GoldenRecord> records = List.of();
    if (model.network() != null) {
      tasks.add(TaskSpec.embedding());
      tasks.addAll(model.tasks());
      records =
          new GoldenOutputs(model.network(), model.preprocessor().cutoff(), tasks, model.scales())
              .compute(candidates, count);
    }
    if (model.specFormer() != null) {
      tasks.add(TaskSpec.spectrumEmbedding());
    }
    try (BundleWriter writer = BundleWriter.to(target)) {
      writer.config(new ObjectMapper().valueToTree(model.config()));
      writer.preprocessor(model.preprocessor());
      writer.golden(records);
      if (model.specFormer() != null) {
        writer.goldenSpectra(GoldenSpectraOutputs.compute(model.specFormer()));
      }
      Files.writeString(
          writer.file("MODEL_CARD.md"), model.card() + EnsembleNotes.card(model.tasks()));
      Files.write(writer.file("LICENSE"), license());
      writeGraphs(writer, model);
      return writer.finish(
          model.id(),
          Instant.now().truncatedTo(ChronoUnit.SECONDS),
          PRODUCER,
          tasks,
          EnsembleNotes.provenance(model));
    }
  }

  private static void writeGraphs(BundleWriter writer, ExportedModel model) throws IOException {
    try (var weights = new ExternalWeights(writer.file(WEIGHTS))) {
      OnnxWriter onnx = new OnnxWriter().optProducerVersion(PRODUCER).optExternalWeights(weights);
      if (model.network() != null) {
        writeStructureGraphs(writer, onnx, model, model.network());
      }
      if (model.specFormer() != null) {
        writeSpectraGraphs(writer, onnx, model, model.specFormer());
      }
      weights.publish();
    }
  }

  private static void writeStructureGraphs(
      BundleWriter writer, OnnxWriter onnx, ExportedModel model, Graph network) throws IOException {
    List<String> features = List.of(MoleculeNetwork.SCALARS, MoleculeNetwork.VECTORS);
    List<String> encoder =
        List.of(MoleculeNetwork.SCALARS, MoleculeNetwork.VECTORS, MoleculeNetwork.EMBEDDING);
    write(writer, onnx, model, "encoder.onnx", "1", network.select("encoder", encoder));
    for (TaskSpec task : model.tasks()) {
      String head = "head-" + task.name();
      write(
          writer,
          onnx,
          model,
          head + ".onnx",
          task.unit(),
          task.ofEnsemble()
              ? EnsembleGraph.firstHead(network, head, task)
              : network.cut(head, features, List.of(task.name())));
      Graph whole = network.select(task.name(), TaskOutputs.of(task));
      write(writer, onnx, model, task.file(), task.unit(), whole);
      if (task.forcesFile() != null) {
        write(
            writer,
            onnx,
            model,
            task.forcesFile(),
            task.unit(),
            network.select(task.name() + "-forces", TaskOutputs.withForces(task)));
      }
      if (task.forcesFile64() != null) {
        Graph forces = network.select(task.name() + "-forces", TaskOutputs.withForces(task));
        write(writer, onnx, model, task.forcesFile64(), task.unit(), DoublePrecision.of(forces));
      }
    }
    writeAllScalars(writer, onnx, model, network);
  }

  /** Several properties of a molecule need the encoder but once. */
  private static void writeAllScalars(
      BundleWriter writer, OnnxWriter onnx, ExportedModel model, Graph network) throws IOException {
    List<TaskSpec> scalars =
        model.tasks().stream().filter(task -> task.kind() == TaskKind.SCALAR).toList();
    if (scalars.size() > 1) {
      List<String> outputs =
          scalars.stream().flatMap(task -> TaskOutputs.of(task).stream()).toList();
      String units =
          scalars.stream()
              .map(task -> task.name() + "=" + task.unit())
              .collect(Collectors.joining(" "));
      write(
          writer, onnx, model, TaskSpec.ALL_SCALARS_FILE, units, network.select("tasks", outputs));
    }
  }

  private static void writeSpectraGraphs(
      BundleWriter writer, OnnxWriter onnx, ExportedModel model, ExportedSpecFormer specFormer)
      throws IOException {
    Graph graph = specFormer.graph();
    write(
        writer,
        onnx,
        model,
        TaskSpec.spectrumEmbedding().file(),
        "1",
        graph.select("specformer", specFormer.embeddingOutputs()));
    write(
        writer,
        onnx,
        model,
        TaskSpec.ATTENTION_FILE,
        "1",
        graph.select("specformer-attention", specFormer.attentionOutputs()));
    write(
        writer,
        onnx,
        model,
        "head-reconstruction.onnx",
        "1",
        graph.cut(
            "head-reconstruction",
            List.of(SpecFormerNetwork.BUNDLE_TOKENS),
            specFormer.reconstructionOutputs()));
  }

  private static void write(
      BundleWriter writer,
      OnnxWriter onnx,
      ExportedModel model,
      String file,
      String unit,
      Graph graph)
      throws IOException {
    onnx.optMetadata(
        Map.of(
            "molspectra.id", model.id(),
            "molspectra.unit", unit,
            "molspectra.cutoff_angstrom", Double.toString(model.preprocessor().cutoff())));
    onnx.write(graph, writer.file(file));
  }

  private static byte[] license() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            BundleExporter.class.getResourceAsStream("BUNDLE_LICENSE"), "license text")) {
      return in.readAllBytes();
    }
  }
}
