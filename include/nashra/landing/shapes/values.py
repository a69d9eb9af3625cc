"""What a field's value says, in whatever shape an exporter wrote it. Each function gives None when it says nothing."""

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nashra.landing.shapes.literals import is_missing, listed_tags, opened
from nashra.landing.shapes.python_values import python_value
from nashra.landing.shapes.rules import client, key, keyed, shape_rules
from nashra.text.fold import fold_line

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ANCHOR = re.compile(r"\s*<a\s", re.IGNORECASE)
_FIRST_OF_SEVERAL = re.compile(r"\s*(https?://[^\s;,|]{4,2000})\s*[;,|\s]\s*https?://", re.IGNORECASE)
_HREF = re.compile(r"""<a\s[^<>]{0,500}?href\s{0,3}=\s{0,3}["']([^"'<>\s]{8,2000})["']""", re.IGNORECASE)
_ATTRIBUTES = ("$", "@attributes", "_attributes")  # where XML that was turned into JSON keeps an element's own values
_REFERENCES = ("#", "_:")  # JSON-LD's names for objects that stand elsewhere
# Where a program found or sent a record, which is no paper: a path, a place in a store, a name of a queue or an event.
_OF_A_PROGRAM = re.compile(
    r"(?:\.{0,2}/|[A-Za-z]:[\\/]|(?:s3a?|gs|abfss?|wasbs?|hdfs|dbfs|file|arn|urn|tag|did|kafka):\S|"
    r"(?:sources|publishers|outlets|newspapers|sites|channels|feeds|users|authors|projects)/[\w-])\S*|"
    r"[\w-]{1,80}/(?:[^\s/]{1,80}/){0,5}[^\s/]{1,200}\.[A-Za-z][A-Za-z0-9]{1,4}"  # a file in a folder
)
_A_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.,+Z-]{4,25})?")  # under a name that may be that of a paper
_PICTURE = re.compile(
    r"https?://\S+\.(?:jpe?g|png|gif|webp|svg|avif|bmp|ico|mp4|mp3|m3u8|pdf)(?:[?#]\S*)?\s*", re.IGNORECASE
)
_ADDRESS = re.compile(r"\s*https?://", re.IGNORECASE)
_PAGE = re.compile(r"[\s\ufeff]*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
# Markdown's links and those in angle brackets, and addresses as a page has them for its own scheme, or a reader's bar.
_BRACKETS = frozenset("[< ")
_BRACKETED = re.compile(r"\s*(?:\[[^\[\]]{0,500}\]\((https?://[^\s()]{4,2000})\)|<(https?://[^\s<>]{4,2000})>)\s*")
_WITHOUT_SCHEME = re.compile(
    r"\s*(?://(?=[a-z0-9])|(?=www\.))(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?::\d{1,5})?/\S{1,2000}\s*", re.IGNORECASE
)
# What editors of Arabic put around a Latin word, so that it stands right, and a clipboard takes along.
_MARKS = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]+")
_BRACES = re.compile(r"\s*\{([^{}:]{1,2000})\}\s*")  # a list, as PostgreSQL writes one
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_OPENING = frozenset("[{( \n\t")  # what a list or an object that was written as text begins with
_TIME = re.compile(r"""<time\s[^<>]{0,300}?datetime\s{0,3}=\s{0,3}["']([^"'<>]{8,40})["']""", re.IGNORECASE)
_DEEPEST = 8  # wrappers within wrappers
_PARTS_OF_DAY = {key("السنة"): "year", key("الشهر"): "month", key("اليوم"): "day"}
_NUMBERED = re.compile(r"([^\d]{0,20}?)[\s_-]?(\d{1,4})")  # the name of one of several paragraphs: "p1", "paragraph_2"
_BARE = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}/[^\s/]\S{1,2000}", re.IGNORECASE)
_HOST = re.compile(r"(https?://)?((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})/?", re.IGNORECASE)
_PRINTED_DAY = re.compile(
    r"(?:datetime|dt)\.(?:date|datetime)\(\s*\d{4}(?:\s*,\s*\d{1,6}){2,6}(?:,\s*tzinfo=[\w.()]{1,60})?\s*\)"
)
_NUMBER_LISTED = re.compile(r"\[\s*(\d{8,13}(?:\.\d{1,6})?)\s*\]")  # a count of seconds
_LONGEST_LISTED = 4000  # characters of a list of addresses or days
_LONGEST_NAME = 150  # characters of what names a source, where it is no address
_FEWEST_DIGITS = 4  # of a date; "published: 1" is a flag
_SECONDS = re.compile(r"1\d{9}")  # since 1970
_YEAR, _LONGEST_MONTH = re.compile(r"(?:19|20)\d\d"), 15
_SHEET_DAYS = range(36_526, 54_789)  # whole numbers that a spreadsheet shows as days of 2000 to 2049
_FIRST_DAY = 10_000_000  # the smallest whole number that may be a day (19900101) or seconds


def plain(value: Any) -> Any:
    """The value inside objects that stand for one ({"$date": ...}, {"rendered": ...}) and lists of one."""
    for _ in range(_DEEPEST):
        if type(value) is dict:
            names = keyed(value)
            inner = next((names[name] for name in shape_rules().inside if names.get(name) is not None), None)
            if inner is None and isinstance(kind := names.get("type"), str) and kind in value and kind != "type":
                inner = value[kind]  # {"type": "title", "title": ...}
            if inner is None and len(value) == 1 and _LOCALE.fullmatch(str(next(iter(value)))):
                inner = next(iter(value.values()))
            if inner is None and value and all(str(name).isdecimal() for name in value):
                inner = list(value.values())  # a list that PHP wrote as an object
            if inner is None:
                return value
            value = inner
        elif isinstance(value, list) and len(value) == 1:
            value = value[0]
        else:
            break
    return value


def word(value: Any) -> str | None:
    """A name or a headline: of an object its name, of a list what it begins with."""
    if type(value) is str and value[:1] not in _OPENING:
        return None if is_missing(value) else value
    for _ in range(_DEEPEST):
        value = plain(value)
        if isinstance(value, dict):
            names = keyed(value)
            value = next((names[name] for name in shape_rules().word if _says(names.get(name))), None)
        elif isinstance(value, list):
            value = _pieces(value) or next((item for item in value if _says(item)), None)
        else:
            break
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str) or is_missing(value):
        return None
    found = opened(value)
    return word(found) if found is not value and not isinstance(found, str) else value


def _pieces(items: list[Any]) -> str | None:
    """The pieces of one line together, where all are such ("plain_text")."""
    texts = [item.get("plain_text") if isinstance(item, dict) else None for item in items]
    return "".join(texts) if texts and all(isinstance(text, str) for text in texts) else None  # type: ignore[arg-type]


def headline(value: Any) -> str | None:
    """A title on one line: pieces of a list together, without entities and markup."""
    if isinstance(value, list) and len(value) > 1 and all(isinstance(item, str) for item in value):
        value = " ".join(dict.fromkeys(filter(None, map(str.strip, value))))  # two selectors may have found the same
    text = word(value)
    if text is None:
        return None
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", listed_tags(text))
    return text if text.strip() else None


def site(value: Any) -> str | None:
    """The name of a source; the markup of a link, which names a message's program, is none, nor is a reference or the
    address of a picture ("media"); what is longer than any name is a text."""
    text = word(value)
    if text is None or (len(text) > _LONGEST_NAME and not _ADDRESS.match(text)):
        return None
    if text.startswith(_REFERENCES) or _ANCHOR.match(text) or _PICTURE.fullmatch(text):
        return None
    if _OF_A_PROGRAM.fullmatch(text.strip()):
        return None
    return text


def source(value: Any) -> str | None:
    """The name of a paper: none of a kind of media, nor of a program."""
    found = site(value)
    return None if found is not None and (_is_of_media(found) or _A_DAY.fullmatch(found.strip())) else found


@lru_cache(maxsize=1024)
def _is_of_media(name: str) -> bool:
    folded = fold_line(name)
    return folded in shape_rules().media_kinds or client().fullmatch(folded) is not None


def is_page(text: str) -> bool:
    """Whether a text is a whole page."""
    return _PAGE.match(text) is not None


def is_picture(address: str) -> bool:
    """Whether an address is that of a picture, a film or a document."""
    return _PICTURE.fullmatch(address) is not None


def address(value: Any) -> str | None:
    """An http address: of an object its link, of a list of links the page's own."""
    if type(value) is not str:
        value = plain(value)
    if isinstance(value, dict):
        names = keyed(value)
        for name in shape_rules().address:
            if found := address(names.get(name)):
                return found
        return None
    if isinstance(value, list):
        return next(filter(None, map(address, sorted(value[:50], key=_rank))), None)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    if not value.isascii():
        value = _MARKS.sub("", value)
    if (listed := _listed(value)) is not value:
        return address(listed)
    if value[:1] == "<" and (anchor := _HREF.match(value)):
        value = anchor[1]
    if value[:1] in _BRACKETS and (bracketed := _BRACKETED.fullmatch(value)):
        value = bracketed[1] or bracketed[2]
    if _WITHOUT_SCHEME.fullmatch(value):
        value = f"https://{value.strip().lstrip('/')}"
    if not _ADDRESS.match(value):
        return None
    if several := _FIRST_OF_SEVERAL.match(value):
        value = several[1]
    return html.unescape(value.strip()) if "&amp;" in value else value.strip()


def bare_address(value: Any) -> str | None:
    """The address in a value that lacks its beginning ("akhbar.example/news/7"), as people copy it."""
    if not isinstance(value, str) or not (match := _BARE.fullmatch(value.strip())):
        return None
    return f"https://{match[0]}"


def host_of(value: str) -> str | None:
    """The beginning of all addresses of a site, where a value is no more than that: "https://www.akhbar.example/"."""
    match = _HOST.fullmatch(value.strip())
    return match and f"{match[1] or 'https://'}{match[2]}"


def numbered_lines(value: dict[Any, Any]) -> list[str] | None:
    """The paragraphs of an object that names them by their numbers ({"p1": ..., "p2": ...}), in order."""
    matches = [_NUMBERED.fullmatch(str(name)) for name in value]
    if len(value) < 2 or not all(matches) or not all(isinstance(text, str) for text in value.values()):
        return None
    if len({match[1] for match in matches if match}) > 1:
        return None
    numbered = sorted((int(match[2]), text) for match, text in zip(matches, value.values(), strict=True) if match)
    return [text for _, text in numbered]


def day_in_parts(record: Mapping[str, Any]) -> str | None:
    """The day of a record that has year, month and day under names of their own."""
    parts = _parts_of_day(tuple(record))
    if len(parts) < 3:
        return None
    year, month, day = (str(record[parts[part]] or "").strip().removesuffix(".0") for part in ("year", "month", "day"))
    if not (_YEAR.fullmatch(year) and day.isdecimal() and month and len(month) < _LONGEST_MONTH):
        return None
    return f"{year}-{int(month):02}-{int(day):02}" if month.isdecimal() else f"{day} {month} {year}"


@lru_cache(maxsize=256)
def _parts_of_day(names: tuple[Any, ...]) -> dict[str, Any]:
    """The names under which a record may have its year, month and day."""
    rules = shape_rules().day_parts
    found: dict[str, Any] = {}
    for name in names:
        for part, said in rules.items():
            if key(str(name)) in said:
                found.setdefault(part, name)
    return found


def keywords(value: Any) -> list[str] | str | None:
    """Keywords: a list of words, or a text for others to split."""
    if isinstance(value, str):
        found = opened(value)
        if isinstance(found, str):
            return None if is_missing(value) else match[1] if (match := _BRACES.fullmatch(value)) else value
        value = found
    if isinstance(value, dict):
        value = list(value.values()) if value and all(isinstance(item, str) for item in value.values()) else [value]
    if not isinstance(value, list) or not value:
        return None
    if any(isinstance(item, list) for item in value):  # a list that a loader put into another one
        value = [inner for item in value for inner in (item if isinstance(item, list) else [item])]
    words = [text for item in value[:200] if (text := word(item))]
    return words[0] if len(words) == 1 == len(value) else words or None


def moment(value: Any, utc: bool = False) -> Any:
    """What `parse_date` reads: a text, a number or a datetime. `utc`: the field's name says that clocks are in UTC."""
    for _ in range(_DEEPEST):
        if isinstance(value, dict):
            value = _dated(keyed(value))
        elif isinstance(value, list):
            value = _numbered(value) if len(value) > 1 else value[0] if value else None
        else:
            break
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, str):
        if is_missing(value) or sum(map(str.isdigit, value)) < _FEWEST_DIGITS:
            return None
        if (listed := _listed(value)) is not value:
            return moment(listed, utc)
        value = outside_markup(value)
        return _in_utc(value.strip()) if utc else value
    if isinstance(value, bool | list | dict):
        return None
    return None if isinstance(value, int) and abs(value) < _FIRST_DAY and value not in _SHEET_DAYS else value


def _listed(value: str) -> Any:
    """The list or object that is written in a short value, as a table has one ('["https://..."]', '{"$date": ...}'), or
    the day as Python prints one; else the value itself."""
    if value[:1] == "d" and _PRINTED_DAY.fullmatch(value):
        try:
            return [python_value(value)]
        except (ValueError, SyntaxError, TypeError):
            return value
    if value[:1] not in ("[", "{") or len(value) > _LONGEST_LISTED:
        return value
    if number := _NUMBER_LISTED.fullmatch(value):
        return [number[1]]
    return found if isinstance(found := opened(value), list | dict) else value


def outside_markup(moment: str) -> str:
    """A moment without the element that a scraper took with it, or as that says it to programs."""
    if "<" not in moment:
        return moment
    return match[1] if (match := _TIME.search(moment)) else _TAG.sub(" ", moment)


def with_zone_beside(said: Any, record: Mapping[str, Any]) -> Any:
    """A date as a field has it, on the clock that another field of the record names where it names none itself."""
    if not isinstance(said, str):
        return said
    names = keyed(dict(record))
    zone = next((names[name] for name in shape_rules().zone_beside if isinstance(names.get(name), str)), None)
    if zone is None:
        return said
    try:
        found = datetime.fromisoformat(said.strip())
    except ValueError:
        return said
    return said if found.tzinfo else _with_zone(said.strip(), zone)


def _rank(link: Any) -> int:
    """The order of several links: the page's own, bare addresses, others."""
    relations = shape_rules().address_relations
    if not isinstance(link, dict):
        return len(relations)
    inner = next((link[name] for name in _ATTRIBUTES if isinstance(link.get(name), dict)), link)
    relation = str(inner.get("rel", inner.get("@rel", "")))
    return relations.index(relation) if relation in relations else len(relations) + 1


def _says(value: Any) -> bool:
    return not (value is None or isinstance(value, bool) or value in ("", [], {}))


def _dated(names: dict[str, Any]) -> Any:
    """The moment in an object: seconds, a text with the name of its zone, or year, month and day."""
    rules = shape_rules()
    for name in rules.seconds:
        if isinstance(found := names.get(name), int | float) and not isinstance(found, bool):
            return found
        if isinstance(found, str) and _SECONDS.fullmatch(found):  # as protobuf has them
            return int(found)
    if zone := names.get("timezone"):  # PHP's DateTime
        return _with_zone(names.get("date"), zone)
    names = {_PARTS_OF_DAY.get(name, name): value for name, value in names.items()}
    found = next((names[name] for name in (*rules.inside, *rules.moments) if _says(names.get(name))), None)
    if found is None and "year" in names:
        month = next((names[name] for name in ("monthvalue", "month") if isinstance(names.get(name), int)), None)
        day = next((names[name] for name in ("dayofmonth", "day") if isinstance(names.get(name), int)), None)
        if month is None and isinstance(word := names.get("month"), str) and len(word) < _LONGEST_MONTH:
            return " ".join(str(names[name]) for name in ("day", "month", "year", "time") if names.get(name))
        return _numbered([names["year"], month, day, names.get("hour", 0), names.get("minute", 0)])
    return found


def _with_zone(text: Any, zone: Any) -> Any:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    except (ValueError, TypeError, ZoneInfoNotFoundError, OSError):
        return text


def _numbered(numbers: list[Any]) -> Any:
    """Year, month, day and so on in a list: Python's struct_time (nine, in UTC) or Java's (without a zone)."""
    if 3 <= len(numbers) <= 6 and all(type(number) is int or _is_number(number) for number in numbers):
        numbers = [int(number) for number in numbers]  # Zotero writes the year as a text
    if not 3 <= len(numbers) <= 9 or not all(type(number) is int for number in numbers):
        return next((item for item in numbers if isinstance(item, str) and _says(item)), None)
    try:
        found = datetime(*numbers[:6], tzinfo=UTC)  # type: ignore[misc]  # three to six numbers
    except ValueError:
        return None
    return found if len(numbers) == 9 else found.replace(tzinfo=None).isoformat()


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _FEWEST_DIGITS and value.isascii() and value.isdecimal()


def _in_utc(text: str) -> str:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if found.tzinfo else found.replace(tzinfo=UTC).isoformat()
