package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.predict.Output;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.export.BundleExporter;
import io.molspectra.trainer.export.ExportedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * An exported bundle in ONNX Runtime answers as the trainer's executor does, for batch sizes that
 * nobody thought of at export. Errors are relative to the largest value over all molecules.
 */
class RuntimeAgreementTest {
  private static final List<Integer> BATCH_SIZES = List.of(1, 7, 33, 128);
  private static final double VALUES = 1e-5;
  private static final double FORCES = 1e-4;

  @Test
  void aThousandRealMoleculesWithTheSmallPreset() throws IOException {
    var molecules = new ArrayList<Structure>(Structures.real(1000));
    molecules.addAll(Structures.special());
    for (int atoms = 1; atoms <= 60; atoms++) {
      molecules.add(Structures.cluster(atoms));
    }
    agree("small", ContractNetworks.random(Preset.MOLSPECTRA), molecules);
  }

  @Test
  void realMoleculesWithALargerNetwork() throws IOException {
    var settings = ContractNetworks.settings(Preset.MOLSPECTRA, 128, 5, 48);
    agree(
        "larger",
        ContractNetworks.complete(settings, new RandomParameters(7)),
        Structures.real(100));
  }

  @Test
  void realMoleculesWithAnEgnn() throws IOException {
    var molecules = new ArrayList<Structure>(Structures.real(200));
    molecules.addAll(Structures.special());
    agree("egnn", ContractNetworks.random(ContractNetworks.egnn()), molecules);
  }

  private static void agree(String name, Graph network, List<Structure> structures)
      throws IOException {
    Path folder = export(name, network);
    var subject = new Subject("runtime-" + name, network, ContractNetworks.CUTOFF);
    var scales = new LinkedHashMap<String, Double>();
    var errors = new LinkedHashMap<String, Double>();
    try (Evaluator evaluator = subject.evaluator(Precision.FLOAT32)) {
      int from = 0;
      for (int part = 0; part < BATCH_SIZES.size(); part++) {
        int to = structures.size() * (part + 1) / BATCH_SIZES.size();
        List<Structure> share = structures.subList(from, to);
        Map<String, double[]> expected = trainer(evaluator, share);
        Map<String, double[]> actual = runtime(folder, share, BATCH_SIZES.get(part));
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach(
            (output, values) -> {
              double[] others = Objects.requireNonNull(actual.get(output), output);
              scales.merge(output, Agreement.largest(values), Math::max);
              errors.merge(output, Agreement.difference(values, others), Math::max);
            });
        from = to;
      }
    }
    assertAll(
        errors.entrySet().stream()
            .map(
                entry ->
                    () -> {
                      String output = entry.getKey();
                      double error = entry.getValue() / Objects.requireNonNull(scales.get(output));
                      Measurements.note(
                          subject.name(), Precision.FLOAT32, "ONNX Runtime", output, error);
                      double limit = output.equals(MoleculeNetwork.FORCES) ? FORCES : VALUES;
                      assertTrue(error <= limit, () -> output + " differs by " + error);
                    }));
  }

  private static Path export(String name, Graph network) throws IOException {
    Path folder = Measurements.FOLDER.resolve("bundle-" + name);
    List<Molecule> golden = Structures.real(3).stream().map(Structure::molecule).toList();
    BundleExporter.export(
        new ExportedModel(
            "contract-" + name,
            network,
            List.of(
                TaskSpec.scalar(MoleculeNetwork.ENERGY, "1").withForces(),
                TaskSpec.vector(MoleculeNetwork.NOISE, "1")),
            new Preprocessor(ContractNetworks.CUTOFF, 99),
            Map.of("preset", "molspectra"),
            Map.of("weights", "random"),
            "# Random weights, for tests\n"),
        folder,
        golden);
    return folder;
  }

  /** Outputs of all structures laid end to end, in batches of 50. */
  private static Map<String, double[]> trainer(Evaluator evaluator, List<Structure> structures) {
    var predictions = new ArrayList<Predictions>();
    for (int from = 0; from < structures.size(); from += 50) {
      predictions.addAll(
          evaluator.predict(structures.subList(from, Math.min(structures.size(), from + 50))));
    }
    var joined = new LinkedHashMap<String, double[]>();
    for (String output : Predictions.OUTPUTS) {
      joined.put(
          output, predictions.stream().flatMapToDouble(p -> Arrays.stream(p.of(output))).toArray());
    }
    return joined;
  }

  private static Map<String, double[]> runtime(
      Path folder, List<Structure> structures, int batchSize) throws IOException {
    List<Molecule> molecules = structures.stream().map(Structure::molecule).toList();
    var outputs = new LinkedHashMap<String, Output>();
    Options options = Options.defaults().withBatch(batchSize, Integer.MAX_VALUE);
    try (MolSpectraModel model = MolSpectra.load(folder, options)) {
      outputs.putAll(model.runTask(TaskSpec.EMBEDDING, molecules));
      outputs.putAll(model.runTask(MoleculeNetwork.NOISE, molecules));
      outputs.putAll(model.runTaskWithForces(MoleculeNetwork.ENERGY, molecules));
    }
    var widened = new LinkedHashMap<String, double[]>();
    for (String output : Predictions.OUTPUTS) {
      float[] values = Objects.requireNonNull(outputs.get(output), output).values();
      double[] copy = new double[values.length];
      Arrays.setAll(copy, i -> values[i]);
      widened.put(output, copy);
    }
    return widened;
  }
}
