#!/usr/bin/python3
"""Checks every .onnx file of a bundle with the ONNX project's own checker.

Usage (Debian, Ubuntu):
    apt-get install python3-onnx
    /usr/bin/python3 tools/check_onnx.py BUNDLE_OR_FILE...

Each file must be opset 17 and IR 8 at most, refer only to weights that lie beside it, and pass
onnx.checker.check_model(full_check=True) both from memory and by its path. Prints a line for each
file; exits with 0 if all pass, 1 if any fails, 2 if there is nothing to check. Changes nothing.
"""

import math
import os
import shutil
import sys
import tempfile

import onnx
from onnx import mapping
from onnx.external_data_helper import ExternalDataInfo, uses_external_data

NEWEST_OPSET = 17
NEWEST_IR = 8


class Fault(Exception):
    """Something wrong that the checker itself does not look for."""


def check(path):
    """Checks one file and returns a description of it."""
    model = onnx.load(path, load_external_data=False)
    check_versions(model)
    external = [t for t in model.graph.initializer if uses_external_data(t)]
    for tensor in external:
        check_external(tensor, os.path.dirname(path))
    onnx.checker.check_model(onnx.load(path), full_check=True)
    check_by_path(path, {ExternalDataInfo(t).location for t in external})
    return "{} nodes, {} initializers ({} external), opset {}, IR {}".format(
        len(model.graph.node),
        len(model.graph.initializer),
        len(external),
        model.opset_import[0].version,
        model.ir_version,
    )


def check_versions(model):
    """A model that newer consumers only can read is refused."""
    if model.ir_version > NEWEST_IR:
        raise Fault(f"IR {model.ir_version}, newer than {NEWEST_IR}")
    for opset in model.opset_import:
        if opset.domain not in ("", "ai.onnx"):
            raise Fault(f"operators of domain {opset.domain}, which is not standard ONNX")
        if opset.version > NEWEST_OPSET:
            raise Fault(f"opset {opset.version}, newer than {NEWEST_OPSET}")


def check_external(tensor, folder):
    """The weights lie beside the model, and have room for the tensor."""
    info = ExternalDataInfo(tensor)
    if os.path.basename(info.location) != info.location:
        raise Fault(f"{tensor.name}: weights in '{info.location}', not beside the model")
    weights = os.path.join(folder, info.location)
    if not os.path.isfile(weights):
        raise Fault(f"{tensor.name}: no file {weights}")
    offset = info.offset or 0
    size = os.path.getsize(weights)
    needed = math.prod(tensor.dims) * mapping.TENSOR_TYPE_TO_NP_TYPE[tensor.data_type].itemsize
    length = info.length if info.length is not None else size - offset
    if length != needed:
        raise Fault(f"{tensor.name}: {length} bytes for {needed} bytes of values")
    if offset + length > size:
        raise Fault(f"{tensor.name}: ends at {offset + length}, but {weights} has {size} bytes")


def check_by_path(path, weights):
    """Checks a copy: by path, the checker writes the shapes it infers into the file it checks."""
    with tempfile.TemporaryDirectory() as folder:
        for name in [os.path.basename(path), *weights]:
            shutil.copy(os.path.join(os.path.dirname(path), name), folder)
        onnx.checker.check_model(os.path.join(folder, os.path.basename(path)), full_check=True)


def files_of(argument):
    """The .onnx files in a folder, or the file itself."""
    if not os.path.isdir(argument):
        return [argument]
    return sorted(
        os.path.join(argument, name) for name in os.listdir(argument) if name.endswith(".onnx")
    )


def main(arguments):
    files = [os.path.abspath(file) for argument in arguments for file in files_of(argument)]
    if not files:
        print(__doc__ if not arguments else "no .onnx file in " + " ".join(arguments), file=sys.stderr)
        return 2
    failed = 0
    for file in files:
        try:
            print(f"ok      {file}: {check(file)}")
        except Exception as fault:  # whatever is wrong with one file, the others are checked
            failed += 1
            print(f"FAILED  {file}: {type(fault).__name__}: {' '.join(str(fault).split())}")
    print(f"onnx {onnx.__version__}: {len(files) - failed} of {len(files)} files passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
