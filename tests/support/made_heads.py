"""The heads of articles of heads.yaml. `ASIDE` is a half drawn by lot, at which nobody who writes rules looks."""

import hashlib
import textwrap
from pathlib import Path
from typing import NamedTuple

import yaml

_DATA = yaml.safe_load(Path(__file__).with_name("heads.yaml").read_text(encoding="utf-8"))


class Head(NamedTuple):
    """A head above its story."""

    name: str
    story: str
    title: str | None
    lines: tuple[str, ...] = ()  # "" is an empty line
    width: int = 0
    unsure: bool = False

    @property
    def text(self) -> tuple[str, ...]:
        """The article's lines."""
        story: list[str] = _DATA["stories"][self.story]
        if not self.width:
            return (*self.lines, *story)
        return (*self.lines, *(line for paragraph in story for line in textwrap.wrap(paragraph, self.width)))


def _is_aside(name: str) -> bool:
    return bool(int(hashlib.sha256(f"heads|{name}".encode()).hexdigest(), 16) % 2)


HEADS = tuple(Head(**row | {"lines": tuple(row.get("lines", ()))}) for row in _DATA["heads"])
ASIDE = tuple(head for head in HEADS if _is_aside(head.name))
SEEN = tuple(head for head in HEADS if not (_is_aside(head.name) or head.unsure))
