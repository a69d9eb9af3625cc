"""The trained network as the arrays that are shipped."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from nashra.entities.recognise.hints import Hints
from nashra.entities.recognise.train.crf import ChainLoss
from nashra.entities.recognise.train.network import FastLSTM, Tagger
from nashra.entities.recognise.words import pieces

Arrays = dict[str, NDArray[Any]]


def pack(net: Tagger, chain: ChainLoss, words: list[str], hints: Hints) -> Arrays:
    """Arrays of a model; `words` are those of rows 1, 2, … of the word vectors, the first task is shipped.

    Vectors and pieces become bytes with a scale a row (a word's vector has its pieces added already),
    the other weights half floats; pairs, starts and ends of labels stay floats.
    """
    table = net.vectors.words.weight.detach().numpy()
    buckets = net.vectors.pieces.weight.detach().numpy()
    spelled = np.stack([buckets[pieces(word, len(buckets))].mean(0) for word in words])
    arrays: Arrays = {"words": np.frombuffer("\n".join(words).encode(), np.uint8)}
    arrays |= _bytes("vectors", table[1 : len(words) + 1] + spelled) | _bytes("pieces", buckets)
    arrays |= _lstm("context", net.context.lstm) | _lstm("tagger", net.lstm)
    arrays |= _linear("join", net.context.join) | _linear("head", net.heads[0])
    arrays |= {
        "chain.pairs": chain.pairs.detach().numpy(),
        "chain.start": chain.start.detach().numpy(),
        "chain.end": chain.end.detach().numpy(),
    }
    return arrays | hints.arrays()


def _bytes(name: str, rows: NDArray[np.float32]) -> Arrays:
    scale = np.abs(rows).max(1) / 127
    scale[scale == 0] = 1
    scale = scale.astype(np.float16).astype(np.float32)
    return {name: np.clip(np.rint(rows / scale[:, None]), -127, 127).astype(np.int8), f"{name}.scale": scale}


def _lstm(name: str, lstm: FastLSTM) -> Arrays:
    cells = (lstm.forward_cell, lstm.backward_cell)
    into = [cell.get_parameter("weight_ih_l0").detach().numpy().T for cell in cells]
    again = [cell.get_parameter("weight_hh_l0").detach().numpy().T for cell in cells]
    bias = [(cell.get_parameter("bias_ih_l0") + cell.get_parameter("bias_hh_l0")).detach().numpy() for cell in cells]
    return {
        f"{name}.into": np.concatenate(into, 1).astype(np.float16),
        f"{name}.bias": np.concatenate(bias).astype(np.float16),
        f"{name}.again": np.stack(again).astype(np.float16),
    }


def _linear(name: str, layer: torch.nn.Module) -> Arrays:
    return {
        f"{name}.weights": layer.get_parameter("weight").detach().numpy().T.astype(np.float16),
        f"{name}.bias": layer.get_parameter("bias").detach().numpy().astype(np.float16),
    }
