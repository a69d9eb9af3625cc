"""Section, own title, places and days glued before the first sentence («محليات | مسقط | 27 يوليو 2024 | ...»): cut off
when they are the article's own title, or form a dateline that no sentence begins with. A place and one day before a
dash or colon stay: an essay may begin so, and so does a dateline that is published with its text."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from nashra.article import Article
from nashra.cleaning.decide.cut.glued import Trim, glued_limits
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64, Bool, starts
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.line_heads import LETTERS, opening_paragraphs
from nashra.cleaning.lines.word_kinds import common_words
from nashra.landing.facts.datelines import day_in_full
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.facts.place_names import place_names, places_at
from nashra.text.fold import fold_line

PARTS = 6  # of a head: section, title, place, two days, agency
REACH = 100  # characters that a head has beside the title
_YEAR = re.compile(r"\d\d\d\d")
_MARK = re.compile(r"\s{0,2}(?:(?P<bar>\|{1,2}|/{1,2})|(?P<dash>[-–—]{1,3})|(?P<colon>:)|(?P<comma>[،,]))\s{0,2}")
_LABEL = re.compile(r"[^\W\d_]{2,15}(?:\s[^\W\d_]{2,15}){0,2}(?=\s{0,2}[|/])")
_SECTION = re.compile(r"[^|/]{2,30}?\s{0,2}[|/]\s{0,2}")  # before the title, in its own line
_WORD = re.compile(r"[^\W\d_]+")
_STEP = re.compile(r"\s{0,2}[»>/|‹›\\]\s{0,2}")  # between the parts of a path
_BAR = re.compile(r"\s[|/]{1,2}\s")
_REMARK = re.compile(r"\s[-–—]|[-–—]\s")


class Head(NamedTuple):
    """What a line begins with, in its folded text."""

    end: int
    kinds: tuple[
        str, ...
    ]  # of its parts, in order: path, published or published_verbs (a label), clock, title, place, day, twin (a day
    # in both calendars), agency or label
    marks: tuple[str, ...]  # behind each part: bar, dash, colon, comma or ""


def head_trims(lines: Lines, articles: Sequence[Article]) -> dict[int, Trim]:
    """By line, the head that goes from its beginning."""
    found: dict[int, Trim] = {}
    least = glued_limits().title.letters
    candidates = np.union1d(lines.made(opening_paragraphs), _first_paragraphs(lines))
    first = lines.first.tolist()
    known: dict[int, list[str]] = {}  # titles of each article
    columns = (candidates, lines.article[candidates], lines.start[candidates], _may_have_year(lines, candidates))
    for line, number, start, dated in zip(*(column.tolist() for column in columns), strict=True):
        title = articles[number].title or (lines.raw(first[number]) if line > first[number] else "")
        if title and number not in known:
            known[number] = _titles(title, least)
        titles = known[number] if title else []
        opening = lines.text[start : start + REACH]
        if not (dated and _YEAR.search(opening)) and not any(title[:least] in opening for title in titles):
            continue  # most lines: they need not be folded
        folded = lines.fold(line)
        said = [words for title in titles if (words := fold_line(title).split())]
        head = _path(folded, said) or _head(folded, said)
        if why := _proof(folded, head):
            found[line] = Trim(0, lines.raw_offset(line, head.end), "glued-head", "metadata", why)
    return found


def _first_paragraphs(lines: Lines) -> I64:
    """The first paragraph of each article, whose own title need not end near its beginning."""
    paragraphs = np.flatnonzero(lines.letters >= LETTERS)
    return paragraphs[starts(lines.article[paragraphs])]


def _may_have_year(lines: Lines, asked: I64) -> Bool:
    """Whether four digits follow one another in the first REACH characters of some lines."""
    marks = lines.marks
    strange = marks[lines.codes.take(marks) >= ch.SIZE]  # some of these are digits too
    digits = lines.foreign[lines.classes.take(lines.foreign) == ch.DIGIT]
    if strange.size:
        digits = np.union1d(digits, strange)
    years = digits[:-3][digits[3:] - digits[:-3] == 3]
    begin = lines.start[asked]
    return np.searchsorted(years, begin + REACH - 3) > np.searchsorted(years, begin)


def _titles(title: str, least: int) -> list[str]:
    """An article's title with and without a section before it."""
    section = _SECTION.match(title) if "|" in title or "/" in title else None
    texts = [title, title[section.end() :]] if section else [title]
    return [text for text in texts if len(text) >= least]


def _path(text: str, titles: Sequence[list[str]]) -> Head | None:
    """A path from the site's first page to the article's own title: «الرئيسية / محليات / ...»."""
    if not _words_of("crumbs").match(text):
        return None
    for step in _STEP.finditer(text, 0, REACH):
        for title in titles:
            if end := _said(text, step.end(), title):
                return Head(end + len(text[end:]) - len(text[end:].lstrip(" -–—:|/")), ("path",), ("",))
    return None


def _head(text: str, titles: Sequence[list[str]]) -> Head:
    at, kinds, marks = 0, list[str](), list[str]()
    while len(kinds) < PARTS and (part := _part(text, at, titles, kinds)):
        kind, end = part
        mark = _MARK.match(text, end)
        kinds.append(kind)
        marks.append(str(mark.lastgroup) if mark else "")
        at = mark.end() if mark else end + len(text[end:]) - len(text[end:].lstrip())
    return Head(at, tuple(kinds), tuple(marks))


def _part(text: str, at: int, titles: Sequence[list[str]], before: Sequence[str]) -> tuple[str, int] | None:
    """Kind and end of the part that begins at `at`."""
    if "title" not in before:
        for title in titles:
            if end := _said(text, at, title):
                return "title", end
    for kind in () if at else ("published", "published_verbs"):
        if label := _words_of(kind).match(text):
            return "published" if ":" in label[0] else kind, label.end()
    if not {"published", "published_verbs"}.isdisjoint(before) and (clock := metadata_words().clock.match(text, at)):
        return "clock", clock.end()
    if day := day_in_full().match(text, at):
        return ("twin" if day["twin"] else "day"), day.end()
    if (places := places_at(text, at)) and (places.sure or before):
        return "place", places.end
    if not {"day", "twin"}.isdisjoint(before) and (agency := _agency().match(text, at)):
        return "agency", agency.end()
    if "label" not in before and (label := _LABEL.match(text, at)):
        return None if common_words() & set(label[0].split()) else ("label", label.end())
    return None


def _said(text: str, at: int, words: Sequence[str]) -> int | None:
    """Where a title ends that stands at `at` word for word."""
    for word in words:
        at += len(text[at : at + 3]) - len(text[at : at + 3].lstrip())
        if not text.startswith(word, at):
            return None
        at += len(word)
    return None if _WORD.match(text, at) else at


def _proof(text: str, head: Head) -> str | None:
    """Why a head is no part of the first sentence; None when it may be."""
    kinds, closed = set(head.kinds), head.marks[-1] if head.marks else ""
    following = _WORD.search(text, head.end, head.end + 20)
    if following is None or len(text) - head.end < LETTERS or following[0] in place_names().sentence_goes_on:
        return None
    if closed == "dash" and _REMARK.search(text, head.end, head.end + 40):
        return None  # two dashes: a remark in a sentence
    if closed == "bar" and _BAR.search(text, head.end, head.end + 60):
        return None  # a row of a table
    ended = closed in ("bar", "dash", "colon")
    if "path" in kinds:
        return "a path that ends with the article's own title"
    if head.kinds[-1:] in (("day",), ("twin",), ("clock",)):
        sure = "published" in kinds or ("published_verbs" in kinds and (ended or head.kinds[-1] == "clock"))
        if sure and kinds & {"day", "twin"}:
            return "when it was published"
    days = head.kinds.count("day") + 2 * head.kinds.count("twin")
    if "title" in kinds:
        if "place" in kinds and (days > 1 or (days and (ended or head.kinds[-1] == "agency"))):
            return "the article's own title, a place and a day"
        if closed in ("bar", "dash"):
            return "the article's own title"
    if "place" in kinds and ended:
        if days > 1:
            return "a place, and the day in both calendars"
        if days and "bar" in head.marks[:-1] and not {"dash", "colon"} & set(head.marks[:-1]):
            return "a place and a day between bars"
    return None


@cache
def _words_of(kind: str) -> "re.Pattern[str]":
    """Words of glued.yaml that a head begins with, folded, and what may follow them."""
    head = glued_limits().head
    words = {"crumbs": head.crumbs, "published": head.published, "published_verbs": head.published_verbs}[kind]
    listed = "|".join(sorted((re.escape(fold_line(word)) for word in words), key=len, reverse=True))
    return re.compile(rf"(?:{listed})(?!\w)\s{{0,2}}[:|]?\s{{0,2}}")


@cache
def _agency() -> "re.Pattern[str]":
    return re.compile(rf"\(?\s?(?:{metadata_words().agency})\s?\)?")
