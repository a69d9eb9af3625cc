"""Which units a layer can spare, and how the others take over what they said.

Units are taken out one at a time, always the one without which what the layer gives changes least once the others have
been fitted anew to the same (the "optimal brain surgeon" on the units of a layer). That needs no more than how the
units vary together on some text, and the weights that read them.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from nashra_lab.train.recogniser.taught_network import ContextLayer, FastLSTM

DAMPED = 1e-3  # of the units' mean square, added to each: what is alike on a sample need not be alike elsewhere


@dataclass(frozen=True, slots=True)
class Kept:
    """The units kept, ascending, and the weights (readers, units) that read them in place of all."""

    units: Tensor
    readers: Tensor


def spare(together: Tensor, readers: Tensor, own: int, left: int) -> Kept:
    """All but `left` units taken out.

    together: mean products (units, units) of the units' states. readers: weights (readers, units). The first `own`
    readers for each unit, `own * units` in all, in `own` runs of one for each unit, are the unit's own gates: they go
    with it and then count no more.
    """
    units = len(together)
    damp = DAMPED * together.diagonal().mean()
    inverse = torch.linalg.inv((together + damp * torch.eye(units)).double())
    weights = readers.double().clone()
    there = torch.ones(units, dtype=torch.bool)
    for _ in range(units - left):
        cost = weights.square().sum(0) / inverse.diagonal().clamp_min(1e-12)
        out = int(torch.where(there, cost, torch.inf).argmin())
        there[out] = False
        line = inverse[out].clone()
        weights -= torch.outer(weights[:, out], line / line[out])
        inverse -= torch.outer(line, line / line[out])
        weights[[out + units * gate for gate in range(own)]] = 0
        weights[:, out] = 0
    kept = there.nonzero().squeeze(1)
    return Kept(kept, weights[:, kept].float())


def smaller_lstm(lstm: FastLSTM, kept: tuple[Kept, Kept]) -> FastLSTM:
    """The LSTM of the units kept; the first readers of each direction's are its own gates."""
    hidden, left = lstm.hidden, len(kept[0].units)
    made = FastLSTM(lstm.forward_cell.input_size, left)
    pairs = ((lstm.forward_cell, made.forward_cell), (lstm.backward_cell, made.backward_cell))
    for (old, new), one in zip(pairs, kept, strict=True):
        rows = torch.cat([one.units + gate * hidden for gate in range(4)])
        with torch.no_grad():
            new.get_parameter("weight_hh_l0").copy_(one.readers[rows])
            for name in ("weight_ih_l0", "bias_ih_l0", "bias_hh_l0"):
                new.get_parameter(name).copy_(old.get_parameter(name)[rows])
    return made


def smaller_context(context: ContextLayer, together: tuple[Tensor, Tensor], left: int) -> ContextLayer:
    """The context layer with `left` units a side."""
    lstm, join = context.lstm, context.join
    kept = _both(lstm, together, join.weight, left)
    made = ContextLayer(lstm.forward_cell.input_size, left, join.out_features)
    made.lstm = smaller_lstm(lstm, kept)
    made.join = _reader(join, kept, 4 * lstm.hidden)
    return made


def smaller_tagger(
    lstm: FastLSTM, heads: nn.ModuleList, together: tuple[Tensor, Tensor], left: int
) -> tuple[FastLSTM, nn.ModuleList]:
    """The tagger with `left` units a side, and the heads that read it."""
    sizes = [len(head.get_parameter("weight")) for head in heads]
    kept = _both(lstm, together, torch.cat([head.get_parameter("weight") for head in heads]), left)
    made, at = [], 4 * lstm.hidden
    for head, size in zip(heads, sizes, strict=True):
        assert isinstance(head, nn.Linear)
        made.append(_reader(head, kept, at))
        at += size
    return smaller_lstm(lstm, kept), nn.ModuleList(made)


def narrower_join(context: ContextLayer, lstm: FastLSTM, first: int, together: Tensor, left: int) -> None:
    """Leaves the context layer `left` outputs, which the tagger's LSTM reads from its input `first` on."""
    join, cells = context.join, (lstm.forward_cell, lstm.backward_cell)
    last = first + join.out_features
    into = torch.cat([cell.get_parameter("weight_ih_l0").detach() for cell in cells])
    kept = spare(together, into[:, first:last], 0, left)
    context.join = nn.Linear(join.in_features, left)
    with torch.no_grad():
        context.join.weight.copy_(join.weight[kept.units])
        context.join.bias.copy_(join.bias[kept.units])
    for cell, readers in zip(cells, kept.readers.chunk(2), strict=True):
        whole = cell.get_parameter("weight_ih_l0").detach()
        parts = torch.cat([whole[:, :first], readers, whole[:, last:]], 1)
        cell.input_size, cell.weight_ih_l0 = parts.shape[1], nn.Parameter(parts)


def _both(lstm: FastLSTM, together: tuple[Tensor, Tensor], beside: Tensor, left: int) -> tuple[Kept, Kept]:
    """What is kept of either direction, read by its own gates and by the layer `beside`."""
    sides = beside.detach().chunk(2, 1)
    ahead, back = (
        spare(one, torch.cat([cell.get_parameter("weight_hh_l0").detach(), side]), 4, left)
        for cell, one, side in zip((lstm.forward_cell, lstm.backward_cell), together, sides, strict=True)
    )
    return ahead, back


def _reader(layer: nn.Linear, kept: tuple[Kept, Kept], first: int) -> nn.Linear:
    """A layer that reads both directions, whose weights begin at the reader `first` of what is kept."""
    weight = torch.cat([one.readers[first : first + layer.out_features] for one in kept], 1)
    made = nn.Linear(weight.shape[1], layer.out_features)
    with torch.no_grad():
        made.weight.copy_(weight)
        made.bias.copy_(layer.bias)
    return made
