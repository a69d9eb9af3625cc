"""Labels of what an article says of itself, as they are kept: places, days and names of agencies, no text."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from nashra_lab.gold.line_labels import Key

FOLDER = Path(__file__).with_name("facts")
LABELS, HEADS = FOLDER / "labels.txt", FOLDER / "heads.txt"
"""Articles of which all is labelled, and those of which the headline is."""
FURTHER = FOLDER / "further.txt"
"""100 more, of which all but the day is labelled; a third is aside, as of LABELS."""
PRINTED = FOLDER / "printed.txt"
"""160 more, most with something printed at an end that says when, where or by whom; a third is aside likewise."""
FRESH = FOLDER / "fresh.txt"
"""90 more, drawn evenly of sources and labelled when the rules had long been there; a third of the sources is aside."""
SEED = "nashra-facts-aside"
HEADS_SEED = "nashra-heads-aside"
FRESH_SEED = "nashra-fresh-aside"
Span = tuple[int, int]


@dataclass(slots=True)
class LabelledFacts:
    """The labels of one article. What a reader took for neither right nor wrong is in `loose`, by kind."""

    titles: list[Span] = field(default_factory=list)
    """First and last line, 0-based, of the headline; several when each may be taken for it."""
    day: tuple[int, date] | None = None  # line, and the day that it says the article was published on
    dateline: tuple[int, Span] | None = None  # line, and the place in it: code points into the line as it stands
    agency: tuple[int, str] | None = None  # line, and the name that metadata.yaml gives the agency
    loose: set[str] = field(default_factory=set)  # of title, date, dateline, agency


_ROW = re.compile(
    r"(?P<kind>title|date|dateline|agency)(?P<loose>\??) (?P<line>\d+)(?:-(?P<last>\d+))?"
    r"(?: (?:(?P<day>\d{4}-\d\d-\d\d)|(?P<start>\d+)-(?P<end>\d+)|(?P<name>\D.*)))?"
)


def read_fact_labels(path: Path = LABELS) -> dict[Key, LabelledFacts]:
    """All labels of a file, an article without any among them. Raises ValueError, with the row's number, for a row
    that is none of its kinds."""
    found: dict[Key, LabelledFacts] = {}
    current = LabelledFacts()
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if row.startswith("# "):
            corpus, _, article = row[2:].partition(" ")
            current = found.setdefault((corpus, article), LabelledFacts())
        elif match := _ROW.fullmatch(row):
            _add(current, match, f"{path.name}, line {number}")
        elif row:
            raise ValueError(f"{path.name}, line {number}: expected title, date, dateline or agency, or # corpus id")
    return found


def _add(labels: LabelledFacts, row: "re.Match[str]", where: str) -> None:
    kind, line = row["kind"], int(row["line"])
    if row["loose"]:
        labels.loose.add(kind)
    elif kind == "title":
        labels.titles.append((line, int(row["last"] or line)))
    elif kind == "date" and row["day"]:
        labels.day = line, date.fromisoformat(row["day"])
    elif kind == "dateline" and row["start"]:
        labels.dateline = line, (int(row["start"]), int(row["end"]))
    elif kind == "agency" and row["name"]:
        labels.agency = line, row["name"]
    else:
        raise ValueError(f"{where}: a {kind} needs its line and what it says")


def aside(key: Key) -> bool:
    """Whether an article is of the third whose misses nobody who writes rules looks at."""
    return int(hashlib.sha256("|".join((SEED, *key)).encode()).hexdigest()[:8], 16) % 3 == 0


def head_aside(key: Key) -> bool:
    """The same of an article of HEADS: every other one."""
    return int(hashlib.sha256("|".join((HEADS_SEED, *key)).encode()).hexdigest()[:8], 16) % 2 == 0


def source_aside(source: str) -> bool:
    """The same of an article of FRESH: all of every third source."""
    return int(hashlib.sha256("|".join((FRESH_SEED, source)).encode()).hexdigest()[:8], 16) % 3 == 0
