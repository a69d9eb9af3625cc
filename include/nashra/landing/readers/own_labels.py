"""A text of several articles, each in parts behind labels of somebody's own: «المادة: …», «يوم الصدور: …», «المتن: …».

Labels are told by coming again: each article begins with the first one and has the others in the same order. What
is not known by its name is looked for by its values, as in any file (`nashra.landing.of_file`).
"""

import re
from datetime import UTC
from itertools import pairwise
from typing import Any

from nashra.landing.facts.dates import parse_moment
from nashra.landing.facts.field_names import named_as
from nashra.landing.shapes.rules import key
from nashra.landing.shapes.values import address

_LINE = re.compile(
    r"[ \t\r\ufeff\u200e\u200f]{0,20}(?:[-*•#]\s{1,4})?"
    r"\*{0,2}([^\W\d][^:=\n*]{1,29}?)\*{0,2}[ \t]{0,3}[:=]\*{0,2}[ \t]*(.*)"
)
_RULER = re.compile(r"[ \t]*([-=*_#~+─━—–═])\1{2,400}[ \t]*")
_LABEL_WORDS = 4
_MOST = 1000  # articles of a file
_FEWEST_LABELS = 3
_WORDS, _SENTENCE = 15, 60  # of an article's text
_LONGEST = 400  # characters of another value
_FIELDS = ("title", "url", "source", "published_at", "keywords")
_TEXT = "text"


def by_own_labels(text: str) -> list[dict[str, Any]]:
    """The articles of a text as fields by its own labels; none where it is no such text."""
    lines = text.split("\n")
    labels = [_label(line) for line in lines]
    first = next((number for number, line in enumerate(lines) if line.strip(" \t\r\ufeff\u200e\u200f")), None)
    if first is None or (begin := labels[first]) is None:
        return []
    starts = [number for number, label in enumerate(labels) if label == begin]
    if not 1 < len(starts) <= _MOST:
        return []
    pieces = list(pairwise([*starts, len(lines)]))
    common = _common([[label for label in labels[start:end] if label] for start, end in pieces])
    if len(common) < _FEWEST_LABELS:
        return []
    articles = [_values(lines[start:end], labels[start:end], common) for start, end in pieces]
    longest = max(common, key=lambda label: sum(len(values[label]) for values in articles))
    if longest == common[-1] and any(named_as(longest, field) for field in _FIELDS) and _TEXT not in common:
        articles = [_parted(values, longest) for values in articles]
        common, longest = [*common, _TEXT], _TEXT
    if not all(_is_text(values[longest]) for values in articles):
        return []
    others = [label for label in common if label != longest]
    if any("\n" in values[label] or len(values[label]) > _LONGEST for values in articles for label in others):
        return []
    if not any(_says(label, [values[label] for values in articles]) for label in others):
        return []
    return [{(_TEXT if label == longest else label): values[label] for label in common} for values in articles]


def _label(line: str) -> str | None:
    match = _LINE.fullmatch(line)
    if match is None or len(match[1].split()) > _LABEL_WORDS or key(match[1]) in ("http", "https"):
        return None
    return match[1].strip()


def _common(pieces: list[list[str]]) -> list[str]:
    """The labels that all pieces have, in the order in which they all have them."""
    order = list(dict.fromkeys(pieces[0]))
    shared = [label for label in order if all(label in piece for piece in pieces)]
    for piece in pieces:
        at = [piece.index(label) for label in shared]
        if at != sorted(at):
            return []
    return shared


def _values(lines: list[str], labels: list[str | None], common: list[str]) -> dict[str, str]:
    """What stands behind each label of a piece, to the next one."""
    found: dict[str, list[str]] = {}
    for line, label in zip(lines, labels, strict=True):
        if label in common and label not in found:
            match = _LINE.fullmatch(line)
            found[label] = [match[2] if match else ""]
        else:
            found[next(reversed(found))].append(line)
    return {label: "\n".join(_without_rulers(own)).strip() for label, own in found.items()}


def _parted(values: dict[str, str], last: str) -> dict[str, str]:
    """The values of an article whose text has no label: it stands below the line of the last one."""
    line, _, below = values[last].partition("\n")
    lines = below.split("\n")
    while lines and (not lines[0].strip() or _RULER.fullmatch(lines[0].rstrip("\r"))):
        del lines[0]
    return {**values, last: line.strip(), _TEXT: "\n".join(lines).strip()}


def _without_rulers(lines: list[str]) -> list[str]:
    while lines and (not lines[-1].strip() or _RULER.fullmatch(lines[-1].rstrip("\r"))):
        lines.pop()
    return lines


def _is_text(value: str) -> bool:
    return len(value.split()) >= _WORDS and any(len(line) >= _SENTENCE for line in value.split("\n"))


def _says(label: str, values: list[str]) -> bool:
    """Whether a label is known to be of an article, or has its days or addresses behind it."""
    if any(named_as(label, field) for field in _FIELDS):
        return True
    return all(address(value) or parse_moment(value, UTC) for value in values)
