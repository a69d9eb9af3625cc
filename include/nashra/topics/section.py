"""The section of an article: what its site says, else what its words are of."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from nashra.topics.topic_rules import SECTIONS, Section, read_topic_rules
from nashra.topics.words import Form, bare_word, pairs, words_of

_STEPS = re.compile(r"\s*[>»›/|\\:]+\s*")
_AND_SO = ("و", "ف")
_SHORT = 300  # code points that a shorter text counts as
_PARTS = re.compile(r"[/?#&=]+")


class Told(NamedTuple):
    """A section, None where no words tell; `sure` where the site gives it or many words do."""

    section: Section | None
    sure: bool

    @property
    def surely(self) -> Section | None:
        return self.section if self.sure else None


def section_of(
    title: str | None, body: str, url: str | None = None, keywords: Sequence[str] = (), sections: Sequence[str] = ()
) -> Told:
    """One of SECTIONS, as the site gives it, else as most words tell."""
    given = given_section(url, keywords, sections)
    return Told(given, True) if given else told_section(title, body)


def given_section(url: str | None, keywords: Sequence[str], sections: Sequence[str] = ()) -> Section | None:
    """The section that the site gives: a part of the address, what a field of the record says, a whole keyword."""
    names = _given()
    parts = _PARTS.split((url or "").partition("://")[2].lower())[1:-1]
    told = (names.get(name) for name in parts)
    called = (_called(name) for name in sections)
    kept = (names.get(" ".join(words_of(word))) for word in keywords)
    return next((found for found in (*told, *called, *kept) if found), None)


def _called(name: str) -> Section | None:
    """What a site calls a section: «أخبار الرياضة», «المحليات | حوادث»; none where its words are of several sections or
    of another thing («وزارة الصحة»)."""
    names, around = _called_so(), _around()
    for step in reversed(_STEPS.split(name.lower())):  # the last of several is the narrowest
        whole = _bare(step)
        words = [word for word in whole.split() if word not in around]
        found = {names[whole]} if whole in names else {names.get(word) for word in words}
        if len(found) == 1 and (section := found.pop()):
            return section
    return None


def told_section(title: str | None, body: str) -> Told:
    """The section whose words the article has most of; each word counts by the logarithm of how often it is there."""
    rules = read_topic_rules().section
    listed, of_two = _listed(), _pairs()
    counts: Counter[str] = Counter()
    words: list[str] = []
    for text, times in ((title or "", rules.title_times), (body[: rules.body], 1)):
        words = words_of(text)
        for form, often in Counter(filter(None, map(_form_of().__getitem__, words))).items():
            counts[form] += often * times
        for pair in pairs(words, _first_of_two()):
            if pair in of_two:
                counts[pair] += times
                for one in map(_form_of().__getitem__, pair.split()):  # «الهلال الأحمر» is no club
                    if one and one in counts and listed[pair][0] not in listed[one]:
                        counts[one] -= times
    sums: dict[Section, float] = dict.fromkeys(SECTIONS, 0.0)
    for word in sorted(counts):
        worth = rules.of_two if word in of_two else 1.0
        for section in listed[word]:
            sums[section] += worth * math.log1p(max(counts[word], 0)) / len(listed[word])
    best = max(SECTIONS, key=lambda section: (sums[section], -SECTIONS.index(section)))
    if best in rules.argued and _is_argued(words, f"{'' if best == 'local' else title or ''} {body[: rules.body]}"):
        return Told("opinion", True)
    return Told(best if sums[best] >= rules.least else None, sums[best] >= rules.sure)


def _is_argued(words: Sequence[str], text: str) -> bool:
    """Whether a writer argues, and nobody's statements are reported: the words of a body, and all of the text, without
    the title of what happened in a town, where a question is a headline's way."""
    rules = read_topic_rules().section
    told = Counter(filter(None, map(_voices().get, words)))
    thousands = max(len(text), _SHORT) / 1000
    reports = sum(told[word] for word in _reports())
    if reports > rules.reports_most * thousands:
        return False
    return text.count("؟") + sum(told[word] for word in _argues()) >= rules.argues_least * thousands


@cache
def _argues() -> frozenset[str]:
    return frozenset(" ".join(words_of(word)) for word in read_topic_rules().section.argues)


@cache
def _reports() -> frozenset[str]:
    return frozenset(" ".join(words_of(word)) for word in read_topic_rules().section.reports)


@cache
def _voices() -> dict[str, str]:
    """Those of both by what they are written as, also behind «و» and «ف»."""
    words = _argues() | _reports()
    return {word: word for word in words} | {before + word: word for before in _AND_SO for word in words}


@cache
def _given() -> dict[str, Section]:
    rules = read_topic_rules().section.given
    return {" ".join(words_of(name)) if not name.isascii() else name: s for s in SECTIONS for name in rules[s]}


@cache
def _called_so() -> dict[str, Section]:
    return {_bare(name): section for name, section in _given().items()}


@cache
def _around() -> frozenset[str]:
    return frozenset(map(_bare, read_topic_rules().section.around))


def _bare(name: str) -> str:
    return " ".join(map(bare_word, words_of(name)))


@cache
def _listed() -> dict[str, tuple[Section, ...]]:
    """The sections of each listed word or pair, folded."""
    found: dict[str, list[Section]] = {}
    for section, words in read_topic_rules().section.words.items():
        for word in words:
            one, *other = words_of(word)
            found.setdefault(" ".join(map(bare_word, (one, *other))) if other else one, []).append(section)
    return {word: tuple(dict.fromkeys(sections)) for word, sections in found.items()}


@cache
def _form_of() -> Form:
    """The listed form of each word."""
    return Form(_listed())


@cache
def _pairs() -> frozenset[str]:
    return frozenset(word for word in _listed() if " " in word)


@cache
def _first_of_two() -> frozenset[str]:
    return frozenset(word.partition(" ")[0] for word in _pairs())
