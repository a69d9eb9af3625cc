"""Fields of a record, found under the many names that scrapers give them (`include/rules/fields.yaml`) and in the many
shapes that exporters give their values (`nashra.landing.shapes`)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from nashra.landing.shapes import values as shaped
from nashra.landing.shapes.blocks import block_text
from nashra.landing.shapes.literals import is_missing, opened, unescaped, without_cut_mark
from nashra.landing.shapes.markdown import is_markdown_name, looks_like_markdown, plain_lines
from nashra.landing.shapes.rules import key, shape_rules
from nashra.settings import RULES
from nashra.yaml_files import Strict, Words, read_model

LEAD = "lead"  # names of a record's teaser: its text where nothing in it is longer
OPENING = "opening"  # names of the first part of a text that a record keeps in two
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACES = re.compile(r"\{([^{}]*)\}")
_REMARK = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]")
_OR = re.compile(r"\s[/|]\s|\s?/\s?(?=[\u0621-\u064a])|\s[-–]\s")
_SPACED = re.compile(r"[\s\-]+")
_STEPS = re.compile(r"(?<=[^\W_])[./](?=[#\w])")  # between the steps of a name: "headline.main", "title/text"
# One of several columns that a list was written in: "body.0", "paragraphs/3/text", "body[2]", "text_1".
_NUMBERED = re.compile(r"(.{1,60}?)(?:[._/ ]?(\d{1,3})|\[(\d{1,3})\])(?:[./](?:text|value|content|p))?")
_MOST_NAMES = 500  # a record with more names keeps other records by name
_BEGINNING = 80  # characters by which two texts are known to begin alike
_SENTENCE_ENDS = (".", "!", "؟", "?", "»", '"', ")")
_LEAST_LEAD = 120  # characters of a teaser that is an article where nothing says when or where it was published
_SHOWN = 8  # names told of a record without a text
_TOLD = frozenset(["text", "body", "content"])  # of the names that it might have had


class FieldNames(Strict):
    """fields.yaml: for each field of ours the names that records have it under, best first."""

    text: Words
    title: Words
    url: Words
    source: Words
    published_at: Words
    dateline: Words
    agency: Words
    keywords: Words
    lead: Words
    opening: Words


NAMES = tuple(name for name in FieldNames.model_fields if name not in (LEAD, OPENING))

Way = tuple[str, list[str]]  # a record's own name, and the steps below it


@cache
def _names() -> dict[str, list[list[str]]]:
    return {
        field: [[key(step) for step in name.split(".")] for listed in names for name in _written_out(listed)]
        for field, names in read_fields()
    }


def _written_out(name: str) -> list[str]:
    """The names that one with alternatives in braces stands for, in order."""
    match = _BRACES.search(name)
    if match is None:
        return [name]
    before, after = name[: match.start()], name[match.end() :]
    return [written for each in match[1].split(",") for written in _written_out(before + each + after)]


def read_fields(path: Path = RULES / "fields.yaml") -> FieldNames:
    """Raises RulesError on a malformed file."""
    return read_model(path, FieldNames)


@cache
def known_keys() -> frozenset[str]:
    """First steps of all names: what a reader of columns needs to read."""
    return frozenset(steps[0] for names in _names().values() for steps in names)


@cache
def _whole_names() -> dict[str, frozenset[str]]:
    """Which fields a name, as it stands, may be of."""
    found: dict[str, frozenset[str]] = {}
    for field in FieldNames.model_fields:
        for name in keys_of(field):
            found[name] = found.get(name, frozenset()) | {field}
    return found


@cache
def keys_of(field: str) -> frozenset[str]:
    """Names without steps below them that a column of the field may have."""
    return frozenset(steps[0] for steps in _names()[field] if len(steps) == 1)


def known(name: str) -> bool:
    """Whether a column of this name may hold a field."""
    return any(spelling.split(".", 1)[0] in known_keys() for spelling in spellings(name))


def worth_reading(name: str) -> bool:
    """Whether a reader of columns needs one of this name: for a field, for a record or what is said of it inside, or as
    one of several columns of a list."""
    folded, rules = key(name), shape_rules()
    if known(name) or folded in rules.wrappers or folded in rules.about:
        return True
    match = _NUMBERED.fullmatch(name)
    return match is not None and known(match[1])


def named_as(name: str, field: str) -> bool:
    """Whether a column of this name may hold the field directly."""
    return any(spelling in keys_of(field) for spelling in spellings(name))


@lru_cache(maxsize=4096)
def spellings(name: str) -> tuple[str, ...]:
    """A name as it is compared: as it is, then without what indexes, namespaces and pandas put around it."""
    found = [key(name), *_beside_remarks(name)]
    lowered = _CAMEL.sub("_", name.strip()).lower()  # newsSource is news_source
    if lowered.isascii():
        lowered = _SPACED.sub("_", lowered)
    forms = [lowered]
    for _ in range(2):
        for suffix in shape_rules().suffixes:
            if lowered.endswith(suffix.lower()) and len(lowered) > len(suffix):
                forms.append(lowered := lowered.removesuffix(suffix.lower()))
                break
        for prefix in shape_rules().prefixes:
            if lowered.startswith(prefix.lower()) and len(lowered) > len(prefix):
                forms.append(lowered := lowered.removeprefix(prefix.lower()))
                break
    found += map(key, forms[1:])
    for form in forms:
        found += _of_steps(_STEPS.split(form))
    return tuple(dict.fromkeys(found))


def _beside_remarks(name: str) -> list[str]:
    """What people name a column besides what they remark on it: «النص (كامل)», «العنوان:», «الصحيفة / الموقع»."""
    bare = _REMARK.sub("", name).strip().rstrip(":：*").strip()
    pieces = [piece for piece in _OR.split(bare) if piece]
    return [key(piece) for piece in (bare, *pieces) if piece and piece != name]


def _of_steps(steps: list[str]) -> list[str]:
    """What a name that is made of steps may be called in one: "headline.main" is a headline, "pub.date" a pub_date."""
    if len(steps) < 2:
        return []
    whole = [key("_".join(steps))]
    if key(steps[-1]) not in shape_rules().last_steps:
        return whole
    return [*whole, key("_".join(steps[:-1]))]


def map_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record's values under Nashra's names; a name that nothing holds is missing.

    text, title, url, source, dateline and agency are str (a text may be bytes), keywords a str or a list of str,
    published_at whatever `parse_date` reads.
    """
    found: dict[str, Any] = {}
    held = _paths(tuple(record)) if len(record) <= _MOST_NAMES else {}
    for field in NAMES:
        if (said := _first(field, record, held.get(field, ()))) is not None:
            found[field] = said[1]
    if held and (inner := _objects_about(record)):
        _add_what_they_say(found, inner, record, held)
    if (columns := _in_columns(tuple(record))) and (text := _joined(record, columns)):
        found["text"] = text
    if isinstance(text := found.get("text"), str) and (whole := _whole_of(text, record, held.get("text", ()))):
        found["text"] = whole
    if "text" not in found and (lead := _lead(record)):
        found["text"] = lead
    elif isinstance(text := found.get("text"), str) and (opening := _opening(record)) and opening.strip() not in text:
        found["text"] = f"{opening}\n{text}"
    if "published_at" in found:
        found["published_at"] = shaped.with_zone_beside(found["published_at"], record)
    if "url" not in found and (page := shaped.address(found.get("source"))) and page.count("/") > 3:
        found["url"] = page  # trafilatura calls the page's address its source
    return found


def _first(field: str, record: Mapping[str, Any], ways: Sequence[Way]) -> tuple[int, Any] | None:
    """What a record says of a field, and how many better ways there were to say it."""
    shape = _SHAPES[field]
    for rank, (first, steps) in enumerate(ways):
        value = _follow(record[first], steps) if steps else record[first]
        if value is not None and (said := shape(value, steps[-1] if steps else first)) is not None:
            return rank, said
    return None


def _whole_of(text: str, record: Mapping[str, Any], ways: Sequence[Way]) -> str | None:
    """The text of which a record has only the beginning under a better name (a search's "content" and "raw_content")."""
    begin = text[:_BEGINNING].strip()
    cut = not text.rstrip().endswith(_SENTENCE_ENDS)
    for first, steps in ways if len(begin) >= _BEGINNING // 2 else ():
        value = record[first]
        if steps or not isinstance(value, str) or len(value) <= len(text) * (1.2 if cut else 2):
            continue
        if value[: 2 * _BEGINNING].lstrip().startswith(begin):
            return _prose(value, first)
    return None


def _objects_about(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a record keeps of itself in objects beside its text, also written as text."""
    found = []
    for name in _names_about(tuple(record)):
        value = record[name]
        if isinstance(value, str) and value[:1] == "{":
            value = opened(value)
        if isinstance(value, Mapping) and 0 < len(value) <= _MOST_NAMES:
            found.append(value)
    return found


@lru_cache(maxsize=256)
def _names_about(names: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(name for name in names if key(str(name)) in shape_rules().about)


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
    wanted = [steps[0] for steps in _names()["published_at"]]

    def place(holder: Mapping[str, Any], found: tuple[int, Any], held: Sequence[Way]) -> int:
        first = str(held[found[0]][0])
        return min((wanted.index(name) for name in spellings(first) if name in wanted), default=len(wanted))

    return own is not None and place(one, said, paths("published_at", tuple(one))) < place(record, own, ways)


@lru_cache(maxsize=256)
def _in_columns(names: tuple[Any, ...]) -> tuple[Any, ...]:
    """The columns of a list of paragraphs that was written in several, in order of their numbers."""
    groups: dict[str, dict[int, Any]] = {}
    for name in names:
        if (match := _NUMBERED.fullmatch(str(name))) and any(one in keys_of("text") for one in spellings(match[1])):
            groups.setdefault(match[1], {})[int(match[2] or match[3])] = name
    for group in groups.values():
        if len(group) > 1 and min(group) <= 1 and max(group) - min(group) < 2 * len(group):
            return tuple(group[number] for number in sorted(group))
    return ()


def _joined(record: Mapping[str, Any], columns: tuple[Any, ...]) -> str | None:
    texts = (_text(record[name], str(name)) for name in columns if record[name] is not None)
    return "\n".join(text for text in texts if isinstance(text, str)) or None


def has_text(record: Mapping[str, Any]) -> bool:
    """Whether a record has a text under a name that says so."""
    return bool(_in_columns(tuple(record))) or any(
        _text(value, name) is not None for name, value in _candidates("text", record)
    )


def has_lead(record: Mapping[str, Any]) -> bool:
    """Whether a record without a text has a teaser to take for one."""
    return _lead(record) is not None


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


def paths(field: str, names: tuple[Any, ...]) -> list[Way]:
    """The record's own names that may hold the field, best first, with the steps below them."""
    return _paths(names)[field]


@lru_cache(maxsize=256)
def _paths(names: tuple[Any, ...]) -> dict[str, list[Way]]:
    keyed: dict[str, Any] = {}
    for name in names:  # of a text in two languages the Arabic one counts
        if (lowered := str(name).strip().lower()).endswith(shape_rules().arabic_suffixes):
            for spelling in spellings(lowered)[1:]:
                keyed.setdefault(spelling, name)
    for name in names:
        keyed.setdefault(key(str(name)), name)
    for name in names:
        whole, *others = spellings(str(name))
        own = _whole_names().get(whole)
        for spelling in others:
            if own is None or own & _whole_names().get(spelling, own):  # "page_name" is a source, no title
                keyed.setdefault(spelling, name)
    return {
        field: [(keyed[steps[0]], steps[1:]) for steps in wanted if steps[0] in keyed]
        for field, wanted in _names().items()
    }


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
    """A text: in one piece, a list of paragraphs, or blocks. A list of articles, or one article, is none."""
    if isinstance(value, bytes):
        return value if value.strip() else None
    if not isinstance(value, str):
        value = shaped.plain(value)
    if isinstance(value, str):
        found = opened(value) if value[:1] in "[{(" or value[:1].isspace() else value
        if isinstance(found, str):
            return None if is_missing(value) else _prose(value, name)
        value = found
    if isinstance(value, list):
        if not value or any(isinstance(item, dict) and is_article_like(item) for item in value[:20]):
            return None
        if all(isinstance(item, str) for item in value):
            text = "\n".join(value)
            return text if text.strip() else None
        return block_text(value)
    if isinstance(value, dict):
        return None if len(value) > _MOST_NAMES or _titled(value) else block_text(value)
    return None


def _titled(record: Mapping[str, Any]) -> bool:
    return any(shaped.headline(value) for _, value in _candidates("title", record))


def _prose(text: str, name: str) -> str:
    text = without_cut_mark(unescaped(text))
    if is_markdown_name(name) or (("](" in text or "**" in text or "# " in text) and looks_like_markdown(text)):
        return plain_lines(text)
    return text


def _lead(record: Mapping[str, Any]) -> str | None:
    """The teaser of a record in which no other text is longer: one that is may be the story, under a name unknown."""
    for name, value in _candidates(LEAD, record):
        lead = _text(value, name)
        if isinstance(lead, str):
            others = (other for other in record.values() if isinstance(other, str) and other is not value)
            if any(len(other) > len(lead) and " " in other[:200] for other in others):
                return None
            return lead if len(lead) >= _LEAST_LEAD or _is_placed(record) else None
    return None


def _opening(record: Mapping[str, Any]) -> str | None:
    found = (_text(value, name) for name, value in _candidates(OPENING, record))
    return next((text for text in found if isinstance(text, str)), None)


def _source(value: Any, name: str) -> str | None:
    return shaped.site(value)


def _moment(value: Any, name: str) -> Any:
    return shaped.moment(value, utc=key(name).endswith(("gmt", "utc")))


def _title(value: Any, name: str) -> str | None:
    return shaped.headline(value)


def _url(value: Any, name: str) -> str | None:
    return shaped.address(value)


def _keywords(value: Any, name: str) -> list[str] | str | None:
    return shaped.keywords(value)


_SHAPES: dict[str, Callable[[Any, str], Any]] = {
    "text": _text, "title": _title, "url": _url, "source": _source, "published_at": _moment, "dateline": _source,
    "agency": _source, "keywords": _keywords,
}  # fmt: skip
