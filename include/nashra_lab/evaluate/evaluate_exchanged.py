"""The gate of names in news whose names are exchanged (nashra_lab/gold/exchanged): are they found whatever they are?

`python -m nashra_lab.evaluate.evaluate_exchanged [--misses]`. Figures of the passages in sight, and of those aside,
which are filled with names that nobody looks at: how many names are found, common ones and such as no list can have;
how often the label of another name changes when one is exchanged (`moved`); how often one name of a passage has several
entities (`split`), or two have one (`merged`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import click

from nashra.article import Mention
from nashra.door import run_door
from nashra.entities.link import Linker
from nashra.entities.recognise import load_recognizer
from nashra.settings import load_settings
from nashra_lab.evaluate.floors import hold
from nashra_lab.gold.exchanged import Exchanged, Filled, Gap, draw_all

TYPES = ("PERS", "LOC", "ORG", "MISC")
NOBODY = "a-paper-without-a-country"
BESIDE = 25  # characters around a miss that are shown


class Read(NamedTuple):
    """A filled passage and what a night finds in it."""

    passage: Exchanged
    mentions: list[Mention]

    def found(self, name: Filled) -> Mention | None:
        """The mention that is this name, with its type and both ends."""
        places = ((name.start, name.end), (name.wide, name.end))
        same = (one for one in self.mentions if one.type == name.type and (one.start, one.end) in places)
        return next(same, None)


def read_all(passages: Sequence[Exchanged]) -> list[Read]:
    """The passages as a night reads them."""
    linker = Linker.load()
    found = load_recognizer(load_settings(recognizer="embedded")).mentions([one.body for one in passages])
    return [
        Read(passage, linker.link_article(mentions, passage.body, NOBODY))
        for passage, mentions in zip(passages, found, strict=True)
    ]


def figures(read: Sequence[Read]) -> dict[str, float | int]:
    """Figures of passages, the names of those with none exchanged counted."""
    plain = [one for one in read if not one.passage.of]
    count: Counter[str] = Counter()
    for one in plain:
        count += _names(one)
        count += _entities(one)
    told: dict[str, float | int] = {"passages": len(plain), "names": count["labelled"]}
    told["recall"] = _share(count["right"], count["labelled"])
    told["precision"] = _share(count["right"], count["found"])
    told["f1"] = _share(2 * count["right"], count["found"] + count["labelled"])
    for type_ in TYPES:
        told[f"{type_}_f1"] = _share(2 * count[f"right {type_}"], count[f"labelled {type_}"] + count[f"found {type_}"])
    told["common"] = _share(count["right common"], count["labelled common"])
    told["obscure"] = _share(count["right obscure"], count["labelled obscure"])
    told["split"] = _share(count["split"], count["again"])
    told["merged"] = _share(count["merged"], count["pairs"])
    exchanged = [one for one in read if one.passage.of]
    told["moved"] = _share(len(list(moved(read))), len(exchanged))
    return told


def _names(one: Read) -> Counter[str]:
    count: Counter[str] = Counter()
    firm = [name for name in one.passage.names if not name.optional]
    for name in firm:
        kinds = ["", f" {name.type}", " common" if name.common else " obscure"]
        for what in ("labelled", *(["right"] if one.found(name) else [])):
            count.update(f"{what}{kind}" for kind in kinds)
    for mention in one.mentions:
        over = [name for name in one.passage.names if name.wide < mention.end and mention.start < name.end]
        if not over or not all(name.optional for name in over):
            count.update(("found", f"found {mention.type}"))
    return count


def _entities(one: Read) -> Counter[str]:
    """Whether a name has one entity wherever it stands, and no other has it."""
    count: Counter[str] = Counter()
    entities: dict[Gap, set[str]] = defaultdict(set)
    places: Counter[Gap] = Counter()
    types: dict[Gap, str] = {}
    for name in one.passage.names:
        if name.gap and (mention := one.found(name)):
            entities[name.gap].add(mention.entity_id)
            places[name.gap] += 1
            types[name.gap] = name.type
    count["again"] = sum(number > 1 for number in places.values())
    count["split"] = sum(len(ids) > 1 for ids in entities.values())
    pairs = [(a, b) for a, b in combinations(sorted(entities), 2) if types[a] == types[b]]
    count["pairs"] = len(pairs)
    count["merged"] = sum(bool(entities[a] & entities[b]) for a, b in pairs)
    return count


def moved(read: Sequence[Read]) -> Iterator[tuple[Read, list[str]]]:
    """The passages in which, with one name exchanged, another one's label changed, and which."""
    before = {one.passage.name: one for one in read if not one.passage.of}
    for one in read:
        if one.passage.of:
            other = before[one.passage.of]
            pairs = zip(other.passage.names, one.passage.names, strict=True)
            changed = [
                other.passage.body[was.start : was.end]
                for was, now in pairs
                if was.gap != one.passage.gap and not was.optional and bool(other.found(was)) != bool(one.found(now))
            ]
            if changed:
                yield one, changed


def misses(read: Iterable[Read]) -> Iterator[str]:
    """The names in sight that were not found, with what stands there, by kind."""
    rows = []
    for one in read:
        if one.passage.aside or one.passage.of:
            continue
        body = one.passage.body
        for name in one.passage.names:
            if not name.optional and not one.found(name):
                there = [(m.type, m.surface) for m in one.mentions if name.wide < m.end and m.start < name.end]
                before, after = body[max(0, name.start - BESIDE) : name.start], body[name.end : name.end + BESIDE]
                row = f"{before}[{body[name.start : name.end]}]{after}".replace("\n", "/")
                rows.append(f"{name.gap[0] if name.gap else '-'}\t{one.passage.name}\t{row}\t{there}")
    yield from sorted(rows)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


@click.command()
@click.option("--misses", "listed", is_flag=True, help="List the names in sight that were not found.")
def main(listed: bool) -> None:
    """Score names in passages filled by lists; ends with 1 when a figure is on the wrong side of its limit."""
    read = read_all(list(draw_all()))
    if listed:
        click.echo("\n".join(misses(read)))
    parts = {"in_sight": False, "aside": True}
    hold(
        "exchanged", {name: figures([one for one in read if one.passage.aside == part]) for name, part in parts.items()}
    )


if __name__ == "__main__":
    run_door(main)
