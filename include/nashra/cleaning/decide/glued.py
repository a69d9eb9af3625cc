"""Pieces glued to a line that stays: which are cut off, by what the source's other articles have at the same place."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from nashra.article import Article
from nashra.cleaning.corpus.edges import letters_of
from nashra.cleaning.corpus.evidence import LineEvidence
from nashra.cleaning.lines.line_arrays import Lines
from nashra.settings import RULES
from nashra.yaml_files import read_yaml

FILE = RULES / "glued.yaml"


class _Limits(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Same(_Limits):
    articles: int = Field(ge=1)
    share: float = Field(ge=0, le=1)


class Opening(Same):
    words: int = Field(ge=1)


class OwnTitle(_Limits):
    letters: int = Field(ge=1)


class GluedLimits(_Limits):
    """glued.yaml; its comments say what each value means."""

    same: Same
    opening: Opening
    title: OwnTitle


@dataclass(frozen=True, slots=True)
class Trim:
    """What is cut off an end of a line that stays: code points into the line without white space at its ends."""

    start: int
    end: int
    rule: str
    category: str
    evidence: str


@cache
def glued_limits() -> GluedLimits:
    return GluedLimits.model_validate(read_yaml(FILE))


def glued_trims(
    lines: Lines, seen: LineEvidence, articles: Sequence[Article]
) -> tuple[dict[int, Trim], dict[int, Trim]]:
    """By line, what goes from its beginning and what from its end."""
    heads: dict[int, Trim] = {}
    tails: dict[int, Trim] = {}
    limits, pieces = glued_limits(), seen.pieces
    titles: dict[int, str] = {}
    columns = (pieces.line, pieces.start, pieces.end, seen.piece_whole, seen.piece_opening)
    for line, start, end, whole, opening in zip(*(column.tolist() for column in columns), strict=True):
        others = max(int(seen.of_source[line]) - 1, 1)
        text = lines.raw(line)
        piece = text[start:end]
        trim: tuple[str, str] | None = None
        if whole >= max(limits.same.articles, limits.same.share * others):
            trim = ("repeated-piece", f"glued on in {whole} other articles of the source, of {others}")
        elif start and opening >= max(limits.opening.articles, limits.opening.share * others):
            if len(piece.split()) >= limits.opening.words:
                trim = ("repeated-opening", f"begins as in {opening} other articles of the source, of {others}")
        elif start:
            number = int(lines.article[line])
            if number not in titles:
                first = int(lines.first[number])
                titles[number] = letters_of(articles[number].title or lines.raw(first))
            own = titles[number]
            if line > lines.first[number] and len(own) >= limits.title.letters and letters_of(piece).endswith(own):
                trim = ("own-title-behind", "ends with the article's own title")
        if trim:
            made = Trim(start, end, trim[0], "template" if trim[0] != "own-title-behind" else "title", trim[1])
            (tails if start else heads)[line] = made
    return heads, tails
