"""Writes the toy graphs of the tests with spectra. Run in this folder with the Python package onnx.

The toy network is small enough to be computed by hand (see ToySpectra.java). Two kinds, uv with 4
points and ir with 6; each makes two tokens of half its points, so T = 4:
  tokens = (sum of the half's intensities, whether the kind is present)
  embedding = sum over the kinds present of intensities @ W, W[l, c] = (l + 1)^c for uv and its
  negative for ir, c = 0, 1, 2
  attention_0 = uniform over the tokens present, head 1 over those of uv alone
  attention_1 = attention_0 / 2
"""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

INT, FLOAT = TensorProto.INT64, TensorProto.FLOAT
KINDS = {"uv": 4, "ir": 6}


def node(op, inputs, output, **attributes):
    return helper.make_node(op, inputs.split(), [output], name=output, **attributes)


def constant(name, values, dtype):
    return numpy_helper.from_array(np.array(values, dtype=dtype), name)


def weights(length, sign):
    return [[sign * (i + 1.0) ** c for c in range(3)] for i in range(length)]


CONSTANTS = [
    constant("w_uv", weights(4, 1), np.float32), constant("w_ir", weights(6, -1), np.float32),
    constant("halves_uv", [0, 2, 2], np.int64), constant("halves_ir", [0, 2, 3], np.int64),
    constant("ax1", [1], np.int64), constant("ax2", [2], np.int64),
    constant("twice", [1, 2], np.int64), constant("queries", [1, 1, 4, 1], np.int64),
    constant("ax12", [1, 2], np.int64), constant("head0", [1, 1, 1, 1], np.float32),
    constant("head1", [1, 1, 0, 0], np.float32), constant("tiny", 1e-9, np.float32),
    constant("half", 0.5, np.float32),
    constant("two_uv", np.eye(4, 2), np.float32), constant("two_ir", np.eye(6, 2), np.float32),
    constant("kinds", [0, 0, 1, 1], np.int64),
    constant("positions", [1.5, 3.5, 520, 550], np.float32)]

EMBED = [
    node("MatMul", "spectrum_uv w_uv", "e_uv"), node("MatMul", "spectrum_ir w_ir", "e_ir"),
    node("Add", "e_uv e_ir", "embedding")]


def present(kind):
    return [
        node("Unsqueeze", f"spectrum_{kind}_present ax1", f"p1_{kind}"),
        node("Expand", f"p1_{kind} twice", f"p_{kind}")]


PRESENT = present("uv") + present("ir") + [node("Concat", "p_uv p_ir", "present", axis=1)]
TOKENS = [n for kind in KINDS for n in (
    node("Reshape", f"spectrum_{kind} halves_{kind}", f"h_{kind}"),
    node("ReduceSum", f"h_{kind} ax2", f"s_{kind}", keepdims=0))] + [
    node("Concat", "s_uv s_ir", "sums", axis=1), node("Unsqueeze", "sums ax2", "sums1"),
    node("Unsqueeze", "present ax2", "present1"),
    node("Concat", "sums1 present1", "tokens", axis=2)]


def head(number):
    return [
        node("Mul", f"present head{number}", f"m{number}"),
        node("ReduceSum", f"m{number} ax1", f"sum{number}", keepdims=1),
        node("Max", f"sum{number} tiny", f"n{number}"),
        node("Div", f"m{number} n{number}", f"r{number}"),
        node("Unsqueeze", f"r{number} ax12", f"u{number}"),
        node("Expand", f"u{number} queries", f"a{number}")]


ATTENTION = head(0) + head(1) + [
    node("Concat", "a0 a1", "attention_0", axis=1), node("Mul", "attention_0 half", "attention_1"),
    node("Identity", "kinds", "token_kind"), node("Identity", "positions", "token_position")]

OUTPUTS = {
    "embedding": (FLOAT, ["M", 3]), "tokens": (FLOAT, ["M", 4, 2]),
    "attention_0": (FLOAT, ["M", 2, 4, 4]), "attention_1": (FLOAT, ["M", 2, 4, 4]),
    "token_kind": (INT, [4]), "token_position": (FLOAT, [4]), "other": (FLOAT, ["M", 3])}


def write(file, nodes, outputs):
    used = {name for n in nodes for name in n.input}
    inputs = [
        (name, shape) for kind, length in KINDS.items()
        for name, shape in ((f"spectrum_{kind}", ["M", length]), (f"spectrum_{kind}_present", ["M"]))
        if name in used]
    graph = helper.make_graph(
        nodes, file.removesuffix(".onnx"),
        [helper.make_tensor_value_info(name, FLOAT, shape) for name, shape in inputs],
        [helper.make_tensor_value_info(name, *OUTPUTS[name]) for name in outputs.split()],
        [c for c in CONSTANTS if c.name in used])
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="toy")
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, file)


write("specformer.onnx", EMBED + PRESENT + TOKENS, "tokens embedding")
# Declares no input that tells what is present: absent spectra are zero.
write("specformer-bare.onnx", EMBED, "embedding")
write("specformer-attention.onnx", PRESENT + ATTENTION,
      "attention_0 attention_1 token_kind token_position")
# Two channels, as many as the toy encoder of structures has: the sums of first and second points.
OUTPUTS["embedding"] = (FLOAT, ["M", 2])
write("specformer-two.onnx", [
    node("MatMul", "spectrum_uv two_uv", "e_uv"), node("MatMul", "spectrum_ir two_ir", "e_ir"),
    node("Add", "e_uv e_ir", "embedding")], "embedding")
OUTPUTS["embedding"] = (FLOAT, ["M", 3])
# Does not keep the contract.
write("specformer-renamed.onnx", EMBED + [node("Identity", "embedding", "other")], "other")
