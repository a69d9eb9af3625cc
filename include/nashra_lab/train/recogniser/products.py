"""Trained weights as products of integers, in ONNX: what `recognise.integers` runs."""

import numpy as np
from numpy.typing import NDArray
from onnx import GraphProto, TensorProto, helper, numpy_helper

from nashra.entities.recognise.embedded.integers import Floats

PEAK = 64  # of weights' codes: what keeps sums of two products in 16 bits


def product_model(weights: list[Floats], kind: tuple[float, int], one_input: bool) -> NDArray[np.uint8]:
    """A model, as bytes, of each weights (k, m) times rows of codes: the same rows, or rows for each."""
    scale, zero = kind
    stored = [
        numpy_helper.from_array(np.array(scale, np.float32), "scale"),
        numpy_helper.from_array(np.array(zero, np.uint8), "zero"),
    ]
    nodes, outputs = [], []
    inputs = ["x0" if one_input else f"x{number}" for number in range(len(weights))]
    for number, (one, rows) in enumerate(zip(weights, inputs, strict=True)):
        scales = (np.maximum(np.abs(one).max(0), 1e-9) / PEAK).astype(np.float32)
        codes = np.rint(one / scales).astype(np.int8)
        stored += [numpy_helper.from_array(codes, f"w{number}"), numpy_helper.from_array(scales, f"s{number}")]
        given = [rows, f"w{number}", "scale", f"s{number}", "zero"]
        nodes.append(helper.make_node("MatMulIntegerToFloat", given, [f"y{number}"], domain="com.microsoft"))
        outputs.append(helper.make_tensor_value_info(f"y{number}", TensorProto.FLOAT, ["n", one.shape[1]]))
    width = weights[0].shape[0]
    taken = [helper.make_tensor_value_info(name, TensorProto.UINT8, ["n", width]) for name in dict.fromkeys(inputs)]
    return np.frombuffer(_serialised(helper.make_graph(nodes, "product", taken, outputs, stored)), np.uint8)


def tanh_model() -> bytes:
    """tanh.onnx: the tanh of an array of three dimensions."""
    shape = ["directions", "rows", "columns"]
    taken, given = (helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("x0", "y0"))
    return _serialised(helper.make_graph([helper.make_node("Tanh", ["x0"], ["y0"])], "tanh", [taken], [given]))


def _serialised(graph: GraphProto) -> bytes:
    versions = [helper.make_opsetid("", 21), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=versions, ir_version=10, producer_name="nashra")
    return bytes(model.SerializeToString())
