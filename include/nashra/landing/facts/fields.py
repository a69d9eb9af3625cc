"""Fields of a record, found under the many names that scrapers give them (`include/rules/fields.yaml`) and in the many
shapes that exporters give their values (`nashra.landing.shapes`)."""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from nashra.landing.facts.field_days import day_of
from nashra.landing.facts.field_names import (
    ACCOUNT,
    BYLINE,
    LEAD,
    NAMES,
    OPENING,
    Way,
    all_paths,
    columns_of_a_list,
    keys_of,
    names_about,
    paths,
    spellings,
    wanted,
)  # fmt: skip
from nashra.landing.facts.looks import OF_A_PAGE
from nashra.landing.facts.unnamed_text import address_by_ending, unnamed_address, unnamed_text, unnamed_title
from nashra.landing.shapes import values as shaped
from nashra.landing.shapes.blocks import block_text
from nashra.landing.shapes.literals import (
    OPENED_BY,
    is_missing,
    listed_tags,
    opened,
    printed_bytes,
    unescaped,
    without_cut_mark,
)
from nashra.landing.shapes.markdown import is_markdown_name, looks_like_markdown, plain_lines
from nashra.landing.shapes.rules import asked_by_programs, key, shape_rules
from nashra.text.fold import fold_line

_MOST_NAMES = 500  # a record with more names keeps other records by name
_LONGEST_SNIPPET = 500  # characters of what a search shows of a text
_BEGINNING = 80  # characters by which two texts are known to begin alike
_SENTENCE_ENDS = (".", "!", "؟", "?", "»", '"', ")")
_LEAST_LEAD = 120  # characters of a teaser that is an article where nothing says when or where it was published
_LEAST_STORY = 240  # ... and of one that is an article though its table names no text
_LONGEST_HEADLINE = 250  # characters
_PARAGRAPH_WORDS = 12  # more than the names of several writers have
_SHOWN = 8  # names told of a record without a text
_ARABIC, _LETTER, _WORD = re.compile("[\u0620-\u064a]"), re.compile(r"[^\W\d_]"), re.compile(r"\w+")
_ARABIC_WORD, _FEWEST_WORDS = re.compile("[\u0620-\u064a]{2,}"), 3  # of a headline
_BAR = re.compile(r"\s+[|\-–—•·»:]\s+")
_TAG = re.compile(r"<[^<>]{1,500}>")
_PATH = re.compile(r"/[^\s/][^\s<>\"]{2,2000}")
_ADDRESS, _LONGEST_ADDRESS = re.compile(r"https?://[^\s/]+\.\S+\s*"), 2000
_TOLD = frozenset(["text", "body", "content"])  # of the names that it might have had


def map_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record's values under Nashra's names; a name that nothing holds is missing.

    text, title, url, source, dateline and agency are str (a text may be bytes), keywords a str or a list of str,
    published_at whatever `parse_date` reads.
    """
    record = printed_bytes(record)
    found: dict[str, Any] = {}
    held = all_paths(tuple(record)) if len(record) <= _MOST_NAMES else {}
    for field in NAMES:
        if (said := _first(field, record, held.get(field, ()))) is not None:
            found[field] = said[1]
    if isinstance(title := found.get("title"), str):
        if _is_of_a_front(title):
            del found["title"]
        if "title" not in found or not _ARABIC.search(title):
            found |= _headline_beside(record, held.get("title", ()))
    if held and (inner := _objects_about(record)):
        _add_what_they_say(found, inner, record, held)
    columns = columns_of_a_list(tuple(record))
    # "p1", "p2" may be shares of topics beside a text
    if columns and (text := _joined(record, columns)) and ("text" not in found or _ARABIC.search(text)):
        found["text"] = text
    if isinstance(text := found.get("text"), str) and (whole := _whole_of(text, record, held.get("text", ()))):
        found["text"] = whole
    if "title" not in found and isinstance(text := found.get("text"), str):
        found |= _headline_and_text(text, record, held.get("text", ()))
    text = found.get("text")
    unread = text is None or (isinstance(text, str) and not _ARABIC.search(text))
    if unread and (lead := _lead(record, text or "")):
        found["text"] = lead
    elif text is None and (told := _unnamed(record)):
        found |= told
    elif isinstance(text, str) and (opening := _opening(record)) and not _says(text, opening):
        found["text"] = f"{opening}\n{text}"
    day = day_of(found.pop("published_at", None), record, held.get("published_at", ())) if held else None
    if day is not None:
        found["published_at"] = day
    if "url" not in found and (page := shaped.address(found.get("source"))) and OF_A_PAGE.match(page):
        found["url"] = page  # trafilatura and LangChain call the page's address its source
    if "url" not in found and (page := address_in_two(record, found.get("source"))):
        found["url"] = page
    if "url" not in found and held and (page := address_by_ending(record)):
        found["url"] = page
    return found


def address_in_two(record: Mapping[str, Any], source: Any) -> str | None:
    """The address whose path a record has under the name of an address, and whose host stands for its source."""
    if not isinstance(source, str) or not (host := shaped.host_of(source)):
        return None
    path = next((value for _, value in _candidates("url", record) if isinstance(value, str)
                 and _PATH.fullmatch(value.strip())), None)  # fmt: skip
    return path and host + path.strip()


def _unnamed(record: Mapping[str, Any]) -> dict[str, str] | None:
    """The text of a record that names none, and perhaps its headline and address, told by what its values look like;
    only where it has a headline, and an address or a day."""
    if len(record) > _MOST_NAMES or (story := unnamed_text(record, _text)) is None or _repeats_title(story, record):
        return None
    found = {"text": story}
    if not _titled(record):
        if (title := unnamed_title(record, story)) is None:
            return None
        found["title"] = title
    if not any(shaped.address(value) for _, value in _candidates("url", record)):
        if address := unnamed_address(record):
            found["url"] = address
        elif not _is_placed(record):
            return None
    return found


def _first(field: str, record: Mapping[str, Any], ways: Sequence[Way]) -> tuple[int, Any] | None:
    """What a record says of a field, and how many better ways there were to say it."""
    shape = _SHAPES[field]
    for rank, (first, steps) in enumerate(ways):
        value = _follow(record[first], steps) if steps else record[first]
        if value is not None and (said := shape(value, steps[-1] if steps else first)) is not None:
            return rank, said
    return None


def _is_of_a_front(title: str) -> bool:
    """Whether a title is that of the site's front page, as scrapers take it from each of its pages."""
    if _BAR.search(title) is None:
        return False
    return any(fold_line(piece) in shape_rules().front_pages for piece in _BAR.split(title))


def _headline_beside(record: Mapping[str, Any], ways: Sequence[Way]) -> dict[str, str]:
    """The headline of a record whose title is the site's, or a program's word for it ("BC-AR--falcon"): one of several
    words in Arabic, where it has such."""
    for first, steps in ways:
        said = _title(_follow(record[first], steps) if steps else record[first], first)
        if said is None or len(said) > _LONGEST_HEADLINE or _is_of_a_front(said):
            continue
        if len(_ARABIC_WORD.findall(said)) >= _FEWEST_WORDS:
            return {"title": said}
    return {}


def _headline_and_text(text: str, record: Mapping[str, Any], ways: Sequence[Way]) -> dict[str, str]:
    """Headline and text of a record that calls both of them a text («الخبر», «التفاصيل»); nothing where it does not."""
    headline = shaped.headline(text)
    if (
        headline is None
        or "\n" in text.strip()
        or len(text) > _LONGEST_HEADLINE
        or text.rstrip().endswith(_SENTENCE_ENDS)
    ):
        return {}
    others = (_text(record[first], str(first)) for first, steps in ways if not steps and record[first] is not None)
    longer = [other for other in others if isinstance(other, str) and len(other) > 2 * len(text)]
    if not longer or _says(longer[0], text):  # a teaser
        return {}
    return {"title": headline, "text": longer[0]}


def _says(text: str, words: str) -> bool:
    """Whether a text holds the first of some words, whatever markup and line ends there are between them."""
    begin = _bare(words)[:_BEGINNING]
    return begin in text or begin in _bare(text)


def _bare(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def _whole_of(text: str, record: Mapping[str, Any], ways: Sequence[Way]) -> str | None:
    """The text of which a record has only the beginning under a better name ("content" and "raw_content")."""
    cut, begin = not text.rstrip().endswith(_SENTENCE_ENDS), ""
    for first, steps in ways if len(ways) > 1 else ():
        value = record[first]
        if steps or not isinstance(value, str) or len(value) <= len(text) * (1.2 if cut else 2):
            continue
        begin = begin or _bare(text[: 4 * _BEGINNING])[:_BEGINNING].rstrip(" .…[]")
        if len(begin) < _BEGINNING // 2:
            return None
        within = key(first) in shape_rules().whole_texts and len(text) < _LONGEST_SNIPPET and begin in value
        if within or _bare(value[: 8 * _BEGINNING]).startswith(begin):
            return _prose(value, first)
    return None


def _objects_about(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a record keeps of itself in objects beside its text, also written as text."""
    found = []
    for name in names_about(tuple(record)):
        value = record[name]
        if isinstance(value, str) and value[:1] == "{":
            value = opened(value)
        if isinstance(value, Mapping) and 0 < len(value) <= _MOST_NAMES:
            found.append(value)
    return found


def _add_what_they_say(
    found: dict[str, Any], inner: Sequence[Mapping[str, Any]], record: Mapping[str, Any], held: dict[str, list[Way]]
) -> None:
    """Adds what objects about a record say of fields that it has not, and a date under a better name than its own."""
    for field in NAMES:
        if field == "text" or (field in found and field != "published_at"):
            continue
        for one in inner:
            said = _first(field, one, paths(field, tuple(one)))
            if said is not None and (field not in found or _better(one, said, record, held[field])):
                found[field] = said[1]
                break


def _better(one: Mapping[str, Any], said: tuple[int, Any], record: Mapping[str, Any], ways: list[Way]) -> bool:
    """Whether an object has a date under a name that stands before the one that the record has its own under."""
    own = _first("published_at", record, ways)
    listed = wanted("published_at")

    def place(holder: Mapping[str, Any], found: tuple[int, Any], held: Sequence[Way]) -> int:
        first = str(held[found[0]][0])
        return min((listed.index(name) for name in spellings(first) if name in listed), default=len(listed))

    return own is not None and place(one, said, paths("published_at", tuple(one))) < place(record, own, ways)


def _joined(record: Mapping[str, Any], columns: tuple[Any, ...]) -> str | None:
    texts = (_text(record[name], str(name)) for name in columns if record[name] is not None)
    return "\n".join(text for text in texts if isinstance(text, str)) or None


def has_text(record: Mapping[str, Any]) -> bool:
    """Whether a record has a text under a name that says so."""
    columns = ((name, record[name]) for name in columns_of_a_list(tuple(record)))
    return any(_text(value, name) is not None for name, value in (*columns, *_candidates("text", record)))


def has_lead(record: Mapping[str, Any]) -> bool:
    """Whether a record without a text has a teaser to take for one, or a story under a name that nobody knows."""
    return _lead(record) is not None or _unnamed(record) is not None


def is_dated_story(record: Mapping[str, Any]) -> bool:
    """Whether a record without a text has a headline, a day and a teaser as long as a story ("subject", "message")."""
    dated = (shaped.moment(value) for _, value in _candidates("published_at", record))
    return _titled(record) and len(_lead(record) or "") >= _LEAST_STORY and any(said is not None for said in dated)


def has_unnamed_text(record: Mapping[str, Any]) -> bool:
    """Whether a record has a story under a name that nobody knows."""
    return _unnamed(record) is not None


def is_article_like(record: Mapping[str, Any]) -> bool:
    """Whether a record has a title, and an address or a date."""
    return _titled(record) and _is_placed(record)


def _is_placed(record: Mapping[str, Any]) -> bool:
    """Whether a record has an address or a date."""
    return any(shaped.address(value) for _, value in _candidates("url", record)) or any(
        shaped.moment(value) is not None for _, value in _candidates("published_at", record)
    )


def is_titled_text(record: Mapping[str, Any]) -> bool:
    """Whether a record has a text and a title of its own."""
    return _titled(record) and has_text(record)


def is_prose(value: Any) -> bool:
    """Whether a value is a text, in one piece or in blocks."""
    return _text(value, "") is not None


def text_in(value: Any, name: str) -> str | bytes | None:
    """The text that a value is, in one piece, a list of paragraphs or blocks, under a name that may say its markup."""
    return _text(value, name)


def names_seen(record: Mapping[str, Any]) -> str:
    """What a record without a text does have, and what was looked for."""
    if not record:
        return "an empty record"
    names = ", ".join(str(name) for name in list(record)[:_SHOWN])[:120]
    return f"only {names}; expected one of {', '.join(sorted(keys_of('text') & _TOLD))} or another of fields.yaml"


def _candidates(field: str, record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Values that the record's names say to be the field, best first, each with its name."""
    if len(record) > _MOST_NAMES:
        return
    for first, steps in paths(field, tuple(record)):
        value = record[first]
        if steps:
            value = _follow(value, steps)
        if value is not None:
            yield (steps[-1] if steps else first), value


def _follow(value: Any, steps: list[str]) -> Any:
    for step in steps:
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        value = _below(value).get(step) if isinstance(value, Mapping) else None
    return value


def _below(record: Mapping[Any, Any]) -> dict[str, Any]:
    keyed: dict[str, Any] = {}
    for name, value in record.items():
        keyed.setdefault(key(str(name)), value)
    return keyed


def _text(value: Any, name: str) -> str | bytes | None:
    """A text: in one piece, a list of paragraphs, or blocks. A list of articles, or one article, is none; nor are names
    of a site's sections the sections of a text."""
    if key(name) not in shape_rules().of_parts:
        return _text_of(value, name)
    text = _text_of(value, name) if isinstance(value, list) else None
    return text if isinstance(text, str) and len(text) >= _LEAST_STORY else None


def _text_of(value: Any, name: str) -> str | bytes | None:
    if isinstance(value, bytes):
        return value if value.strip() else None
    if not isinstance(value, str):
        value = shaped.plain(value)
    if isinstance(value, str):
        found = opened(value) if value[:1] in OPENED_BY or value[:1].isspace() else value
        if isinstance(found, str):
            return None if is_missing(value) or _is_address(value) else _prose(value, name)
        value = found
    if isinstance(value, dict) and len(value) <= _MOST_NAMES and (lines := shaped.numbered_lines(value)):
        value = lines
    if isinstance(value, list):
        if not value or any(isinstance(item, dict) and is_article_like(item) for item in value[:20]):
            return None
        if all(isinstance(item, str) for item in value):
            text = "\n".join(value)
            return text if text.strip() else None
        if all(isinstance(item, dict) and len(item) == 1 for item in value):  # each text named by its type (DynamoDB)
            texts = [next(iter(item.values())) if _one_name(value) else shaped.plain(item) for item in value]
            if all(isinstance(text, str) for text in texts):
                return "\n".join(texts) or None
        return block_text(value)
    if isinstance(value, dict):
        return None if len(value) > _MOST_NAMES or _titled(value) else block_text(value)
    return None


def _is_address(value: str) -> bool:
    """Whether a value is an address and no more, as where the text lies elsewhere."""
    return value[:4] == "http" and len(value) < _LONGEST_ADDRESS and _ADDRESS.fullmatch(value) is not None


def _one_name(items: list[dict[str, Any]]) -> bool:
    """Whether objects of one name each have the same one, over a text."""
    return len({name for item in items for name in item}) == 1 and all(
        isinstance(text, str) for item in items for text in item.values()
    )


def _titled(record: Mapping[str, Any]) -> bool:
    return any(shaped.headline(value) for _, value in _candidates("title", record))


def _prose(text: str, name: str) -> str:
    text = without_cut_mark(unescaped(listed_tags(text)))
    if is_markdown_name(name) or (("](" in text or "**" in text or "# " in text) and looks_like_markdown(text)):
        return plain_lines(text)
    return text


def _lead(record: Mapping[str, Any], lost: str = "") -> str | None:
    """The teaser of a record in which no other text is longer: one that is may be the story, under a name unknown.
    `lost`: what came of a text whose Arabic letters a service dropped; its teaser has more letters left."""
    for name, value in _candidates(LEAD, record):
        lead = _text(value, name)
        if isinstance(lead, str):
            if lost and not (_ARABIC.search(lead) and _letters(lead) > _letters(lost)):
                return None
            others = (other for other in record.values() if isinstance(other, str) and other is not value)
            if any(len(other) > len(lead) and " " in other[:200] and not (lost and _letters(other) < _letters(lead))
                   for other in others):  # fmt: skip
                return None
            if _repeats_title(lead, record):
                return None
            return lead if len(lead) >= _LEAST_LEAD or _is_placed(record) else None
    return None


def _letters(text: str) -> int:
    return len(_LETTER.findall(text))


def _repeats_title(lead: str, record: Mapping[str, Any]) -> bool:
    """Whether a teaser has no word that the headline has not, as where a feed says only its headlines, again."""
    titles = (shaped.headline(value) for _, value in _candidates("title", record))
    title = next(filter(None, titles), None)
    return title is not None and set(_WORD.findall(shaped.headline(lead) or "")) <= set(_WORD.findall(title))


def _opening(record: Mapping[str, Any]) -> str | None:
    """The first part of a text that a record keeps in two; one may stand in the writer's place, or be called a lead."""
    found = (text for name, value in _candidates(OPENING, record) if (text := _text(value, name))
             and (key(name) not in shape_rules().leads or (isinstance(text, str) and _is_paragraph(text))))  # fmt: skip
    said = (value for _, value in _candidates(BYLINE, record) if isinstance(value, str) and _is_paragraph(value))
    return next((text for text in (*found, *said) if isinstance(text, str)), None)


def _is_paragraph(text: str) -> bool:
    return (
        len(text) >= _BEGINNING
        and len(text.split()) >= _PARAGRAPH_WORDS
        and text.rstrip().endswith(_SENTENCE_ENDS)
        and _ARABIC.search(text) is not None
    )


def is_post(record: Mapping[str, Any]) -> bool:
    """Whether a record is a post of a network, by names that only these have, or only those who write them."""
    rules = shape_rules()
    return any(key(str(name)) in rules.of_posts for name in record) or any(
        isinstance(value := record[name], dict) and not frozenset(rules.of_accounts).isdisjoint(_below(value))
        for name in _of_writers(tuple(record))
    )


@lru_cache(maxsize=256)
def _of_writers(names: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(name for name in names if key(str(name)) in shape_rules().writers)


def account_of(record: Mapping[str, Any]) -> str | None:
    """Who posted a record on a network."""
    return next(filter(None, (shaped.site(value) for _, value in _candidates(ACCOUNT, record))), None)


def _source(value: Any, name: str) -> str | None:
    return shaped.source(value)


def _named(value: Any, name: str) -> str | None:
    return shaped.site(value)


def _moment(value: Any, name: str) -> Any:
    if name == "_ts":  # Cosmos DB's own: when a document was last written
        return None
    return shaped.moment(value, utc=key(name).endswith(("gmt", "utc")))


def _title(value: Any, name: str) -> str | None:
    """A headline; a list of articles, each with its own, is none ("headlines")."""
    if isinstance(value, list) and any(isinstance(item, dict) and is_article_like(item) for item in value[:20]):
        return None
    return shaped.headline(value)


def _url(value: Any, name: str) -> str | None:
    found = shaped.address(value)
    if found is not None:
        return None if asked_by_programs().match(found) else found
    return shaped.bare_address(value) if key(name) in shape_rules().bare_addresses else None


def _keywords(value: Any, name: str) -> list[str] | str | None:
    return shaped.keywords(value)


_SHAPES: dict[str, Callable[[Any, str], Any]] = {
    "text": _text, "title": _title, "url": _url, "source": _source, "published_at": _moment, "dateline": _named,
    "agency": _named, "keywords": _keywords,
}  # fmt: skip
