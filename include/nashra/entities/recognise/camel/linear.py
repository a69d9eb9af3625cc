"""The two kinds of linear layer: 32-bit floats, and 8-bit integers with a scale for each row and each column.

The scale of a row is its own, not the batch's as in the usual dynamic quantisation. The products are summed as
integers, exactly; so what a sentence gets does not depend on what shares its batch.
"""

from typing import Any, Protocol

import torch
from torch import Tensor

_TINY = 1e-9
_PEAK = 127.0  # codes run from -127 to 127


class Linear(Protocol):
    """Rows [n, in] to rows [n, out], in float32. `spent`: the caller no longer needs the rows, overwrite them."""

    def __call__(self, rows: Tensor, spent: bool = False) -> Tensor: ...


class Scratch:
    """Work space shared by the layers of a network: memory taken anew for every product costs more than it."""

    def __init__(self) -> None:
        self._held: dict[tuple[int, torch.dtype], Tensor] = {}

    def take(self, rows: int, width: int, dtype: torch.dtype) -> Tensor:
        """[rows, width], with any content; good until it is taken again with this width and type."""
        held = self._held.get((width, dtype))
        if held is None or len(held) < rows:
            held = self._held[width, dtype] = torch.empty(rows, width, dtype=dtype)
        return held[:rows]


class Float32Linear:
    """As torch.nn.Linear."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        self._weight, self._bias = weight, bias

    def __call__(self, rows: Tensor, spent: bool = False) -> Tensor:
        return torch.nn.functional.linear(rows, self._weight, self._bias)


class Int8Linear:
    """Weights quantised by output column when it is made, rows when it is called."""

    def __init__(self, weight: Tensor, bias: Tensor, scratch: Scratch, rows_hint: int) -> None:
        self._bias, self._scratch = bias, scratch
        self._scales = (weight.abs().amax(1) / _PEAK).clamp_(min=_TINY)
        codes = (weight / self._scales[:, None]).round_().to(torch.int8)
        self._packed: Any = torch.ops.onednn.qlinear_prepack(codes, [rows_hint, weight.shape[1]])
        self._zeros = torch.zeros(len(weight), dtype=torch.int64)

    def __call__(self, rows: Tensor, spent: bool = False) -> Tensor:
        count, width = rows.shape
        peak = torch.maximum(rows.amax(1, keepdim=True), rows.amin(1, keepdim=True).neg_()).clamp_(min=_TINY)
        scaled = rows if spent else self._scratch.take(count, width, torch.float32)
        torch.mul(rows, _PEAK / peak, out=scaled).round_()
        codes = self._scratch.take(count, width, torch.int8).copy_(scaled)
        product: Tensor = torch.ops.onednn.qlinear_pointwise(
            codes, 1.0, 0, self._packed, self._scales, self._zeros, None, 1.0, 0, torch.float32, "none", [], ""
        )
        return torch.addcmul(self._bias, product, peak.div_(_PEAK), out=product)


def int8_is_exact() -> bool:
    """Whether this build and CPU sum 8-bit products without saturating (x86 before VNNI does not)."""
    weight = torch.full((16, 64), 1.0)
    try:
        layer = Int8Linear(weight, torch.zeros(16), Scratch(), 4)
        product = layer(torch.full((4, 64), 1.0))
    except (AttributeError, RuntimeError, NotImplementedError):
        return False
    return bool((product - 64.0).abs().max() < 1e-3)
