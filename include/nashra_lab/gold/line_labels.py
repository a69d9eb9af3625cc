"""Line labels as they are kept: places and letters, no text."""

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).with_name("lines")
LABELS, SECOND = FOLDER / "labels.txt", FOLDER / "second.txt"
UNSEEN = FOLDER / "unseen_sites.txt"
Key = tuple[str, str]
"""Corpus (dev or dev2) and id of an article in the pool of that name."""


@dataclass(slots=True)
class LabelledLines:
    """The labels of one article: K keep, R remove, M about the article (either is right)."""

    lines: dict[int, str] = field(default_factory=dict)  # 0-based line of the text -> K, R or M
    inline: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Junk glued to a line that stays: code points into the line without white space at its ends."""


def read_line_labels(path: Path = LABELS) -> dict[Key, LabelledLines]:
    """All labels of a file. Raises ValueError, with the row's number, for a row that is none of its three kinds."""
    found: dict[Key, LabelledLines] = {}
    current = LabelledLines()
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if row.startswith("# "):
            corpus, _, article = row[2:].partition(" ")
            current = found.setdefault((corpus, article), LabelledLines())
        elif inline := re.fullmatch(r"inline (\d+) (\d+)-(\d+)", row):
            line, start, end = map(int, inline.groups())
            current.inline.setdefault(line, []).append((start, end))
        elif re.fullmatch(r"(\d+(-\d+)?[KRM] ?)+", row):
            for first, last, label in re.findall(r"(\d+)(?:-(\d+))?([KRM])", row):
                current.lines |= dict.fromkeys(range(int(first), int(last or first) + 1), label)
        elif row:
            raise ValueError(f"{path.name}, line {number}: expected ranges such as 0-3K, inline N S-E, or # corpus id")
    return found


def unseen_sites() -> frozenset[str]:
    """Sites that no rule, label or threshold may be made from: every third one, by a seeded hash of its name."""
    return frozenset(UNSEEN.read_text(encoding="utf-8").split())
