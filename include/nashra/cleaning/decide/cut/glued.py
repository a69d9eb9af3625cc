"""Pieces glued to a line that stays: which are cut off, by what the source's other articles have at the same place."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from pydantic import Field

from nashra.article import Article
from nashra.cleaning.corpus.edges import Pieces
from nashra.cleaning.corpus.evidence import LineEvidence
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.read_lines import read_lines
from nashra.settings import RULES
from nashra.yaml_files import Strict, Words, read_model, stamp

FILE = RULES / "glued.yaml"


class Same(Strict):
    articles: int = Field(ge=1)
    share: float = Field(ge=0, le=1)


class Opening(Same):
    words: int = Field(ge=1)


class OwnTitle(Strict):
    letters: int = Field(ge=1)


class BylineLimits(Strict):
    articles: int = Field(ge=1)
    words: int = Field(ge=2)
    before_name: Words


class HeadWords(Strict):
    crumbs: Words
    published: Words
    published_verbs: Words


class SiteName(Strict):
    title_words: int = Field(ge=1)
    words: int = Field(ge=1)
    latin_words: int = Field(ge=1)
    names: Words


class Buttons(Strict):
    least: int = Field(ge=2)
    before: Words
    behind: Words
    names: Words


class GluedLimits(Strict):
    """glued.yaml; its comments say what each value means."""

    same: Same
    opening: Opening
    title: OwnTitle
    byline: BylineLimits
    head: HeadWords
    site: SiteName
    buttons: Buttons


@dataclass(frozen=True, slots=True)
class Trim:
    """What is cut off an end of a line that stays: code points into the line without white space at its ends."""

    start: int
    end: int
    rule: str
    category: str
    evidence: str


def read_glued(path: Path = FILE) -> GluedLimits:
    """Raises RulesError on a malformed file."""
    return read_model(path, GluedLimits)


def glued_limits() -> GluedLimits:
    """Those that ship: read once, and again when the file has changed."""
    return _read(FILE, stamp([FILE]))


@lru_cache(maxsize=1)
def _read(path: Path, _: str) -> GluedLimits:
    return read_glued(path)


def glued_trims(
    lines: Lines, seen: LineEvidence, articles: Sequence[Article]
) -> tuple[dict[int, Trim], dict[int, Trim]]:
    """By line, what goes from its beginning and what from its end."""
    heads: dict[int, Trim] = {}
    tails: dict[int, Trim] = {}
    limits, pieces = glued_limits(), seen.pieces
    others = np.maximum(seen.of_source[pieces.line] - 1, 1)
    same = ~pieces.names & (seen.piece_whole >= np.maximum(limits.same.articles, limits.same.share * others))
    behind = pieces.start > 0
    opens = seen.piece_opening >= np.maximum(limits.opening.articles, limits.opening.share * others)
    titled = behind & _ends_with_title(lines, pieces, [article.title for article in articles])
    for number in np.flatnonzero(same | (behind & opens) | titled).tolist():
        line, start, end = int(pieces.line[number]), int(pieces.start[number]), int(pieces.end[number])
        rule, category, why = "own-title-behind", "title", "ends with the article's own title"
        if same[number]:
            count = seen.piece_whole[number]
            rule, category = "repeated-piece", "template"
            why = f"glued on in {count} other articles of the source, of {others[number]}"
        elif opens[number] and len(lines.raw(line)[start:end].split()) >= limits.opening.words:
            rule, category = "repeated-opening", "template"
            why = f"begins as in {seen.piece_opening[number]} other articles of the source, of {others[number]}"
        elif not titled[number]:
            continue
        (tails if start else heads)[line] = Trim(start, end, rule, category, why)
    return heads, tails


def _ends_with_title(lines: Lines, pieces: Pieces, titles: Sequence[str | None]) -> Bool:
    """(p,) whether a piece ends with the letters of its article's title: its field, else its first line."""
    article = lines.article[pieces.line]
    first = lines.first[article]
    size, hashed = lines.letters[first], lines.hash[first]
    if any(titles):
        fields = read_lines([" ".join((title or "").split()) for title in titles])
        given = np.zeros(len(titles), dtype=np.int64)
        letters = np.zeros(len(titles), dtype=np.uint64)
        given[fields.article], letters[fields.article] = fields.letters, fields.hash
        size = np.where(given[article] > 0, given[article], size)
        hashed = np.where(given[article] > 0, letters[article], hashed)
    fits = (size >= glued_limits().title.letters) & (pieces.last - pieces.first >= size) & (pieces.line > first)
    at = np.where(fits, pieces.last - size, pieces.first)
    return np.asarray(fits & (lines.hasher(at, pieces.last) == hashed))
