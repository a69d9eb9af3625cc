"""Names that a program made of the steps to a value ("_source.title", "metadata/date", "fields_link"), and the objects
that a table's columns so named were."""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from nashra.landing.facts.field_names import keys_of, known
from nashra.landing.shapes.rules import key, shape_rules

_FEWEST = 3  # names that begin alike before "_" ends a step: other names have it within
_DEEPEST = 6
_AROUND = 3  # of what is put around an article, one in the other
_STEP = r"[@$#]?\w[\w\- $@]{0,60}"
_BETWEEN = tuple(map(re.compile, (r"\.", "/", "__", ": ?", " ?→ ?", " ?-> ?", " ?:: ?", " ?› ?")))
_STEPPED = re.compile(rf"{_STEP}(?P<between>[./]|__|: ?| ?(?:→|->|::|›) ?){_STEP}(?:(?P=between){_STEP}){{0,5}}")
_JOINT = re.compile(r"(?<=\w)_(?=[\w@$#])")


class Steps(NamedTuple):
    """Of names their steps."""

    of: tuple[tuple[str, ...], ...]
    contained: bool
    """Whether one of them begins with what stores and interfaces put around an article."""
    with_text: bool
    """Whether there may be a text in such an object."""


@lru_cache(maxsize=256)
def steps_of(names: tuple[str, ...]) -> Steps | None:
    """None where names are no steps, or one stands for a value and for an object."""
    for between in _BETWEEN:
        steps = [tuple(between.split(name.strip())) if _STEPPED.fullmatch(name.strip()) else (name,) for name in names]
        if any(len(some) > 1 for some in steps) and not _are_cut_wrongly(names, steps):
            return _as_steps(steps)
    return _as_steps(_by_containers(names))


def _as_steps(steps: list[tuple[str, ...]]) -> Steps | None:
    if len(max(steps, key=len, default=())) < 2 or not _are_places(steps):
        return None
    containers, texts = _containers(), keys_of("text")
    stepped = [some for some in steps if len(some) > 1]
    contained = any(key(some[0]) in containers for some in stepped)
    return Steps(tuple(steps), contained, contained or any(key(one) in texts for some in stepped for one in some))


def _are_cut_wrongly(names: tuple[str, ...], steps: list[tuple[str, ...]]) -> bool:
    """Whether "__" ends a step and begins a name of its own ("doc_title", "doc__id")."""
    heads = {some[0] for name, some in zip(names, steps, strict=True) if len(some) > 1 and "__" in name}
    return any(name.startswith(f"{head}_") and not name.startswith(f"{head}__") for head in heads for name in names)


def within(names: list[str]) -> list[str]:
    """Names as they are within the objects that stores and interfaces put around an article."""
    for _ in range(_AROUND):
        if (found := steps_of(tuple(names))) is None or not found.contained:
            break
        names = [_inner(name, steps) for name, steps in zip(names, found.of, strict=True)]
    return names


def _inner(name: str, steps: tuple[str, ...]) -> str:
    """A name within its object; one that is known as it stands and not there ("content.rendered") stays."""
    if len(steps) < 2 or key(steps[0]) not in _containers():
        return name
    inner = ".".join(steps[1:])
    return inner if known(inner) or not known(name) else name


def _by_containers(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Names that begin with what is put around an article; but not where one of them says with its beginning what a
    record is ("post_status")."""
    containers, of_standing = _containers(), _of_standing()
    beginnings = [(name[: joint.start()], name) for name in names for joint in _JOINT.finditer(name)]
    found = Counter(one for one, _ in beginnings if key(one) in containers)
    own = {one for one, name in beginnings if key(name) in of_standing}
    kept = sorted((one for one, count in found.items() if count >= _FEWEST and one not in own), key=len)
    places = (((one, name[len(one) + 1 :]) for one in kept if name.startswith(f"{one}_")) for name in names)
    return [next(found, (name,)) for name, found in zip(names, places, strict=True)]


@cache
def _of_standing() -> frozenset[str]:
    rules = shape_rules().standing
    return frozenset([*rules.kind, *rules.status, *rules.flags, *rules.since, *rules.live, *rules.comment])


@cache
def _containers() -> frozenset[str]:
    rules = shape_rules()
    return frozenset([*rules.wrappers, *rules.about])


def _are_places(steps: list[tuple[str, ...]]) -> bool:
    leaves = set(steps)
    return (
        len(leaves) == len(steps)
        and max(map(len, steps)) <= _DEEPEST
        and not any(some[:depth] in leaves for some in steps for depth in range(1, len(some)))
    )
