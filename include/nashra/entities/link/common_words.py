"""Common words that names are made of, with their English: `include/reference/english.yaml` by keys."""

import re
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from nashra.entities.link.forms.normal import name_key
from nashra.settings import REFERENCE
from nashra.yaml_files import Strict, Word, read_model

English = dict[Word, Word]
Heads = dict[Word, tuple[Word, Literal["of", "end", "name", "first", "before"]]]


class HeadsByType(Strict):
    """First words of names, by type: their English, and how the rest joins it."""

    ORG: Heads
    LOC: Heads
    MISC: Heads


class TakenIn(Strict):
    """What «ل» joins and English takes in before the last word: that word, what it is called then, what is joined; what
    is played, and by whom."""

    last: English
    words: English
    played: tuple[Word, ...]
    players: English


class EnglishWords(Strict):
    """What english.yaml holds; its comments say what each part is."""

    heads: HeadsByType
    phrases: English
    nouns: English
    adjectives: English
    taken_in: TakenIn
    masculine: tuple[Word, ...]
    towns: tuple[Word, ...]
    after: tuple[Word, ...]
    relative: tuple[Word, ...]
    of_towns: tuple[Word, ...]
    eponymous: tuple[Word, ...]
    local: tuple[Word, ...]
    everywhere: tuple[Word, ...]
    in_his_name: tuple[Word, ...]
    whose: tuple[Word, ...]
    together: English
    of_places: English
    described: English
    titles: English
    prepositions: English
    letters: English
    languages: English
    written: English


class Words(NamedTuple):
    """english.yaml by keys; what has no ال there has none here."""

    heads: dict[tuple[str, str], tuple[str, str]]  # (type, word) -> English, how the rest joins it
    phrases: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    taken_in: dict[str, str]
    last: dict[str, str]  # English words before which that is taken in -> what they are called then
    played: frozenset[str]  # English words before which `players` are
    players: dict[str, str]
    masculine: frozenset[str]
    towns: frozenset[str]
    after: frozenset[str]
    relative: frozenset[str]
    of_towns: frozenset[str]
    eponymous: frozenset[str]
    local: frozenset[str]
    everywhere: frozenset[str]  # first words, and whole names of two, without ال
    in_his_name: frozenset[str]
    whose: frozenset[str]
    together: dict[str, str]
    of_places: dict[str, str]
    described: dict[str, str]
    titles: dict[str, str]
    prepositions: dict[str, str]
    letters: dict[str, str]
    languages: dict[str, str]
    written: dict[str, str]

    def has(self, key: str) -> bool:
        """Whether a word without ال begins names of bodies or places."""
        return ("ORG", key) in self.heads or ("LOC", key) in self.heads


@cache
def read_words(path: Path = REFERENCE / "english.yaml") -> Words:
    """Read the words. Raises RulesError on a malformed file."""
    rules = read_model(path, EnglishWords)

    def keys(words: English) -> dict[str, str]:
        return {name_key(word): english for word, english in words.items()}

    heads = {
        (kind, name_key(word)): (english, str(style))
        for kind, words in rules.heads
        for word, (english, style) in words.items()
    }
    return Words(
        heads=heads,
        phrases=keys(rules.phrases),
        nouns=keys(rules.nouns),
        adjectives=keys(rules.adjectives),
        taken_in=keys(rules.taken_in.words),
        last=rules.taken_in.last,
        played=frozenset(rules.taken_in.played),
        players=keys(rules.taken_in.players),
        masculine=frozenset(map(name_key, rules.masculine)),
        towns=frozenset(map(name_key, rules.towns)),
        after=frozenset(map(name_key, rules.after)),
        relative=frozenset(map(name_key, rules.relative)),
        of_towns=frozenset(map(name_key, rules.of_towns)),
        eponymous=frozenset(map(name_key, rules.eponymous)),
        local=frozenset(map(name_key, rules.local)),
        everywhere=frozenset(map(name_key, rules.everywhere)),
        in_his_name=frozenset(map(name_key, rules.in_his_name)),
        whose=frozenset(map(name_key, rules.whose)),
        together={rf"\b{re.escape(two)}\b": one for two, one in rules.together.items()},
        of_places=keys(rules.of_places),
        described=keys(rules.described),
        titles=keys(rules.titles),
        prepositions=keys(rules.prepositions),
        letters=keys(rules.letters),
        languages=keys(rules.languages),
        written=keys(rules.written),
    )
