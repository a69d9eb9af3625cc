"""Name labels as they are kept: composed news with its names in brackets, and places in texts that are not ours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("names")
COMPOSED = (
    "nile_arabia.txt", "levant_iraq.txt", "maghreb_gulf.txt", "economy_technology.txt", "sport_culture.txt",
    "world_politics.txt", "local_courts.txt", "institutions_culture.txt", "all_sections.txt",
    "briefs_conflicts.txt",
)  # fmt: skip
READ = ("jawhara.tsv", "ntrex.tsv")
_MARK = re.compile(r"\[(PERS|LOC|ORG|MISC)(\??) ([^\[\]]+)\]")
_SPAN = re.compile(r"(\d+)-(\d+):(PERS|LOC|ORG|MISC)(\??)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a line; `start` and `end` are code points into the line without white space at its ends."""

    start: int
    end: int
    type: str  # PERS, LOC, ORG or MISC
    optional: bool  # neither missed nor wrong: training leaves its words out of the loss


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an article with the names in it; `text` is "" where only its place is kept."""

    article: str
    number: int
    text: str
    names: tuple[Name, ...]


def read_composed(path: Path) -> Iterator[Line]:
    """Lines of composed news, brackets taken out."""
    article, number = "", 0
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("## "):
            article, number = row[3:], 0
        elif row.strip():
            yield _plain(article, number, row.strip())
            number += 1


def _plain(article: str, number: int, marked: str) -> Line:
    text, at, names = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        names.append(Name(len(text), len(text) + len(mark[3]), mark[1], bool(mark[2])))
        text, at = text + mark[3], mark.end()
    return Line(article, number, text + marked[at:], tuple(names))


def read_places(path: Path) -> dict[tuple[str, int], tuple[Name, ...]]:
    """(article, line) -> its names, of the lines that have some; articles without a name have no entry."""
    found: dict[tuple[str, int], tuple[Name, ...]] = {}
    article = ""
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("# "):
            article = row[2:]
        elif row:
            line, _, spans = row.partition("\t")
            found[article, int(line)] = tuple(
                Name(int(start), int(end), kind, bool(optional)) for start, end, kind, optional in _SPAN.findall(spans)
            )
    return found


def read_articles(path: Path) -> list[str]:
    """The articles that were read whole, in order, also those without a name."""
    return [row[2:] for row in path.read_text(encoding="utf-8").splitlines() if row.startswith("# ")]
