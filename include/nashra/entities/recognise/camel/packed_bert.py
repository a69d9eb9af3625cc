"""BERT for token classification over rows laid end to end: no padding, whatever the sentences' lengths."""

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import layer_norm, linear, scaled_dot_product_attention

from nashra.entities.recognise.camel.linear import Float32Linear, Int8Linear, Linear, Scratch, int8_is_exact
from nashra.errors import BadFile, NashraError
from nashra.settings import CamelMode

ROWS = 384  # pieces of a batch: more no longer speed the products up and fall out of the CPU's cache


class _Layer(NamedTuple):
    project: Linear  # queries, keys and values side by side
    attended: Linear
    norm1: tuple[Tensor, Tensor]
    widen: Linear
    narrow: Linear
    norm2: tuple[Tensor, Tensor]


class NoExactProducts(NashraError, ValueError):
    """This machine's processor cannot do the mode int8."""


class Network:
    """The network of a BertForTokenClassification folder, in evaluation mode, on the CPU.

    `labels[i]` is the name of output i, `max_length` the longest sentence (in pieces) it takes. Raises
    BadFile when the folder holds another kind of network, NoExactProducts when this machine cannot do the mode.
    """

    def __init__(self, folder: Path, mode: CamelMode) -> None:
        if mode == "int8" and not int8_is_exact():
            raise NoExactProducts("this machine has no exact 8-bit products: set NASHRA_CAMEL_MODE=fp32")
        model = _load(folder)
        config = model.config
        self.labels = [str(config.id2label[number]) for number in range(config.num_labels)]
        self.max_length = int(config.max_position_embeddings)
        self._heads, self._epsilon = int(config.num_attention_heads), float(config.layer_norm_eps)
        self._width = int(config.hidden_size)
        self._activate: Callable[[Tensor], Tensor] = model.bert.encoder.layer[0].intermediate.intermediate_act_fn
        if config.hidden_act == "gelu":
            self._activate = torch.ops.aten.gelu_  # the same, in place

        tensors = {name: value.detach().float() for name, value in model.state_dict().items()}
        scratch = Scratch()

        def made(*names: str) -> Linear:
            weight = torch.cat([tensors[f"{name}.weight"] for name in names])
            bias = torch.cat([tensors[f"{name}.bias"] for name in names])
            return Int8Linear(weight, bias, scratch, ROWS) if mode == "int8" else Float32Linear(weight, bias)

        def norm(name: str) -> tuple[Tensor, Tensor]:
            return tensors[f"{name}.LayerNorm.weight"], tensors[f"{name}.LayerNorm.bias"]

        embeddings = "bert.embeddings"
        self._words = tensors[f"{embeddings}.word_embeddings.weight"]
        self._types = tensors[f"{embeddings}.token_type_embeddings.weight"][0]
        self._places = tensors[f"{embeddings}.position_embeddings.weight"]
        self._norm = norm(embeddings)
        self._layers = []
        for number in range(config.num_hidden_layers):
            layer = f"bert.encoder.layer.{number}"
            attention = f"{layer}.attention"
            self._layers.append(
                _Layer(
                    made(*(f"{attention}.self.{part}" for part in ("query", "key", "value"))),
                    made(f"{attention}.output.dense"),
                    norm(f"{attention}.output"),
                    made(f"{layer}.intermediate.dense"),
                    made(f"{layer}.output.dense"),
                    norm(f"{layer}.output"),
                )
            )
        self._classify = tensors["classifier.weight"], tensors["classifier.bias"]

    def logits(self, sentences: Sequence[Sequence[int]]) -> Tensor:
        """[pieces, labels] for the pieces of all sentences end to end; equal lengths are best side by side."""
        lengths = [len(ids) for ids in sentences]
        ids = torch.tensor([piece for sentence in sentences for piece in sentence])
        places = torch.cat([torch.arange(length) for length in lengths])
        groups = [(length, len(list(same))) for length, same in groupby(lengths)]
        rows = self._words[ids].add_(self._types).add_(self._places[places])
        rows = self._normed(rows, self._norm)
        for layer in self._layers:
            context = layer.attended(self._attention(layer.project(rows), groups), spent=True)
            rows = self._normed(context.add_(rows), layer.norm1)
            wide = self._activate(layer.widen(rows))
            rows = self._normed(layer.narrow(wide, spent=True).add_(rows), layer.norm2)
        return linear(rows, *self._classify)

    def _normed(self, rows: Tensor, norm: tuple[Tensor, Tensor]) -> Tensor:
        return layer_norm(rows, (self._width,), *norm, self._epsilon)

    def _attention(self, projected: Tensor, groups: list[tuple[int, int]]) -> Tensor:
        """Each sentence attends to itself; sentences of one length go through together."""
        context = projected.new_empty(len(projected), self._width)
        start = 0
        for length, count in groups:
            end = start + length * count
            split = projected[start:end].view(count, length, 3, self._heads, -1).permute(2, 0, 3, 1, 4)
            attended = scaled_dot_product_attention(split[0], split[1], split[2])
            context[start:end].view(count, length, self._heads, -1).copy_(attended.transpose(1, 2))
            start = end
        return context


def _load(folder: Path) -> Any:
    """The model as camel-tools loads it. Raises BadFile when weights of it are missing in the folder."""
    from transformers import BertForTokenClassification
    from transformers import utils as transformers_utils

    quiet: Any = transformers_utils.logging.disable_progress_bar
    quiet()  # it would fill a task's log
    loaded: Any = BertForTokenClassification.from_pretrained(
        str(folder), local_files_only=True, output_loading_info=True
    )
    model, report = loaded
    if missing := sorted(report["missing_keys"]):
        raise BadFile(f"{folder} holds no BertForTokenClassification: {missing[0]} is missing")
    return model.eval()
