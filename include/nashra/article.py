"""The records that one stage hands to the next, in memory."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Article:
    """One scraped article, as `landing` reads it and `cleaning` takes it."""

    article_id: str
    landing_file: str  # POSIX path below the day's landing folder
    record_no: int  # 0-based place of the record in its file
    source: str  # host or site; "unknown" when nothing says
    text: str  # decoded, lines ended by "\n", otherwise untouched: the ledger adds up to this
    lang: str = "ar"  # ISO 639-1
    url: str | None = None
    title: str | None = None  # from a field of the record, else None: a title in the text is cleaning's to find
    published_at: datetime | None = None  # aware, UTC
    dateline: str | None = None
    agency: str | None = None
    keywords: list[str] = field(default_factory=list)
    line_places: bytes | None = None  # of a page: where each line of `text` stood (nashra.landing.pages.places.unpack)
    left_out: dict[str, int] = field(default_factory=dict)  # letters of a page that are in no line of `text`, by place


@dataclass(slots=True)
class Rejected:
    """A record (or whole file) that goes to quarantine: a row of the `quarantine` table."""

    stage: str
    reason: str  # a short stable code, then ": " and what was seen, e.g. "language: fa 0.98"
    landing_file: str
    record: bytes  # the raw bytes, cut at settings.night.quarantine_record_bytes
    expectation: str | None = None


@dataclass(slots=True)
class Removal:
    """A line, or a part of one, that cleaning took out: a row of the `removals` table."""

    line_no: int  # 0-based line of Article.text
    text: str  # exactly what was cut
    rule: str
    evidence: str  # each piece of evidence with its weight, readable by an editor
    category: str


@dataclass(slots=True)
class Cleaned:
    """What cleaning makes of an Article. Its lines and `removals` together give the raw text back
    (`nashra.cleaning.ledger.account.rebuild`)."""

    title: str | None
    body: str
    removals: list[Removal]
    title_line: int | None = None  # line of Article.text the title was taken from, if it was
    pieces: list[tuple[int, int, int]] = field(default_factory=list)  # (line of Article.text, start, end in body)


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
