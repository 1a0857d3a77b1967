"""Writes the toy graphs of the prediction tests. Run in this folder with Debian's python3-onnx.

The toy network is small enough to be computed by hand (see ToyModel.java):
  energy of a molecule = sum of its atomic numbers + sum over neighbour slots of d^2,
  so every pair counts twice; forces = -d energy / d positions = 4 * sum_j (r_j - r_i)
  noise = positions / 2
  atom_scalars = (atomic number, neighbour count), atom_vectors = (position, 2 * position),
  embedding = sum of atom_scalars over the molecule
"""
import os

import onnx
import numpy as np
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data

INT, FLOAT, DOUBLE = TensorProto.INT64, TensorProto.FLOAT, TensorProto.DOUBLE
SHAPES = {
    "atomic_numbers": (INT, ["A"]), "positions": (FLOAT, ["A", 3]),
    "molecule_atoms": (INT, ["M", "N"]), "molecule_atoms_mask": (FLOAT, ["M", "N"]),
    "neighbors": (INT, ["A", "K"]), "neighbor_mask": (FLOAT, ["A", "K"]),
    "charges": (FLOAT, ["A"]),
}


def node(op, inputs, output, **attributes):
    return helper.make_node(op, inputs.split(), [output], name=output, **attributes)


def constant(name, values, dtype):
    return numpy_helper.from_array(np.array(values, dtype=dtype), name)


CONSTANTS = [constant("ax1", [1], np.int64), constant("ax2", [2], np.int64),
             constant("axl", [-1], np.int64), constant("four", [4.0], np.float32),
             constant("half", [0.5], np.float32), constant("two", [2.0], np.float32)]
DIFFERENCES = [
    node("Gather", "positions neighbors", "near", axis=0), node("Unsqueeze", "positions ax1", "own"),
    node("Sub", "near own", "u"), node("Unsqueeze", "neighbor_mask axl", "mask3"),
    node("Mul", "u mask3", "um")]
ENERGY = DIFFERENCES + [
    node("Mul", "um um", "sq"), node("ReduceSum", "sq ax2", "d2", keepdims=0),
    node("ReduceSum", "d2 ax1", "spring", keepdims=0),
    node("Cast", "atomic_numbers", "z", to=FLOAT), node("Add", "spring z", "e"),
    node("Gather", "e molecule_atoms", "em", axis=0), node("Mul", "em molecule_atoms_mask", "emm"),
    node("ReduceSum", "emm ax1", "energy", keepdims=1)]
FORCES = [node("ReduceSum", "um ax1", "pull", keepdims=0), node("Mul", "pull four", "forces")]
NOISE = [node("Mul", "positions half", "noise")]
ENCODER = [
    node("Cast", "atomic_numbers", "z", to=FLOAT), node("Unsqueeze", "z ax1", "z1"),
    node("ReduceSum", "neighbor_mask ax1", "count", keepdims=1),
    node("Concat", "z1 count", "atom_scalars", axis=1), node("Unsqueeze", "positions ax2", "p"),
    node("Mul", "p two", "p2"), node("Concat", "p p2", "atom_vectors", axis=2),
    node("Gather", "atom_scalars molecule_atoms", "s", axis=0),
    node("Unsqueeze", "molecule_atoms_mask ax2", "m"), node("Mul", "s m", "sm"),
    node("ReduceSum", "sm ax1", "embedding", keepdims=0)]


def write(file, nodes, inputs, outputs, external=False):
    used = {name for n in nodes for name in n.input}
    graph = helper.make_graph(
        nodes, file.removesuffix(".onnx"),
        [helper.make_tensor_value_info(name, *SHAPES[name]) for name in inputs.split()],
        [helper.make_tensor_value_info(name, kind, shape) for name, kind, shape in outputs],
        [c for c in CONSTANTS if c.name in used])
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="toy")
    onnx.checker.check_model(model, full_check=True)
    if external:
        if os.path.exists("weights.bin"):
            os.remove("weights.bin")  # onnx would append to it
        for tensor in model.graph.initializer:
            if tensor.name == "two":  # never axes: ONNX Runtime infers no shapes from outside data
                set_external_data(tensor, location="weights.bin")
    onnx.save(model, file)


POOLED = "atomic_numbers positions molecule_atoms molecule_atoms_mask neighbors neighbor_mask"
write("task-energy.onnx", ENERGY, POOLED, [("energy", FLOAT, ["M", 1])])
write("task-energy-forces.onnx", ENERGY + FORCES, POOLED,
      [("energy", FLOAT, ["M", 1]), ("forces", FLOAT, ["A", 3])])
write("task-noise.onnx", NOISE, "positions", [("noise", FLOAT, ["A", 3])])
write("encoder.onnx", ENCODER,
      "atomic_numbers positions molecule_atoms molecule_atoms_mask neighbor_mask",
      [("atom_scalars", FLOAT, ["A", 2]), ("atom_vectors", FLOAT, ["A", 3, 2]),
       ("embedding", FLOAT, ["M", 2])], external=True)
# A graph whose answers depend on the other molecules of the batch: energy - mean energy.
write("task-mixing.onnx", ENERGY + [
    node("ReduceMean", "energy", "mean", axes=[0], keepdims=1), node("Sub", "energy mean", "mixing")],
      POOLED, [("mixing", FLOAT, ["M", 1])])
# Three graphs that do not keep the contract, and one that answers in double precision.
write("task-charged.onnx", [node("Mul", "charges four", "charged")], "charges",
      [("charged", FLOAT, ["A"])])
write("task-renamed.onnx", [node("Mul", "positions half", "other")], "positions",
      [("other", FLOAT, ["A", 3])])
write("task-missized.onnx", [node("Mul", "positions half", "missized")], "positions",
      [("missized", FLOAT, ["A", 3])])
write("task-double.onnx", ENERGY[:-1] + [
    node("ReduceSum", "emm ax1", "sum", keepdims=0), node("Cast", "sum", "double", to=DOUBLE)],
      POOLED, [("double", DOUBLE, ["M"])])
