"""Under which names a record may have each of our fields (`include/rules/fields.yaml`), however they are spelled."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from nashra.landing.shapes.rules import key, shape_rules
from nashra.settings import RULES
from nashra.text.alternatives import longest_of
from nashra.yaml_files import Strict, Words, read_model

LEAD = "lead"  # names of a record's teaser: its text where nothing in it is longer
OPENING = "opening"  # names of the first part of a text that a record keeps in two
BYLINE = "byline"  # names of who wrote a record
ACCOUNT = "account"  # names of who posted a record on a network
STORED = "stored_at"  # names of when a record was written to its store: of its day behind all others
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACES = re.compile(r"\{([^{}]*)\}")
_REMARK = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]")
_OR = re.compile(r"\s[/|]\s|\sأو\s|\sor\s|\s?/\s?(?=[\u0621-\u064a])|\s[-–]\s")
_LATIN, _ARABIC = re.compile(r"[A-Za-z][A-Za-z_]*"), re.compile("[\u0620-\u064a]")
_WORDS = re.compile(r"[^\W_]+")
_FEWEST_OF_A_GROUP = 3  # columns of a form's group
_LONGEST_COMPOSED = 40  # characters of a name that is looked at word by word
_SPACED = re.compile(r"[\s\-]+")
_INDEX = "_source."  # an index's document: its title is no "source title"
_FIRST = re.compile(r"[\s\-_]0?1$")  # of the first of several columns, where there is one: "Title 1", "h1-1"
# Between the steps of a name: "headline.main", "title/text", "Outlet → Name".
_STEPS = re.compile(r"(?<=[^\W_])(?:[./]|[\s_]?(?:→|->|::|›)[\s_]?)(?=[#\w])")
# One of several columns that a list was written in: "body.0", "paragraphs/3/text", "body[2]", "text_1".
_NUMBERED = re.compile(r"(.{1,60}?)(?:[._/ ]?(\d{1,3})|\[(\d{1,3})\])(?:[./](?:text|value|content|p))?")

Way = tuple[str, list[str]]  # a record's own name, and the steps below it


class FieldNames(Strict):
    """fields.yaml: for each field of ours the names that records have it under, best first."""

    text: Words
    title: Words
    url: Words
    source: Words
    published_at: Words
    stored_at: Words
    dateline: Words
    agency: Words
    keywords: Words
    lead: Words
    opening: Words
    byline: Words
    account: Words


_BESIDE = (LEAD, OPENING, BYLINE, ACCOUNT, STORED)
NAMES = tuple(name for name in FieldNames.model_fields if name not in _BESIDE)


@cache
def _names() -> dict[str, list[list[str]]]:
    found = {
        field: [[key(step) for step in name.split(".")] for listed in names for name in _written_out(listed)]
        for field, names in read_fields()
    }
    found["published_at"] = found["published_at"] + found[STORED]
    return found


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
        for name in keys_of(field) if field not in (BYLINE, ACCOUNT, STORED) else ():
            found[name] = found.get(name, frozenset()) | {field}
    return found


@cache
def keys_of(field: str) -> frozenset[str]:
    """Names without steps below them that a column of the field may have."""
    return frozenset(steps[0] for steps in _names()[field] if len(steps) == 1)


def known(name: str) -> bool:
    """Whether a column of this name may hold a field."""
    return _listed(name) or composed_of(name) is not None


def _listed(name: str) -> bool:
    return any(spelling.split(".", 1)[0] in known_keys() for spelling in spellings(name))


@lru_cache(maxsize=4096)
def composed_of(name: str) -> str | None:
    """The one field whose words a name is made of that is not listed: "story_link", "time_published", "allText"."""
    if not name.isascii() or len(name) > _LONGEST_COMPOSED or _listed(name):
        return None
    fields = [field for field, pattern in _compositions().items() if pattern.fullmatch(key(name))]
    return fields[0] if len(fields) == 1 else None


@cache
def _compositions() -> dict[str, "re.Pattern[str]"]:
    found = {}
    for field, words in shape_rules().composed.items():
        heads, around = longest_of(words.heads), longest_of(words.around)
        found[field] = re.compile(rf"(?:{around})*(?:{heads})(?:{heads}|{around})*")
    return found


def worth_reading(name: str) -> bool:
    """Whether a reader of columns needs one of this name: for a field, for a record or what is said of it inside, or as
    one of several columns of a list."""
    folded, rules = key(name), shape_rules()
    if known(name) or folded in rules.wrappers or folded in rules.about or folded in rules.section_names:
        return True
    match = _NUMBERED.fullmatch(name)
    return match is not None and known(match[1])


def named_as(name: str, field: str) -> bool:
    """Whether a column of this name may hold the field directly."""
    return any(spelling in keys_of(field) for spelling in spellings(name)) or composed_of(name) == field


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
            # Columns of a table have "_" for the spaces of an Arabic name.
            ending = lowered.replace("_", " ") if suffix[0] == " " else lowered
            if ending.endswith(suffix.lower()) and len(lowered) > len(suffix):
                forms.append(lowered := lowered[: -len(suffix)])
                break
        for prefix in shape_rules().prefixes:
            if lowered.startswith(prefix.lower()) and len(lowered) > len(prefix):
                forms.append(lowered := lowered.removeprefix(prefix.lower()))
                break
    if first := _FIRST.sub("", lowered).strip():
        forms.append(first)
    found += map(key, forms[1:])
    for form in forms:
        if not form.startswith(_INDEX):
            found += _of_steps(_STEPS.split(form))
    if part := _part_of_a_class(name):
        found.append(part)
    if (first_word := _first_word(name)) and found[0] not in keys_of(STORED):
        found.append(first_word)
    return tuple(dict.fromkeys(found))


def _part_of_a_class(name: str) -> str | None:
    """What a class of a page says that its element is: "story-card__title" is a title, "author-card__title" is none."""
    block, joint, part = name.strip().lower().rpartition("__")
    rules = shape_rules()
    if not (joint and block) or key(part) not in rules.class_parts:
        return None
    return None if any(other in key(block) for other in rules.other_addresses) else key(part)


def tells_of_others(name: str) -> bool:
    """Whether one of the words of a name says that it is of something else than the article: «رابط الصورة»."""
    return not frozenset(shape_rules().of_others).isdisjoint(key(word) for word in _WORDS.findall(name))


def _first_word(name: str) -> str | None:
    """What an Arabic name of several words begins with, where that says what it is: «رابط المادة الصحفية» is a «رابط»;
    «رابط الصورة» is none of the article's."""
    words = [key(word) for word in _WORDS.findall(name)]
    rules = shape_rules()
    if len(words) < 2 or words[0] not in rules.telling_words or not frozenset(rules.of_others).isdisjoint(words[1:]):
        return None
    return words[0]


def _beside_remarks(name: str) -> list[str]:
    """What people name a column besides what they remark on it: «النص (كامل)», «العنوان:», «الصحيفة / الموقع»."""
    bare = _REMARK.sub("", name).strip().rstrip(":：*").strip()
    pieces = [piece for piece in _OR.split(bare) if piece]
    if not bare.isascii() and _is_in_two_languages(bare):  # «المصدر Source»
        pieces += [" ".join(_LATIN.sub(" ", bare).split()), " ".join(_LATIN.findall(bare))]
    return [key(piece) for piece in (bare, *pieces) if piece and piece != name]


def _is_in_two_languages(name: str) -> bool:
    latin = [key(word) for word in _LATIN.findall(name)]
    others = frozenset(shape_rules().of_others)  # «عنوان IP»
    return bool(latin and _ARABIC.search(name)) and others.isdisjoint(latin)


def _of_steps(steps: list[str]) -> list[str]:
    """What a name that is made of steps may be called in one: "headline.main" is a headline, "pub.date" a pub_date."""
    if len(steps) < 2:
        return []
    whole = [key("_".join(steps))]
    if key(steps[-1]) not in shape_rules().last_steps:
        return whole
    return [*whole, key("_".join(steps[:-1]))]


def paths(field: str, names: tuple[Any, ...]) -> list[Way]:
    """The record's own names that may hold the field, best first, with the steps below them."""
    return all_paths(names)[field]


@lru_cache(maxsize=256)
def all_paths(names: tuple[Any, ...]) -> dict[str, list[Way]]:
    keyed: dict[str, Any] = {}
    if table := table_before(names):
        keyed = {key(str(name).removeprefix(table)): name for name in reversed(names)}
    for name in names:  # of a text in two languages the Arabic one counts
        if (lowered := str(name).strip().lower()).endswith(shape_rules().arabic_suffixes):
            for spelling in spellings(lowered)[1:]:
                keyed.setdefault(spelling, name)
    for name in names:
        keyed.setdefault(key(str(name)), name)
    for name, step in _in_a_group(names):
        keyed.setdefault(key(step), name)
    for name in sorted(names, key=_rank_of_address):  # "article_url" before "page_url", of two that are a "url"
        whole, *others = spellings(str(name))
        own = _whole_names().get(whole)
        for spelling in others:
            if own is None or own & _whole_names().get(spelling, own):  # "page_name" is a source, no title
                keyed.setdefault(spelling, name)
    found = {
        field: [(keyed[steps[0]], steps[1:]) for steps in wanted if steps[0] in keyed]
        for field, wanted in _names().items()
    }
    for name in names:
        if field := composed_of(str(name)):
            found[field].insert(_place_of(field, name, found[field]), (name, []))
    rules = shape_rules()
    keys = {key(str(name)) for name in names}
    if not keys.isdisjoint(rules.of_writers):  # whose name it is
        found["title"] = [way for way in found["title"] if key(str(way[0])) != "name"]
    if all(stamp in keys for stamp in rules.store_stamps):
        found["published_at"].sort(key=lambda way: key(str(way[0])) not in rules.said_by_editors)
    return found


def _rank_of_address(name: Any) -> int:
    return _addresses().get(key(str(name)), -1)


@cache
def _addresses() -> dict[str, int]:
    return {name: rank for rank, name in reversed(list(enumerate(wanted("url"))))}


def table_before(names: tuple[Any, ...]) -> str:
    """The name of a table that a query wrote before each of its columns ("news_raw.title"); "" where there is none."""
    first, point, _ = str(names[0]).partition(".") if len(names) > 2 else ("", "", "")
    table = first + point
    return table if point and all(isinstance(name, str) and name.startswith(table) for name in names) else ""


def _in_a_group(names: tuple[Any, ...]) -> list[tuple[Any, str]]:
    """Columns of a group of a form («news/title», «news/outlet»), each with its name in the group, where one of them is
    a text's or a headline's."""
    groups: dict[str, list[tuple[Any, str]]] = {}
    for name in names:
        group, joint, step = str(name).rpartition("/")
        if joint and step:
            groups.setdefault(group, []).append((name, step))
    told = keys_of("text") | keys_of("title")
    forms = [columns for columns in groups.values()
             if len(columns) >= _FEWEST_OF_A_GROUP and any(key(step) in told for _, step in columns)]  # fmt: skip
    return [column for columns in forms for column in columns]


def _place_of(field: str, name: Any, ways: list[Way]) -> int:
    """Where a name that is made of a field's words stands among those that are listed: behind them, but that of a day
    before those of when the record was stored, and "publish_on" before all."""
    if field == "published_at" and key(str(name)).startswith(shape_rules().crawls.published):
        return 0
    stored = keys_of(STORED) if field == "published_at" else frozenset()
    late = (place for place, (first, _) in enumerate(ways) if not stored.isdisjoint(spellings(str(first))))
    return next(late, len(ways))


@lru_cache(maxsize=256)
def columns_of_a_list(names: tuple[Any, ...]) -> tuple[Any, ...]:
    """The columns of a list of paragraphs that was written in several, in order of their numbers."""
    groups: dict[str, dict[int, Any]] = {}
    for name in names:
        if (match := _NUMBERED.fullmatch(str(name))) and named_as(match[1], "text"):
            groups.setdefault(match[1], {})[int(match[2] or match[3])] = name
    for group in groups.values():
        if len(group) > 1 and min(group) <= 1 and max(group) - min(group) < 2 * len(group):
            return tuple(group[number] for number in sorted(group))
    return ()


@lru_cache(maxsize=256)
def names_about(names: tuple[Any, ...]) -> tuple[Any, ...]:
    """Those of a record's names under which it keeps objects about itself."""
    return tuple(name for name in names if key(str(name)) in shape_rules().about)


def wanted(field: str) -> list[str]:
    """First steps of a field's names, best first."""
    return [steps[0] for steps in _names()[field]]
