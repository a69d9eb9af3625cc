"""A record becomes an Article, or is refused with the reason."""

import hashlib
import re
from datetime import UTC, tzinfo
from typing import Any
from urllib.parse import urlsplit

from nashra.article import Article
from nashra.landing.facts.dates import day_at_source, parse_moment, plausible
from nashra.landing.facts.encoding import normal
from nashra.landing.facts.fields import map_fields
from nashra.landing.facts.language import identify
from nashra.landing.facts.metadata import find_metadata
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.limits import Limits
from nashra.landing.readers.html_file import PAGE_SITE, PageFields
from nashra.landing.records import Record, RecordFault
from nashra.source_registry import known_source
from nashra.text.fold import fold_line

_LETTERS = re.compile(r"[^\W\d_]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_MARKUP = re.compile(r"</p>|<br\s?/?>|</div>", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s\x00-\x20<>\"]{4,}", re.IGNORECASE)


def article_key(source: str, url: str | None, text: str) -> str:
    """The article_id of the first article of a day with this source, url and text."""
    joined = "\x1f".join((source, url or "", text))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]


def assemble(record: Record, landing_file: str, day: str | None, zone: tzinfo, limits: Limits) -> Article:
    """The article in a record. Raises RecordFault with the reason when there is none to publish."""
    fields = map_fields(record.fields)
    if "text" not in fields:
        blank = isinstance(given := record.fields.get("text"), str) and not given.strip()
        raise RecordFault("empty: no text" if blank else "no text: " + (_seen(record.fields) or "an empty record"))
    page = record.fields if isinstance(record.fields, PageFields) else None
    text = _text(fields["text"], limits) if page is None else normal(page["text"], limits)
    letters = len(_LETTERS.findall(text[:200]))
    if letters < limits.text_letters and (letters := len(_LETTERS.findall(text))) < limits.text_letters:
        raise RecordFault("empty: no text" if not text.strip() else f"too short: {letters} letters")
    language = identify(text)
    if language.code != "ar":
        raise RecordFault(f"language: {language.code} {language.share:.2f}")
    url = _url(fields.get("url"), limits)
    source = _source(fields, record.fields, url, landing_file, limits)
    known = known_source(source)
    zone = known.zone if known else zone  # of dates that name none
    found = find_metadata(text, zone)
    given = parse_moment(fields.get("published_at"), zone)
    moment = given.astimezone(UTC) if given else found.published_at
    moment = plausible(moment, day, limits.earliest_year, limits.future_days)
    return Article(
        article_id=article_key(source, url, text),
        landing_file=landing_file,
        record_no=record.number,
        source=source,
        text=text,
        lang=language.code,
        url=url,
        title=_line(fields.get("title"), limits.title_chars),
        published_at=moment,
        published_on=None if moment is None else day_at_source(given, zone) if given else found.published_on,
        dateline=_line(fields.get("dateline"), limits.source_chars) or found.dateline,
        agency=_agency(fields.get("agency"), limits) or found.agency,
        keywords=_keywords(fields.get("keywords")) or found.keywords,
        line_places=_line_places(page, text),
        left_out={} if page is None else page.left_out,
    )


def _line_places(page: PageFields | None, text: str) -> bytes | None:
    """Where a page's lines stood; None for other records, and where mending the text has changed its lines."""
    if page is None or len(page.line_places) != 2 * (text.count("\n") + 1):
        return None
    return page.line_places


def _seen(fields: dict[str, Any]) -> str:
    return "only " + ", ".join(str(name) for name in list(fields)[:8])[:160] if fields else ""


def _text(value: Any, limits: Limits) -> str:
    if isinstance(value, list):
        value = "\n".join(value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    text = normal(value, limits)
    if "<" in text and _MARKUP.search(text):
        from nashra.landing.readers.html_page import markup_text

        return markup_text(text, limits)
    return text


def _line(value: Any, limit: int) -> str | None:
    """A field as one line of text without controls, cut at the limit; None when nothing is left."""
    if not isinstance(value, str):
        return None
    text = value.encode("utf-8", "replace").decode("utf-8")
    return " ".join(_CONTROLS.sub(" ", text).split())[:limit].strip() or None


def _url(value: Any, limits: Limits) -> str | None:
    """An http address, or None: nothing else is made a link."""
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > limits.url_chars or not _URL.fullmatch(text):
        return None
    return text if _host(text) else None


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return host.rstrip(".").removeprefix("www.") or None


def _source(fields: dict[str, Any], raw: dict[str, Any], url: str | None, path: str, limits: Limits) -> str:
    """The field, else the address's host, else what a page calls its site, else the folder below the day."""
    if named := _line(fields.get("source"), limits.source_chars):
        return (_host(named) if _URL.match(named) else None) or named
    host = _host(url) if url else None
    if host and len(host) <= limits.source_chars:
        return host
    folder = path.split("/", 1)[0] if "/" in path else None
    site = _line(raw.get(PAGE_SITE), limits.source_chars)
    return site or _line(folder, limits.source_chars) or "unknown"


def _agency(value: Any, limits: Limits) -> str | None:
    named = _line(value, limits.source_chars)
    return metadata_words().agencies.get(fold_line(named), named) if named else None


def _keywords(value: Any) -> list[str]:
    from nashra.landing.facts.metadata_lines import split_keywords

    items = value if isinstance(value, list) else split_keywords(value) if isinstance(value, str) else []
    return list(dict.fromkeys(word for item in items[:50] if (word := _line(item, 100))))
