package io.molspectra.trainer.stagetwo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.features.FeatureInputs;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.ContrastSettings;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.network.SpecFormerNetwork.PatchError;
import io.molspectra.network.SpectrumPatches;
import io.molspectra.network.StageTwoNetwork;
import io.molspectra.network.StageTwoNetwork.Objectives;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import io.molspectra.trainer.sample.SampleMolecules;
import io.molspectra.trainer.stagetwo.SmallSpecFormers.Form;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameter gradients of the whole loss of stage two against central differences, in float64. */
class StageTwoGradientTest {
  private static final double STEP = 1e-5;

  /** Rounding of the loss over the step, and the third derivative times its square. */
  private static final double TOLERANCE = 1e-6;

  @ParameterizedTest
  @CsvSource({"MOLSPECTRA, MOLSPECTRA", "PAPER, PAPER", "REFERENCE, REFERENCE"})
  void gradientsOfEq8EqualCentralDifferences(Form form, Preset preset) throws IOException {
    ContrastSettings contrast =
        switch (preset) {
          case MOLSPECTRA -> ContrastSettings.MOLSPECTRA;
          case PAPER -> new ContrastSettings(false, true, 4, false);
          case REFERENCE -> ContrastSettings.REFERENCE;
        };
    Graph graph =
        StageTwoNetwork.build(
            EncoderSettings.of(Preset.MOLSPECTRA, form.settings().output(), 2, 2, 6, 0, 5, 20),
            form.settings(),
            new Objectives(0.7, 1.3, 2, PatchError.MEAN_SQUARE, contrast),
            new RandomParameters(9),
            true);
    Map<String, Tensor> inputs = inputs(form);
    inputs.keySet().retainAll(graph.inputs());
    int compared = 0;
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, Precision.FLOAT64)) {
      Map<String, NDArray> arrays = Tensors.toArrays(manager, Precision.FLOAT64, inputs);
      Map<String, NDArray> gradients =
          Gradients.of(executor, manager, arrays, StageTwoNetwork.LOSS).gradients();
      double scale =
          gradients.values().stream()
              .mapToDouble(g -> Arrays.stream(Tensors.toDoubles(g)).map(Math::abs).max().orElse(0))
              .max()
              .orElseThrow();
      for (String name : executor.parameters().keySet()) {
        if (!name.startsWith("representation_spec_model") && !name.startsWith("contrast")) {
          continue;
        }
        NDArray parameter = Objects.requireNonNull(executor.parameters().get(name));
        double[] gradient = Tensors.toDoubles(Objects.requireNonNull(gradients.get(name)));
        int element = (name.hashCode() & 0xffff) % gradient.length;
        double difference =
            (loss(executor, manager, arrays, parameter, element, STEP)
                    - loss(executor, manager, arrays, parameter, element, -STEP))
                / (2 * STEP);
        assertEquals(gradient[element], difference, TOLERANCE * Math.max(1, scale), name);
        compared++;
      }
    }
    assertTrue(compared > 30, "compared only " + compared);
  }

  /** The loss with one element of a parameter moved; the parameter is put back. */
  private static double loss(
      GraphExecutor executor,
      NDManager manager,
      Map<String, NDArray> arrays,
      NDArray parameter,
      int element,
      double step) {
    double[] values = Tensors.toDoubles(parameter);
    double[] moved = values.clone();
    moved[element] += step;
    try (NDManager part = manager.newSubManager()) {
      copy(part, moved, parameter);
      double loss =
          Tensors.toDoubles(
              Objects.requireNonNull(
                  executor
                      .run(part, arrays, List.of(StageTwoNetwork.LOSS))
                      .get(StageTwoNetwork.LOSS)))[0];
      copy(part, values, parameter);
      return loss;
    }
  }

  private static void copy(NDManager manager, double[] values, NDArray target) {
    Tensors.toArray(manager, Precision.FLOAT64, Tensor.of(values, target.getShape().getShape()))
        .copyTo(target);
  }

  /** Five molecules; each lacks other spectra, and the last has none. */
  private static Map<String, Tensor> inputs(Form form) throws IOException {
    List<Molecule> molecules = SampleMolecules.some(5);
    var inputs = new LinkedHashMap<String, Tensor>();
    FeatureInputs.of(new MoleculeBatcher(5).batch(molecules))
        .forEach(
            (name, tensor) ->
                inputs.put(
                    name,
                    tensor instanceof FeatureTensor.Float32 real
                        ? Tensor.of(real.values(), real.shape())
                        : Tensor.integer(
                            DType.INT64, ((FeatureTensor.Int64) tensor).values(), tensor.shape())));
    int atoms = molecules.stream().mapToInt(Molecule::atomCount).sum();
    double[] noise = new double[3 * atoms];
    Arrays.setAll(noise, i -> Math.sin(1.7 * i));
    inputs.put(MoleculeNetwork.NOISE_TARGET, Tensor.of(noise, atoms, 3));
    List<SpectraRow> rows =
        List.of(
            SmallSpecFormers.row(1, 0b111),
            SmallSpecFormers.row(2, 0b011),
            SmallSpecFormers.row(3, 0b110),
            SmallSpecFormers.row(4, 0b101),
            SmallSpecFormers.row(5, 0));
    inputs.putAll(SpecFormerContractTest.inputs(rows));
    for (SpectrumPatches patches : form.settings().spectra()) {
      double[] mask = new double[5 * patches.count()];
      Arrays.setAll(mask, i -> i % 4 == 1 ? 1 : 0);
      inputs.put(SpecFormerNetwork.mask(patches.kind()), Tensor.of(mask, 5, patches.count()));
    }
    return inputs;
  }
}
