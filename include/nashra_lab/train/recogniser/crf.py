"""A linear-chain CRF's loss, over (time, batch, labels) scores."""

import torch
from torch import Tensor, nn

from nashra.entities.recognise.embedded.chain import Chain

ANY = -1  # in place of a label: none is wrong
NEVER = -1e4  # the score of a label that is


class ChainLoss(nn.Module):
    """Negative log likelihood of label sequences, with learned scores of label pairs, starts and ends."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.pairs = nn.Parameter(torch.zeros(labels, labels))
        self.start = nn.Parameter(torch.zeros(labels))
        self.end = nn.Parameter(torch.zeros(labels))

    def forward(self, scores: Tensor, gold: Tensor, lengths: Tensor) -> Tensor:
        """Sum over the batch; gold (time, batch) holds any label on padding, ANY where every label is as good."""
        if bool((gold == ANY).any()):
            others = torch.arange(scores.shape[2]) != gold.unsqueeze(2)
            kept = scores.masked_fill(others & (gold != ANY).unsqueeze(2), NEVER)
            return self._total(scores, lengths) - self._total(kept, lengths)
        time = scores.shape[0]
        mask = torch.arange(time).unsqueeze(1) < lengths
        emitted = (scores.gather(2, gold.unsqueeze(2)).squeeze(2) * mask).sum()
        moved = (self.pairs[gold[:-1], gold[1:]] * mask[1:]).sum()
        last = gold.gather(0, (lengths - 1).unsqueeze(0)).squeeze(0)
        path = emitted + moved + self.start[gold[0]].sum() + self.end[last].sum()
        return self._total(scores, lengths) - path

    def _total(self, scores: Tensor, lengths: Tensor) -> Tensor:
        """Logarithm of what all sequences weigh, summed over the batch."""
        alpha = self.start + scores[0]
        for step in range(1, len(scores)):
            ahead = torch.logsumexp(alpha.unsqueeze(2) + self.pairs, 1) + scores[step]
            alpha = torch.where((step < lengths).unsqueeze(1), ahead, alpha)
        result: Tensor = torch.logsumexp(alpha + self.end, 1).sum()
        return result


def chain_of(loss: nn.Module) -> Chain:
    """A trained chain of labels, for decoding."""
    assert isinstance(loss, ChainLoss)
    return Chain(*(weight.detach().numpy().copy() for weight in (loss.pairs, loss.start, loss.end)))
