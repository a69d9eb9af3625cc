"""The ledger: an article's scraped text is its title and body with what was removed put back where it stood.

Works on rows of the tables `articles` and `removals` as they are published, in files of any age.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

REPAIR = "repair"  # category of an edit inside a line that stays

Row = Mapping[str, Any]
_Segment = tuple[Literal["title", "body", "space"], str]


class NoPlaces(ValueError):
    """The rows are of a day that was published before the tables said where each removal stood."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the scraped text of one kind."""

    text: str
    kind: Literal["title", "body", "removed", "space"]
    start: int = 0  # of a piece of the title or the body: its first code point there
    removal: Row | None = None  # of what was removed: its row


class _Cut(NamedTuple):
    """Something to put back."""

    raw_start: int
    text: str
    gap: str  # white space that went with it
    instead: int  # characters that stand there now
    removal: Row


class _Kept(NamedTuple):
    """A run of what stays: code points of the kept text."""

    first: int
    last: int


def scraped_text(article: Row, removals: Iterable[Row]) -> str:
    """The text as it was scraped, from an article's row and its rows of `removals` in any order.

    Raises NoPlaces for a day that was published before they had the columns for it: run that day again.
    """
    kept = "".join(text for _, text in _segments(article))
    parts = (kept[p.first : p.last] if isinstance(p, _Kept) else p.text + p.gap for p in _put_back(kept, removals))
    return "".join(parts)[: article["raw_chars"]]


def pieces(article: Row, removals: Iterable[Row]) -> Iterator[Piece]:
    """The scraped text in pieces, in order; white space around lines is a piece of its own. Raises NoPlaces."""
    segments = list(_segments(article))
    kept, left = _Pieces(segments), article["raw_chars"]
    for part in _put_back("".join(text for _, text in segments), removals):
        found = kept.inside(part) if isinstance(part, _Kept) else _taken(part)
        for piece in found:
            # The line end that is put behind each line is none behind the last.
            text = piece.text[:left] if piece.kind == "space" else piece.text
            left = max(left - len(text), 0)
            if text:
                yield Piece(text, piece.kind, piece.start, piece.removal)


def _segments(article: Row) -> Iterator[_Segment]:
    """What stays: title and body by lines, each with the white space behind it, and what there is before all."""
    if article.get("title_in_text") is None:
        raise NoPlaces("this day was published before its tables said where each removal stood: run it again")
    gaps = iter(article["gaps"] or ())
    yield "space", next(gaps, "")
    if article["title_in_text"]:
        yield "title", article["title"]
        yield "space", next(gaps, "\n")
    for line in article["body"].split("\n") if article["body"] else ():
        yield "body", line
        yield "space", next(gaps, "\n")


def _put_back(kept: str, removals: Iterable[Row]) -> Iterator[_Kept | _Cut]:
    """The kept text with each cut put in where as much of the scraped text stands before it as did."""
    at = done = 0  # code points of the scraped text, and of the kept one
    for cut in _cuts(removals):
        if cut.raw_start > at:
            yield _Kept(done, done + cut.raw_start - at)
            done += cut.raw_start - at
        yield cut
        done += cut.instead
        at = cut.raw_start + len(cut.text) + len(cut.gap)
    yield _Kept(done, len(kept))


def _cuts(removals: Iterable[Row]) -> list[_Cut]:
    """What removals took, in the order in which it stood."""
    found: list[_Cut] = []
    for row in removals:
        if row["edits"]:
            found += [_Cut(e["raw_start"], e["text"], "", len(e["instead"]), row) for e in row["edits"]]
        else:
            found.append(_Cut(row["raw_start"], row["text"], row["gap"] or "", 0, row))
    return sorted(found, key=lambda cut: cut.raw_start)


def _taken(cut: _Cut) -> Iterator[Piece]:
    yield Piece(cut.text, "removed", removal=cut.removal)
    yield Piece(cut.gap, "space")


class _Pieces:
    """Segments of the kept text, given out in runs that follow one another."""

    def __init__(self, segments: list[_Segment]) -> None:
        self._segments = segments
        self._number = self._at = self._body = 0  # the segment that is next, where it begins, and where in the body

    def inside(self, run: _Kept) -> Iterator[Piece]:
        """The parts of segments that are in a run."""
        while self._number < len(self._segments):
            kind, text = self._segments[self._number]
            first, last = max(run.first - self._at, 0), min(run.last - self._at, len(text))
            if first < last:
                yield Piece(text[first:last], kind, first + (self._body if kind == "body" else 0))
            if self._at + len(text) > run.last:
                return
            self._number += 1
            self._at += len(text)
            self._body += len(text) + 1 if kind == "body" else 0
