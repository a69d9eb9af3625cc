"""Whether each article's scraped text can be had back from what clean left."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa

from nashra.cleaning.ledger.account import Row, scraped_text
from nashra.quality.see.ids import Numbers, id_numbers, joined

ARTICLE = ["article_id", "title", "body", "raw_chars", "title_in_text", "gaps"]
REMOVAL = ["article_id", "text", "raw_start", "gap", "edits"]
NOT_LANDED, NOT_MADE = 0, 1  # in place of a text that isn't there, or can't be made again


class Texts:
    """Texts by article, as numbers: two texts are taken to be equal when their numbers are, in the same process."""

    def __init__(self, parts: Iterable[tuple[Numbers, Numbers]]) -> None:
        pairs = list(parts)
        ids, texts = joined(ids for ids, _ in pairs), joined(texts for _, texts in pairs)
        order = np.argsort(ids)
        self.ids, self.texts = ids[order], texts[order]

    def of(self, ids: Numbers) -> Numbers:
        """The number of each id's text; NOT_LANDED for one that has none."""
        if not len(self.ids):
            return np.full(len(ids), NOT_LANDED, np.uint64)
        place = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return np.where(self.ids[place] == ids, self.texts[place], np.uint64(NOT_LANDED))


def landed(parts: Iterable[pa.Table]) -> Texts:
    """The texts as they landed, from rows of article_id and text."""
    return Texts((id_numbers(rows["article_id"]), _numbers(rows["text"].to_pylist())) for rows in parts)


def rebuilt(shards: Iterable[tuple[Iterable[pa.Table], Iterable[pa.Table]]]) -> Texts:
    """The texts made again from each shard's rows of ARTICLE and REMOVAL, which are in the same order of articles."""
    return Texts(part for articles, removals in shards for part in _rebuilt(articles, removals))


def _rebuilt(articles: Iterable[pa.Table], removals: Iterable[pa.Table]) -> Iterator[tuple[Numbers, Numbers]]:
    ledgers = groupby((row for rows in removals for row in rows.to_pylist()), lambda row: row["article_id"])
    waiting = next(ledgers, None)
    for rows in articles:
        texts: list[str | None] = []
        for row in rows.to_pylist():
            mine: list[Row] = []
            if waiting and waiting[0] == row["article_id"]:
                mine = list(waiting[1])
                waiting = next(ledgers, None)
            texts.append(_text(row, mine))
        yield id_numbers(rows["article_id"]), _numbers(texts)


def _text(article: dict[str, Any], removals: list[Row]) -> str | None:
    try:
        return scraped_text(article, removals)
    except (TypeError, ValueError):  # rows that hold a null, or gaps of another body
        return None


def _numbers(texts: Iterable[str | None]) -> Numbers:
    return np.array([NOT_MADE if text is None else hash(text) for text in texts], np.int64).view(np.uint64)
