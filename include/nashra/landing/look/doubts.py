"""What in a record that became an article says that it may have been read wrongly.

The rules that read it know names and forms that others use; a form that they don't know shows here: a day, a text, an
address or a headline that the record holds and the article lacks, what a program left in the text, a teaser in its
place.
"""

import re
from datetime import timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from nashra.article import Article
from nashra.landing.facts.bare import arabic_letters, bare, bare_of_markup
from nashra.landing.facts.field_days import is_of_a_crawl
from nashra.landing.facts.field_names import LEAD, named_as
from nashra.landing.facts.fields import is_post, map_fields
from nashra.landing.facts.leaves import leaves
from nashra.landing.facts.looks import is_day, is_headline, is_page_address
from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.facts.markup import decoded_entities
from nashra.landing.facts.stored_day import as_moment, is_of_storing, named_leaves
from nashra.landing.look.rules import DoubtRules, doubt_rules
from nashra.landing.of_file.places import is_of_others
from nashra.landing.readers.html_fields import PageFields
from nashra.landing.records import Record
from nashra.landing.shapes.rules import shape_rules

DAY, TEXT, ADDRESS, HEADLINE = "a day that was not read", "a text in no article", "an address not taken", "no headline"
MARKS, TEASER = "a program's marks in the text", "a text that breaks off"
LEAD_ALONE = "a teaser for the text"
STORED_DAY, NO_ARABIC = "a day of storing for that of publication", "a headline without an Arabic letter"
_BEGINNING = 40  # letters by which a value is found again
_SHOWN = 60  # characters of a name
_ZONES = timedelta(hours=14)  # between a clock without a zone and UTC
_HEAD = 5000  # characters of a text in which a headline is looked for


class Doubt(NamedTuple):
    """What may be wrong, and where: a field's name, or the kind of marks."""

    kind: str
    field: str


def doubts_of(record: Record, article: Article) -> list[Doubt]:
    """Each once."""
    rules = doubt_rules()
    found = [Doubt(MARKS, name) for name in _signs_in(article.text, rules)]
    page = isinstance(record.fields, PageFields)  # of which everything else is counted by its place
    values = [] if page else named_values(record)
    if _breaks_off(article.text, rules) or _broke_off(values, article, rules):
        found.append(Doubt(TEASER, ""))
    if not page:
        found += [Doubt(TEXT, name) for name in _texts_left(values, article, rules)]
        found += [Doubt(LEAD_ALONE, name) for name in _leads_taken(record, values, article)]
        if article.published_at is not None:
            found += [Doubt(STORED_DAY, name) for name in _stored_days(record, article)]
        elif not is_of_a_crawl(record.fields):
            found += [Doubt(DAY, name) for name, value in values if is_day(name, value)]
        if article.url is None:
            found += [Doubt(ADDRESS, name) for name, value in values if is_page_address(name, value)]
        if article.title is None:
            own = ((name, value) for name, value in values if not is_of_others(tuple(name.split(".")), "title"))
            found += [Doubt(HEADLINE, name) for name, value in own if _is_headline(value, article)]
        elif not arabic_letters(article.title):
            found.append(Doubt(NO_ARABIC, ""))
    return list(dict.fromkeys(Doubt(kind, field[:_SHOWN]) for kind, field in found))


def named_values(record: Record) -> list[tuple[str, Any]]:
    """The values of a record under the names of their places: "metadata.date"."""
    return [(".".join(leaf.place), leaf.value) for leaf in leaves(record.fields)]


def _stored_days(record: Record, article: Article) -> list[str]:
    """The name of a day that says when the record was stored, where the article's is that alone."""
    if is_post(record.fields) or _host(article.url) in shape_rules().no_pages:
        return []  # a network calls so when it was posted
    said, named = map_fields(record.fields).get("published_at"), named_leaves(record.fields)
    moment = as_moment(said)
    if moment is None or article.published_at is None or abs(moment - article.published_at) > _ZONES:
        return []  # the article's day is another one
    return [name for name, value in named if as_moment(value) == moment][:1] if is_of_storing(said, named) else []


def _host(url: str | None) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _signs_in(text: str, rules: DoubtRules) -> list[str]:
    text = decoded_entities(text[: rules.characters])  # as cleaning does, which notes it
    return [name for name, sign in rules.signs.items() if len(sign.compiled.findall(text)) >= sign.times]


def _breaks_off(text: str, rules: DoubtRules) -> bool:
    text = text.rstrip()
    return len(text) <= rules.teaser_characters and _pattern(rules.teaser).search(text) is not None


def _broke_off(values: list[tuple[str, Any]], article: Article, rules: DoubtRules) -> bool:
    """Whether the text had a mark of its being cut («[+1840 chars]»), which was taken off."""
    if len(article.text) > rules.teaser_characters:
        return False
    text = bare(article.text)
    cut = (value for _, value in values if isinstance(value, str) and _breaks_off(value, rules))
    return any(len(text) <= len(said := bare_of_markup(value)) and said[:_BEGINNING] in text for value in cut)


def _leads_taken(record: Record, values: list[tuple[str, Any]], article: Article) -> list[str]:
    """The name of the text, where it is that of a teaser; what a network calls so is a post's text."""
    if is_post(record.fields):
        return []
    begin = bare(article.text[: 4 * _BEGINNING])[:_BEGINNING]
    held = [name for name, value in values if isinstance(value, str) and begin in bare_of_markup(value[:_HEAD])]
    return held[:1] if begin and held and all(named_as(name, LEAD) for name in held) else []


def _texts_left(values: list[tuple[str, Any]], article: Article, rules: DoubtRules) -> list[str]:
    """Names of long texts that are neither in the article nor a teaser by their name."""
    long = [(name, value) for name, value in values if isinstance(value, str) and len(value) >= rules.text_letters]
    if len(long) < 2:  # the one is the text
        return []
    text = bare(article.text)
    found = []
    for name, value in long:
        if looks_rules().is_of_other_texts(name) or arabic_letters(value[:5000]) < rules.text_letters:
            continue
        said = bare_of_markup(value)
        if len(said) < len(text) * rules.text_share or (named_as(name, LEAD) and len(said) <= len(text)):
            continue
        middle = len(said) // 2
        if said[:_BEGINNING] not in text and said[middle : middle + _BEGINNING] not in text:
            found.append(name)
    return found


def _is_headline(value: Any, article: Article) -> bool:
    """Whether a value reads as one, and is no part of the text, nor the source or a keyword."""
    if not is_headline(value):
        return False
    said = bare(value)
    return said not in bare(article.text[:_HEAD]) and all(
        said != bare(one) for one in (article.source, *article.keywords)
    )


@lru_cache(maxsize=16)
def _pattern(pattern: str) -> "re.Pattern[str]":
    return re.compile(pattern, re.MULTILINE)
