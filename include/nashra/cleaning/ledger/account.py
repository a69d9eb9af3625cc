"""The ledger: an article's scraped text is its title and body with what was removed put back where it stood.

Works on rows of the tables `articles` and `removals` as they are published, in files of any age.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

REPAIR = "repair"  # category of an edit inside a line that stays

Row = Mapping[str, Any]


class NoPlaces(ValueError):
    """The rows are of a day that was published before the tables said where each removal stood."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the scraped text of one kind."""

    text: str
    kind: Literal["title", "body", "removed", "space"]
    start: int = 0  # of a piece of the title or the body: its first code point there
    removal: Row | None = None  # of what was removed: its row


@dataclass(frozen=True, slots=True)
class _Cut:
    """Something to put back."""

    raw_start: int
    text: str
    gap: str  # white space that went with it
    instead: int  # characters that stand there now
    removal: Row


def scraped_text(article: Row, removals: Iterable[Row]) -> str:
    """The text as it was scraped, from an article's row and its rows of `removals` in any order.

    Raises NoPlaces for a day that was published before they had the columns for it: run that day again.
    """
    return "".join(piece.text for piece in pieces(article, removals))


def pieces(article: Row, removals: Iterable[Row]) -> Iterator[Piece]:
    """The scraped text in pieces, in order; white space around lines is a piece of its own. Raises NoPlaces."""
    if article.get("title_in_text") is None:
        raise NoPlaces("this day was published before its tables said where each removal stood: run it again")
    at = 0
    for piece in _put_back(article, _cuts(removals)):
        # White space after the last line ends where the text does.
        text = piece.text[: max(article["raw_chars"] - at, 0)] if piece.kind == "space" else piece.text
        at += len(text)
        if text:
            yield piece if text == piece.text else Piece(text, piece.kind)


def _put_back(article: Row, cuts: list[_Cut]) -> Iterator[Piece]:
    """The kept pieces, with each cut put in when as much of the scraped text as was before it is there."""
    at = number = 0
    for piece in _kept(article):
        done = 0
        while number < len(cuts) and (left := cuts[number].raw_start - at) < len(piece.text) - done:
            cut = cuts[number]
            if left > 0:
                yield _part(piece, done, done + left)
            yield from _whole(cut)
            at += max(left, 0) + len(cut.text) + len(cut.gap)
            done += max(left, 0) + cut.instead
            number += 1
        yield _part(piece, done, len(piece.text))
        at += max(len(piece.text) - done, 0)
    for cut in cuts[number:]:
        yield from _whole(cut)


def _whole(cut: _Cut) -> Iterator[Piece]:
    yield Piece(cut.text, "removed", removal=cut.removal)
    yield Piece(cut.gap, "space")


def _part(piece: Piece, first: int, last: int) -> Piece:
    return Piece(piece.text[first:last], piece.kind, piece.start + first)


def _kept(article: Row) -> Iterator[Piece]:
    """What stays, a line at a time, each with the white space after it."""
    lines = [Piece(article["title"], "title")] if article["title_in_text"] else []
    start = 0
    for text in article["body"].split("\n") if article["body"] else ():
        lines.append(Piece(text, "body", start))
        start += len(text) + 1
    before, *after = article["gaps"] or ("", *("\n" for _ in lines))
    yield Piece(before, "space")
    for line, gap in zip(lines, after, strict=True):
        yield line
        yield Piece(gap, "space")


def _cuts(removals: Iterable[Row]) -> list[_Cut]:
    """What removals took, in the order in which it stood."""
    found: list[_Cut] = []
    for row in removals:
        if row["edits"] is None:
            found.append(_Cut(row["raw_start"], row["text"], row["gap"] or "", 0, row))
        else:
            found += [_Cut(e["raw_start"], e["text"], "", len(e["instead"]), row) for e in row["edits"]]
    return sorted(found, key=lambda cut: cut.raw_start)
