package io.molspectra.trainer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.molecule.AtomicMasses;
import io.molspectra.molecule.Elements;
import io.molspectra.network.Encoder;
import io.molspectra.network.EquivariantTransformer;
import io.molspectra.network.HeadKind;
import io.molspectra.network.Heads;
import io.molspectra.network.MoleculeInputs;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.PropertyHead;
import io.molspectra.network.ReferenceWeights;
import io.molspectra.trainer.execute.Precision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The reference's heads on one representation: scalar and vector head per atom, and summed over
 * molecules with scale and offset; dipole and spatial extent of molecules, with scale. (Offsets of
 * these two are not built: added to the components of a dipole they break its symmetry.)
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

  @ParameterizedTest
  @EnumSource
  void dipoleHead(Precision precision) {
    compareProperty(precision, "DipoleMoment", HeadKind.DIPOLE);
  }

  @ParameterizedTest
  @EnumSource
  void spatialExtentHead(Precision precision) {
    compareProperty(precision, "ElectronicSpatialExtent", HeadKind.EXTENT);
  }

  @ParameterizedTest
  @EnumSource
  void scalarPropertyWithOffset(Precision precision) {
    var head =
        new PropertyHead("x", HeadKind.SCALAR, oracle.meta("std"), oracle.meta("mean"), Map.of());
    Map<String, Tensor> results =
        OracleNetwork.run(graph("Scalar", head), precision, oracle.inputs());
    oracle.compare(precision, "out/Scalar/std_mean", results.get("x"), TOLERANCE);
  }

  @Test
  void massesOfLightElementsAreTheReferences() {
    double[] masses = oracle.state("w/DipoleMoment/").get("output_model.atomic_mass").toDoubles();
    // The reference has them of 2016 in float32; those of argon and heavier ones changed since.
    for (int z = 1; z < 18; z++) {
      assertEquals(masses[z], AtomicMasses.of(z), 1e-7 * masses[z], Elements.symbol(z));
    }
  }

  /** The reference keeps masses in float32, and ours are decimal: 1e-8 of them. */
  private void compareProperty(Precision precision, String name, HeadKind kind) {
    double unit = kind == HeadKind.EXTENT ? 64 : 1;
    for (String form : new String[] {"raw", "std"}) {
      double scale = unit * (form.equals("std") ? oracle.meta("std") : 1);
      var head = new PropertyHead("x", kind, scale, 0, Map.of());
      oracle.compare(
          precision,
          "out/%s/%s".formatted(name, form),
          OracleNetwork.run(graph(name, head), precision, oracle.inputs()).get("x"),
          10 * TOLERANCE);
    }
  }

  private Graph graph(String name, PropertyHead head) {
    var state = new HashMap<String, Tensor>();
    weights(name, head.parameters(), state);
    var parameters = new ReferenceWeights(state, oracle.size("num_heads"));
    return new MoleculeNetwork(name, oracle.settings(), parameters)
        .withProperty(head)
        .build()
        .select(name, List.of(head.standardised(), head.task()));
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
    weights(head, Heads.PROPERTY, state);
    return new ReferenceWeights(state, oracle.size("num_heads"));
  }

  private void weights(String head, String prefix, Map<String, Tensor> state) {
    oracle
        .state("w/")
        .forEach(
            (key, tensor) -> {
              if (key.startsWith("representation_model.")) {
                state.put(key, tensor);
              } else if (key.startsWith(head + "/")) {
                String name = key.substring(head.length() + 1);
                state.put(prefix + name.substring(Heads.PROPERTY.length()), tensor);
              }
            });
  }
}
