"""Fields of a record, found under the many names that scrapers give them (`include/rules/fields.yaml`) and in the many
shapes that exporters give their values (`nashra.landing.shapes`)."""

import html
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from nashra.landing.facts.field_candidates import candidates, is_placed, is_titled
from nashra.landing.facts.field_days import day_of
from nashra.landing.facts.field_headlines import (
    bare_words,
    headline_and_text,
    headline_beside,
    is_counted,
    is_of_a_front,
    says,
)
from nashra.landing.facts.field_leads import lead_of, more_of, opening_of, repeats_title
from nashra.landing.facts.field_names import (
    ACCOUNT,
    NAMES,
    Way,
    all_paths,
    columns_of_a_list,
    keys_of,
    names_about,
    paths,
    spellings,
    wanted,
)
from nashra.landing.facts.field_values import first_said, prose, text_in
from nashra.landing.facts.looks import OF_A_PAGE
from nashra.landing.facts.text_in_parts import text_in_parts
from nashra.landing.facts.unnamed_text import address_by_ending, unnamed_address, unnamed_text, unnamed_title
from nashra.landing.shapes import values as shaped
from nashra.landing.shapes.literals import opened, printed_bytes
from nashra.landing.shapes.rules import key, keyed, shape_rules

_MOST_NAMES = 500  # a record with more names keeps other records by name
_LONGEST_SNIPPET = 500  # characters of what a search shows of a text
_BEGINNING = 80  # characters by which two texts are known to begin alike
_SENTENCE_ENDS = (".", "!", "؟", "?", "»", '"', ")")
_SHOWN = 8  # names told of a record without a text
_ARABIC = re.compile("[\u0620-\u064a]")
_BARE_ADDRESS = re.compile(r"\s*https?://\S+\s*")
_PATH = re.compile(r"/[^\s/][^\s<>\"]{2,2000}")
_TOLD = frozenset(["text", "body", "content"])  # of the names that it might have had


def map_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record's values under Nashra's names; a name that nothing holds is missing.

    text, title, url, source, dateline and agency are str (a text may be bytes), keywords a str or a list of str,
    published_at whatever `parse_date` reads.
    """
    record = _with_relations(printed_bytes(record))
    found: dict[str, Any] = {}
    held = all_paths(tuple(record)) if len(record) <= _MOST_NAMES else {}
    for field in NAMES:
        if (said := first_said(field, record, held.get(field, ()))) is not None:
            found[field] = said[1]
    if isinstance(title := found.get("title"), str):
        if is_of_a_front(title) or _BARE_ADDRESS.fullmatch(title):
            del found["title"]
        if "title" not in found or not is_arabic(title) or is_counted(title):
            found |= headline_beside(record, held.get("title", ()))
    if held and (inner := _objects_about(record)):
        _add_what_they_say(found, inner, record, held)
    columns = columns_of_a_list(tuple(record))
    # "p1", "p2" may be shares of topics beside a text
    if columns and (text := _joined(record, columns)) and ("text" not in found or is_arabic(text)):
        found["text"] = text
    if isinstance(text := found.get("text"), str) and (whole := _whole_of(text, record, held.get("text", ()))):
        found["text"] = whole
    if isinstance(text := found.get("text"), str) and len(text) < _LONGEST_SNIPPET and (more := more_of(text, record)):
        found["text"] = more
    if "title" not in found and isinstance(text := found.get("text"), str):
        found |= headline_and_text(text, record, held.get("text", ()))
    text = found.get("text")
    unread = text is None or (isinstance(text, str) and not is_arabic(text))
    if text is None and (parts := text_in_parts(record)):
        found["text"] = parts
    elif unread and (lead := lead_of(record, text or "")):
        found["text"] = lead
    elif text is None and (told := _unnamed(record)):
        found |= told
    elif isinstance(text, str) and (opening := opening_of(record)) and not says(text, opening):
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


def is_arabic(text: str) -> bool:
    """Whether a text has an Arabic letter, also written as an entity."""
    return _ARABIC.search(text) is not None or ("&#" in text and _ARABIC.search(html.unescape(text)) is not None)


def _with_relations(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record with the objects that its relations stand for in the place of their ids."""
    for name in _of_relations(tuple(record)) if len(record) <= _MOST_NAMES else ():
        if isinstance(objects := record[name], Mapping):
            record = {
                **record,
                **{own: one for own, one in objects.items() if own in record and isinstance(one, Mapping)},
            }
    return record


@lru_cache(maxsize=256)
def _of_relations(names: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(name for name in names if key(str(name)) in shape_rules().expanded)


def address_in_two(record: Mapping[str, Any], source: Any) -> str | None:
    """The address whose path a record has under the name of an address, and whose host stands for its source."""
    if not isinstance(source, str) or not (host := shaped.host_of(source)):
        return None
    path = next((value for _, value in candidates("url", record) if isinstance(value, str)
                 and _PATH.fullmatch(value.strip())), None)  # fmt: skip
    return path and host + path.strip()


def _unnamed(record: Mapping[str, Any]) -> dict[str, str] | None:
    """The text of a record that names none, and perhaps its headline and address, told by what its values look like;
    only where it has a headline, and an address or a day."""
    if len(record) > _MOST_NAMES or (story := unnamed_text(record, text_in)) is None or repeats_title(story, record):
        return None
    found = {"text": story}
    if not is_titled(record):
        if (title := unnamed_title(record, story)) is None:
            return None
        found["title"] = title
    if not any(shaped.address(value) for _, value in candidates("url", record)):
        if address := unnamed_address(record):
            found["url"] = address
        elif not is_placed(record):
            return None
    return found


def _whole_of(text: str, record: Mapping[str, Any], ways: Sequence[Way]) -> str | None:
    """The text of which a record has only the beginning under a better name ("content" and "raw_content")."""
    cut, begin = not text.rstrip().endswith(_SENTENCE_ENDS), ""
    for first, steps in ways if len(ways) > 1 else ():
        value = record[first]
        if steps or not isinstance(value, str) or len(value) <= len(text) * (1.2 if cut else 2):
            continue
        begin = begin or bare_words(text[: 4 * _BEGINNING])[:_BEGINNING].rstrip(" .…[]")
        if len(begin) < _BEGINNING // 2:
            return None
        within = key(first) in shape_rules().whole_texts and len(text) < _LONGEST_SNIPPET and begin in value
        if within or bare_words(value[: 8 * _BEGINNING]).startswith(begin):
            return prose(value, first)
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
            said = first_said(field, one, paths(field, tuple(one)))
            if said is not None and (field not in found or _better(one, said, record, held[field])):
                found[field] = said[1]
                break


def _better(one: Mapping[str, Any], said: tuple[int, Any], record: Mapping[str, Any], ways: list[Way]) -> bool:
    """Whether an object has a date under a name that stands before the one that the record has its own under."""
    own = first_said("published_at", record, ways)
    listed = wanted("published_at")

    def place(holder: Mapping[str, Any], found: tuple[int, Any], held: Sequence[Way]) -> int:
        first = str(held[found[0]][0])
        return min((listed.index(name) for name in spellings(first) if name in listed), default=len(listed))

    return own is not None and place(one, said, paths("published_at", tuple(one))) < place(record, own, ways)


def _joined(record: Mapping[str, Any], columns: tuple[Any, ...]) -> str | None:
    texts = (text_in(record[name], str(name)) for name in columns if record[name] is not None)
    return "\n".join(text for text in texts if isinstance(text, str)) or None


def has_text(record: Mapping[str, Any]) -> bool:
    """Whether a record has a text under a name that says so."""
    columns = ((name, record[name]) for name in columns_of_a_list(tuple(record)))
    return any(text_in(value, name) is not None for name, value in (*columns, *candidates("text", record)))


def has_lead(record: Mapping[str, Any]) -> bool:
    """Whether a record without a text has a teaser to take for one, or a story under a name that nobody knows."""
    return lead_of(record) is not None or _unnamed(record) is not None or text_in_parts(record) is not None


def has_unnamed_text(record: Mapping[str, Any]) -> bool:
    """Whether a record has a story under a name that nobody knows."""
    return _unnamed(record) is not None


def is_titled_text(record: Mapping[str, Any]) -> bool:
    """Whether a record has a text and a title of its own."""
    return is_titled(record) and has_text(record)


def names_seen(record: Mapping[str, Any]) -> str:
    """What a record without a text does have, and what was looked for."""
    if not record:
        return "an empty record"
    names = ", ".join(str(name) for name in list(record)[:_SHOWN])[:120]
    return f"only {names}; expected one of {', '.join(sorted(keys_of('text') & _TOLD))} or another of fields.yaml"


def is_post(record: Mapping[str, Any]) -> bool:
    """Whether a record is a post of a network, by names that only these have, or only those who write them."""
    rules = shape_rules()
    return any(_first_step(name) in rules.of_posts for name in record) or any(
        isinstance(value := record[name], dict) and not frozenset(rules.of_accounts).isdisjoint(keyed(value))
        for name in _of_writers(tuple(record))
    )


@lru_cache(maxsize=4096)
def _first_step(name: Any) -> str:
    """Of a name that a program made of steps ("public_metrics.like_count") the first, folded."""
    return key(str(name).partition(".")[0])


@lru_cache(maxsize=256)
def _of_writers(names: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(name for name in names if key(str(name)) in shape_rules().writers)


def account_of(record: Mapping[str, Any]) -> str | None:
    """Who posted a record on a network."""
    return next(filter(None, (shaped.site(value) for _, value in candidates(ACCOUNT, record))), None)
