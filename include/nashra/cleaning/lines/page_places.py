"""Where the lines of pages stood: what HTML said of them, for lines of a batch."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nashra.article import Article
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.landing.pages.places import Place

_AWAY = Place.NAV | Place.ASIDE | Place.FOOTER | Place.FORM
_BESIDE = _AWAY | Place.HEADER | Place.FIGURE | Place.LIST | Place.TABLE
LINKED, PLAIN = 230, 13  # of 255: share of a line's characters in links, from which it is one, up to which it is none


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """What pages say of the lines of a batch (n lines); of an article that is no page, nothing."""

    away: Bool  # (n,) in a menu, a sidebar, a footer or a form, or nothing but a link outside of a table
    text: Bool  # (n,) in none of them, no list, no table and no figure, and no link


def page_places(lines: Lines, articles: Sequence[Article]) -> PagePlaces | None:
    """None when no article of the batch is a page."""
    pages = {number: one.line_places for number, one in enumerate(articles) if one.line_places is not None}
    if not pages:
        return None
    away, text = np.zeros(lines.hash.size, dtype=np.bool_), np.zeros(lines.hash.size, dtype=np.bool_)
    for number, packed in pages.items():
        span = slice(lines.first[number], lines.first[number + 1])
        flags, share = np.frombuffer(packed, dtype=np.uint8).reshape(-1, 2)[lines.line_no[span]].T
        away[span] = ((flags & _AWAY) > 0) | ((share >= LINKED) & ((flags & Place.TABLE) == 0))
        text[span] = ((flags & _BESIDE) == 0) & (share <= PLAIN)
    return PagePlaces(away, text)
