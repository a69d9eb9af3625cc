"""Names that the curated reference knows, found in a body as such.

They mend what a recogniser does to names of several words: cuts them short («حزب العمال» الكوري), runs them
together («شويغو لبيونغ يانغ») or overlooks them.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate, compress, repeat
from operator import attrgetter
from typing import NamedTuple

from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.normal import KEYS, endings, name_key, without_article
from nashra.entities.link.reference.institutions import Kind
from nashra.entities.link.reference.reference import CAPITALS, STATES, Reference
from nashra.text.clitics import read_clitics, rest

_TOKENS = re.compile(r"([\w\u064b-\u0652\u0670]+)")  # vowel signs and tatweel don't end a word
_GAPS = frozenset(" \u00a0-‐‑‒–—―.'’/")  # what may stand between two words of a name
_SERVANT = frozenset(("عبد", "وعبد", "لعبد", "بعبد"))
_TATWEEL = "ـ"
CACHE = 200_000  # words whose readings are remembered
LONGEST = 8  # words of a name


class Word(NamedTuple):
    """A word of a body: body[start:end], its key, and whether only a gap stands before it."""

    start: int
    end: int
    key: str
    joined: bool


KEY_OF: Callable[[Word], str] = attrgetter("key")


class Span(NamedTuple):
    """A known name in a body. `sure`: the words alone make it a name, no recogniser is needed."""

    start: int
    end: int
    type: str
    sure: bool


def untied(span: Span, body: str) -> Span:
    """A known name without the tatweel that ties a clitic to it: «لـحماس»."""
    start = span.start
    while body[start] == _TATWEEL:
        start += 1
    return span if start == span.start else span._replace(start=start)


STEM = 4  # letters of a state's name that stand for it with any ending


class Known:
    """The curated names, and institutions of states, by their words."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._seen = _Openings(self)
        self._kinds: dict[str, Kind | None] = {}
        self._ambiguous = reference.ambiguous

    @cached_property
    def _names(self) -> dict[str, tuple[str, bool]]:
        """Key -> (type, sure); a key of two types is left to the recogniser."""
        names: dict[str, tuple[str, bool]] = {}
        for kind, key in sorted(self._reference.curated):
            sure = key not in self._ambiguous and max(map(len, key.split())) > 1 and len(key) > 2
            sure = sure and key in self._reference.any_type
            names[key] = (kind, sure and not key.isascii())
        for key, institution in self._reference.institutions.kinds.items():
            if " " in key:
                names.setdefault(key, ("ORG", institution.bare))
        return names

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """Every proper beginning, in whole words, of a name of several words."""
        found: set[str] = set()
        for key in [*self._names, *self._reference.institutions.kinds]:
            words = key.split()
            found.update(" ".join(words[:size]) for size in range(1, len(words)))
        found.update(self._reference.institutions.kinds)
        return frozenset(found)

    def as_written(self, span: Span, surface: str) -> Span:
        """A known name of one word, sure without the recogniser only where it is written as it was curated.

        جده is somebody's grandfather, not جدة.
        """
        if not span.sure or " " in surface or not (surface[-1] in "هة" or "ؤ" in surface or "ئ" in surface):
            return span
        key = name_key(surface)
        alias = self._reference.curated.get((span.type, key))
        known = {how for one, how in alias.endings if one == key} if alias else set()
        return span._replace(sure=False) if known and endings(surface) not in known else span

    def spans(self, words: list[Word]) -> list[Span]:
        """The known names among a body's words, longest first from the left, none overlapping."""
        found: list[Span] = []
        free, seen = 0, self._seen
        some = compress(range(len(words)), map(seen.__getitem__, map(KEY_OF, words)))  # few words have any
        for at in some:
            if at >= free:
                size, span = self._longest(seen[words[at].key], words, at)
                if span:
                    found.append(span)
                free = at + size
        return self._with_capitals(found, words)

    def _with_capitals(self, found: list[Span], words: list[Word]) -> list[Span]:
        """The names, those capitals sure that are words as well («سيول»), where the text has a word of their state."""
        if all(span.sure or span.type != "LOC" for span in found):  # most texts
            return found
        keys = {word.start: word.key for word in words}
        return [
            span._replace(sure=True)
            if not span.sure
            and any(stem in word.key for stem in self._states.get(keys.get(span.start), ()) for word in words)
            else span
            for span in found
        ]

    @cached_property
    def _states(self) -> dict[str | None, tuple[str, ...]]:
        """What words of its state begin with, by the key of a capital whose own name is a word: سيول -> كوري."""
        curated, nouns = self._reference.curated, read_words().nouns
        names: dict[str | None, set[str]] = {}
        for (kind, key), alias in curated.items():
            first, _, rest = key.partition(" ")
            if kind != "LOC" or STATES not in alias.row or len(first) <= STEM or without_article(first) != first:
                continue
            if first not in nouns and (not rest or rest.endswith("يه")):  # not «سلطنة عمان»; «كوريا الجنوبية»
                names.setdefault(alias.link.country, set()).add(first[:-1] if first[-1] in "اه" else first)
        return {
            key: tuple(sorted(names[alias.link.country]))
            for (kind, key), alias in curated.items()
            if kind == "LOC" and key in self._ambiguous and CAPITALS in alias.row
            if alias.link.country in names and key == name_key(alias.link.name_ar or "")
        }

    def _longest(self, openings: list[tuple[int, str]], words: list[Word], at: int) -> tuple[int, Span | None]:
        """(words taken, span) of the longest name that begins with a word, with or without its clitics."""
        best: tuple[int, Span | None] = (0, None)
        for cut, first in openings:
            for size, kind, sure in self._from(first, words, at):
                if size > best[0]:
                    start = words[at].start + cut
                    best = (size, Span(start, words[at + size - 1].end, kind, sure and (cut == 0 or len(first) > 3)))
        return best

    def openings(self, key: str) -> list[tuple[int, str]]:
        """The readings of a word that are a known name or begin one."""
        names, beginnings = self._names, self._beginnings
        return [one for one in _readings(key) if one[1] in names or one[1] in beginnings]

    def _from(self, first: str, words: list[Word], at: int) -> Iterator[tuple[int, str, bool]]:
        key, size = first, 1
        while True:
            if name := self._names.get(key):
                yield size, *name
            elif size > 1 and (kind := self._kind(key)):
                yield size, "ORG", kind.sure
            following = at + size
            if size == LONGEST or following == len(words) or not words[following].joined:
                return
            if key not in self._beginnings and not self._may_be_institution(key):
                return
            key, size = f"{key} {words[following].key}", size + 1

    def _kind(self, key: str) -> Kind | None:
        """The kind of the institution that a key names in full, remembered."""
        if key not in self._kinds:
            if len(self._kinds) > CACHE:
                self._kinds.clear()
            self._kinds[key] = self._reference.institutions.find_kind(key)
        return self._kinds[key]

    def _may_be_institution(self, key: str) -> bool:
        """Whether a key is a kind of institution, or one with the first word of an adjective (الكورية)."""
        kinds = self._reference.institutions.kinds
        return key in kinds or key.rpartition(" ")[0] in kinds


class _Openings(dict[str, list[tuple[int, str]]]):
    """The openings of words, each looked for once."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, key: str) -> list[tuple[int, str]]:
        if len(self) > CACHE:
            self.clear()
        found = self[key] = self._known.openings(key)
        return found


def words_of(body: str) -> list[Word]:
    """The words of a body, «عبد الله» as one."""
    parts = _TOKENS.split(body)  # what stands between words, and the words, in turn
    places = list(accumulate(map(len, parts)))
    keys = list(map(KEYS.__getitem__, parts[1::2]))
    joined = list(map(_GAPS.__contains__, parts[:-1:2]))
    joined[:1] = [False] * len(joined[:1])  # before the first stands no word
    # a night has millions of them: no step of these is Python's
    words = list(map(tuple.__new__, repeat(Word), zip(places[:-1:2], places[1::2], keys, joined, strict=True)))
    if _SERVANT.isdisjoint(keys):
        return words
    for at in range(len(words) - 2, -1, -1):
        word, second = words[at : at + 2]
        if word.key in _SERVANT and second.joined and second.key[:2] == "ال" and body[word.end] == " ":
            words[at : at + 2] = [Word(word.start, second.end, word.key + second.key, word.joined)]
    return words


def _readings(key: str) -> Iterator[tuple[int, str]]:
    """(letters cut, the rest) of a word as it stands and without its clitics."""
    yield 0, key
    clitics = read_clitics()
    if key[:1] in clitics.single:
        for clitic in clitics.proclitics:
            if len(key) - len(clitic) > 2 and key.startswith(clitic):
                yield len(clitic), rest(key, clitic)
