"""The scraped text of an article, line by line: what was kept and, where it stood, what cleaning took out."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from nashra.cleaning.ledger.account import NoPlaces, Piece, pieces

Rows = list[dict[str, Any]]


def scraped_lines(article: dict[str, Any], removals: Rows) -> list[list[Piece]] | None:
    """The lines of the scraped text, each its pieces, none for a blank line.

    None for a day that was published before its tables said where each removal stood.
    """
    try:
        return _lines(pieces(article, removals))
    except NoPlaces:
        return None


def kept_lines(article: dict[str, Any]) -> list[list[Piece]]:
    """Title and body alone, for a day of which no more is known."""
    title = [Piece(article["title"], "title")] if article["title"] else []
    return [title] * bool(title) + _lines([Piece(article["body"], "body")])


def _lines(found: Iterable[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in found:
        start = piece.start
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(replace(piece, text=text, start=start))
            start += len(text) + 1
    return lines
