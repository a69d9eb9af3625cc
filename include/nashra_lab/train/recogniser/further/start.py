"""A model that ships, as the network that it was: where fitting goes on from."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from nashra.entities.recognise.base import CONVENTIONS, LABELS
from nashra.entities.recognise.embedded.columns import SENTENCE_COLUMNS, WORD_COLUMNS
from nashra.entities.recognise.embedded.hints import Hints
from nashra.entities.recognise.embedded.word_shapes import pieces
from nashra_lab.train.recogniser.batches import Words
from nashra_lab.train.recogniser.encode import Encoder
from nashra_lab.train.recogniser.fit_tagger import Fit, Trainer
from nashra_lab.train.recogniser.taught_network import ContextLayer, FastLSTM, Tagger, WordVectors

Floats = NDArray[np.float32]
Arrays = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Start:
    """The arrays of a model.npz, vocabulary and name lists read."""

    arrays: Arrays
    vocabulary: list[str]
    hints: Hints

    @classmethod
    def read(cls, path: Path) -> "Start":
        with np.load(path) as stored:
            arrays = dict(stored)
        return cls(arrays, arrays["words"].tobytes().decode().split("\n"), Hints.from_arrays(arrays))

    def of(self, task: int) -> Arrays:
        """The arrays of a task: those under its convention's name in place of the others, where there are some."""
        begin = f"{CONVENTIONS[task]}."
        own = {name.removeprefix(begin): part for name, part in self.arrays.items() if name.startswith(begin)}
        return self.arrays | own

    def trainer(self, fit: Fit, tasks: int) -> Trainer:
        """A trainer with the model's weights, which every one of its `tasks` begins from: its own, or those of all."""
        arrays = self.arrays
        buckets = _bytes(arrays, "pieces")
        rows = _bytes(arrays, "vectors")
        spelled = np.stack([buckets[pieces(word, len(buckets))].mean(0) for word in self.vocabulary])
        vectors = WordVectors(len(rows) + 1, *buckets.shape)
        joined, hidden = arrays["join.bias"].size, arrays["tagger.bias"].shape[1] // 4
        context = ContextLayer(buckets.shape[1], arrays["context.bias"].shape[1] // 4, joined)
        encoder = Encoder(Words(self.vocabulary, len(buckets)), self.hints)
        settings = Fit(**{name: getattr(fit, name) for name in fit.__slots__} | {"hidden": hidden})
        trainer = Trainer((encoder,) * tasks, vectors, context, settings, (LABELS,) * tasks, told=True)
        net = trainer.net
        _put(vectors.words.weight[1:], rows - spelled)
        _put(vectors.pieces.weight, buckets)
        words, inner = (_products(arrays, name) for name in ("words", "inner"))
        columns = np.split(arrays["columns"].astype(np.float32), 2, axis=1)
        _put_lstm(context.lstm, words[:2], _products(arrays, "context.again"), arrays["context.bias"])
        biases = [self.of(task)["tagger.bias"].astype(np.float32) for task in range(tasks)]
        told = np.stack([bias - biases[0] for bias in biases], 1)  # (2, tasks, 4 * hidden)
        into = [np.concatenate(parts) for parts in zip(words[2:], inner, columns, told, strict=True)]
        _put_lstm(net.lstm, into, _products(arrays, "tagger.again"), arrays["tagger.bias"])
        _put_linear(context.join, arrays, "join")
        for task, (head, chain) in enumerate(zip(net.heads, trainer.chains, strict=True)):
            own = self.of(task)
            _put_linear(head, own, "head")
            for name in ("pairs", "start", "end"):
                _put(chain.get_parameter(name), own[f"chain.{name}"])
        return trainer


def alone(trainer: Trainer, task: int) -> Tagger:
    """The network for one task alone, without the columns that tell tasks: what `pack` ships."""
    whole = trainer.net
    extras = WORD_COLUMNS + SENTENCE_COLUMNS
    net = Tagger(
        whole.vectors, whole.context, extras, whole.lstm.hidden, [whole.heads[task].get_parameter("bias").numel()]
    )
    net.heads[0] = whole.heads[task]
    kept = whole.lstm.forward_cell.input_size - trainer.tasks.shape[1]
    for old, new in zip(_cells(whole.lstm), _cells(net.lstm), strict=True):
        into = old.get_parameter("weight_ih_l0")
        _put(new.get_parameter("weight_ih_l0"), into[:, :kept])
        _put(new.get_parameter("weight_hh_l0"), old.get_parameter("weight_hh_l0"))
        _put(new.get_parameter("bias_hh_l0"), old.get_parameter("bias_hh_l0"))
        _put(new.get_parameter("bias_ih_l0"), old.get_parameter("bias_ih_l0") + into[:, kept:] @ trainer.tasks[task])
    return net


def _put_lstm(lstm: FastLSTM, into: list[Floats], again: list[Floats], bias: NDArray[np.generic]) -> None:
    """Weights as `pack` leaves them (inputs, 4 * hidden), those of sigmoid gates doubled again."""
    doubled = np.repeat(np.array([2, 2, 1, 2], np.float32), lstm.hidden)
    for number, cell in enumerate(_cells(lstm)):
        _put(cell.get_parameter("weight_ih_l0"), (into[number] * doubled).T)
        _put(cell.get_parameter("weight_hh_l0"), (again[number] * doubled).T)
        _put(cell.get_parameter("bias_ih_l0"), bias[number].astype(np.float32) * doubled)
        _put(cell.get_parameter("bias_hh_l0"), np.zeros(4 * lstm.hidden, np.float32))


def _put_linear(layer: nn.Module, arrays: Arrays, name: str) -> None:
    _put(layer.get_parameter("weight"), _products(arrays, name)[0].T)
    _put(layer.get_parameter("bias"), arrays[f"{name}.bias"].astype(np.float32))


def _cells(lstm: FastLSTM) -> tuple[nn.LSTM, nn.LSTM]:
    return lstm.forward_cell, lstm.backward_cell


def _put(weight: torch.Tensor, value: NDArray[np.generic] | torch.Tensor) -> None:
    with torch.no_grad():
        weight.copy_(value if isinstance(value, torch.Tensor) else torch.from_numpy(np.ascontiguousarray(value)))


def _bytes(arrays: Arrays, name: str) -> Floats:
    return arrays[name].astype(np.float32) * arrays[f"{name}.scale"].astype(np.float32)[:, None]


def _products(arrays: Arrays, name: str) -> list[Floats]:
    """The weights (k, m) of a product, see `products.product_model`."""
    graph = onnx.load_model_from_string(arrays[f"{name}.product"].tobytes()).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    count = sum(key.startswith("w") for key in stored)
    return [stored[f"w{n}"].astype(np.float32) * stored[f"s{n}"] for n in range(count)]
