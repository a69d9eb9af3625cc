"""What a text says of itself in labelled lines at its head: «العنوان: …», "Title: …", "URL Source: …"."""

import re
from typing import Any

from nashra.landing.facts.field_names import named_as

_LINE = re.compile(
    r"[\ufeff\u200e\u200f\s]*(?:[-*•]\s{1,4})?\*{0,2}([^:\n*]{2,30}?)\*{0,2}\s?:\*{0,2}(?:[ \t]+(\S.{0,2000}))?"
)
_BRACKETED = re.compile(r"[\ufeff\u200e\u200f\s]*\[([^:\n\[\]]{2,30})\](?:[ \t]+(\S.{0,2000}))?")
_FIELDS = ("title", "url", "source", "published_at", "keywords", "agency", "dateline", "lead")
_NEEDED = frozenset(["title", "url"])  # without one of them labelled lines are part of an article
_RULER = re.compile(r"\s*([-=*_#~])\1{2,200}[ \t]*\r?(?:\n|\Z)")  # below a head
_FEWEST = 2
_TITLE = "title"
_MOST = 20  # lines of a head
_LONGEST_BELOW = 400  # characters of a value on a line of its own


def labelled_head(text: str) -> tuple[dict[str, Any], str]:
    """The labelled lines at a text's head as fields by their own names, and the text behind them.

    No fields, and the whole text, where fewer than two labels are known or none of them is of the headline or the
    address; the label of a headline alone is enough above a ruler. Lines with a label that is unknown belong to the
    head only above a line whose label is known. Where the first label has nothing behind it, values are looked for on
    the lines below their labels.
    """
    fields: dict[str, Any] = {}
    waiting: dict[str, Any] = {}
    known: set[str] = set()
    at = end = 0
    below_labels: bool | None = None
    awaits: str | None = None  # the label whose value is to stand on the next line
    for line in text.split("\n", _MOST)[:_MOST]:
        at += len(line) + 1
        match = _LINE.fullmatch(line.rstrip()) or _BRACKETED.fullmatch(line.rstrip())
        if match is None:
            if not line.strip():
                continue
            if not (below_labels and awaits) or len(line) > _LONGEST_BELOW:
                break
            fields[awaits], awaits, end = line.strip(), None, at
            continue
        name, value = match[1].strip(), match[2] or ""
        below_labels = not value if below_labels is None else below_labels
        if named_as(name, "text"):
            end = at - 1 - len(line) + match.start(2) if value else at
            break
        waiting[name] = value
        if field := next((field for field in _FIELDS if named_as(name, field)), None):
            known.add(field)
            fields |= waiting
            waiting, end = {}, at
            awaits = None if value else name
    ruler = _RULER.match(text, end)
    below = text[ruler.end() if ruler else end :].lstrip("\n")
    if known == {"title"} and end and ruler:
        return fields, below
    return (fields, below) if len(known) >= _FEWEST and known & _NEEDED else ({}, text)


def head_below_headline(headline: str, below: str) -> tuple[dict[str, Any], str]:
    """The labelled lines below a headline, with it, and the text behind them. No fields where they do not say the
    address, or two things more: the line of a source alone is part of many an article."""
    fields, body = labelled_head(f"{_TITLE}: {headline}\n{below.lstrip()}")
    others = {field for name in fields for field in _FIELDS[1:] if named_as(name, field)}
    return (fields, body) if "url" in others or len(others) >= _FEWEST else ({}, below)
