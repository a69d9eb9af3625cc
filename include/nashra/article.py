"""The records that one stage hands to the next, in memory."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

UNKNOWN_SOURCE = "unknown"  # of an article where nothing says


@dataclass(slots=True)
class Article:
    """One scraped article, as `landing` reads it and `cleaning` takes it."""

    article_id: str
    landing_file: str  # POSIX path below the day's landing folder
    record_no: int  # 0-based place of the record in its file
    source: str  # host or site, or UNKNOWN_SOURCE
    text: str  # decoded, lines ended by "\n", otherwise untouched: the ledger adds up to this
    lang: str = "ar"  # ISO 639-1
    url: str | None = None
    title: str | None = None  # from a field of the record, else None: a title in the text is cleaning's to find
    published_at: datetime | None = None  # aware, UTC
    dateline: str | None = None
    agency: str | None = None
    keywords: list[str] = field(default_factory=list)
    line_places: bytes | None = None  # of a page: where each line of `text` stood (nashra.landing.pages.places.unpack)
    published_on: date | None = None  # its calendar day at the source
    left_out: dict[str, int] = field(default_factory=dict)  # letters of a page that are in no line of `text`, by place
    sections: list[str] = field(default_factory=list)  # of its site, as a field of the record calls them


@dataclass(slots=True)
class Rejected:
    """A record (or whole file) that goes to quarantine: a row of the `quarantine` table."""

    stage: str
    reason: str  # a short stable code, then ": " and what was seen, e.g. "language: fa 0.98"
    landing_file: str
    record: bytes  # the raw bytes, cut at settings.night.quarantine_record_bytes
    expectation: str | None = None


class Edit(NamedTuple):
    """Characters inside a line that cleaning took out, or put others in place of."""

    raw_start: int  # where they stood: code points into Article.text
    text: str  # what stood there
    instead: str  # what stands there now, often nothing


Part = Literal["whole", "head", "tail", "edit", "join"]
"""What a removal took: a whole line, the beginning or the end of one, characters inside one, or the line break before
one."""


@dataclass(slots=True)
class Removal:
    """A line, or a part of one, that cleaning took out: a row of the `removals` table."""

    line_no: int  # 0-based line of Article.text
    text: str  # exactly what was cut
    rule: str
    evidence: str  # each piece of evidence with its weight, readable by an editor
    category: str
    part: Part
    raw_start: int  # where it stood: code points into Article.text
    gap: str | None = None  # the white space after it up to the next line, when that went with it
    edits: list[Edit] = field(default_factory=list)  # of part "edit": its cuts, in order

    @property
    def takes_its_line(self) -> bool:
        """Whether nothing of its line stays."""
        return self.gap is not None and self.part != "join"


@dataclass(slots=True)
class Cleaned:
    """What cleaning makes of an Article. Title, body and `removals` together give the raw text back
    (`nashra.cleaning.ledger.account.scraped_text`)."""

    title: str | None
    body: str
    removals: list[Removal]
    title_in_text: bool = False  # whether the title is a line of Article.text
    # White space before the text and after each line that stays; empty when that is none and a line end after each.
    gaps: list[str] = field(default_factory=list)
    other_story_at: int | None = None  # code points into the body, where another story begins
    unsure_lines: list[str] = field(default_factory=list)  # of the body, as scraped: they nearly went
    error: str | None = None  # why the article could not be cleaned: its body is its text then


@dataclass(slots=True)
class Mention:
    """A name found in a body: a row of the `mentions` table, less its article."""

    type: str  # PERS, LOC, ORG or MISC
    surface: str  # body[start:end], the name without clitics or titles
    start: int  # code points into the published body
    end: int
    sentence_no: int
    score: float  # 0..1, the recogniser's own confidence
    entity_id: str = ""

    def at(self, start: int, surface: str) -> "Mention":
        """The same at another place: `dataclasses.replace` takes several times as long, and a night has millions."""
        return Mention(self.type, surface, start, start + len(surface), self.sentence_no, self.score, self.entity_id)

    def of(self, entity_id: str, type: str) -> "Mention":
        """The same as the name of an entity."""
        return Mention(type, self.surface, self.start, self.end, self.sentence_no, self.score, entity_id)
