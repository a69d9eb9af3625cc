"""From which log odds a line goes: values of rules/weighing.yaml, by what else speaks against it."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np
from pydantic import Field, model_validator

from nashra.cleaning.decide.weigh.features import AT, F32
from nashra.cleaning.decide.weigh.weigher import F64
from nashra.cleaning.lines.hashes import I64
from nashra.cleaning.lines.page_places import PagePlaces
from nashra.cleaning.rules.rule_book import Hit
from nashra.settings import RULES
from nashra.yaml_files import Strict, Words, read_model, stamp

FILE = RULES / "weighing.yaml"
SEEN = ("repeats", "titles", "leads", "seen_before")  # features of a line that stands elsewhere too


class Slide(Strict):
    short: float
    long: float
    from_: int = Field(alias="from", ge=0)
    to: int

    @model_validator(mode="after")
    def rises(self) -> "Slide":
        if self.to <= self.from_ or self.long < self.short:
            raise ValueError("expected from < to and short <= long")
        return self

    def of(self, letters: I64) -> F64:
        """(n,) the threshold of lines with so many letters."""
        share = np.clip((letters - self.from_) / (self.to - self.from_), 0, 1)
        return np.asarray(self.short + share * (self.long - self.short), dtype=np.float64)


class Thresholds(Strict):
    ruled: Slide
    seen: Slide
    around: Slide
    below: Slide
    inside: Slide


class Page(Strict):
    away: float = Field(le=0)
    text: float = Field(ge=0)


class Spared(Strict):
    entry: float = Field(ge=0)
    list_lines: int = Field(ge=2)
    list_share: float = Field(ge=0, le=1)
    amounts: float = Field(ge=0)
    like_title: float = Field(ge=0, le=1)
    said: float = Field(ge=0, le=1)
    unfinished: float = Field(ge=0)
    sentence: int = Field(ge=1)
    verse: float = Field(ge=0)
    verse_letters: tuple[int, int]
    verse_lines: int = Field(ge=2)
    verse_share: float = Field(ge=0, le=1)
    verse_spread: float = Field(ge=0, le=1)
    verse_words: float = Field(ge=1)
    verse_rhyme: float = Field(ge=0, le=1)
    verse_second: float = Field(ge=0, le=1)
    alike: float = Field(ge=0)
    headings: Words
    heading_words: int = Field(ge=1)
    headings_least: int = Field(ge=2)


class Unsure(Strict):
    below: float = Field(ge=0)
    lines: int = Field(ge=0)


class Lone(Strict):
    articles: int = Field(ge=1)
    letters: int = Field(ge=1)
    most: float = Field(ge=0)
    below: float
    above: float
    inside: float
    own: float = Field(ge=0)
    beside: float = Field(ge=0)
    bounds: tuple[float, float]
    paragraph: float
    edge: float


class SecondStory(Strict):
    begins: float
    follows: float
    reached: float = Field(ge=0, le=1)


class ForeignLists(Strict):
    words: int = Field(ge=1)
    letters: int = Field(ge=1)
    behind: int = Field(ge=1)
    between: int = Field(ge=1)
    novel: float = Field(ge=0, le=1)
    again: float = Field(ge=0, le=1)
    titles: float = Field(ge=0, le=1)
    own: float = Field(ge=0, le=1)
    share: float = Field(ge=0, le=1)
    many: int = Field(ge=1)
    most: float = Field(ge=0, le=1)
    facts: float = Field(ge=0, le=1)
    relief: float = Field(ge=0)
    least: float = Field(gt=0)
    alone: float = Field(ge=0)
    above: float = Field(ge=0)


class ComesBack(Strict):
    alike: float = Field(ge=0, le=1)
    first: float = Field(ge=0, le=1)


class OtherStory(Strict):
    above: int = Field(ge=0)
    words: int = Field(ge=1)
    enough: int = Field(ge=1)
    headline: float = Field(ge=0, le=1)
    dateline: float = Field(ge=0, le=1)
    end: float = Field(ge=0, le=1)
    unsure: float = Field(ge=0, le=1)
    far: float = Field(ge=0, le=1)


class AboveDay(Strict):
    lines: int = Field(ge=1)
    day: int = Field(ge=1)
    letters: int = Field(ge=1)
    nearly: float = Field(le=0)
    shared: int = Field(ge=0)
    label: int = Field(ge=1)


class Ticker(Strict):
    lines: int = Field(ge=2)
    words: int = Field(ge=1)
    others: int = Field(ge=0)
    mean: float
    least: float
    gone: float = Field(ge=0, le=1)
    cut: float = Field(ge=0, le=1)
    teasers: int = Field(ge=1)
    verse: float = Field(ge=0)
    own: int = Field(ge=1)
    told: float = Field(ge=0, le=1)
    run: int = Field(ge=1)
    apart: int = Field(ge=1)
    stray: float = Field(ge=0, le=1)
    parted: int = Field(ge=1)
    little: float = Field(ge=0, le=1)


class Strangers(Strict):
    headline: int = Field(ge=1)
    words: int = Field(ge=1)
    many: int = Field(ge=2)
    telling: int = Field(ge=1)
    stray: float = Field(ge=0, le=1)
    beside: int = Field(ge=1)
    lines: int = Field(ge=1)
    left: int = Field(ge=1)
    rest: int = Field(ge=1)
    part: float = Field(ge=0, le=1)
    nearly: float


class Readings(Strict):
    many: int = Field(ge=2)
    letters: int = Field(ge=1)
    paragraph: int = Field(ge=1)
    foreign: int = Field(ge=1)
    units: Words


class Weighing(Strict):
    """weighing.yaml; its comments say what each value means."""

    thresholds: Thresholds
    page: Page
    again: float
    spared: Spared
    certain: float = Field(ge=0)
    unsure: Unsure
    lone: Lone
    second_story: SecondStory
    foreign_lists: ForeignLists
    comes_back: ComesBack
    other_story: OtherStory
    above_day: AboveDay
    ticker: Ticker
    strangers: Strangers
    readings: Readings


def read_weighing(path: Path = FILE) -> Weighing:
    """Raises RulesError on a malformed file."""
    return read_model(path, Weighing)


def weighing() -> Weighing:
    """The values that ship: read once, and again when the file has changed."""
    return _read(FILE, stamp([FILE]))


@lru_cache(maxsize=1)
def _read(path: Path, _: str) -> Weighing:
    return read_weighing(path)


def thresholds(letters: I64, features: F32, hits: Iterable[Hit], places: PagePlaces | None) -> F64:
    """(n,) log odds from which each line goes; `places` is what pages say of the lines."""
    known = weighing()
    by = known.thresholds
    ruled = np.zeros(letters.size, dtype=np.bool_)
    ruled[[hit.line for hit in hits if _speaks(hit)]] = True
    seen = (features[:, [AT[name] for name in SEEN]] > 0).any(axis=1)
    outside = (features[:, [AT[name] for name in ("prelude", "header_seen", "no_letters")]] > 0).any(axis=1)
    outside |= (features[:, [AT["hint"], AT["postlude"]]] > 0).all(axis=1)
    slides = (by.seen, by.around, by.below, by.inside)
    found = np.select(
        [ruled, features[:, AT["seen_long"]] > 0, seen, outside, features[:, AT["postlude"]] > 0],
        [by.ruled.of(letters), np.full(letters.size, known.again), *(slide.of(letters) for slide in slides[:3])],
        by.inside.of(letters),
    )
    if places is not None:
        found = found + known.page.away * places.away + known.page.text * (places.text & ~ruled)
    return np.asarray(found, dtype=np.float64)


def _speaks(hit: Hit) -> bool:
    rule = hit.rule
    return rule.strength != "hint" and rule.category != "metadata" and not hit.inline
