package io.molspectra.trainer.oracle;

import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.network.Encoder;
import io.molspectra.network.EquivariantTransformer;
import io.molspectra.network.Heads;
import io.molspectra.network.MoleculeInputs;
import io.molspectra.network.ReferenceWeights;
import io.molspectra.trainer.execute.Precision;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The scalar and the vector head on one representation: per atom, and summed over molecules with
 * scale and offset. (Dipole and spatial extent are not built yet.)
 */
class HeadsOracleTest {
  private static final double TOLERANCE = 1e-9;

  private final Oracle oracle = Oracle.of("heads");

  @ParameterizedTest
  @EnumSource
  void scalarHead(Precision precision) {
    compare(precision, "Scalar", Heads::scalar);
  }

  @ParameterizedTest
  @EnumSource
  void vectorHead(Precision precision) {
    compare(precision, "VectorOutput", Heads::vector);
  }

  @FunctionalInterface
  private interface Head {
    Value build(
        GraphBuilder builder,
        ReferenceWeights weights,
        String name,
        Encoder.Features features,
        boolean smooth);
  }

  private void compare(Precision precision, String name, Head head) {
    Map<String, Tensor> results = OracleNetwork.run(graph(name, head), precision, oracle.inputs());
    for (String form : new String[] {"per_atom", "raw", "std", "std_mean"}) {
      oracle.compare(precision, "out/%s/%s".formatted(name, form), results.get(form), TOLERANCE);
    }
  }

  private Graph graph(String name, Head head) {
    var builder = new GraphBuilder(name);
    var inputs = new MoleculeInputs(builder);
    ReferenceWeights weights = weights(name);
    var features = new EquivariantTransformer(oracle.settings()).encode(builder, inputs, weights);
    Value perAtom = head.build(builder, weights, Heads.PROPERTY, features, false);
    builder.output("per_atom", perAtom);
    builder.output("raw", inputs.sumOverAtoms(perAtom));
    Value scaled = inputs.sumOverAtoms(perAtom.times(oracle.meta("std")));
    builder.output("std", scaled);
    builder.output("std_mean", scaled.plus(oracle.meta("mean")));
    return builder.build();
  }

  /** The representation and one head; the file keeps the heads of all kinds apart. */
  private ReferenceWeights weights(String head) {
    var state = new HashMap<String, Tensor>();
    oracle
        .state("w/")
        .forEach(
            (key, tensor) -> {
              if (key.startsWith("representation_model.")) {
                state.put(key, tensor);
              } else if (key.startsWith(head + "/")) {
                state.put(key.substring(head.length() + 1), tensor);
              }
            });
    return new ReferenceWeights(state, oracle.size("num_heads"));
  }
}
