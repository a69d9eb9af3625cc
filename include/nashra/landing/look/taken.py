"""Under which names of a record stood what its article holds, and which are in no column of it."""

from datetime import tzinfo
from typing import Any, NamedTuple

from nashra.article import Article
from nashra.landing.facts.bare import bare, bare_of_markup
from nashra.landing.facts.dates import parse_moment
from nashra.landing.look.doubts import named_values
from nashra.landing.records import Record

_BEGINNING = 40  # letters by which a value is found in a text
_LEAST = 3  # letters of a value that is told from others


class Taken(NamedTuple):
    """Of one record: the names whose values are in a column, by column, and an example of each other name."""

    columns: dict[str, str]
    left: dict[str, str]


def taken_of(record: Record, article: Article, zone: tzinfo) -> Taken:
    """Told by the values: a name's value is a column's when the column holds it. Dates without a zone are in `zone`."""
    found: dict[str, list[tuple[str, Any]]] = {}
    left: dict[str, str] = {}
    text = bare(article.text)
    for name, value in named_values(record):
        if held := _columns_of(value, article, text, zone):
            for column in held:
                found.setdefault(column, []).append((name, value))
        else:
            left.setdefault(name, _short(value))
    columns = {column: _likeliest(column, named, article, zone) for column, named in found.items()}
    for name, value in found.get("published_at", []):  # another moment of that day, such as when it was scraped
        if _is_other_moment(value, article, zone) and name != columns["published_at"]:
            left.setdefault(name, _short(value))
    for name in columns.values():
        left.pop(name, None)
    return Taken(columns, left)


def _likeliest(column: str, named: list[tuple[str, Any]], article: Article, zone: tzinfo) -> str:
    """Of several names whose values a column holds: of a text the longest, which its teaser is a part of; of days the
    one that says the moment."""
    if column == "text":
        return max(named, key=lambda one: len(str(one[1])))[0]
    if column == "published_at":
        return min(named, key=lambda one: _is_other_moment(one[1], article, zone))[0]
    return named[0][0]


def _columns_of(value: Any, article: Article, text: str, zone: tzinfo) -> list[str]:
    """Mostly one: what a site calls its section is a keyword as well, where it has no other."""
    column = _column_of(value, article, text, zone)
    said = bare_of_markup(str(value).strip())
    section = any(said == bare(one) for one in article.sections) and column in (None, "keywords")
    return ([column] if column else []) + (["sections"] if section else [])


def _column_of(value: Any, article: Article, text: str, zone: tzinfo) -> str | None:
    written = str(value).strip()
    said = bare_of_markup(written)
    if len(said) < _LEAST:
        return None
    if article.title is not None and said == bare(article.title):
        return "title"
    if article.url is not None and written == article.url:
        return "url"
    if said == bare(article.source):
        return "source"
    middle = len(said) // 2
    if len(said) >= _BEGINNING and (said[:_BEGINNING] in text or said[middle : middle + _BEGINNING] in text):
        return "text"
    if article.published_at is not None and len(written) < 60 and _is_moment(value, article, zone):
        return "published_at"
    for column, held in (("agency", article.agency), ("dateline", article.dateline)):
        if held is not None and said == bare(held):
            return column
    if article.keywords and any(bare(word) in said for word in article.keywords if bare(word)):
        return "keywords"
    return None


def _is_other_moment(value: Any, article: Article, zone: tzinfo) -> bool:
    moment = parse_moment(value, zone)
    return moment is not None and moment != article.published_at and (moment.hour, moment.minute) != (0, 0)


def _is_moment(value: Any, article: Article, zone: tzinfo) -> bool:
    moment = parse_moment(value, zone)
    return moment is not None and (moment == article.published_at or moment.date() == article.published_on)


def _short(value: Any) -> str:
    written = " ".join(str(value).split())
    return written if len(written) <= 60 else written[:57] + "..."
