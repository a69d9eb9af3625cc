"""News composed for this project whose lines say what they are, read as texts and labels.

    ## sahel-press.example
    T| افتتاح طريق ريفي
    -| [[نواكشوط]] (وما)
    -| افتتح الوزير ...
    @ date 2024-03-12
    @ agency وما

The name is the text's source. `T|` begins a line of the headline, several when either may be taken for it; `-|` any
other. `[[...]]` is the dateline's place. `@ loose KIND` is what a reader took for neither right nor wrong.
"""

import re
from datetime import date
from pathlib import Path

from nashra.errors import NashraError
from nashra_lab.gold.fact_labels import FOLDER, LabelledFacts
from nashra_lab.gold.line_labels import Key

COMPOSED = FOLDER / "composed.txt"
_PLACE = re.compile(r"\[\[(.+?)\]\]")
_ROW = re.compile(
    r"(?P<mark>[T-])\| (?P<line>.+)|@ (?:date (?P<day>\d{4}-\d\d-\d\d)|agency (?P<agency>\D+)"
    r"|loose (?P<loose>title|date|dateline|agency))"
)


class ComposedError(NashraError):
    """Composed news with a row that is none of its kinds."""


def read_composed_facts(path: Path = COMPOSED) -> tuple[dict[Key, tuple[str, str]], dict[Key, LabelledFacts]]:
    """Sources and texts of composed news, and their labels, both by ("composed", source)."""
    lines: dict[Key, list[str]] = {}
    labels: dict[Key, LabelledFacts] = {}
    key: Key = ("composed", "")
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if row.startswith("## "):
            key = ("composed", row[3:].strip())
            if key in labels:
                raise ComposedError(f"{path.name}, line {number}: a second text of {key[1]}")
            lines[key], labels[key] = [], LabelledFacts()
        elif (match := _ROW.fullmatch(row)) and key in labels:
            _add(lines[key], labels[key], match)
        elif row:
            raise ComposedError(
                f"{path.name}, line {number}: expected ## source, T| or -| and a line, or @ and a label"
            )
    return {each: (each[1], "\n".join(lines[each])) for each in labels}, labels


def _add(lines: list[str], labels: LabelledFacts, row: "re.Match[str]") -> None:
    """A label that is in no line stands at the text's last: only places in lines are looked at."""
    number = len(lines)
    if row["line"]:
        if row["mark"] == "T":
            labels.titles.append((number, number))
        if place := _PLACE.search(row["line"]):
            labels.dateline = number, (place.start(), place.start() + len(place[1]))
        lines.append(_PLACE.sub(r"\1", row["line"]))
    elif row["day"]:
        labels.day = number - 1, date.fromisoformat(row["day"])
    elif row["agency"]:
        labels.agency = number - 1, row["agency"]
    else:
        labels.loose.add(row["loose"])
