"""What articles add to the corpus evidence: the hashes of their lines and a sketch of their words.

Parts may be made from any shards and days and put together in any order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nashra.cleaning.corpus.edges import Pieces, edge_keys
from nashra.cleaning.corpus.families import SKETCH, sketches
from nashra.cleaning.lines.hashes import I64, U64, in_order, mix, starts
from nashra.cleaning.lines.line_arrays import Lines
from nashra.learned_homes import Codes

TITLE_LINES = 2  # the first lines of an article, any of which may be its title
LEAD_LINES = 5  # the first lines of an article, whose beginnings a teaser elsewhere repeats
LINE, TITLE, LEAD, EDGE = range(4)
U32 = npt.NDArray[np.uint32]


@dataclass(slots=True)
class EvidencePart:
    """What some articles add: a row for each article and a row for each thing seen in one."""

    digest: U64  # (articles,) of all letters of the article: equal for copies
    source: U64  # (articles,)
    country: Codes  # (articles,) that each speaks for
    sketch: U32  # (articles, SKETCH)
    key: U64  # (rows,) hash of a line or of its beginning
    kind: npt.NDArray[np.uint8]  # (rows,) LINE, TITLE, LEAD, or EDGE: the edge of a line or a piece glued to it
    owner: U64  # (rows,) digest of the article

    def tables(self) -> tuple[pa.Table, pa.Table]:
        """As two Arrow tables, articles and rows."""
        sketch = pa.FixedSizeListArray.from_arrays(pa.array(self.sketch.ravel()), SKETCH)
        return (
            pa.table({"digest": self.digest, "source": self.source, "country": self.country, "sketch": sketch}),
            pa.table({"key": self.key, "kind": self.kind, "owner": self.owner}),
        )

    @staticmethod
    def from_tables(articles: pa.Table, rows: pa.Table) -> "EvidencePart":
        return EvidencePart(
            articles["digest"].to_numpy(), articles["source"].to_numpy(), articles["country"].to_numpy(),
            sketches_of(articles),
            rows["key"].to_numpy(), rows["kind"].to_numpy(), rows["owner"].to_numpy(),
        )  # fmt: skip


def sketches_of(articles: pa.Table) -> U32:
    """(articles, SKETCH) of a table of articles."""
    flat = articles["sketch"].combine_chunks()
    values = flat.flatten() if len(articles) else pa.array([], pa.uint32())
    return np.asarray(values).astype(np.uint32, copy=False).reshape(-1, SKETCH)


def digests(lines: Lines) -> U64:
    """A hash of the letters of each article, line by line: equal for copies."""
    place = np.arange(lines.hash.size) - lines.first[lines.article] if lines.hash.size else lines.line_no
    total = np.zeros(lines.hash.size + 1, dtype=np.uint64)
    np.cumsum(mix(lines.hash + mix(place.astype(np.uint64))), out=total[1:])
    return mix(total[lines.first[1:]] - total[lines.first[:-1]] + np.uint64(1))


def observe(lines: Lines, sources: Sequence[int], countries: Codes, pieces: Pieces) -> EvidencePart:
    """What a batch of articles adds; `sources` gives a hash of each article's source, `countries` what it speaks for,
    `pieces` are its lines'."""
    articles = len(lines.first) - 1
    digest = digests(lines)
    place = np.arange(lines.hash.size) - lines.first[lines.article] if lines.hash.size else lines.line_no
    known = lines.letters >= 4
    title = known & (place < TITLE_LINES)
    lead = (place < LEAD_LINES) & (lines.prefix != 0)
    owner = digest[lines.article] if lines.hash.size else digest[:0]
    head, foot = edge_keys(lines)
    of_edge = np.concatenate([owner, owner, owner[pieces.line], owner[pieces.line]])
    edges = np.concatenate([head, foot, pieces.whole, pieces.opening])
    keys = [lines.hash[known], lines.hash[title], lines.prefix[lead], edges[edges != 0]]
    return EvidencePart(
        digest, np.array(sources, dtype=np.uint64), countries, sketches(lines, articles), np.concatenate(keys),
        np.repeat(np.arange(4, dtype=np.uint8), [k.size for k in keys]),
        np.concatenate([owner[known], owner[title], owner[lead], of_edge[edges != 0]]),
    )  # fmt: skip


def merge(parts: Iterable[EvidencePart]) -> EvidencePart:
    """One part of several, without the copies of an article; the order of parts does not matter."""
    parts = list(parts)
    if not parts:
        return nothing()
    key, kind, owner = (np.concatenate([getattr(part, name) for part in parts]) for name in ("key", "kind", "owner"))
    # Of one thing seen in one article a single row stays; the rows are then in the order of their keys.
    code = mix(owner + mix(key * np.uint64(3) + kind.astype(np.uint64)))
    order = in_order(key, code)
    order = order[starts(key[order], code[order])]
    return EvidencePart(*merge_articles(parts), key[order], kind[order], owner[order])


def merge_articles(parts: Sequence[EvidencePart]) -> tuple[U64, U64, Codes, U32]:
    """Digest, source, country and sketch of each different article, by digest; of copies the least source stands for
    all."""
    digest, source, country = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("digest", "source", "country")
    )
    first = first_of_each(digest, source)
    return digest[first], source[first], country[first], sketches_at(first, (part.sketch for part in parts))


def first_of_each(digest: U64, source: U64) -> I64:
    """Where each different article stands that is to be kept, by digest; of copies that of the least source."""
    order = in_order(digest, source)
    return order[starts(digest[order])]


def sketches_at(places: I64, parts: Iterable[U32]) -> U32:
    """The sketches at some places of parts that are put one behind another; of them one is needed at a time."""
    found = np.empty((places.size, SKETCH), dtype=np.uint32)
    order = np.argsort(places, kind="stable")
    at = first = 0
    for part in parts:
        end = first + int(np.searchsorted(places[order[first:]], at + len(part)))
        some = order[first:end]
        found[some] = part[places[some] - at]
        at, first = at + len(part), end
    return found


def nothing() -> EvidencePart:
    none = np.zeros(0, dtype=np.uint64)
    return EvidencePart(
        none, none, none.astype(np.uint16), np.zeros((0, SKETCH), np.uint32), none, none.astype(np.uint8), none
    )
