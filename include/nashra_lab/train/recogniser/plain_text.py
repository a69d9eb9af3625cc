"""Plain text for pretraining, as sentences of word keys."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nashra.entities.recognise.embedded.word_shapes import word_key
from nashra.entities.text.sentences import split_sentences
from nashra.lake import read_parquet

LONGEST = 64  # tokens of a sentence; longer ones are cut
SHORTEST = 4
NEWS_WEIGHT = 3  # a news sentence counts as often as this


@dataclass(slots=True)
class Texts:
    """Sentences (news repeated NEWS_WEIGHT - 1 times) and how often each key stands in them."""

    sentences: list[list[str]]
    counts: Counter[str]


def read_texts(wiki: list[Path], news: list[Path], labelled: list[list[str]]) -> Texts:
    """Texts from Parquet files with a column `text`, and from tokens that are already split.

    Of news files, only rows whose column `licence` is Apache-2.0 or begins with CC0 or CC BY-SA are read: what
    is learned here stores words.
    """
    key = lru_cache(1_000_000)(word_key)
    texts = Texts([], Counter())
    for path in wiki:
        _add(texts, [_keys(tokens, key) for text in read_rows(path, False) for tokens in _cut(text)], 1)
    seen: set[tuple[str, ...]] = set()
    fresh = []
    for path in news:
        for text in read_rows(path, True):
            for tokens in _cut(text):
                keys = _keys(tokens, key)
                if tuple(keys) not in seen:
                    seen.add(tuple(keys))
                    fresh.append(keys)
    _add(texts, fresh, NEWS_WEIGHT)
    _add(texts, [_keys(tokens, key) for tokens in labelled], 1)
    return texts


def read_rows(path: Path, only_free: bool) -> list[str]:
    """Texts of a Parquet file; of `only_free`, those that `read_texts` may read of news."""
    rows = read_parquet(path, str(path), ["licence", "text"]).to_pylist()
    free = ("Apache-2.0", "CC0", "CC BY-SA")
    return [row["text"] for row in rows if not only_free or row["licence"].startswith(free)]


def _cut(text: str) -> list[list[str]]:
    return [
        sentence.tokens[start : start + LONGEST]
        for sentence in split_sentences(text)
        for start in range(0, len(sentence.tokens), LONGEST)
        if len(sentence.tokens) - start >= SHORTEST
    ]


def _keys(tokens: list[str], key: Callable[[str], str]) -> list[str]:
    return [key(token) for token in tokens]


def _add(texts: Texts, sentences: list[list[str]], weight: int) -> None:
    for keys in sentences:
        for word in keys:
            texts.counts[word] += weight
    for _ in range(max(1, weight - 1)):
        texts.sentences += sentences
