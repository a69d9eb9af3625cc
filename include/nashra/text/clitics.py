"""Proclitics: what Arabic writes onto the word after it. The table is `include/rules/clitics.yaml`."""

from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field

from nashra.settings import RULES
from nashra.text.fold import fold
from nashra.yaml_files import Strict, Words, read_model

ARTICLE, MERGED = "ال", "لل"  # the article, and ل with an article that has lost its alef
Letters = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=1)], ...], Field(min_length=1)]


class CliticLists(Strict):
    """What clitics.yaml holds."""

    single: Letters
    proclitics: Words
    with_article: Words
    whole: Words
    bare_after: Words


class Clitics(NamedTuple):
    """The table; the longest proclitics first."""

    single: tuple[str, ...]
    proclitics: tuple[str, ...]
    with_article: tuple[str, ...]
    whole: frozenset[str]  # folded, with and without their article
    bare_after: frozenset[str]  # as they are written, not folded


@cache
def read_clitics(path: Path = RULES / "clitics.yaml") -> Clitics:
    """Read the table. Raises RulesError on a malformed file."""
    found = read_model(path, CliticLists)
    whole = frozenset(fold(word) for word in found.whole)
    longest_first = tuple(sorted(found.proclitics, key=len, reverse=True))
    return Clitics(
        found.single,
        longest_first,
        found.with_article,
        whole | {ARTICLE + word for word in whole},
        frozenset(found.bare_after),
    )


def rest(word: str, clitic: str) -> str:
    """The word after a proclitic that it begins with, the article's alef put back.

    >>> rest("للصين", "لل")
    'الصين'
    """
    cut = word[len(clitic) :]
    return ARTICLE + cut if clitic.endswith(MERGED) else cut
