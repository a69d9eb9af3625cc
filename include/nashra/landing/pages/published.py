"""When a page says that its story was published: never when it was changed, nor when another one was."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, timedelta

from nashra.landing.facts.dates import FoundDate, find_date, parse_date
from nashra.landing.pages.head import Head
from nashra.landing.pages.linked_data import Story
from nashra.landing.pages.moments import DATED, MARKED
from nashra.landing.pages.outline import HEADINGS, Outline, letters_of
from nashra.landing.pages.page_rules import PageRules
from nashra.landing.pages.places import Place
from nashra.text.fold import fold, fold_line

_EDGES = frozenset(["header", "footer"])
_CREDITS = "captions"  # who made a story, or a picture
_FIELDS = re.compile(r"\s*[|•·]\s*")  # between what a line says of a story
_FUSED = re.compile(
    r"(?<=(?<!\d)(?:19|20)\d\d)(?=\d{1,2}:\d\d)|(?<=(?<!\d)(?:19|20)\d\d-\d\d-\d\d)(?=\d\d:\d\d)"
    r"|(?<=(?<!\d)1[34]\d\d)(?=\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d)"
    r"|(?<=(?<!\d)(?:19|20)\d\d)(?=\d{1,2}\s(?:دق|min))"
    r"|(?<=(?<!\d)(?:19|20)\d\d[/-]\d\d[/-]\d\d)(?=\d{1,2}\s(?:دق|min)|\d\d:\d\d)"
)  # of two spans
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_CALENDARS = timedelta(days=2)  # by which two calendars may name one day apart
_DAY_ALONE, _PIECE = re.compile(r"\d{1,2}"), 12  # a line of a day over its month, characters of either
_FIGURE = int(Place.FIGURE)
_NONE = 1970  # the last year that programs write where they have no day: 0001-01-01, 1970-01-01
_AROUND = 3  # elements around the headline in which a date above it is the story's
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")


def find_published(
    head: Head,
    story: Story,
    outline: Outline,
    headline: int | None,
    body: int | None,
    apart: Sequence[str],
    rules: PageRules,
) -> str | None:
    """The date as the page writes it: JSON-LD's, the head's, a <time>'s or a line's near the headline, the address's.

    `headline` and `body` are lines: the title's, and the article's first paragraph. What is no date is passed over.
    """
    said = [story.published, *head.all(*rules.dates)]
    if story.published and story.published == story.modified:
        said = [*said[1:], story.published]  # made anew with each change: what else the head says comes first
    return (
        _first(said)
        or _time(outline, headline, body, apart, rules)
        or _line(outline, headline, body, apart, rules)
        or _labelled(outline, apart, rules)
        or _first(head.all(*rules.dates_weak))
        or _address(head.address)
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next(
        (value for value in values if value and (moment := parse_date(value, UTC)) and moment.year > _NONE), None
    )


def _near(outline: Outline, headline: int | None, body: int | None, rules: PageRules) -> list[int]:
    """Lines in which the story's date may stand: between its headline and its first paragraph, else above them.

    Not below: there a date is what the story tells of.
    """
    top = headline if headline is not None else body
    if top is None:
        return []
    last = body if body is not None and top <= body <= top + rules.date_far else top + rules.date_lines + 1
    around = outline.owner[top]
    for _ in range(_AROUND):
        if outline.parent[around] <= 0:  # right below the body stand bars with the day that the page was fetched
            break
        around = outline.parent[around]
    above = range(top - 1, max(top - rules.date_lines, outline.first[around]) - 1, -1)
    return [*range(top, min(last, len(outline.text))), *above]


def _time(
    outline: Outline, headline: int | None, body: int | None, apart: Sequence[str], rules: PageRules
) -> str | None:
    """The <time> for publication, if one says so, else the first near the headline; that of a change never."""
    times = [
        time for time in outline.times
        if (not apart[time.element] or _under(apart[time.element], time.line, headline, body))
        and not rules.names_a_change(time.names) and parse_date(time.moment, UTC)
    ]  # fmt: skip
    dated = [time for time in times if DATED in time.names]
    if dated and (len({time.moment for time in dated}) == 1 or headline is None):
        return dated[0].moment
    marked = [time for time in outline.times if MARKED in time.names and parse_date(time.moment, UTC)]
    if len(marked) == 1:  # microformats, also at the foot of an export
        return marked[0].moment
    near = dated or times
    lines = [*_near(outline, headline, body, rules), *_below_lead(outline, body, rules)] if near else []
    if dated and headline is not None and body is not None and headline < body <= headline + rules.date_far:
        lines = [*range(headline, body + 1), *lines]  # one without words stands on the line that follows it
    for line in lines:
        for time in near:
            if time.line == line:
                return time.moment
    if dated:
        return dated[0].moment
    if headline is not None and body is not None and headline < body:  # one that a script fills stands on no line
        inside = range(outline.owner[body], outline.until[outline.owner[body]])
        return next((time.moment for time in times if time.line == body and time.element not in inside), None)
    return None


def _below_lead(outline: Outline, body: int | None, rules: PageRules) -> list[int]:
    """Short lines right below the article's first paragraph, up to its second."""
    found: list[int] = []
    for line in range(body + 1, min(body + 1 + rules.date_below, len(outline.text))) if body is not None else ():
        if len(outline.text[line]) > rules.paragraph_chars:
            break
        found.append(line)
    return found


def _below_set_apart(outline: Outline, body: int | None, rules: PageRules) -> list[int]:
    """Short lines below the first paragraph where it is a lead, away from the text: headings are what the text says."""
    lines = _below_lead(outline, body, rules)
    if body is None or not lines or lines[-1] + 1 >= len(outline.text):
        return []
    lead, text = (outline.parent[outline.owner[line]] for line in (body, lines[-1] + 1))
    if lead == text or any(outline.tag[outline.owner[line]] in HEADINGS for line in lines):
        return []
    return lines


def _line(
    outline: Outline, headline: int | None, body: int | None, apart: Sequence[str], rules: PageRules
) -> str | None:
    told = [body] if body is not None else []  # a long line of such facts, or of a day and an hour, is a paragraph
    made: str | None = None  # a line of when it was made, or below a picture, which counts where none says more
    for line in [*_near(outline, headline, body, rules), *told, *_below_set_apart(outline, body, rules)]:
        text = outline.text[line]
        if rules.says_due(fold_line(text[: rules.date_chars])):
            continue
        reason = apart[outline.owner[line]]
        named = outline.days.get(line, "")
        if (len(text) > rules.date_chars and not named) or (
            reason in rules.no_dates and not _under(reason, line, headline, body)
        ):
            made = made or _credited(outline, line, headline, body, reason)
            continue
        most = rules.date_beside if outline.linked[line] * 2 <= len(text) else rules.date_linked
        if not _FIELDS.search(text) and (rules.says_who_sent(text) or rules.counts_readers(text)):
            most = rules.date_sender
        if headline is not None and body is not None and headline < line < body and _CLOCK.search(text):
            most = rules.date_sender if _at_an_end(fold(text), rules) else most  # who wrote it, and when, to the minute
        whole = rules.before_change(_FUSED.sub(" ", text))
        parts = [whole, *_FIELDS.split(whole)] if len(text) <= rules.date_chars else []
        if named:
            parts.append(rules.before_change(named))
        for plain in parts:
            found = find_date(plain, UTC)
            if found and letters_of(rules.less_clock(_beside(plain, found))) <= most:
                if not rules.says_made(plain):
                    return plain
                made = made or plain
        if plain := _over_lines(outline, line):
            return plain
    return made


def _beside(plain: str, day: FoundDate) -> str:
    """What stands beside a day, less the same day in the other calendar."""
    rest = f"{plain[: day.start]} {plain[day.end :]}"
    other = find_date(rest, UTC)
    if other is None or abs(other.moment - day.moment) > _CALENDARS:
        return rest
    return rest[: other.start] + rest[other.end :]


def _over_lines(outline: Outline, line: int) -> str | None:
    """A day, its month and its year in three lines, as themes set them below each other."""
    if not _DAY_ALONE.fullmatch(outline.text[line]) or line + 2 >= len(outline.text):
        return None
    pieces = outline.text[line : line + 3]
    plain = fold(" ".join(pieces))
    day = find_date(plain, UTC) if max(map(len, pieces)) <= _PIECE else None
    return plain if day and not letters_of(plain[: day.start] + plain[day.end :]) else None


def _labelled(outline: Outline, apart: Sequence[str], rules: PageRules) -> str | None:
    """The one day on the page that a short line calls that of publication, wherever it stands: below the text, too."""
    found: dict[date, str] = {}
    for line, text in enumerate(outline.text):
        if len(text) > rules.date_chars or apart[outline.owner[line]] or not rules.says_published(text):
            continue
        plain = rules.before_change(text)
        day = find_date(plain, UTC)
        if day and letters_of(rules.less_clock(_beside(plain, day))) <= rules.date_beside:
            found.setdefault(day.moment.date(), plain)
    return next(iter(found.values())) if len(found) == 1 else None


def _at_an_end(plain: str, rules: PageRules) -> bool:
    """Whether a line begins with its day, or ends with it and its hour."""
    day = find_date(plain, UTC)
    return day is not None and (day.start == 0 or not letters_of(rules.less_clock(plain[day.end :].lower())))


def _credited(outline: Outline, line: int, headline: int | None, body: int | None, reason: str) -> str | None:
    """The day that is a line of its own among those of who made a story, above its text."""
    if reason != _CREDITS or headline is None or body is None or not headline < line < body:
        return None
    if outline.place[outline.owner[line]] & _FIGURE:
        return None
    plain = fold(outline.text[line])
    day = find_date(plain, UTC)
    return plain if day and not letters_of(plain[: day.start] + plain[day.end :]) else None


def _under(reason: str, line: int, headline: int | None, body: int | None) -> bool:
    """Whether what is set apart as a footer or header stands between the headline and the story: then it is theirs."""
    return reason in _EDGES and headline is not None and body is not None and headline < line <= body


def _address(url: str | None) -> str | None:
    match = _IN_ADDRESS.search(url) if url else None
    if not match or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return None
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
