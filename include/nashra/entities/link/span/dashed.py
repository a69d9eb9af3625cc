"""A mention that ran on over a dash: an agency and the place of its report, «د ب أ - برلين»."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.steps.decide import Steps

_DASH = re.compile(r" ?[-–—ـ/] ?")


def undashed(mentions: list[Mention], steps: Steps) -> list[Mention]:
    """The mentions, one of a known body and a known place, or of two known places, that a dash parts as two."""
    return [piece for mention in mentions for piece in _pieces(mention, steps)]


def _pieces(mention: Mention, steps: Steps) -> Iterator[Mention]:
    dashes = list(_DASH.finditer(mention.surface)) if mention.type in ("ORG", "LOC") else []
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
