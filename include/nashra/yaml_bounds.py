"""How much a few lines of YAML may stand for: looked at before anything is made of them.

A value may be named (`&name`) and said again (`*name`), itself within others that are said again, so that some hundred
bytes stand for more values than fit in memory; and each level of nesting is one more call of the parser's, at some ten
thousand of which the process dies.
"""

from typing import Any

import yaml

_OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class Unbounded(yaml.YAMLError):  # type: ignore[misc]
    """What a text stands for is too deep, too much, or without an end."""


def require_bounded(text: str, loader: Any, deepest: int, most: int) -> None:
    """Raises Unbounded where values are nested more than `deepest` deep, or where there are
    more than `most` that are said again; and yaml.YAMLError where the text is no YAML."""
    sizes: dict[str, int] = {}  # of what is named, with all that is in it
    opened: list[tuple[str | None, int]] = []  # its name, and how many values there were before it
    total = again = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.AliasEvent):
            if any(name == event.anchor for name, _ in opened):
                raise Unbounded(f"*{event.anchor} stands within itself")
            again += (size := sizes.get(event.anchor, 1))
            total += size
        elif isinstance(event, _OPENING):
            opened.append((event.anchor, total))
            total += 1
            if len(opened) > deepest:
                raise Unbounded(f"nested more than {deepest} deep")
        elif isinstance(event, _CLOSING):
            name, before = opened.pop()
            if name:
                sizes[name] = total - before
        elif isinstance(event, yaml.ScalarEvent):
            total += 1
            if event.anchor:
                sizes[event.anchor] = 1
        if again > most:
            raise Unbounded(f"says things again (*name) that make more than {most} values")
