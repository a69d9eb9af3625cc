"""Corpus evidence: what other articles say about a line.

Each article adds the hashes of its lines and a sketch of its words. Articles that are copies of one another,
exact or near, form one family and count once; so a landing given twice, or a story sent in three editions,
changes nothing. Parts may be made from any shards and merged in any order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nashra.cleaning.families import SKETCH, families, sketches
from nashra.cleaning.lines import I64, U64, Bool, Lines, mix

TITLE_LINES = 2  # the first lines of an article, any of which may be its title
LEAD_LINES = 5  # the first lines of an article, whose beginnings a teaser elsewhere repeats
PARAGRAPH = 80  # letters
COPIED = 0.6  # share of its paragraphs that others have, above which an article is itself a copy
LINE, TITLE, LEAD = range(3)
U32 = npt.NDArray[np.uint32]


@dataclass(slots=True)
class EvidencePart:
    """What some articles add: a row for each article and a row for each thing seen in one."""

    digest: U64  # (articles,) of all letters of the article: equal for copies
    source: U64  # (articles,)
    sketch: U32  # (articles, SKETCH)
    key: U64  # (rows,) hash of a line or of its beginning
    kind: npt.NDArray[np.uint8]  # (rows,) LINE, TITLE or LEAD
    owner: U64  # (rows,) digest of the article

    def tables(self) -> tuple[pa.Table, pa.Table]:
        """As two Arrow tables, articles and rows."""
        sketch = pa.FixedSizeListArray.from_arrays(pa.array(self.sketch.ravel()), SKETCH)
        return (
            pa.table({"digest": self.digest, "source": self.source, "sketch": sketch}),
            pa.table({"key": self.key, "kind": self.kind, "owner": self.owner}),
        )

    @staticmethod
    def from_tables(articles: pa.Table, rows: pa.Table) -> "EvidencePart":
        flat = articles["sketch"].combine_chunks()
        values = flat.flatten() if len(articles) else pa.array([], pa.uint32())
        return EvidencePart(
            articles["digest"].to_numpy(), articles["source"].to_numpy(),
            np.asarray(values).astype(np.uint32).reshape(-1, SKETCH),
            rows["key"].to_numpy(), rows["kind"].to_numpy(), rows["owner"].to_numpy(),
        )  # fmt: skip


def digests(lines: Lines) -> U64:
    """A hash of the letters of each article, line by line: equal for copies."""
    place = np.arange(lines.hash.size) - lines.first[lines.article] if lines.hash.size else lines.line_no
    total = np.zeros(lines.hash.size + 1, dtype=np.uint64)
    np.cumsum(mix(lines.hash + mix(place.astype(np.uint64))), out=total[1:])
    return mix(total[lines.first[1:]] - total[lines.first[:-1]] + np.uint64(1))


def observe(lines: Lines, sources: Sequence[int]) -> EvidencePart:
    """What a batch of articles adds; `sources` gives a hash of each article's source."""
    articles = len(lines.first) - 1
    digest = digests(lines)
    place = np.arange(lines.hash.size) - lines.first[lines.article] if lines.hash.size else lines.line_no
    known = lines.letters >= 4
    title = known & (place < TITLE_LINES)
    lead = (place < LEAD_LINES) & (lines.prefix != 0)
    owner = digest[lines.article] if lines.hash.size else digest[:0]
    keys = [lines.hash[known], lines.hash[title], lines.prefix[lead]]
    return EvidencePart(
        digest, np.array(sources, dtype=np.uint64), sketches(lines, articles), np.concatenate(keys),
        np.repeat(np.arange(3, dtype=np.uint8), [k.size for k in keys]),
        np.concatenate([owner[known], owner[title], owner[lead]]),
    )  # fmt: skip


def merge(parts: Iterable[EvidencePart]) -> EvidencePart:
    """One part of several, without the copies of an article; the order of parts does not matter."""
    parts = list(parts)
    if not parts:
        return nothing()
    digest = np.concatenate([p.digest for p in parts])
    source = np.concatenate([p.source for p in parts])
    order = np.lexsort((source, digest))  # of copies the one with the least source stands for all
    digest, first = np.unique(digest[order], return_index=True)
    first = order[first]
    rows = np.empty(sum(p.key.size for p in parts), dtype=[("owner", "<u8"), ("kind", "u1"), ("key", "<u8")])
    for name in ("owner", "kind", "key"):
        rows[name] = np.concatenate([getattr(p, name) for p in parts])
    code = mix(rows["owner"] + mix(rows["key"] * np.uint64(3) + rows["kind"].astype(np.uint64)))
    _, keep = np.unique(code, return_index=True)
    rows = rows[keep]
    return EvidencePart(
        digest, source[first], np.concatenate([p.sketch for p in parts])[first],
        rows["key"], rows["kind"], rows["owner"],
    )  # fmt: skip


def nothing() -> EvidencePart:
    none = np.zeros(0, dtype=np.uint64)
    return EvidencePart(none, none, np.zeros((0, SKETCH), np.uint32), none, none.astype(np.uint8), none)


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
        """From the parts of some shards and days."""
        part = merge(parts)
        family = families(part.digest, part.sketch)
        owner = np.searchsorted(part.digest, part.owner)
        tables: list[tuple[U64, U32, U32, U32]] = []
        for kind in (LINE, TITLE, LEAD):
            mine = part.kind == kind
            tables.append(_count(part.key[mine], family[owner[mine]], part.source[owner[mine]]))
        (line, count, sources, _), (title, titles, _, titled), (lead, leads, _, led) = tables
        many = count >= 2
        return CorpusEvidence(
            line[many], count[many], sources[many], title, titles, lead, leads, titled, led,
            part.digest, family.astype(np.uint32),
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
    pair = np.unique(np.stack([keys, source], axis=1), axis=0)[:, 0] if keys.size else keys
    _, sources = np.unique(pair, return_counts=True)
    return unique, counts.astype(np.uint32), sources.astype(np.uint32), family[new][first].astype(np.uint32)
