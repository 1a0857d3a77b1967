#!/usr/bin/python3
"""Collects the ONNX project's operator test cases that concern our operators.

Usage (Debian, Ubuntu):
    apt-get install libonnx-testdata python3-onnx
    /usr/bin/python3 tools/collect_onnx_conformance.py

Writes onnx-models/src/test/resources/onnx-conformance/OPERATOR.zip, each case a folder in it with
model.onnx, input_I.pb and output_I.pb; Composite.zip has the cases of several nodes; index.txt lists
the archives. A case is taken if its operators, element types and size are ours, and if its operators
look as they do in opset 17.
"""

import os
import zipfile

import onnx
from onnx import TensorProto

SOURCE = "/usr/share/libonnx-testdata/data/node"
TARGET = "onnx-models/src/test/resources/onnx-conformance"
NEWEST_OPSET = 17
LARGEST_CASE = 300_000
TYPES = {
    TensorProto.FLOAT,
    TensorProto.DOUBLE,
    TensorProto.INT64,
    TensorProto.INT32,
    TensorProto.BOOL,
}
OPERATORS = set(
    """Abs Add And Cast Ceil Clip Concat Constant ConstantOfShape Cos Div Equal Erf Exp Expand Floor
    Gather Gemm Greater GreaterOrEqual Identity LayerNormalization Less LessOrEqual Log LogSoftmax
    MatMul Max Min Mul Neg Not Or Pad Pow Reciprocal ReduceMax ReduceMean ReduceSum Relu Reshape
    Shape Sigmoid Sign Sin Slice Softmax Softplus Split Sqrt Squeeze Sub Tanh Transpose Unsqueeze
    Where""".split()
)


def form(operator, opset):
    """What a node looks like: its attributes and the names of its inputs."""
    schema = onnx.defs.get_schema(operator, opset)
    return set(schema.attributes), [i.name.lower() for i in schema.inputs]


def why_not(model, size):
    """The reason for leaving a case out; empty if it is taken."""
    foreign = sorted({n.op_type for n in model.graph.node if n.domain or n.op_type not in OPERATORS})
    if foreign:
        return "operators " + ",".join(foreign)
    opset = next(o.version for o in model.opset_import if o.domain == "")
    for operator in {n.op_type for n in model.graph.node}:
        if opset > NEWEST_OPSET or form(operator, opset) != form(operator, NEWEST_OPSET):
            return f"form of opset {opset}"
    for value in list(model.graph.input) + list(model.graph.output):
        if not value.type.HasField("tensor_type"):
            return "no tensor"
        if value.type.tensor_type.elem_type not in TYPES:
            return "type " + TensorProto.DataType.Name(value.type.tensor_type.elem_type)
    for node in model.graph.node:
        for attribute in node.attribute:
            if attribute.name == "to" and attribute.i not in TYPES:
                return "type " + TensorProto.DataType.Name(attribute.i)
    return "size" if size > LARGEST_CASE else ""


def main():
    os.makedirs(TARGET, exist_ok=True)
    chosen = {}
    for name in sorted(os.listdir(SOURCE)):
        folder = os.path.join(SOURCE, name)
        files = {"model.onnx": os.path.join(folder, "model.onnx")}
        data = os.path.join(folder, "test_data_set_0")
        files.update({f: os.path.join(data, f) for f in sorted(os.listdir(data))})
        content = {f: open(path, "rb").read() for f, path in files.items()}
        model = onnx.load_from_string(content["model.onnx"])
        reason = why_not(model, sum(map(len, content.values())))
        operators = [n.op_type for n in model.graph.node]
        if reason:
            if set(operators) <= OPERATORS:
                print(f"left out: {name} ({reason})")
            continue
        group = operators[0] if len(operators) == 1 else "Composite"
        chosen.setdefault(group, []).append((name, content))
    for group, cases in sorted(chosen.items()):
        with zipfile.ZipFile(os.path.join(TARGET, group + ".zip"), "w") as archive:
            for name, content in cases:
                for file, data in content.items():
                    entry = zipfile.ZipInfo(f"{name}/{file}", (1980, 1, 1, 0, 0, 0))
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(entry, data)
        print(f"{group}: {len(cases)}: {' '.join(name for name, _ in cases)}")
    with open(os.path.join(TARGET, "index.txt"), "w") as index:
        index.writelines(f"{group}\n" for group in sorted(chosen))
    print(f"{sum(map(len, chosen.values()))} cases of {len(chosen) - 1} operators")
    print("no case for:", " ".join(sorted(OPERATORS - set(chosen))))


if __name__ == "__main__":
    main()
