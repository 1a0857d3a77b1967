package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No parameter is left out of training by a cut in the graph. */
class TrainingGraphTest {
  private static final String LOSS = "loss";

  @ParameterizedTest
  @EnumSource(Preset.class)
  void everyParameterLearnsFromNoise(Preset preset) {
    assertEquals(Set.of(), unmoved(ContractNetworks.scaled(preset, 1), MoleculeNetwork.NOISE));
  }

  /** A constant added to an energy has no forces. */
  @ParameterizedTest
  @EnumSource(Preset.class)
  void everyParameterButTheLastBiasLearnsFromForces(Preset preset) {
    assertEquals(
        Set.of("output_model.output_network.1.update_net.2.bias"),
        unmoved(ContractNetworks.scaled(preset, 1), MoleculeNetwork.FORCES));
  }

  /** The first layer has no vectors to project, and an energy needs no vector from its head. */
  @Test
  void onlyKnownParametersAreLeftOutOfTheTrainingGraph() {
    Graph network = ContractNetworks.scaled(Preset.MOLSPECTRA, 1);
    var left = new TreeSet<>(network.parameters());
    left.removeAll(training(network, MoleculeNetwork.NOISE).parameters());
    left.removeAll(training(network, MoleculeNetwork.FORCES).parameters());
    assertEquals(
        Set.of(
            "representation_model.attention_layers.0.vec_proj.weight",
            "output_model.output_network.1.vec2_proj.weight"),
        left);
  }

  @Test
  void everyParameterOfAnEgnnLearnsFromNoiseAndFromForces() {
    Graph network = ContractNetworks.scaled(ContractNetworks.egnn(), 1);
    assertEquals(Set.of(), unmoved(network, MoleculeNetwork.NOISE));
    assertEquals(
        Set.of("output_model.output_network.1.update_net.2.bias"),
        unmoved(network, MoleculeNetwork.FORCES));
    var left = new TreeSet<>(network.parameters());
    left.removeAll(training(network, MoleculeNetwork.NOISE).parameters());
    left.removeAll(training(network, MoleculeNetwork.FORCES).parameters());
    assertEquals(Set.of("output_model.output_network.1.vec2_proj.weight"), left);
  }

  private static Set<String> unmoved(Graph network, String output) {
    Graph training = training(network, output);
    var unmoved = new TreeSet<String>();
    try (Evaluator evaluator = new Evaluator(training, ContractNetworks.CUTOFF, Precision.FLOAT64);
        NDManager step = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      List<Structure> structures = Structures.real(8);
      Map<String, Tensor> inputs = new LinkedHashMap<>(evaluator.inputs(structures, 1));
      int atoms = structures.stream().mapToInt(Structure::atoms).sum();
      inputs.put("target", Tensor.filled(0.5, atoms, 3));
      Gradients gradients =
          Gradients.of(
              evaluator.executor(), step, Tensors.toArrays(step, Precision.FLOAT64, inputs), LOSS);
      gradients
          .gradients()
          .forEach(
              (name, gradient) -> {
                if (Agreement.largest(Tensors.toDoubles(gradient)) == 0) {
                  unmoved.add(name);
                }
              });
    }
    return unmoved;
  }

  private static Graph training(Graph network, String output) {
    GraphBuilder builder = GraphBuilder.continuing(network);
    Value target = builder.input("target", DType.FLOAT, Dim.symbol("A"), Dim.of(3));
    builder.output(LOSS, builder.value(output).minus(target).squared().mean());
    return builder.build().select("training", new ArrayList<>(List.of(LOSS)));
  }
}
