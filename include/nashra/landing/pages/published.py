"""When a page says that its story was published: never when it was changed, nor when another one was."""

import re
from datetime import UTC

from nashra.landing.facts.dates import find_date, parse_date
from nashra.landing.pages.head import Head
from nashra.landing.pages.linked_data import Story
from nashra.landing.pages.outline import Outline
from nashra.landing.pages.page_rules import PageRules
from nashra.text.fold import fold

_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")


def find_published(
    head: Head, story: Story, outline: Outline, headline: int | None, body: int | None, apart: list[str], rules: PageRules
) -> str | None:
    """The date as the page writes it: JSON-LD's, the head's, a <time>'s or a line's near the headline, the address's.

    `headline` and `body` are lines: the title's, and the first of the article's. A value that is no date is passed over.
    """
    metas = head.all(*rules.dates)
    for value in (story.published, *metas):
        if value and parse_date(value, UTC):
            return value
    near = _near(outline, headline, body, rules)
    return _time(outline, near, apart, rules) or _line(outline, near, apart, rules) or _address(head.address)


def _near(outline: Outline, headline: int | None, body: int | None, rules: PageRules) -> range:
    """Lines around the headline and the beginning of the article."""
    at = [line for line in (headline, body) if line is not None]
    if not at:
        return range(0)
    first = headline if headline is not None else at[0]
    last = first if body is None or body - first > rules.date_far else max(first, body)
    return range(max(first - rules.date_lines, 0), min(last + rules.date_lines + 1, len(outline.text)))


def _time(outline: Outline, near: range, apart: list[str], rules: PageRules) -> str | None:
    """The <time> for publication, if one says so, else the first near the headline; that of a change never."""
    times = [time for time in outline.times if time.moment and not rules.says_changed(time.names)]
    for time in times:
        if "datepublished" in time.names and parse_date(time.moment, UTC) and not apart[time.element]:
            return time.moment
    for time in times:
        if time.line in near and not apart[time.element] and parse_date(time.moment, UTC):
            return time.moment
    return None


def _line(outline: Outline, near: range, apart: list[str], rules: PageRules) -> str | None:
    for line in near:
        text = outline.text[line]
        if len(text) > rules.date_chars or apart[outline.owner[line]] in rules.no_dates or rules.says_changed(text):
            continue
        if outline.linked[line] * 2 <= len(text) and find_date(fold(text), UTC):
            return text
    return None


def _address(url: str | None) -> str | None:
    match = _IN_ADDRESS.search(url) if url else None
    if not match or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return None
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
