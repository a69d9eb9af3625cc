"""A paper by its name or its address: which it is, and the country that it writes from."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.aliases import Alias

MEDIA = "media.tsv"
_LABELS = re.compile(r"[^/?#]*://|^(?:www|m|ar|arabic)\.|[/?#].*")


def homes(aliases: Iterable[Alias]) -> dict[str, str]:
    """The country of each curated paper, by its Arabic names and its English one without spaces.

    Papers that are written for readers everywhere have none (see linking.yaml).
    """
    limits = read_limits()
    found: dict[str, str] = {}
    for alias in aliases:
        link = alias.link
        if MEDIA in alias.row and link.country in limits.home_of_papers and link.entity_id not in limits.for_everywhere:
            for name in (*alias.keys, _squeezed((link.name_en or "").partition("(")[0])):
                found.setdefault(name, link.country)
    return found


def home_of(source: str | None, known: dict[str, str]) -> str | None:
    """The country of a source, given as a paper's name or an address; None when neither tells.

    >>> home_of("https://www.example.com.sa/news", {})
    'SA'
    """
    if not source:
        return None
    labels = _address(source).split(".")
    last = labels[-1].upper()
    if len(labels) > 1 and last in read_limits().home_of_papers:
        return last
    return known.get(name_key(source)) or known.get(_squeezed(labels[0]))


class Paper(NamedTuple):
    """A curated paper or channel, and the keys by which it calls itself: without what it is and whose."""

    entity_id: str
    country: str | None
    names: frozenset[str]


def papers(aliases: Iterable[Alias], states: Collection[str]) -> dict[str, list[Paper]]:
    """The curated papers by their Arabic names and their English one without spaces; several may share one.

    `states` are the keys of states' adjectives: «الراية القطرية» calls itself «الراية».
    """
    described_by = read_limits().bodies.described_by
    found: dict[str, list[Paper]] = defaultdict(list)
    for alias in aliases:
        if MEDIA not in alias.row:
            continue
        names = frozenset(_own_name(key, described_by, states) for key in alias.keys if not key.isascii())
        paper = Paper(alias.link.entity_id, alias.link.country, names)
        for name in {*alias.keys, *names, _squeezed((alias.link.name_en or "").partition("(")[0])}:
            found[name].append(paper)
    return found


def _own_name(key: str, described_by: Collection[str], states: Collection[str]) -> str:
    words = key.split()
    if len(words) > 1 and words[0] in described_by:
        words = words[1:]
    if len(words) > 1 and words[-1] in states:
        words = words[:-1]
    return " ".join(words)


def paper_of(source: str | None, known: dict[str, list[Paper]]) -> Paper | None:
    """The paper of a source, given as its name or its address; None where none is known, or several are."""
    if not source:
        return None
    labels = _address(source).split(".")
    several = known.get(name_key(source)) or known.get(_squeezed(labels[0])) or []
    if len(several) > 1 and len(labels) > 1:
        several = [paper for paper in several if paper.country == labels[-1].upper()]
    return several[0] if len(several) == 1 else None


def _address(source: str) -> str:
    return _LABELS.sub("", _LABELS.sub("", source.strip().lower()))


def _squeezed(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
