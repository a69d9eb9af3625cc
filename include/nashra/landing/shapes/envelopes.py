"""What an envelope says of the records in it: what stood around them, the names that they are kept by, the day or the
address of the only one."""

import re
from dataclasses import replace
from typing import Any

from nashra.landing.facts import fields as names_of
from nashra.landing.facts.field_names import named_as
from nashra.landing.records import NOTHING_AROUND, Around
from nashra.landing.shapes.found import Found
from nashra.landing.shapes.rules import key, keyed, shape_rules
from nashra.landing.shapes.values import moment, site, word

_DAY = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s?(?:[APap][Mm]|[صم]))?")
_SOURCES = ("source", "publisher", "site", "website", "domain", "newspaper", "paper", "outlet", "baseurl",
            "الصحيفه", "الجريده")  # fmt: skip
_FILE_WORDS = ("source", "feed", "channel", "meta", "metadata", "site")
_ADDRESSES = ("http://", "https://")


def said_by(node: dict[str, Any], groups: dict[str, list[Found]]) -> list[Found]:
    """The records of an envelope, by the names that it keeps them under, with what it says of them."""
    texts = [one for found in groups.values() for one in found if one.has_text]
    if len(texts) == 1 and len(texts[0].fields) == 1:
        groups = _dated(groups, texts[0], node)
    around = around_of({name: value for name, value in node.items() if name not in groups})
    by_name = len(groups) > 1 and all(len(found) == 1 for found in groups.values())
    if len(texts) == 1 == len(groups) and isinstance(node[next(iter(groups))], dict):
        groups = _placed(groups, texts[0], node)
    issued = _day_of_issue(node)
    by_day = all(_DAY.fullmatch(str(name)) for name in groups)
    wide: dict[int, Around] = {}  # by what stood around them before: the same object for all records of a list
    said = []
    for name, found in groups.items():
        for one in found:
            if by_name and name.startswith(_ADDRESSES):
                one = _with("url", name, one)
            if by_day:
                one = _on_day(name, one)
            if issued:
                one = _with("published_at", issued, one)
            if id(one.around) not in wide:
                wide[id(one.around)] = wider(around, one.around)
            said.append(replace(one, around=wide[id(one.around)]))
    return said


def _day_of_issue(node: dict[str, Any]) -> str | None:
    """The day of an issue of a paper, which is that of the articles in it; no other envelope's is."""
    if keyed(node).keys().isdisjoint(shape_rules().issues):
        return None
    days = (value for name, value in node.items() if isinstance(value, str) and named_as(str(name), "published_at"))
    return next((day for day in days if moment(day) is not None), None)


def _with(field: str, value: str, one: Found) -> Found:
    """A record with the name that it is kept by as a field, where it says none itself."""
    return one if field in names_of.map_fields(one.fields) else replace(one, fields={**one.fields, field: value})


def _on_day(day: str, one: Found) -> Found:
    """A record with the day that it is kept by, behind which stands the clock where it says no more than that."""
    said = names_of.map_fields(one.fields).get("published_at")
    if isinstance(said, str) and _CLOCK.fullmatch(said.strip()):
        return replace(one, fields={**one.fields, "published_at": f"{day} {said.strip()}"})
    return _with("published_at", day, one)


def _placed(groups: dict[str, list[Found]], only: Found, node: dict[str, Any]) -> dict[str, list[Found]]:
    """The groups, with the address that an object gives of the only article in it."""
    url = next((name for name, value in node.items() if isinstance(value, str) and named_as(str(name), "url")), None)
    if url is None or "url" in names_of.map_fields(only.fields):
        return groups
    placed = replace(only, fields={**only.fields, url: node[url]})
    return {group: [placed if one is only else one for one in found] for group, found in groups.items()}


def _dated(groups: dict[str, list[Found]], only: Found, node: dict[str, Any]) -> dict[str, list[Found]]:
    """The groups, with the day that an item gives the only text in it, a text and no more (Facebook's posts)."""
    name, when = next(
        ((name, value) for name, value in node.items() if key(str(name)) in shape_rules().item_moments), ("", None)
    )
    if when is None or isinstance(when, dict | list):
        return groups
    dated = replace(only, fields={**only.fields, name: when})
    return {group: [dated if one is only else one for one in found] for group, found in groups.items()}


def with_beside(record: dict[str, Any], beside: dict[str, Any]) -> dict[str, Any]:
    """A record with what stands beside it in what was put around it. What it says itself counts, however it spells the
    name; where it says a day, one beside it is that of a message or a load, but under a name of publication; where it
    says an address, one beside it is that which was asked for."""
    own = {key(str(name)) for name in record}
    beside = {name: value for name, value in beside.items() if key(str(name)) not in own}
    if any(named_as(str(name), "url") for name in beside) and "url" in names_of.map_fields(_without_links(record)):
        beside = {name: value for name, value in beside.items() if not named_as(str(name), "url")}
    days = [name for name in beside if named_as(str(name), "published_at") and not _says_published(str(name))]
    if days and "published_at" in names_of.map_fields(record):
        beside = {name: value for name, value in beside.items() if name not in days}
    return {**beside, **record}


def _without_links(record: dict[str, Any]) -> dict[str, Any]:
    """A record without what only leads on from it."""
    return {name: value for name, value in record.items() if key(str(name)) not in shape_rules().beside}


def _says_published(name: str) -> bool:
    return any(word in key(name) for word in shape_rules().crawls.published)


def wider(around: Around, inner: Around) -> Around:
    """What stands around a record: what its own envelope says, and a wider one besides."""
    if inner is NOTHING_AROUND:
        return around
    return Around({**around.fields, **inner.fields}, inner.source or around.source, inner.site or around.site)


def around_of(fields: dict[str, Any]) -> Around:
    """What an envelope's own values say of its records."""
    if not fields:
        return NOTHING_AROUND
    names = keyed(fields)
    near = [names, *(keyed(value) for name in _FILE_WORDS if isinstance(value := names.get(name), dict))]
    source = next(filter(None, (site(names.get(name)) for name in _SOURCES)), None)
    title = next(filter(None, (word(said.get(name)) for said in near for name in ("sitename", "name", "title"))), None)
    return Around(fields, source, title)
