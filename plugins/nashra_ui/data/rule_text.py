"""Where a rule is written, so that an editor can go from a removed line to what removed it."""

import itertools
from dataclasses import dataclass
from functools import cache

from nashra.cleaning.rules.rule_files import FOLDER, load_rules
from nashra.settings import CHECKOUT


@dataclass(frozen=True, slots=True)
class Written:
    """A rule as its file has it; lines are counted from one."""

    file: str  # within the project
    name: str  # of the file alone
    first: int
    last: int
    text: str


def written(rule: str) -> Written | None:
    """The rule's own lines; None for what no rules file knows: it was weighed, or is part of the program."""
    return _all().get(rule)


@cache
def _all() -> dict[str, Written]:
    found = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        known = {rule.id for rule in load_rules([path])}
        lines = path.read_text("utf-8").splitlines()
        starts = [number for number, line in enumerate(lines) if line.startswith("- ")] + [len(lines)]
        for first, end in itertools.pairwise(starts):
            text = "\n".join(lines[first:end]).rstrip()
            name = next((line.partition("id:")[2].strip() for line in lines[first:end] if "id:" in line), "")
            if name in known:
                inside = path.relative_to(CHECKOUT) if path.is_relative_to(CHECKOUT) else path
                found[name] = Written(str(inside), path.name, first + 1, first + text.count("\n") + 1, text)
    return found
