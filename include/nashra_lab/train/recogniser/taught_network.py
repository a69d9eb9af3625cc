"""The network in torch, for training: word vectors, the context layer, the tagger."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

BFLOAT16: bool = torch.backends.cpu.get_cpu_capability() == "AVX512" and torch.ops.mkldnn._is_mkldnn_bf16_supported()


class WordVectors(nn.Module):
    """A word's vector: its own row (0 for words out of the vocabulary) plus the mean of its pieces' rows."""

    def __init__(self, words: int, buckets: int, size: int) -> None:
        super().__init__()
        self.words = nn.Embedding(words, size, padding_idx=0)
        self.pieces = nn.EmbeddingBag(buckets, size, mode="mean")
        nn.init.normal_(self.words.weight, std=0.1)
        nn.init.normal_(self.pieces.weight, std=0.3)
        with torch.no_grad():
            self.words.weight[0] = 0

    def forward(self, word_ids: Tensor, piece_ids: Tensor, piece_offsets: Tensor) -> Tensor:
        """Vectors (n, size) of n distinct words."""
        result: Tensor = self.words(word_ids) + self.pieces(piece_ids, piece_offsets)
        return result


class FastLSTM(nn.Module):
    """One bidirectional LSTM layer over (time, batch, input); bfloat16 inside while training, where the processor has
    products of it (elsewhere they cost ten times those of floats).

    Rows shorter than the batch must be padded by the caller; the backward direction is run on sequences
    reversed by `reverse`, so padding never reaches a real token.
    """

    def __init__(self, size_in: int, hidden: int) -> None:
        super().__init__()
        self.forward_cell = nn.LSTM(size_in, hidden)
        self.backward_cell = nn.LSTM(size_in, hidden)
        self.hidden = hidden

    def _run(self, cell: nn.LSTM, x: Tensor) -> Tensor:
        kind = torch.bfloat16 if self.training and BFLOAT16 else torch.float32
        names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
        weights = [cell.get_parameter(name).to(kind) for name in names]
        zero = torch.zeros(1, x.shape[1], self.hidden, dtype=kind)
        out = torch._VF.lstm(x.to(kind), (zero, zero), weights, True, 1, 0.0, self.training, False, False)
        result: Tensor = out[0].float()
        return result

    def forward(self, x: Tensor, reverse: Tensor) -> tuple[Tensor, Tensor]:
        ahead = self._run(self.forward_cell, x)
        back = take(self._run(self.backward_cell, take(x, reverse)), reverse)
        return ahead, back


def locked_dropout(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout over (time, batch, n) that drops the same columns all through a sentence."""
    if not training or not share:
        return x
    return x * ((torch.rand(1, *x.shape[1:]) >= share) / (1 - share))


def take(x: Tensor, index: Tensor) -> Tensor:
    """x (time, batch, n) with the rows of each column in the order of index (time, batch)."""
    return x.gather(0, index.unsqueeze(-1).expand(-1, -1, x.shape[-1]))


def reversal(lengths: Tensor, time: int) -> Tensor:
    """Index (time, batch) that reverses each column's first `length` rows and leaves the padding."""
    steps = torch.arange(time).unsqueeze(1)
    return torch.where(steps < lengths, lengths - 1 - steps, steps)


class ContextLayer(nn.Module):
    """What the words around a place say about it: an LSTM from each side, joined; the word itself is not seen."""

    def __init__(self, size: int, hidden: int, out: int) -> None:
        super().__init__()
        self.lstm = FastLSTM(size, hidden)
        self.join = nn.Linear(2 * hidden, out)

    def forward(self, x: Tensor, mask: Tensor, reverse: Tensor, dropout: float = 0.0) -> Tensor:
        """(time, batch, size) to (time, batch, out); mask (time, batch) is true on real tokens."""
        ahead, back = self.lstm(x, reverse)
        zero = torch.zeros_like(ahead[:1])
        before = torch.cat([zero, ahead[:-1]])
        # Padding comes after a column's end, where what follows must read as zero.
        after = torch.cat([(back * mask.unsqueeze(-1))[1:], zero])
        both = locked_dropout(torch.cat([before, after], -1), dropout, self.training)
        result: Tensor = F.relu(self.join(both))
        return result


class Tagger(nn.Module):
    """Word vectors and the context layer (both pretrained), one BiLSTM, and scores of labels for each task."""

    def __init__(self, vectors: WordVectors, context: ContextLayer, extras: int, hidden: int, tasks: list[int]) -> None:
        super().__init__()
        self.vectors, self.context = vectors, context
        size = vectors.words.embedding_dim + context.join.out_features + extras
        self.lstm = FastLSTM(size, hidden)
        self.heads = nn.ModuleList(nn.Linear(2 * hidden, labels) for labels in tasks)

    def forward(
        self, words: Tensor, context: Tensor, extras: Tensor, mask: Tensor, reverse: Tensor, task: int, dropout: float
    ) -> Tensor:
        """Scores (time, batch, labels) from word vectors, the context layer's output and hand-made columns."""
        x = locked_dropout(torch.cat([words, context, extras], -1), dropout, self.training)
        ahead, back = self.lstm(x * mask.unsqueeze(-1), reverse)
        both = locked_dropout(torch.cat([ahead, back], -1), dropout, self.training)
        result: Tensor = self.heads[task](both)
        return result
