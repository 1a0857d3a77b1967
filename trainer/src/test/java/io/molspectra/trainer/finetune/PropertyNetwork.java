package io.molspectra.trainer.finetune;

import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.Preset;
import io.molspectra.network.PropertyHead;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.contract.Evaluator;
import io.molspectra.trainer.contract.Structure;
import io.molspectra.trainer.execute.Precision;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A small network with property heads, asked about structures. */
final class PropertyNetwork implements AutoCloseable {
  static final EncoderSettings ENCODER =
      EncoderSettings.of(Preset.MOLSPECTRA, 16, 2, 4, 8, 0, 5, 20);

  private final Evaluator evaluator;

  private PropertyNetwork(Graph graph, Precision precision) {
    this.evaluator = new Evaluator(graph, 5, precision);
  }

  /** Properties, without forces. */
  static PropertyNetwork of(Precision precision, PropertyHead... heads) {
    return of(precision, parameters(), heads);
  }

  static PropertyNetwork of(
      Precision precision, ParameterSource parameters, PropertyHead... heads) {
    var network = new MoleculeNetwork("properties", ENCODER, parameters);
    List.of(heads).forEach(network::withProperty);
    return new PropertyNetwork(network.build(), precision);
  }

  /** One property with its conservative forces. */
  static PropertyNetwork withForces(Precision precision, PropertyHead head) {
    return new PropertyNetwork(
        new MoleculeNetwork("forces", ENCODER, parameters())
            .withProperty(head)
            .withForces(head)
            .build(),
        precision);
  }

  /** Fresh parameters, but no bias is zero: a constant an atom must not go unseen. */
  static ParameterSource parameters() {
    var fresh = new RandomParameters(11);
    return (name, initialisation, shape) ->
        initialisation == ParameterSource.Initialisation.ZERO
            ? fresh.get(name, ParameterSource.Initialisation.NORMAL, shape)
            : fresh.get(name, initialisation, shape);
  }

  /** All outputs for structures in one batch. */
  Map<String, Tensor> ask(List<Structure> structures) {
    return evaluator.executor().evaluate(evaluator.inputs(structures, 1));
  }

  /** One output for structures in one batch. */
  double[] ask(String output, List<Structure> structures) {
    return Objects.requireNonNull(ask(structures).get(output), output).toDoubles();
  }

  Evaluator evaluator() {
    return evaluator;
  }

  @Override
  public void close() {
    evaluator.close();
  }
}
