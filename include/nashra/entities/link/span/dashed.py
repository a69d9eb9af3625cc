"""A mention that ran on over a dash («د ب أ - برلين», an agency and the place of its report), or ended before one that
is in its name («سانت – لوسيا»)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.steps.decide import Steps

_AND = "و"
_MARKS = frozenset("-–—ـ/")
REACH = 3  # code points of a dash and the blanks around it
_DASH = re.compile(r" ?[-–—ـ/] ?")


def undashed(mentions: list[Mention], steps: Steps, body: str) -> list[Mention]:
    """The mentions, one of a known body and a known place, or of two known places, that a dash parts as two, and two
    that are a known place with a dash in it as one."""
    if _MARKS.isdisjoint(body):
        return mentions
    kept: list[Mention] = []
    for piece in (piece for mention in mentions for piece in _pieces(mention, steps)):
        before = kept[-1] if kept else None
        if before and before.type == piece.type == "LOC" and 0 < piece.start - before.end <= REACH:
            surface = body[before.start : piece.end]
            key = name_key(surface) if _DASH.fullmatch(body, before.end, piece.start) else ""
            if key and (steps.own("LOC", key) or (surface.startswith(_AND) and steps.own("LOC", key[1:]))):
                kept[-1] = replace(before, end=piece.end, surface=surface, score=min(before.score, piece.score))
                continue
        kept.append(piece)
    return kept


def _pieces(mention: Mention, steps: Steps) -> Iterator[Mention]:
    may_be = mention.type in ("ORG", "LOC") and not _MARKS.isdisjoint(mention.surface)
    dashes = list(_DASH.finditer(mention.surface)) if may_be else []
    if len(dashes) == 1:
        dash = dashes[0]
        first, second = mention.surface[: dash.start()], mention.surface[dash.end() :]
        place = steps.own("LOC", name_key(second)) if second else None
        whole = steps.own(mention.type, name_key(mention.surface))
        kind = next((kind for kind in ("ORG", "LOC") if first and steps.own(kind, name_key(first))), "")
        if place and kind and not whole:
            yield replace(mention, type=kind, end=mention.start + dash.start(), surface=first)
            yield replace(mention, type="LOC", start=mention.start + dash.end(), surface=second)
            return
    yield mention
