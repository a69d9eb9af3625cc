"""Corpus evidence: what other articles say about a line.

Each article adds the hashes of its lines and a sketch of its words. Articles that are copies of one another,
exact or near, form one family and count once; so a landing given twice, or a story sent in three editions,
changes nothing. Parts may be made from any shards and merged in any order.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from nashra.cleaning.corpus.families import families
from nashra.cleaning.corpus.observed import (
    LEAD,
    LEAD_LINES,
    LINE,
    TITLE,
    TITLE_LINES,
    U32,
    EvidencePart,
    digests,
    merge,
    nothing,
)
from nashra.cleaning.lines.line_arrays import I64, U64, Bool, Lines

PARAGRAPH = 80  # letters
COPIED = 0.6  # share of its paragraphs that others have, above which an article is itself a copy


@dataclass(slots=True)
class LineEvidence:
    """What other articles say about each line of a batch (n lines)."""

    repeats: I64  # other families with the same line
    sources: I64  # sources that have the line, one's own among them, when it repeats
    titles: I64  # other families that have it as title
    leads: I64  # other families with a first line that begins like it


@dataclass(slots=True)
class CorpusEvidence:
    """Tables from hash to count, sorted by hash; a line seen in one family only is not kept."""

    line: U64
    line_count: U32
    line_sources: U32
    title: U64
    title_count: U32
    lead: U64
    lead_count: U32
    title_family: U32  # a family that has the title: the only one when the count is 1
    lead_family: U32
    digest: U64  # of each article, sorted
    family: U32  # of each article

    @staticmethod
    def build(parts: Iterable[EvidencePart]) -> "CorpusEvidence":
        """From parts that fit in memory together."""
        part = merge(parts)
        return CorpusEvidence.count(part, [part])

    @staticmethod
    def count(articles: EvidencePart, rows: Iterable[EvidencePart]) -> "CorpusEvidence":
        """From all articles, merged, and their rows in ranges of ascending keys, each range merged."""
        family = families(articles.digest, articles.sketch)
        counted: list[list[tuple[U64, U32, U32, U32]]] = [[], [], []]
        for part in rows:
            owner = np.searchsorted(articles.digest, part.owner)
            for kind in (LINE, TITLE, LEAD):
                mine = part.kind == kind
                keys, count, sources, of = _count(part.key[mine], family[owner[mine]], articles.source[owner[mine]])
                kept = count >= 2 if kind == LINE else slice(None)
                counted[kind].append((keys[kept], count[kept], sources[kept], of[kept]))
        few = np.zeros(0, np.uint32)
        for found in counted:
            found.append((nothing().key, few, few, few))  # there may be no range at all
        line, title, lead = ([np.concatenate(column) for column in zip(*found, strict=True)] for found in counted)
        return CorpusEvidence(
            line[0], line[1], line[2], title[0], title[1], lead[0], lead[1], title[3], lead[3],
            articles.digest, family.astype(np.uint32),
        )  # fmt: skip

    @staticmethod
    def empty() -> "CorpusEvidence":
        return CorpusEvidence.build([])

    def table(self) -> pa.Table:
        """As one Arrow table of kind, key, count and sources."""
        kinds = [self.line, self.title, self.lead, self.digest]
        counts = [self.line_count, self.title_count, self.lead_count, self.family]
        others = [self.line_sources, self.title_family, self.lead_family, np.zeros_like(self.family)]
        return pa.table(
            {
                "kind": np.repeat(np.arange(4, dtype=np.uint8), [k.size for k in kinds]),
                "key": np.concatenate(kinds),
                "count": np.concatenate(counts),  # of articles: their family
                "other": np.concatenate(others),  # of lines: sources; of titles and leads: a family
            }
        )

    @staticmethod
    def from_table(table: pa.Table) -> "CorpusEvidence":
        kind, key = table["kind"].to_numpy(), table["key"].to_numpy()
        count, other = table["count"].to_numpy(), table["other"].to_numpy()
        line, title, lead, article = (kind == k for k in range(4))
        return CorpusEvidence(
            key[line], count[line], other[line], key[title], count[title], key[lead], count[lead],
            other[title], other[lead], key[article], count[article],
        )  # fmt: skip

    def of(self, lines: Lines) -> LineEvidence:
        """What others say about the lines of a batch; an article's own share is taken off."""
        place = np.arange(lines.hash.size) - lines.first[lines.article] if lines.hash.size else lines.line_no
        mine = _find(self.digest, self.family + np.uint32(1), digests(lines))[lines.article] - 1
        own_title = _own(lines, lines.hash, TITLE_LINES) | (
            _find(self.title, self.title_family + np.uint32(1), lines.hash) - 1 == mine
        )
        own_lead = _own(lines, lines.prefix, LEAD_LINES) | (
            _find(self.lead, self.lead_family + np.uint32(1), lines.prefix) - 1 == mine
        )
        repeats = np.maximum(_find(self.line, self.line_count, lines.hash) - 1, 0)
        titles = _find(self.title, self.title_count, lines.hash) - own_title
        leads = _find(self.lead, self.lead_count, lines.prefix) - own_lead
        fresh = ~_copied(lines, repeats)
        repeats *= fresh
        titles *= fresh
        leads *= fresh
        return LineEvidence(
            repeats, _find(self.line, self.line_sources, lines.hash) * fresh,
            # An article's own title and first lines may well be another's too.
            np.where((lines.letters >= 20) & (place > 0), np.maximum(titles, 0), 0),
            np.where(place >= LEAD_LINES, np.maximum(leads, 0), 0),
        )  # fmt: skip


def _copied(lines: Lines, repeats: I64) -> Bool:
    """Lines of articles most of whose paragraphs are in others too: the story was printed twice, perhaps on
    another page, and repetition says nothing against its paragraphs or what stands above them."""
    weight = np.where(lines.letters >= PARAGRAPH, lines.letters, 0)
    articles = lines.first.size - 1
    total = np.bincount(lines.article, weights=weight, minlength=articles)
    again = np.bincount(lines.article, weights=weight * (repeats > 0), minlength=articles)
    copies = again > COPIED * np.maximum(total, 1)
    spots = np.flatnonzero(weight)
    first = (
        spots[np.minimum(np.searchsorted(spots, lines.first[:-1]), max(spots.size - 1, 0))]
        if spots.size
        else lines.first[:-1]
    )
    above = np.arange(weight.size) < first[lines.article]
    return np.asarray(copies[lines.article] & ((weight > 0) | above))


def _own(lines: Lines, keys: U64, count: int) -> Bool:
    """Where a line's key is that of one of the first `count` lines of its own article."""
    own = np.zeros(keys.size, dtype=np.bool_)
    first, end = lines.first[lines.article], lines.first[lines.article + 1]
    for place in range(count):
        at = np.minimum(first + place, end - 1)
        own |= keys == keys[at]
    return own


def _find(keys: U64, values: U32, wanted: U64) -> I64:
    if not keys.size:
        return np.zeros(wanted.size, dtype=np.int64)
    at = np.minimum(np.searchsorted(keys, wanted), keys.size - 1)
    return np.where((keys[at] == wanted) & (wanted != 0), values[at], 0).astype(np.int64)


def _count(keys: U64, family: I64, source: U64) -> tuple[U64, U32, U32, U32]:
    """Each key once, with its number of families and of sources, and the least of its families."""
    order = np.lexsort((family, keys))
    keys, family, source = keys[order], family[order], source[order]
    new = np.ones(keys.size, dtype=np.bool_)
    new[1:] = (keys[1:] != keys[:-1]) | (family[1:] != family[:-1])
    unique, first, counts = np.unique(keys[new], return_index=True, return_counts=True)
    family = family[new][first]
    order = np.lexsort((source, keys))
    keys, source = keys[order], source[order]
    new[1:] = (keys[1:] != keys[:-1]) | (source[1:] != source[:-1])
    _, sources = np.unique(keys[new], return_counts=True)
    return unique, counts.astype(np.uint32), sources.astype(np.uint32), family.astype(np.uint32)
