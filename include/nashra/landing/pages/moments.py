"""Moments that elements hold: <time>, microdata, microformats, and what a script counts on from."""

import re

from selectolax.lexbor import LexborNode

from nashra.landing.pages.outline import Outline, Time

DATED, MARKED = "datepublished", "dt-published"  # of microdata and microformats, in lower case
COUNTED_BY = ("data-date", "data-datetime", "data-time", "data-timestamp", "data-utc", "data-published")
_TOLD_BY = frozenset(["title", *COUNTED_BY])
DATE = 100  # characters of a <time> that says its moment only in words
_MOMENT = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")


def note_time(outline: Outline, element: int, node: LexborNode) -> None:
    attributes = node.attributes
    names = f"{attributes.get('itemprop') or ''} {attributes.get('class') or ''}".lower()
    counted = next((value for name in COUNTED_BY if _MOMENT.match(value := attributes.get(name) or "")), None)
    moment = attributes.get("datetime") or attributes.get("content") or counted or (node.text() or "").strip()[:DATE]
    outline.times.append(Time(len(outline.text), element, moment, names))


def note_published(outline: Outline, element: int, node: LexborNode) -> None:
    """hAtom's day of publication: <abbr class="published" title="2024-03-10T09:00:00+03:00">."""
    attributes = node.attributes
    if "published" in (attributes.get("class") or "").split() and (moment := attributes.get("title")):
        outline.times.append(Time(len(outline.text), element, moment, MARKED))


def note_moment(outline: Outline, element: int, node: LexborNode) -> None:
    """«قبل 9 أشهر», with the moment where a mouse rests, or for a script that counts on."""
    attributes = node.attributes
    if _TOLD_BY.isdisjoint(attributes):
        return
    values = (attributes.get("title"), *(attributes.get(name) for name in COUNTED_BY if name in attributes))
    for value in values:
        if value and _MOMENT.match(value):
            outline.times.append(Time(len(outline.text), element, value, (node.text() or "")[:DATE]))
            return
