"""How much of what articles say of themselves is found, and how much is invented."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from html import unescape

from nashra.text.fold import fold_line
from nashra_lab.gold.fact_labels import LabelledFacts

KINDS = ("title", "date", "dateline", "agency")


_JOINT = re.compile(r"\s[-–—|/]\s")
_NAME = 4  # words of a site or a section that stands beside a headline


def _without_names(headline: str) -> list[str]:
    """A headline as its line has it, read as a page's text, and without the site or the section that its line sets
    apart at an end."""
    headline = unescape(headline)
    forms, joints = [headline], list(_JOINT.finditer(headline))
    if joints and len(headline[joints[-1].end() :].split()) <= _NAME:
        forms.append(headline[: joints[-1].start()])
    if joints and len(headline[: joints[0].start()].split()) <= _NAME:
        forms.append(headline[joints[0].end() :])
    return [fold_line(form) for form in forms]


@dataclass(frozen=True, slots=True)
class Given:
    """What the pipeline says of an article."""

    title: str | None
    day: date | None
    dateline: str | None
    agency: str | None


@dataclass(slots=True)
class Tally:
    """Counts of a set of articles, by kind."""

    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)

    def add(self, labels: LabelledFacts, text: str, given: Given) -> dict[str, tuple[str, str]]:
        """Counts one article. Returns its misses: of each kind what was expected and what was given, "" for none."""
        lines = text.split("\n")
        wanted: dict[str, list[str]] = {kind: [] for kind in KINDS}
        wanted["title"] = [" ".join(lines[first : last + 1]) for first, last in labels.titles]
        if labels.day:
            wanted["date"] = [labels.day[1].isoformat()]
        if labels.dateline:
            line, (start, end) = labels.dateline
            wanted["dateline"] = [lines[line][start:end]]
        if labels.agency:
            wanted["agency"] = [labels.agency[1]]
        misses = {}
        for kind, said in zip(KINDS, (given.title, given.day, given.dateline, given.agency), strict=True):
            said = said.isoformat() if isinstance(said, date) else said
            if miss := self._count(kind, wanted[kind], said, kind in labels.loose):
                misses[kind] = miss
        return misses

    def _count(self, kind: str, wanted: list[str], said: str | None, loose: bool) -> tuple[str, str] | None:
        accepted = [
            form for text in wanted for form in (_without_names(text) if kind == "title" else [fold_line(text)])
        ]
        right = said is not None and fold_line(said) in accepted
        self.labelled[kind] += bool(wanted)
        self.found[kind] += right
        if said is not None and (wanted or not loose):
            self.given[kind] += 1
            self.invented[kind] += not right
        if right or not (wanted or said) or (loose and not wanted):
            return None
        return " | ".join(wanted), said or ""

    def figures(self) -> dict[str, float | int]:
        """For each kind `_found`, the share of the labelled that was given rightly; `_invented`, the share of the given
        that is wrong, where the text says another or none; and the two numbers that they are shares of."""
        result: dict[str, float | int] = {}
        for kind in KINDS:
            result[f"{kind}_found"] = round(self.found[kind] / max(self.labelled[kind], 1), 3)
            result[f"{kind}_invented"] = round(self.invented[kind] / max(self.given[kind], 1), 3)
            result[f"{kind}_labelled"] = self.labelled[kind]
            result[f"{kind}_given"] = self.given[kind]
        return result
