"""Words cut into word pieces and sentences into windows, exactly as camel-tools' recogniser does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WINDOW = 256  # pieces, [CLS] and [SEP] among them: camel-tools' max_seq_length
_REMEMBERED = 500_000  # words whose pieces are kept


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces that the network sees together."""

    ids: tuple[int, ...]  # with [CLS] and [SEP]
    firsts: list[int]  # place in ids of the first piece of each word
    words: list[int]  # place in the sentence of each of those words


class Pieces:
    """Cuts sentences for the network whose tokenizer lies in `folder`; `limit` is the longest window it takes."""

    def __init__(self, folder: Path, limit: int = WINDOW) -> None:
        from transformers import BertTokenizer

        tokenizer: Any = BertTokenizer.from_pretrained(str(folder), local_files_only=True)
        self._backend: Any = tokenizer.backend_tokenizer
        self._backend.no_padding()
        self._backend.no_truncation()
        self._cls, self._sep = int(tokenizer.cls_token_id), int(tokenizer.sep_token_id)
        self._room = min(limit, WINDOW) - 2
        self._known: dict[str, tuple[int, ...]] = {}

    def windows(self, words: Sequence[str]) -> list[Window]:
        """The windows of a sentence in order: a new one is begun at the word that no longer fits.

        A word without a piece (a stray mark) is in none. A word of more pieces than a window has room for
        is cut; camel-tools fails on it.
        """
        found: list[Window] = []
        ids, firsts, places = self._begun()
        for place, word in enumerate(words):
            pieces = self._pieces(word)
            if not pieces:
                continue
            if len(ids) - 1 + len(pieces) > self._room and firsts:
                found.append(Window((*ids, self._sep), firsts, places))
                ids, firsts, places = self._begun()
            firsts.append(len(ids))
            places.append(place)
            ids.extend(pieces)
        if firsts:
            found.append(Window((*ids, self._sep), firsts, places))
        return found

    def _begun(self) -> tuple[list[int], list[int], list[int]]:
        return [self._cls], [], []

    def _pieces(self, word: str) -> tuple[int, ...]:
        pieces = self._known.get(word)
        if pieces is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            pieces = tuple(self._backend.encode(word, add_special_tokens=False).ids[: self._room])
            self._known[word] = pieces
        return pieces
