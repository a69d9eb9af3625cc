"""News composed with gaps for names, and the names that fill them: what is labelled follows from the filling.

A passage (`exchanged/passages.txt`) begins with its name, the region of its names and what it is about; names come from
lists by kind and region (`exchanged/names.txt`), common ones first, then such as no list of names can have. Every third
passage is aside, and is filled with that third of the names that nobody looks at.

    ## ye-aid G YE health
    سلمت {on#1} أدوية ل{oh#1} في {t#1} ... وشكر {p#1} ... و{p#2&1}، وأضاف {p#1~} عند [معبر ]{d#1} في <LOC عدن>.

`{p#1}` is the first name of kind p, the same wherever it stands; `~` its family name alone; `{p#2&1}` another with the
family name of the first. A word in square brackets may be part of the name or not; what stands in angle ones is a name
as it is (`?`: optional). «ل» before a name with an article takes the article, as it is written.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

from nashra.errors import NashraError
from nashra.text.clitics import ARTICLE

FOLDER = Path(__file__).parent / "exchanged"
PERSONS = frozenset(("p", "w", "k", "x", "xw"))
PLACES = frozenset(("t", "d", "s", "m", "r", "c", "b"))
BODIES = frozenset(("om", "oi", "oa", "ou", "oc", "of", "ob", "un", "oh", "op", "og", "oj", "on", "oz"))
THINGS = frozenset(("jp", "jt", "jl", "jo", "jf", "jd", "jc", "js", "je"))
TYPES = {
    kind: type_
    for type_, kinds in (("PERS", PERSONS), ("LOC", PLACES), ("ORG", BODIES), ("MISC", THINGS))
    for kind in kinds
}
EITHER = "# either: "  # before words that are a part of a place's name in some labels, and in others not
ANYWHERE = "A"  # the region of lists that are for all
DRAWS = 6  # fillings of a passage, of which the first EXCHANGES come again with one name exchanged
EXCHANGES = 4
_GAP = re.compile(r"(?:\[([^\]{]*)\])?\{(\w+)#(\d)(?:&(\d))?(~)?\}|<(\w+)(\??) ([^>]+)>")
_HEAD = re.compile(r"\[([^\]]*)\]")
_TAKES = re.compile(r"(?:^|[\s«\"(])و?ل\Z")
_MERGED = "ل"
Gap = tuple[str, str]  # kind and number


class ExchangedError(NashraError):
    """A passage that names a kind without a list, or a list of no kind."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of a list; `family` is the part that stands for it alone, `head` a word that may be part of it or not."""

    first: str
    family: str
    head: str
    common: bool
    aside: bool
    row: str = field(compare=False)

    @property
    def name(self) -> str:
        return self.first + self.family


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with gaps."""

    name: str
    region: str
    about: str  # a country and a section
    text: str
    aside: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """A name where it stands. `wide` is where it begins with a head that may be part of it; gap "" is a fixed one."""

    start: int
    end: int
    wide: int
    type: str
    gap: Gap | None
    common: bool
    short: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A passage filled; `of` is the filling that this one differs from by the name in `gap`."""

    name: str
    about: str
    aside: bool
    body: str
    names: tuple[Filled, ...]
    chosen: dict[Gap, Listed]
    of: str = ""
    gap: Gap | None = None


def seeded(*words: str | int) -> int:
    """A number of words, the same on every machine."""
    return int(blake2b("|".join(map(str, words)).encode(), digest_size=6).hexdigest(), 16)


@cache
def read_names(path: Path = FOLDER / "names.txt") -> dict[tuple[str, str], tuple[Listed, ...]]:
    """The lists by kind and region."""
    found: dict[tuple[str, str], list[Listed]] = {}
    common = True
    rows: list[Listed] = []
    heading = ""
    either: tuple[str, ...] = ()
    for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
        if line.startswith("## "):
            heading = line[3:]
            kind, _, region = heading.partition(".")
            if kind not in TYPES:
                raise ExchangedError(f"{path.name}: {heading} is no kind of names")
            rows, common = found.setdefault((kind, region), []), True
        elif line.startswith(EITHER):
            either = tuple(line.removeprefix(EITHER).split())
        elif line == "--":
            common = False
        else:
            rows.append(_listed(heading, line, common, either))
    return {key: tuple(rows) for key, rows in found.items()}


def _listed(heading: str, line: str, common: bool, either: tuple[str, ...]) -> Listed:
    aside = seeded("aside-name", heading, line) % 3 == 0
    found = _HEAD.match(line)
    first = line.partition(" ")[0]
    head = found[1] if found else f"{first} " if first in either and TYPES[heading.partition(".")[0]] == "LOC" else ""
    bare = line[found.end() if found else len(head) :]
    name, _, family = bare.partition("|")
    return Listed(name, family, head, common, aside, line)


@cache
def read_passages(path: Path = FOLDER / "passages.txt") -> tuple[Passage, ...]:
    """The passages, those aside marked."""
    found = []
    for part in re.split(r"(?m)^## ", path.read_text(encoding="utf-8"))[1:]:
        heading, _, text = part.partition("\n")
        name, region, *about = heading.split()
        aside = seeded("aside-template", name) % 3 == 0
        found.append(Passage(name, region, " ".join(about), text.strip(), aside))
    return tuple(found)


def draw_all() -> Iterator[Exchanged]:
    """Every passage filled DRAWS times, each of the first fillings followed by one with another name in one gap."""
    for passage in read_passages():
        for number in range(DRAWS):
            filled = draw(passage, number)
            yield filled
            if number < EXCHANGES:
                yield from _exchanged(passage, number, filled)


def draw(passage: Passage, number: int) -> Exchanged:
    """A passage filled by a seed of its own."""
    chosen: dict[Gap, Listed] = {}
    for gap, like in _gaps(passage):
        chosen[gap] = _pick(passage, number, gap, like, chosen)
    return _fill(passage, f"{passage.name}/{number}", chosen)


def _exchanged(passage: Passage, number: int, filled: Exchanged) -> Iterator[Exchanged]:
    """The filling with another name in a gap that no other name is made like."""
    like = {one for gap, other in _gaps(passage) if other for one in (gap, other)}
    free = sorted(gap for gap in filled.chosen if gap not in like)
    if free:
        gap = random.Random(seeded("which", passage.name, number)).choice(free)
        chosen = dict(filled.chosen)
        chosen[gap] = _pick(passage, number, gap, None, filled.chosen, again=True)
        name = f"{filled.name}/{''.join(gap)}"
        yield replace(_fill(passage, name, chosen), of=filled.name, gap=gap)


def _gaps(passage: Passage) -> Iterator[tuple[Gap, Gap | None]]:
    """Each gap once, in order, with the one whose family name it shares."""
    seen = set()
    for found in _GAP.finditer(passage.text):
        gap = (found[2], found[3])
        if found[2] and gap not in seen:
            seen.add(gap)
            yield gap, (found[2], found[4]) if found[4] else None


def _pick(
    passage: Passage, number: int, gap: Gap, like: Gap | None, taken: dict[Gap, Listed], again: bool = False
) -> Listed:
    """A name for a gap: as often a common one as not, none that another gap has, nor with a family name of it."""
    lists = read_names()
    rows = lists.get((gap[0], passage.region)) or lists.get((gap[0], ANYWHERE))
    if rows is None:
        raise ExchangedError(f"{passage.name}: no names of kind {gap[0]} for region {passage.region}")
    chance = random.Random(seeded(passage.name, number, *gap, "again" if again else ""))
    common = chance.random() < 0.5
    ranked = [(row.common != common, chance.random(), row) for row in rows if row.aside == passage.aside]
    used = {part for row in taken.values() for part in (row.name, row.family) if part}
    for _, _, row in sorted(ranked, key=lambda one: one[:2]):
        one = replace(row, family=taken[like].family) if like else row
        if one.name not in used and (like or one.family not in used):
            return one
    raise ExchangedError(f"{passage.name}: too few names of kind {gap[0]}")


def _fill(passage: Passage, name: str, chosen: dict[Gap, Listed]) -> Exchanged:
    text, at = "", 0
    names = []
    for found in _GAP.finditer(passage.text):
        text += passage.text[at : found.start()]
        at = found.end()
        if found[6]:
            start = len(text)
            text += found[8]
            names.append(Filled(start, len(text), start, found[6], None, True, False, bool(found[7])))
            continue
        gap = (found[2], found[3])
        row, short = chosen[gap], bool(found[5])
        head, word = found[1] or row.head, row.family if short else row.name
        whole = f"{head}{word}"
        if whole.startswith(ARTICLE) and _TAKES.search(text):
            text, whole = f"{text}{_MERGED}", whole.removeprefix(ARTICLE)
        wide = len(text)
        text += whole
        start = len(text) - len(word) if head else wide
        names.append(Filled(start, len(text), wide, TYPES[gap[0]], gap, row.common, short, False))
    return Exchanged(name, passage.about, passage.aside, text + passage.text[at:], tuple(names), chosen)
