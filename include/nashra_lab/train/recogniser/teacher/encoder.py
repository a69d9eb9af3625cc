"""The encoder in torch, for fitting: a BERT over pieces of words, and a layer of label scores for each task."""

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer, models
from torch import Tensor, nn
from torch.nn import functional as F

from nashra_lab.train.recogniser.teacher.package import EncoderFile, Sizes

PIECES = 12  # of one word, at most: what is longer is no word
_BEGINS = "\u2581"  # what a word's first piece begins with


class Layer(nn.Module):
    """Attention and two linear layers, each added to what came in and evened."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        hidden = sizes.hidden
        self.heads = sizes.heads
        self.project, self.attended = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.widen, self.narrow = nn.Linear(hidden, sizes.inner), nn.Linear(sizes.inner, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, 1e-12), nn.LayerNorm(hidden, 1e-12)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """(texts, pieces, hidden) to the same; mask (texts, 1, 1, pieces) is False on padding."""
        texts, count, hidden = x.shape
        query, key, value = self.project(x).view(texts, count, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = self.attended(seen.transpose(1, 2).reshape(texts, count, hidden))
        x = self.norm1(x + F.dropout(seen, dropout, self.training))
        wide = self.narrow(F.gelu(self.widen(x)))
        result: Tensor = self.norm2(x + F.dropout(wide, dropout, self.training))
        return result


class Network(nn.Module):
    """Words' pieces and their vectors (never fitted), the layers, a head for each list of labels."""

    def __init__(self, source: EncoderFile, labels: list[int]) -> None:
        super().__init__()
        self.source, sizes = source, source.sizes
        self._speller = Tokenizer(models.Unigram(source.pieces, unk_id=sizes.unknown))
        self._spelled: dict[str, tuple[int, ...]] = {}
        self.rows: dict[int, int] = {}  # a piece's number -> its row in the table
        self._table = torch.empty(0, sizes.hidden)
        whole = source.floats("emb.pos").reshape(-1, sizes.hidden)
        self._places = torch.from_numpy(whole + source.floats("emb.type").reshape(-1, sizes.hidden)[0])
        self.even = nn.LayerNorm(sizes.hidden, 1e-12)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.heads = nn.ModuleList(nn.Linear(sizes.hidden, count) for count in labels)
        _fill(self.even, source, "emb.ln")
        for number, layer in enumerate(self.layers):
            assert isinstance(layer, Layer)
            _fill(layer.project, source, *(f"l{number}.{part}" for part in "qkv"))
            for part, name in (
                ("attended", "ao"),
                ("norm1", "aln"),
                ("widen", "fi"),
                ("narrow", "fo"),
                ("norm2", "oln"),
            ):
                _fill(layer.get_submodule(part), source, f"l{number}.{name}")

    def spell(self, word: str) -> tuple[int, ...]:
        """The pieces of a word, one or more."""
        found = self._spelled.get(word)
        if found is None:
            written = _BEGINS + word.translate(self.source.letters).replace(" ", "")
            found = tuple(self._speller.encode(written).ids[:PIECES]) or (self.source.sizes.unknown,)
            self._spelled[word] = found
        return found

    def learn_pieces(self, pieces: set[int]) -> None:
        """Give each piece that is new a row in the table."""
        if new := sorted(pieces - self.rows.keys()):
            self.rows |= {piece: len(self.rows) + place for place, piece in enumerate(new)}
            self._table = torch.cat([self._table, torch.from_numpy(self.source.word_rows(new))])

    def forward(self, rows: NDArray[np.int64], mask: NDArray[np.bool_], dropout: float) -> Tensor:
        """(texts * pieces, hidden) for rows of the table (texts, pieces)."""
        x = self.even(self._table[torch.from_numpy(rows)] + self._places[: rows.shape[1]])
        x = F.dropout(x, dropout, self.training)
        seen = torch.from_numpy(mask)[:, None, None, :]
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self.layers:
                x = layer(x, seen, dropout)
        result: Tensor = x.float().reshape(rows.size, -1)
        return result


def _fill(module: nn.Module, source: EncoderFile, *names: str) -> None:
    """Weights and biases of the names, one under the other."""
    assert isinstance(module, nn.Linear | nn.LayerNorm)
    with torch.no_grad():
        module.bias.copy_(torch.from_numpy(np.concatenate([source.floats(f"{name}.b") for name in names])))
        if isinstance(module, nn.Linear):
            parts = [source.matrix(f"{name}.w", module.in_features) for name in names]
        else:
            parts = [source.floats(f"{name}.w") for name in names]
        module.weight.copy_(torch.from_numpy(np.concatenate(parts)))
