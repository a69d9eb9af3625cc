"""Corpus evidence: what other articles say about a line.

Each article adds the hashes of its lines and a sketch of its words. Articles that are copies of one another,
exact or near, form one family and count once; so a landing given twice, or a story sent in three editions,
changes nothing. Parts may be made from any shards and merged in any order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nashra.cleaning.corpus.edges import Pieces, edge_keys, glued_pieces
from nashra.cleaning.corpus.families import families
from nashra.cleaning.corpus.key_index import KeyIndex
from nashra.cleaning.corpus.observed import (
    EDGE,
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
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64, U64, Bool, in_order, mix, starts
from nashra.cleaning.lines.line_arrays import Lines
from nashra.learned_homes import NO_SOURCE

PARAGRAPH = 80  # letters
SENTENCE = 40  # letters from which a line that ends with a full stop is a paragraph too
_SALTS = {LINE: np.uint64(0x27D4EB2F), TITLE: np.uint64(0x165667B1), LEAD: np.uint64(0x9E3779B1)}
UNKNOWN = NO_SOURCE
_KINDS = 6  # of rows in its table
# of what is counted of each kind, key, families, sources and the least family: what is kept
_KEPT = {LINE: (0, 1, 2), TITLE: (0, 1, 3), LEAD: (0, 1, 3), EDGE: (0, 1)}
COPIED = 0.6  # share of its paragraphs that others have, above which an article is itself a copy


@dataclass(slots=True)
class LineEvidence:
    """What other articles say about each line of a batch (n lines)."""

    repeats: I64  # other families with the same line
    sources: I64  # sources that have the line, one's own among them, when it repeats
    titles: I64  # other families that have it as title
    leads: I64  # other families with a first line that begins like it
    heads: I64  # other families of the same source with a line that begins with the same words
    feet: I64  # and that ends with the same words
    of_source: I64  # families of the article's source, its own among them
    pieces: Pieces  # that may be glued to lines
    piece_whole: I64  # (p,) other families of the source with the same piece
    piece_opening: I64  # (p,) other families of the source with a piece that opens with the same word


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
    edge: U64  # edges of lines, pieces glued to them; lines, titles and leads again: each with its source mixed in
    edge_count: U32
    digest: U64  # of each article, sorted
    family: U32  # of each article
    source: U64  # of each article; of one that names none, that of a copy which does
    source_name: U64  # sources, sorted
    source_count: U32  # families of each
    _indexed: dict[str, KeyIndex] = field(default_factory=dict, init=False, repr=False, compare=False)

    @staticmethod
    def build(parts: Iterable[EvidencePart]) -> "CorpusEvidence":
        """From parts that fit in memory together."""
        part = merge(parts)
        return CorpusEvidence.count(part, [part])

    @staticmethod
    def count(articles: EvidencePart, rows: Iterable[EvidencePart]) -> "CorpusEvidence":
        """From all articles, merged, and their rows in ranges of ascending keys, each range merged.

        The articles' sketches are let go of: nothing else is made of them, and they are most of what is held.
        """
        family = families(articles.digest, articles.sketch).astype(np.uint32)
        articles.sketch = nothing().sketch
        source = _known_sources(family, articles.source)
        counted = {kind: _Columns(columns) for kind, columns in _KEPT.items()}
        for part in rows:
            owner = np.searchsorted(articles.digest, part.owner)
            for kind in (LINE, TITLE, LEAD, EDGE):
                mine = part.kind == kind
                own = owner[mine]
                key = scoped(part.key[mine], source[own]) if kind == EDGE else part.key[mine]
                keys, count, sources, of = _count(key, family[own], articles.source[own])
                kept = count >= 2 if kind in (LINE, EDGE) else slice(None)
                counted[kind].add((keys[kept], count[kept], sources[kept], of[kept]))
                if kind != EDGE:
                    within = scoped(part.key[mine] + _SALTS[kind], source[own])
                    keys, count, sources, of = _count(within, family[own], articles.source[own])
                    kept = count >= 2 if kind == LINE else slice(None)
                    counted[EDGE].add((keys[kept], count[kept], sources[kept], of[kept]))
        line, line_count, line_sources = counted[LINE].joined()
        title, title_count, title_family = counted[TITLE].joined()
        lead, lead_count, lead_family = counted[LEAD].joined()
        edge, edge_count = counted[EDGE].joined()
        order = np.argsort(edge, kind="stable")  # mixing the source in took the ranges apart
        names, families_of = _families_of_each(source, family)
        return CorpusEvidence(
            line, line_count, line_sources, title, title_count, lead, lead_count, title_family, lead_family,
            edge[order], edge_count[order], articles.digest, family, source, names, families_of,
        )  # fmt: skip

    @staticmethod
    def empty() -> "CorpusEvidence":
        return CorpusEvidence.build([])

    def table(self) -> pa.Table:
        """As one Arrow table of kind, key, count, other and source; what a kind has no use for is 0."""
        return pa.concat_tables(self.tables())

    def tables(self) -> Iterator[pa.Table]:
        """The same, a kind of rows at a time."""
        yield _of_kind(0, self.line, self.line_count, self.line_sources)
        yield _of_kind(1, self.title, self.title_count, self.title_family)
        yield _of_kind(2, self.lead, self.lead_count, self.lead_family)
        yield _of_kind(3, self.digest, self.family, source=self.source)
        yield _of_kind(4, self.edge, self.edge_count)
        yield _of_kind(5, self.source_name, self.source_count)

    @staticmethod
    def from_table(table: pa.Table) -> "CorpusEvidence":
        ends = np.cumsum(np.bincount(table["kind"].to_numpy(), minlength=_KINDS))  # they stand one behind another
        line, title, lead, article, edge, name = (
            table.slice(begin, end - begin) for begin, end in pairwise([0, *ends.tolist()])
        )

        def of(some: pa.Table, *columns: str) -> Iterator[npt.NDArray[Any]]:
            return (some[column].to_numpy() for column in columns)

        return CorpusEvidence(
            *of(line, "key", "count", "other"), *of(title, "key", "count"), *of(lead, "key", "count"),
            *of(title, "other"), *of(lead, "other"), *of(edge, "key", "count"), *of(article, "key", "count", "source"),
            *of(name, "key", "count"),
        )  # fmt: skip

    def of(self, lines: Lines, pieces: Pieces | None = None) -> LineEvidence:
        """What others say about the lines of a batch, and about its glued pieces, which are looked for unless they are
        given; an article's own share is taken off."""
        place = np.arange(lines.hash.size) - lines.first[lines.article] if lines.hash.size else lines.line_no
        digest = digests(lines)
        mine = self._found("digest", digest).of(self.family + np.uint32(1))[lines.article] - 1
        source = self._source(digest)[lines.article]
        head, foot = edge_keys(lines)
        pieces = glued_pieces(lines) if pieces is None else pieces
        of_piece = source[pieces.line]
        line, title, lead = (
            self._found(keys, own)
            for keys, own in (("line", lines.hash), ("title", lines.hash), ("lead", lines.prefix))
        )
        own_title = _own(lines, lines.hash, TITLE_LINES) | (title.of(self.title_family + np.uint32(1)) - 1 == mine)
        own_lead = _own(lines, lines.prefix, LEAD_LINES) | (lead.of(self.lead_family + np.uint32(1)) - 1 == mine)
        repeats = np.maximum(line.of(self.line_count) - 1, 0)
        fresh = ~_copied(lines, repeats)
        titles = title.of(self.title_count) - own_title
        leads = lead.of(self.lead_count) - own_lead
        # A paragraph of the body is never gone on the word of other papers: they may have copied it, or mean harm.
        body = (lines.letters >= PARAGRAPH) | ((lines.letters >= SENTENCE) & (lines.tail == ch.STOP))
        repeats = np.where(body, self._others(lines.hash + _SALTS[LINE], source), repeats)
        titles = np.where(body, self._scoped(lines.hash + _SALTS[TITLE], source) - own_title, titles)
        leads = np.where(
            body, self._scoped(lines.prefix + _SALTS[LEAD], source) * (lines.prefix != 0) - own_lead, leads
        )
        repeats *= fresh
        titles *= fresh
        leads *= fresh
        return LineEvidence(
            repeats, line.of(self.line_sources) * (repeats > 0),
            # An article's own title and first lines may well be another's too.
            np.where((lines.letters >= 20) & (place > 0), np.maximum(titles, 0), 0),
            np.where(place >= LEAD_LINES, np.maximum(leads, 0), 0),
            self._others(head, source), self._others(foot, source),
            self._families(source),
            pieces, self._others(pieces.whole, of_piece), self._others(pieces.opening, of_piece),
        )  # fmt: skip

    def _found(self, name: str, wanted: U64) -> "_Found":
        """Where some hashes stand in one of the tables, given as the name of its keys."""
        if name not in self._indexed:
            self._indexed[name] = KeyIndex(getattr(self, name))
        index = self._indexed[name]
        return _Found(index.keys, index.at(wanted), wanted)

    def _source(self, digest: U64) -> U64:
        """The source of articles that the evidence knows; 0 of others."""
        if not self.digest.size:
            return np.zeros(digest.size, dtype=np.uint64)
        at = np.minimum(np.searchsorted(self.digest, digest), self.digest.size - 1)
        return np.where(self.digest[at] == digest, self.source[at], np.uint64(0))

    def _families(self, source: U64) -> I64:
        """Families of each source: few, and their hashes are of 32 bits only."""
        return _Found(self.source_name, np.searchsorted(self.source_name, source), source).of(self.source_count)

    def _others(self, keys: U64, source: U64) -> I64:
        """Other families of the source that have the same edge."""
        return np.maximum(self._scoped(keys, source) - 1, 0)

    def _scoped(self, keys: U64, source: U64) -> I64:
        """Families of the source that have a key, the article's own among them."""
        wanted = np.where((keys != 0) & (source != 0), scoped(keys, source), np.uint64(0))
        return self._found("edge", wanted).of(self.edge_count)


class _Columns:
    """Columns of what was counted, piece by piece; only those that are of use."""

    def __init__(self, columns: tuple[int, ...]) -> None:
        none: tuple[npt.NDArray[Any], ...] = (nothing().key, *np.zeros((3, 0), np.uint32))
        self._pieces = {column: [none[column]] for column in columns}  # there may be no range at all

    def add(self, counted: tuple[U64, U32, U32, U32]) -> None:
        for column, pieces in self._pieces.items():
            pieces.append(counted[column])

    def joined(self) -> Iterator[npt.NDArray[Any]]:
        """Each column whole, its pieces let go of as it is made."""
        for column in list(self._pieces):
            yield np.concatenate(self._pieces.pop(column))


def _of_kind(kind: int, key: U64, count: U32, other: U32 | None = None, source: U64 | None = None) -> pa.Table:
    return pa.table(
        {
            "kind": np.full(key.size, kind, np.uint8),
            "key": key,
            "count": count,  # of articles: their family
            "other": np.zeros(key.size, np.uint32) if other is None else other,  # of lines: sources; of titles and
            "source": np.zeros(key.size, np.uint64) if source is None else source,  # leads: a family; of articles
        }
    )


def _families_of_each(source: U64, family: U32) -> tuple[U64, U32]:
    """Sources, sorted, and how many families each has."""
    order = in_order(source, family)
    new = starts(source[order], family[order])
    names, count = np.unique(source[order][new], return_counts=True)
    return names, count.astype(np.uint32)


def scoped(keys: U64, source: U64) -> U64:
    """Keys that are one for the articles of a source only: what another paper prints can't stand in for it."""
    return mix(keys + mix(source))


def _known_sources(family: U32, source: U64) -> U64:
    """Each article's source; of one that names none, the least of its family's, which are copies of it."""
    least = np.full(family.size, UNKNOWN, dtype=np.uint64)  # a family goes by the number of one of its articles
    np.minimum.at(least, family, source)
    return np.where(source == UNKNOWN, least[family], source) if source.size else source


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


class _Found:
    """Some hashes in a sorted table; `at` is where they stand there, or would stand."""

    def __init__(self, keys: U64, at: I64, wanted: U64) -> None:
        self._at = np.minimum(at, max(keys.size - 1, 0))
        self._known = (keys.take(self._at) == wanted) & (wanted != 0) if keys.size else None

    def of(self, values: U32) -> I64:
        """Their values; 0 of a hash that is not in the table."""
        if self._known is None:
            return np.zeros(self._at.size, dtype=np.int64)
        return np.where(self._known, values.take(self._at), 0).astype(np.int64)


def _count(keys: U64, family: U32, source: U64) -> tuple[U64, U32, U32, U32]:
    """Each key once, with its number of families and of sources, and the least of its families."""
    order = in_order(keys, family)
    keys, family, source = keys[order], family[order], source[order]
    first = np.flatnonzero(starts(keys))
    size = np.diff(np.append(first, keys.size))
    families_of, sources_of = np.ones((2, first.size), dtype=np.uint32)
    again = np.flatnonzero(np.repeat(size > 1, size))  # most keys are of one row: the others alone are counted
    group = np.repeat(np.arange(first.size), size)[again]
    several = size > 1
    families_of[several] = np.bincount(group[starts(group, family[again])], minlength=first.size)[several]
    order = np.lexsort((source[again], group))
    sources_of[several] = np.bincount(group[starts(group, source[again][order])], minlength=first.size)[several]
    return keys[first], families_of, sources_of, family[first].astype(np.uint32)
