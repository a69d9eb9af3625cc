"""A record becomes an Article, or is refused with the reason."""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, tzinfo
from functools import lru_cache
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from nashra.article import UNKNOWN_SOURCE, Article
from nashra.landing.facts.dates import day_at_source, parse_moment, plausible
from nashra.landing.facts.encoding import storable
from nashra.landing.facts.field_leads import headline_for_lead
from nashra.landing.facts.field_names import spellings
from nashra.landing.facts.field_text import Ways, body_of, line_of
from nashra.landing.facts.fields import account_of, address_in_two, is_post, map_fields, names_seen
from nashra.landing.facts.language import identify
from nashra.landing.facts.markup import decoded_entities
from nashra.landing.facts.metadata import find_metadata
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.facts.mojibake import ungarbled
from nashra.landing.facts.of_a_program import holds_a_program
from nashra.landing.facts.standing import no_article
from nashra.landing.limits import Limits
from nashra.landing.of_file.file_says import FileSays
from nashra.landing.pages.saved import led_to, original_of
from nashra.landing.readers.html_fields import PAGE_SITE, PageFields, page_fields
from nashra.landing.records import NO_TEXT, NOT_NEWS, Record, RecordFault
from nashra.landing.shapes.found import TEXT
from nashra.landing.shapes.records import records_in
from nashra.landing.shapes.rules import key, shape_rules
from nashra.landing.shapes.values import is_page, keywords
from nashra.source_registry import known_source
from nashra.text.fold import fold_line

_ARABIC_WORD = re.compile(r"(?<![^\s«\"(])[«\"(]?[\u0621-\u064a\u064b-\u0652]{2,}[»\")،:؟!.]?(?![^\s])")
_LONGEST_HEADLINE = 250  # characters
_NAME_WORDS = 4  # words of a file's name that is a headline: the names of writers and sections have fewer
_SENTENCE_ENDS = (".", "!", "؟", "?", "…")
_LETTERS = re.compile(r"[^\W\d_]")
_SECTIONS = 5  # of a site, of one article
_BEGINNING = 4  # times the letters that a text needs: so many characters have them, of nearly all
_SITE_NAME = re.compile(r"\s[|\-–—•·]\s\S{1,20}(?:\s\S{1,20}){0,3}")  # at the end of what a page calls itself
_BAR = re.compile(r"(?<=\S)\s[|\-–—•·]\s")
# How programs name things.
_CODE = re.compile(r"[a-z0-9]+(?:[_:-][a-z0-9]+)*|[A-Z0-9]+(?:_[A-Z0-9]+)+|[0-9a-fA-F-]{16,40}")
_OF_A_NAME = 4  # letters by which a name is found in an address
_WWW = re.compile(r"www\.[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}", re.IGNORECASE)  # a host, named as one of several
_PARTITION = re.compile(r"([A-Za-z_]\w{0,40})=(.{1,200})")  # a folder of a table that is split by a column
_OF_ITS_FOLDER = ("index.", "_index.")  # a page that has its folder for itself
_DAY = re.compile(r"(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])")  # a folder's name
_ARCHIVES = (".zip", ".wacz", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst")  # no folders
_NAME_OF_A_FILE = re.compile(r"[!-~]{1,100}\.[A-Za-z][A-Za-z0-9]{1,4}")  # and no headline: "doc0.txt"
_URL = re.compile(r"https?://[^\s\x00-\x20<>\"\ud800-\udfff]{4,}", re.IGNORECASE)


def article_key(source: str, url: str | None, text: str) -> str:
    """The article_id of the first article of a day with this source, url and text."""
    joined = "\x1f".join((source, url or "", text))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]


def assemble(
    record: Record, landing_file: str, day: str | None, zone: tzinfo, limits: Limits, says: FileSays
) -> Article:
    """The article in a record. Raises RecordFault with the reason when there is none to publish.

    `says`: what the record's file says of its records as a whole.
    """
    if said := no_article(record.fields):
        raise RecordFault(f"{NOT_NEWS}{said}")
    fields = map_fields(record.fields)
    for name, said in _said_by_folders(landing_file).items():
        fields.setdefault(name, said)
    page = record.fields if isinstance(record.fields, PageFields) else None
    if page is None and isinstance(whole := fields.get("text"), str) and is_page(whole):
        page = page_fields(whole.encode("utf-8", "replace"), limits)
        has_words = _has_letters(page.get("text"), limits)
        others = (
            {} if has_words else map_fields({name: value for name, value in record.fields.items() if value != whole})
        )
        if has_words or ("text" in page and "text" not in others):
            fields = map_fields(page) | _beside(fields)
        else:  # a page that says nothing beside a text
            page, fields = None, others
    unnamed = {} if isinstance(record.fields, PageFields) else says.unnamed.of(record, fields)
    if page is not None:  # in whose place no other text is taken
        unnamed.pop("text", None)
    given_day = unnamed.pop("published_at", None)
    fields = fields | unnamed | says.unnamed.instead(record, fields)
    if says.unnamed.is_stored_with_others(record, fields):
        del fields["published_at"]
    if isinstance(whole := unnamed.get("text"), str) and is_page(whole):
        page = page_fields(whole.encode("utf-8", "replace"), limits)
        if "text" not in page:
            raise RecordFault("empty: no text")
        fields = map_fields(page) | _beside(fields)
    if "text" not in fields and len(inner := records_in(record.fields)) == 1 and inner[0].text == TEXT:
        fields = map_fields(inner[0].fields)  # a row of which one cell holds the record
    if "text" not in fields:
        blank = isinstance(given := record.fields.get("text"), str) and not given.strip()
        raise RecordFault("empty: no text" if blank else NO_TEXT + names_seen(record.fields))
    if "title" not in fields and page is None and isinstance(fields["text"], str) and not is_post(record.fields):
        fields |= headline_for_lead(fields["text"], record.fields)
    text, ways = body_of(fields["text"] if page is None else page["text"], limits, markup=page is None)
    if page is None and holds_a_program(text):
        raise RecordFault("text: names, rows or statements of a program, no prose")
    if (lines := text.count("\n") + 1) > limits.text_lines:
        raise RecordFault(f"too many lines: {lines}, more than {limits.text_lines}")
    letters = len(_LETTERS.findall(text[: _BEGINNING * limits.text_letters]))
    if letters < limits.text_letters and (letters := len(_LETTERS.findall(text))) < limits.text_letters:
        raise RecordFault("empty: no text" if not text.strip() else f"too short: {letters} letters")
    language = identify(text)
    if language.code != "ar":
        raise RecordFault(f"language: {language.code} {language.share:.2f}")
    url = _url(fields.get("url") or address_in_two(record.fields, record.around.source), limits)
    posted = is_post(record.fields) or (url is not None and _host(url) in shape_rules().no_pages)
    account = account_of(record.fields) if posted else None
    if account is None and is_post(record.around.fields):  # the text is a part of it
        account = account_of(record.around.fields)
    # folders that come from a Mac have the hamza of «أخبار» as a letter of its own: another source, shown alike
    source = normalize("NFC", _source(fields, record, url, account, landing_file, limits, ways))
    known = known_source(source)
    zone = known.zone if known else zone  # of dates that name none
    found = find_metadata(text, zone, titled=bool(fields.get("title")))
    if "published_at" not in fields and parse_moment(fields.get("dateline"), zone):
        fields["published_at"] = fields.pop("dateline")  # a corpus calls the day so
    if "published_at" not in fields and found.published_at is None and given_day is not None:
        fields["published_at"] = given_day
    if ways and isinstance(said := fields.get("published_at"), str):  # a month's name is garbled as its text was
        fields["published_at"] = ungarbled(said, limits, ways).text
    given = parse_moment(says.order.settled(fields.get("published_at"), in_file=page is None), zone)
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
        title=_title(fields.get("title"), account, source, text, limits, ways)
        or _file_title(record, landing_file, text),
        published_at=moment,
        published_on=None if moment is None else day_at_source(given, zone) if given else found.published_on,
        dateline=line_of(fields.get("dateline"), limits.source_chars, limits, ways) or found.dateline,
        agency=_agency(fields.get("agency"), limits, ways) or found.agency,
        keywords=_keywords(fields.get("keywords"), limits, ways) or found.keywords,
        sections=_sections(page or record.fields, limits, ways),
        line_places=_line_places(page, text),
        left_out={} if page is None else page.left_out,
    )


def _title(value: Any, account: str | None, source: str, text: str, limits: Limits, ways: Ways) -> str | None:
    """A post's name is that of its account ("name"), and a page's may be that of its site: no headline."""
    if account is not None and value == account:
        return None
    title = line_of(value, limits.title_chars, limits, ways)
    if title is not None and fold_line(title) == fold_line(source):
        return None
    if (
        title is not None
        and len(title) > _LONGEST_HEADLINE
        and " ".join(text[: 2 * len(title)].split()).startswith(title)
    ):
        return None  # the text once more, as networks name a post
    if title is not None and _NAME_OF_A_FILE.fullmatch(title):
        return None
    return _without_site(title, text, source)


def _without_site(title: str | None, text: str, source: str) -> str | None:
    """A page's name as the headline that the text begins with, where the rest of it is a bar and the site's name; the
    name is known where it is the record's source."""
    if title is None:
        return None
    if (bars := list(_BAR.finditer(title))) and fold_line(title[bars[-1].end() :]) == fold_line(source):
        return title[: bars[-1].start()]
    first = " ".join(text.lstrip()[: len(title) + 1].split("\n", 1)[0].split())
    said = len(first.split()) > 1 and title.startswith(first) and _SITE_NAME.fullmatch(title, len(first))
    return first if said else title


def _file_title(record: Record, path: str, text: str) -> str | None:
    """The headline that a text file is named by, where its text begins with a sentence and has none itself."""
    stem, dot, suffix = path.rpartition("/")[2].rpartition(".")
    alone = set(record.fields) == {"text"}
    if not dot or not (alone if suffix.lower() == "txt" else suffix.lower() == "md" and "markdown" in record.fields):
        return None
    name = " ".join(re.sub(r"[_\-–]+", " ", stem).split())
    if len(_ARABIC_WORD.findall(name)) < _NAME_WORDS or len(_ARABIC_WORD.findall(name)) < len(name.split()) - 2:
        return None
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return name if first.endswith(_SENTENCE_ENDS) and len(first.split()) > len(name.split()) else None


def _has_letters(text: Any, limits: Limits) -> bool:
    return (
        isinstance(text, str) and len(_LETTERS.findall(text[: _BEGINNING * limits.text_letters])) >= limits.text_letters
    )


def _beside(fields: dict[str, Any]) -> dict[str, Any]:
    """What a record says itself beside the page that it holds as its text."""
    return {name: value for name, value in fields.items() if name != "text"}


def _line_places(page: PageFields | None, text: str) -> bytes | None:
    """Where a page's lines stood; None for other records, and where mending the text has changed its lines."""
    if page is None or len(page.line_places) != 2 * (text.count("\n") + 1):
        return None
    return page.line_places


def _url(value: Any, limits: Limits) -> str | None:
    """An http address, or None: nothing else is made a link."""
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > limits.url_chars or not _URL.fullmatch(text):
        return None
    target = led_to(text)
    return target if _URL.fullmatch(target) and _host(target) else text if _host(text) else None


def _host(url: str) -> str | None:
    """Of an address, where an archive's copy has another one in it, the host of that one."""
    try:
        host = urlsplit(original_of(url)).hostname or ""
    except ValueError:
        return None
    return host.rstrip(".").removeprefix("www.") or None


def _source(
    fields: dict[str, Any], record: Record, url: str | None, account: str | None, path: str, limits: Limits, ways: Ways
) -> str:
    """The field, be it the envelope's, else who posted it on a network, else the address's host, else what a page or a
    feed calls itself, else the folder below the day."""
    host = _host(url) if url else None
    named = line_of(fields.get("source") or record.around.source, limits.source_chars, limits, ways)
    if named and not (host and (fold_line(named) in shape_rules().collections or _is_code_of_another(named, host))):
        return (_host(named) if _URL.match(named) else None) or (
            named.lower().removeprefix("www.") if _WWW.fullmatch(named) else named
        )
    if posted := line_of(account, limits.source_chars, limits, ways):
        return posted
    if host and len(host) <= limits.source_chars:
        return host
    site = line_of(record.fields.get(PAGE_SITE) or record.around.site, limits.source_chars, limits, ways)
    return site or line_of(_folder(path), limits.source_chars, limits) or UNKNOWN_SOURCE


def _is_code_of_another(named: str, host: str) -> bool:
    """Whether what a record calls its source is a program's word for something else than its address's site: "src_04",
    "newsapi", "65f0c1…"; what a site's name is made of stands in its address."""
    if _CODE.fullmatch(named) is None or host in shape_rules().no_pages or known_source(named):
        return False
    letters = re.sub(r"[^a-z0-9]", "", host)
    words = [word for word in re.split(r"[\W_]+|\d+", named.lower()) if len(word) > 1]
    return not any(word[:_OF_A_NAME] in letters for word in words)


def _folder(path: str) -> str | None:
    """The first folder below the day; an archive is none, its files lie where it lies, nor is one that is called after
    a day (several days may be read as one landing) or after what lies in it ("posts")."""
    folders = _folders(path)
    if path.rpartition("/")[2].lower().startswith(_OF_ITS_FOLDER):
        folders = folders[:-1]
    return next(
        (name for name in folders if not _PARTITION.fullmatch(name) and not _DAY.fullmatch(name)
         and fold_line(name) not in shape_rules().folders), None,
    )  # fmt: skip


def _folders(path: str) -> list[str]:
    return [folder for folder in path.split("/")[:-1] if not folder.lower().endswith(_ARCHIVES)]


def _said_by_folders(path: str) -> dict[str, Any]:
    """What folders that name a column and its value say of all records below them ("source=akhbar"): the source, and
    the day under a name that says it is that of publication; other days are those of loading."""
    return {} if "=" not in path else _said_by_columns(tuple(_folders(path)))


@lru_cache(maxsize=64)
def _said_by_columns(folders: tuple[str, ...]) -> dict[str, Any]:
    columns = {match[1]: unquote(match[2]) for folder in folders if (match := _PARTITION.fullmatch(folder))}
    published = {name for name in columns if key(name).startswith(shape_rules().crawls.published)}
    said = map_fields(columns)
    return {name: value for name, value in said.items() if name == "source" or (name == "published_at" and published)}


def _agency(value: Any, limits: Limits, ways: Ways) -> str | None:
    named = line_of(value, limits.source_chars, limits, ways)
    return metadata_words().agencies.get(fold_line(named), named) if named else None


def _sections(fields: Mapping[str, Any], limits: Limits, ways: Ways) -> list[str]:
    """What the site calls the section, or sections, of an article."""
    said = (fields[name] for name in _section_names(tuple(fields)) if fields[name])
    return list(dict.fromkeys(section for value in said for section in _keywords(keywords(value), limits, ways)))[
        :_SECTIONS
    ]


@lru_cache(maxsize=256)
def _section_names(names: tuple[Any, ...]) -> list[Any]:
    known = frozenset(shape_rules().section_names)
    return [name for name in names if not known.isdisjoint(spellings(str(name)))]


def _keywords(value: Any, limits: Limits, ways: Ways) -> list[str]:
    from nashra.landing.facts.line.labelled import split_keywords

    if isinstance(value, str):  # put right before it is split: the signs of garbled letters look like commas and dots
        value = ungarbled(storable(value, limits), limits, ways).text
        value = split_keywords(decoded_entities(value) if "&" in value else value)  # nor do ends of entities part words
    items = value if isinstance(value, list) else []
    return list(dict.fromkeys(word for item in items[:50] if (word := line_of(item, 100, limits, ways))))
