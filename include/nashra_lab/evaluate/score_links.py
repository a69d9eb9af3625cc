"""How well mentions match a gold list of an article's entities.

The gold (include/nashra_lab/evaluate/seed_entities.tsv) lists surfaces, not places: every occurrence of a listed
surface in a body is a gold mention, the longest surface first. So it needs no copy of the article.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from nashra.article import Mention
from nashra.entities.link.linker import Linker
from nashra.errors import BadFile
from nashra.text_files import read_text

# of the measure, not of what is measured: a word added to clitics.yaml may not move the gold
_CLITIC = "(?:[وف]?(?:[بلك]|لل|)|لل)"


class Gold(NamedTuple):
    """A mention of the gold: its place in the body and its entity."""

    start: int
    end: int
    type: str
    entity_id: str


@dataclass(slots=True)
class Score:
    """Counts over articles; a mention is found when a predicted one overlaps it and has its id."""

    gold: int = 0
    found: int = 0  # gold mentions overlapped by a prediction with the right id
    seen: int = 0  # gold mentions overlapped by any prediction
    predicted: int = 0
    right: int = 0  # predictions that overlap a gold mention of their id
    gold_entities: int = 0  # (article, id) pairs
    found_entities: int = 0
    predicted_entities: int = 0
    right_entities: int = 0
    missed: Counter[str] = field(default_factory=Counter)  # article: surface, not seen by the recogniser
    mislinked: Counter[str] = field(default_factory=Counter)  # seen, with another id
    spurious: Counter[str] = field(default_factory=Counter)  # predictions without a gold mention

    def summary(self) -> dict[str, float]:
        """Recall and precision of mentions and of entities an article, with the right id; shares 0..1."""
        return {
            "mention_recall": self.found / max(1, self.gold),
            "mention_precision": self.right / max(1, self.predicted),
            "recognised": self.seen / max(1, self.gold),
            "linked_right_when_recognised": self.found / max(1, self.seen),
            "entity_recall": self.found_entities / max(1, self.gold_entities),
            "entity_precision": self.right_entities / max(1, self.predicted_entities),
        }


def read_gold(path: Path) -> dict[str, list[tuple[str, str, str]]]:
    """Article -> (surface, type, canonical name), from the TSV. Raises BadFile on any other line."""
    gold: dict[str, list[tuple[str, str, str]]] = {}
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 4:
                raise BadFile(f"{path}, line {number}: expected article, surface, type and name, got {line[:100]!r}")
            article, surface, kind, canonical = cells
            gold.setdefault(article, []).append((surface, kind, canonical))
    return gold


def gold_mentions(rows: list[tuple[str, str, str]], body: str, linker: Linker) -> list[Gold]:
    """The gold mentions of a body, in order of their place; the longest surface takes its letters."""
    taken = [False] * len(body)
    found = []
    for surface, kind, canonical in sorted(rows, key=lambda row: (-len(row[0]), row[0])):
        entity_id = linker.link(kind, canonical).entity_id
        for match in _pattern(surface).finditer(body):
            start, end = match.span("name")
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                found.append(Gold(start, end, kind, entity_id))
    return sorted(found)


def add_article(score: Score, article: str, gold: list[Gold], predicted: list[Mention], body: str) -> None:
    """Add one article's mentions to a score."""
    for one in gold:
        over = [mention for mention in predicted if mention.start < one.end and one.start < mention.end]
        right = any(mention.entity_id == one.entity_id for mention in over)
        score.gold += 1
        score.seen += bool(over)
        score.found += right
        if not right:
            label = f"{article}: {body[one.start : one.end]} ({one.entity_id})"
            label += "".join(f" <- {mention.surface} ({mention.entity_id})" for mention in over)
            (score.mislinked if over else score.missed)[label] += 1
    for mention in predicted:
        over_gold = [one for one in gold if mention.start < one.end and one.start < mention.end]
        score.predicted += 1
        score.right += any(one.entity_id == mention.entity_id for one in over_gold)
        if not over_gold:
            score.spurious[f"{article}: {mention.type} {mention.surface} ({mention.entity_id})"] += 1
    ours, theirs = {one.entity_id for one in gold}, {mention.entity_id for mention in predicted}
    score.gold_entities += len(ours)
    score.predicted_entities += len(theirs)
    score.found_entities += len(ours & theirs)
    score.right_entities += len(ours & theirs)


def _pattern(surface: str) -> re.Pattern[str]:
    """Matches a surface as whole words, with a clitic before it; «[…]» must stand before and doesn't count."""
    before, _, name = surface.rpartition("] ")
    name_pattern = re.escape(name).replace(r"\ ", r"\s+")
    if name.startswith("ال"):
        name_pattern = f"(?:{name_pattern}|(?<=ل)(?:ل)?{re.escape(name[2:])})"
    lead = rf"{re.escape(before[1:])}\s+" if before else rf"(?<!\w){_CLITIC}"
    return re.compile(rf"{lead}(?P<name>{name_pattern})(?!\w)")
