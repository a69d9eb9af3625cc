"""ONNX Runtime, as the recogniser runs it: on one core, and on memory that stays where it is."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def session(model: bytes) -> Any:
    """A serialised ONNX model, ready to run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # shards are what runs side by side
    return onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])


def bound(
    ready: Any, inputs: Sequence[NDArray[np.generic]], outputs: Sequence[NDArray[np.generic]]
) -> Callable[[], None]:
    """What computes the outputs from the inputs, in the model's order, whenever it is called.

    The arrays have no gaps and stay the caller's, who keeps them as long as the function.
    """
    binding = ready.io_binding()
    for put, part in zip(ready.get_inputs(), inputs, strict=True):
        binding.bind_input(put.name, "cpu", 0, part.dtype, part.shape, part.ctypes.data)
    for put, part in zip(ready.get_outputs(), outputs, strict=True):
        binding.bind_output(put.name, "cpu", 0, part.dtype, part.shape, part.ctypes.data)
    run = ready.run_with_iobinding
    return lambda: run(binding)
