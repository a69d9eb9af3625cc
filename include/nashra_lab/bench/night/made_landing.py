"""A landing of any size from some articles: their copies with words exchanged, so that none is a duplicate.

Lines that recur in a source (menus, share buttons) stay as they are, as they do from night to night. Everything
is drawn from the seed, so the same call makes the same bytes.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson

from nashra.errors import NashraError
from nashra.lake import Storage, read_parquet
from nashra.settings import Settings

EXCHANGED = 0.35  # share of words: one shingle of three words in four differs, far below a near duplicate
SHORTEST = 4  # letters of a word that is exchanged
RECURS = 3  # articles of a source that have a line: then it is left alone
FILE_ARTICLES = 2000
_PIECES = re.compile(r"(\s+)")

Text = tuple[str, str]  # source, text


class NoArticles(NashraError):
    """There is nothing to measure with."""


def texts_of(source: Path | None, settings: Settings) -> list[Text]:
    """Source and text of each row of a Parquet file with such columns, or of each article of the landing.

    Raises NoArticles when there is none.
    """
    found = _rows_of(source) if source else _articles_of(settings)
    if not found:
        raise NoArticles(f"there is no article in {source or settings.landing}")
    return found


def _rows_of(source: Path) -> list[Text]:
    table = read_parquet(source, str(source), ["source", "text"])
    return list(zip(table["source"].to_pylist(), table["text"].to_pylist(), strict=True))


def _articles_of(settings: Settings) -> list[Text]:
    from nashra.article import Article
    from nashra.landing.read import read_articles

    found = read_articles(Storage(settings.landing), "", settings)
    return [(item.source, item.text) for item in found if isinstance(item, Article)]


def make_landing(texts: Sequence[Text], articles: int, seed: int, folder: Path) -> dict[str, int]:
    """Writes `articles` records as JSON lines below `folder`; returns articles, tokens and bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    tokens = size = 0
    made = _perturbed(texts, articles, seed)
    for first in range(0, articles, FILE_ARTICLES):
        path = folder / f"part-{first // FILE_ARTICLES:05d}.jsonl"
        with path.open("wb") as file:
            for number in range(first, min(first + FILE_ARTICLES, articles)):
                source, text = next(made)
                tokens += text.count(" ") + 1
                record = {"source": source, "url": f"https://{source}.example/{seed}/{number}", "text": text}
                file.write(orjson.dumps(record) + b"\n")
        size += path.stat().st_size
    return {"articles": articles, "tokens": tokens, "bytes": size}


def _perturbed(texts: Sequence[Text], articles: int, seed: int) -> Iterator[Text]:
    chance = random.Random(seed)
    order = list(range(len(texts)))
    chance.shuffle(order)
    fixed = _recurring(texts)
    vocabulary = _vocabulary(texts[row][1] for row in order[:2000])
    for number in range(articles):
        source, text = texts[order[number % len(order)]]
        lines = (line if (source, line.strip()) in fixed else _exchange(line, vocabulary, chance)
                 for line in text.split("\n"))  # fmt: skip
        yield source, "\n".join(lines)


def _exchange(line: str, vocabulary: Sequence[str], chance: random.Random) -> str:
    draw, size = chance.random, len(vocabulary)
    return "".join(
        vocabulary[int(draw() * size)] if len(piece) >= SHORTEST and piece.isalpha() and draw() < EXCHANGED else piece
        for piece in _PIECES.split(line)
    )


def _vocabulary(texts: Iterator[str]) -> list[str]:
    """Running words of some texts, each as often as it is there."""
    return [word for text in texts for word in text.split() if len(word) >= SHORTEST and word.isalpha()]


def _recurring(texts: Sequence[Text]) -> frozenset[Text]:
    counts = Counter((source, line) for source, text in texts for line in {part.strip() for part in text.split("\n")})
    return frozenset(key for key, count in counts.items() if count >= RECURS)
