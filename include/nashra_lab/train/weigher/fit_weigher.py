"""Fitting the weigher's network. torch is needed for training only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from nashra.cleaning.decide.weigh.features import F32, WIDTH
from nashra.cleaning.decide.weigh.weigher import REACH, STEPS

HIDDEN = 40
I8 = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Example:
    """One article: features (lines, WIDTH), labels (lines,) of 0, 1 or -1, and each line's weight."""

    features: F32
    labels: I8
    weights: F32


def _network() -> Any:
    import torch
    from torch import nn

    class Network(nn.Module):
        """The same sums as `weigher.Weigher.hidden`."""

        def __init__(self) -> None:
            super().__init__()
            self.first = nn.Linear(WIDTH, HIDDEN)
            self.layers = nn.ModuleList(
                nn.Conv1d(HIDDEN, HIDDEN, 2 * REACH + 1, dilation=step, padding=REACH * step) for step in STEPS
            )
            self.last = nn.Linear(HIDDEN, 1)

        def forward(self, x: torch.Tensor, mask: torch.Tensor, drop: float = 0.0) -> torch.Tensor:
            state = torch.relu(self.first(x)) * mask
            state = nn.functional.dropout(state, drop, self.training)
            for layer in self.layers:
                add = torch.relu(layer(state.transpose(1, 2)).transpose(1, 2))
                state = (state + nn.functional.dropout(add, drop, self.training)) * mask
            odds: torch.Tensor = self.last(state)[..., 0]
            return odds

    return Network()


def fit(
    examples: Sequence[Example], epochs: float, rate: float, seed: int, start: dict[str, F32] | None = None
) -> dict[str, F32]:
    """Weights by the names of `weigher.npz`; `start` goes on from earlier ones."""
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    network = _network()
    if start:
        network.load_state_dict({name: torch.tensor(value) for name, value in _to_torch(start).items()})
    steps = max(1, int(epochs * len(examples) / 64))
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=rate, total_steps=steps)
    pick = np.random.default_rng(seed)
    order: list[int] = []
    for _ in range(steps):
        if len(order) < 64:
            order += pick.permutation(len(examples)).tolist()
        batch, order = [examples[i] for i in order[:64]], order[64:]
        x, y, w, mask = _padded(batch)
        odds = network(torch.tensor(x), torch.tensor(mask), drop=0.1)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            odds, torch.tensor(y), weight=torch.tensor(w), reduction="sum"
        ) / max(float(w.sum()), 1.0)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
    return _from_torch({name: value.detach().numpy() for name, value in network.state_dict().items()})


def _padded(batch: Sequence[Example], longest: int = 160) -> tuple[F32, F32, F32, F32]:
    size = min(longest, max(len(e.labels) for e in batch))
    x = np.zeros((len(batch), size, WIDTH), dtype=np.float32)
    y, w = np.zeros((len(batch), size), dtype=np.float32), np.zeros((len(batch), size), dtype=np.float32)
    mask = np.zeros((len(batch), size, 1), dtype=np.float32)
    for row, example in enumerate(batch):
        n = min(size, len(example.labels))
        # Of a long article its beginning or its end: what stands there differs most.
        part = slice(0, n) if row % 2 else slice(len(example.labels) - n, None)
        x[row, :n], y[row, :n] = example.features[part], example.labels[part] == 1
        w[row, :n] = example.weights[part] * (example.labels[part] >= 0)
        mask[row, :n] = 1
    return x, y, w, mask


def _from_torch(state: dict[str, F32]) -> dict[str, F32]:
    return {
        "first": state["first.weight"].T, "first_bias": state["first.bias"],
        "layer0": state["layers.0.weight"].transpose(2, 1, 0), "bias0": state["layers.0.bias"],
        "layer1": state["layers.1.weight"].transpose(2, 1, 0), "bias1": state["layers.1.bias"],
        "last": state["last.weight"].T, "last_bias": state["last.bias"],
    }  # fmt: skip


def _to_torch(arrays: dict[str, F32]) -> dict[str, F32]:
    return {
        "first.weight": arrays["first"].T, "first.bias": arrays["first_bias"],
        "layers.0.weight": arrays["layer0"].transpose(2, 1, 0), "layers.0.bias": arrays["bias0"],
        "layers.1.weight": arrays["layer1"].transpose(2, 1, 0), "layers.1.bias": arrays["bias1"],
        "last.weight": arrays["last"].T, "last.bias": arrays["last_bias"],
    }  # fmt: skip
