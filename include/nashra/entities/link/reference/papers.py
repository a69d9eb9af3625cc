"""The country that a paper writes from, by its name or its address."""

import re
from collections.abc import Iterable

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
    address = _LABELS.sub("", _LABELS.sub("", source.strip().lower()))
    labels = address.split(".")
    last = labels[-1].upper()
    if len(labels) > 1 and last in read_limits().home_of_papers:
        return last
    return known.get(name_key(source)) or known.get(_squeezed(labels[0]))


def _squeezed(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
