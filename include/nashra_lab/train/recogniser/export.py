"""The trained network as the arrays that are shipped."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.chain import Chain
from nashra.entities.recognise.embedded.hints import Hints
from nashra.entities.recognise.embedded.integers import POSITIVE, SIGNED, STATES
from nashra.entities.recognise.embedded.word_shapes import pieces
from nashra_lab.train.recogniser.products import product_model
from nashra_lab.train.recogniser.taught_network import FastLSTM, Tagger

Arrays = dict[str, NDArray[Any]]


def pack(net: Tagger, chain: Chain, words: list[str], hints: Hints) -> Arrays:
    """Arrays of a model; `words` are those of rows 1, 2, … of the word vectors, the first task is shipped.

    Vectors and pieces become bytes with a scale a row (a word's vector has its pieces added already),
    the other weights products of integers (`products`) or, where they are few, half floats; pairs, starts and ends
    of labels stay floats.
    """
    table = net.vectors.words.weight.detach().numpy()
    buckets = net.vectors.pieces.weight.detach().numpy()
    spelled = np.stack([buckets[pieces(word, len(buckets))].mean(0) for word in words])
    arrays: Arrays = {"words": np.frombuffer("\n".join(words).encode(), np.uint8)}
    arrays |= _bytes("vectors", table[1 : len(words) + 1] + spelled) | _bytes("pieces", buckets)
    size, joined = table.shape[1], net.context.join.out_features
    arrays |= _lstms(net.context.lstm, net.lstm, size, joined)
    arrays |= _linear("join", net.context.join) | _linear("head", net.heads[0])
    arrays |= {
        "chain.pairs": chain.pairs,
        "chain.start": chain.start,
        "chain.end": chain.end,
    }
    return arrays | hints.arrays()


def _bytes(name: str, rows: NDArray[np.float32]) -> Arrays:
    scale = np.abs(rows).max(1) / 127
    scale[scale == 0] = 1
    scale = scale.astype(np.float16).astype(np.float32)
    return {name: np.clip(np.rint(rows / scale[:, None]), -127, 127).astype(np.int8), f"{name}.scale": scale}


def _lstms(context: FastLSTM, tagger: FastLSTM, size: int, joined: int) -> Arrays:
    """Both LSTMs. The tagger reads [vector, context, hand-made columns]; what a vector gives to either is one product,
    computed once for a distinct word."""
    of_context, of_tagger = (
        [_weights(cell) for cell in (lstm.forward_cell, lstm.backward_cell)] for lstm in (context, tagger)
    )
    vectors = [one["into"] for one in of_context] + [one["into"][:size] for one in of_tagger]
    columns = np.concatenate([one["into"][size + joined :] for one in of_tagger], 1)
    return {
        "words.product": product_model(vectors, SIGNED, one_input=True),
        "inner.product": product_model(
            [one["into"][size : size + joined] for one in of_tagger], POSITIVE, one_input=True
        ),
        "context.again.product": product_model([one["again"] for one in of_context], STATES, one_input=False),
        "tagger.again.product": product_model([one["again"] for one in of_tagger], STATES, one_input=False),
        "context.bias": np.stack([one["bias"] for one in of_context]).astype(np.float16),
        "tagger.bias": np.stack([one["bias"] for one in of_tagger]).astype(np.float16),
        "columns": columns.astype(np.float16),
    }


def _weights(cell: torch.nn.Module) -> dict[str, NDArray[np.float32]]:
    """`into` (inputs, 4 * hidden), `again` (hidden, 4 * hidden), `bias`; those of sigmoid gates are halved."""
    into, again, *biases = (
        cell.get_parameter(f"{name}_l0").detach().numpy() for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    )
    halved = np.repeat(np.array([0.5, 0.5, 1.0, 0.5], np.float32), again.shape[1])
    return {"into": into.T * halved, "again": again.T * halved, "bias": sum(biases) * halved}


def _linear(name: str, layer: torch.nn.Module) -> Arrays:
    """A layer that reads states."""
    weights = layer.get_parameter("weight").detach().numpy().T
    return {
        f"{name}.product": product_model([weights], STATES, one_input=True),
        f"{name}.bias": layer.get_parameter("bias").detach().numpy().astype(np.float16),
    }
