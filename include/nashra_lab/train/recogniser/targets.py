"""What the context layer learns to guess: words, and for rare words what kind of word it is."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded import hints
from nashra.entities.recognise.embedded.hints import Hints
from nashra.entities.recognise.embedded.word_shapes import stems
from nashra.text.clitics import read_clitics

KINDS = hints.PERS | hints.LOC | hints.ORG | hints.NORP | hints.OCC | hints.PART
ENDINGS = ("ات", "ون", "ين", "ها", "يه")


def rare_kind(key: str, known: Hints) -> str:
    """A name for the kind of a rare word: article or clitic, ending, and what name lists say of it."""
    if not "ا" <= key[:1] <= "ي":
        return "<latin>" if key.isalpha() else "<other>"
    flags = 0
    for form in stems(key):
        flags |= known.word(form).exact
    begin = "article" if "ال" in (key[:2], key[1:3]) else "clitic" if key[0] in read_clitics().single else ""
    end = key[-2:] if key.endswith(ENDINGS) else key[-1] if key[-1] in "يهان" else ""
    return f"<{begin}|{end}|{flags & KINDS}>"


class Targets:
    """A target's number for each word (most frequent first): its own while there is room, else its kind's."""

    def __init__(self, words: list[str], counts: NDArray[np.int64], known: Hints, own: int) -> None:
        kinds: dict[str, int] = defaultdict(lambda: own + len(kinds))
        self.of_word = np.array(
            [place if place < own else kinds[rare_kind(word, known)] for place, word in enumerate(words)]
        )
        totals = np.bincount(self.of_word, weights=counts.astype(float))
        share = totals**0.75
        self.chance: NDArray[np.float64] = share / share.sum()  # of being drawn as a wrong answer
        # Very frequent words teach little: their loss counts less.
        self.weight = np.minimum(1, np.sqrt(1e-4 * counts.sum() / np.maximum(1, counts))).astype(np.float32)
