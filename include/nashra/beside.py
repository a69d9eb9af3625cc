"""What one article has that the others of its story have not: names, numbers and those it quotes. Pages show it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nashra.landing.facts.metadata_words import metadata_words
from nashra.text.fold import fold_line

# A number with the word behind it, or with two where the first is a small one: «58 ألف», «1.8 في المائة».
_COUNTED = re.compile(r"(?<![\w.])(?P<value>\d(?:[\d.,٫٬]*\d)?)(?:[ \u00a0](?:[^\W\d_]{1,2}[ \u00a0])?[^\W\d_]+)?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")  # 13.09.2023 is none
_YEARS = range(1300, 2100)  # of either calendar: they date a thing, they do not count it


@dataclass(frozen=True, slots=True)
class Written:
    """An article: its key, its body, the ids of the entities that it names and of those that it quotes."""

    key: str
    body: str
    names: frozenset[str]
    quoted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Own:
    """What no other article has, sorted: ids of entities and of those quoted, and numbers with the word they count."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    quoted: tuple[str, ...]


def differing(articles: Sequence[Written]) -> dict[str, Own]:
    """What each article alone has, by its key; nothing of an article that stands alone."""
    if len(articles) < 2:
        return {one.key: Own((), (), ()) for one in articles}
    numbers = {one.key: counted(one.body) for one in articles}
    names, quoted = _times(one.names for one in articles), _times(one.quoted for one in articles)
    values = _times(numbers[one.key] for one in articles)
    return {
        one.key: Own(
            tuple(sorted(each for each in one.names if names[each] == 1)),
            tuple(told for value, told in numbers[one.key].items() if values[value] == 1),
            tuple(sorted(each for each in one.quoted if quoted[each] == 1)),
        )
        for one in articles
    }


def _times(sets: Iterable[Iterable[str]]) -> Counter[str]:
    """In how many of the sets each thing is."""
    return Counter(each for one in sets for each in one)


def counted(body: str) -> dict[str, str]:
    """The numbers of a body in the order of their first place: the value, and how it stands with the word behind it.

    Days and years tell when, and are left out."""
    found: dict[str, str] = {}
    dated = metadata_words().day_and_month
    for line in body.split("\n"):
        days = {value for date in dated.finditer(fold_line(line)) for value in re.findall(r"\d+", date.group())}
        for match in _COUNTED.finditer(line):
            value = fold_line(match["value"]).replace(",", "").replace("٬", "").replace("٫", ".")
            year = len(value) == 4 and value.isdigit() and int(value) in _YEARS
            if _NUMBER.fullmatch(value) and value not in days and not year:
                found.setdefault(value, match.group())
    return found
