"""News composed for this project to be told its country and section: one article after another.

    ## A001 aldelta-press.example EG local
    T| السيطرة على حريق بمخزن أخشاب ...
    تمكنت قوات الحماية المدنية ...

An article has an id, a paper, countries and sections as topics have them (the label, then what a reader would pass,
parted by /). A third is aside by its id, as of all labels.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from nashra.errors import NashraError
from nashra_lab.gold.topic_labels import FOLDER, SECTIONS

COMPOSED = FOLDER / "composed.txt"
_HEAD = re.compile(r"(\S+) (\S+) ((?:[A-Z]{2}|-)(?:/(?:[A-Z]{2}|-))*) (\S+)$")


class ComposedTopicsError(NashraError):
    """A file of composed articles that has another form."""


@dataclass(frozen=True, slots=True)
class ComposedTopic:
    """An article and where it belongs."""

    name: str
    source: str
    countries: tuple[str, ...]
    sections: tuple[str, ...]
    text: str
    """Its title, an empty line, its body."""


def read_composed_topics(path: Path = COMPOSED) -> tuple[ComposedTopic, ...]:
    """Raises ComposedTopicsError."""
    _, *parts = re.split(r"(?m)^## ", path.read_text(encoding="utf-8"))
    found = tuple(_article(path, part) for part in parts)
    names = [one.name for one in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ComposedTopicsError(f"{path.name}: two articles are called {', '.join(twice)}")
    return found


def _article(path: Path, part: str) -> ComposedTopic:
    head, title, *lines = [line for line in part.splitlines() if line.strip()] + [""] * 2
    found, body = _HEAD.match(head), "\n".join(line for line in lines if line)
    if not found or not title.startswith("T| ") or not body or not {*found[4].split("/")} <= {*SECTIONS}:
        raise ComposedTopicsError(f"{path.name}: expected a head, a line with T| and a text, got {head!r}")
    text = f"{title.removeprefix('T| ')}\n\n{body}"
    return ComposedTopic(found[1], found[2], tuple(found[3].split("/")), tuple(found[4].split("/")), text)
