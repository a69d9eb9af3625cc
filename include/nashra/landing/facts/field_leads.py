"""A record's teaser, and the first part of a text that it keeps in two."""

import re
from collections.abc import Mapping
from typing import Any

from nashra.landing.facts.bare import bare, bare_of_markup
from nashra.landing.facts.field_candidates import candidates, is_placed, is_titled
from nashra.landing.facts.field_names import BYLINE, LEAD, OPENING
from nashra.landing.facts.field_values import text_in
from nashra.landing.facts.looks import is_headline
from nashra.landing.shapes import values as shaped
from nashra.landing.shapes.rules import key, shape_rules

_OF_PAGE = "description"  # of a page, in which some keep its headline
_LONGEST_HEADLINE, _SAME = 120, 20  # characters of such a headline, and of its beginning
_BEGINNING = 80  # characters by which two texts are known to begin alike
_SENTENCE_ENDS = (".", "!", "؟", "?", "»", '"', ")")
_LEAST_LEAD = 120  # characters of a teaser that is an article where nothing says when or where it was published
_LEAST_STORY = 240  # ... and of one that is an article though its table names no text
_PARAGRAPH_WORDS = 12  # more than the names of several writers have
_ARABIC, _LETTER, _WORD = re.compile("[\u0620-\u064a]"), re.compile(r"[^\W\d_]"), re.compile(r"\w+")


def lead_of(record: Mapping[str, Any], lost: str = "") -> str | None:
    """The teaser of a record in which no other text is longer: one that is may be the story, under a name unknown.
    `lost`: what came of a text whose Arabic letters a service dropped; its teaser has more letters left."""
    for name, value in candidates(LEAD, record):
        lead = text_in(value, name)
        if isinstance(lead, str):
            if lost and not (_ARABIC.search(lead) and _letters(lead) > _letters(lost)):
                return None
            others = (other for other in record.values() if isinstance(other, str) and other is not value)
            if any(len(other) > len(lead) and " " in other[:200] and not (lost and _letters(other) < _letters(lead))
                   for other in others):  # fmt: skip
                return None
            if repeats_title(lead, record):
                return None
            return lead if len(lead) >= _LEAST_LEAD or is_placed(record) else None
    return None


def more_of(text: str, record: Mapping[str, Any]) -> str | None:
    """The teaser of a record whose text was cut, where it begins as that and is longer (NewsAPI's "content")."""
    if text.rstrip().endswith(_SENTENCE_ENDS):
        return None
    begin = bare_of_markup(text).rstrip(" .…")
    for name, value in candidates(LEAD, record) if len(begin) >= _SAME else ():
        lead = text_in(value, name)
        if isinstance(lead, str) and len(lead) > len(text) and bare_of_markup(lead).startswith(begin):
            return lead
    return None


def headline_for_lead(text: str, record: Mapping[str, Any]) -> dict[str, str]:
    """The headline of a record that has none under its own names, but where its teaser would stand ("description"):
    words in one line, without a sentence's end, that are not the beginning of the text."""
    for name, value in candidates(LEAD, record):
        if isinstance(value, str) and key(name) == _OF_PAGE and is_headline(value) and len(value) <= _LONGEST_HEADLINE:
            begins = bare_of_markup(text[: 4 * _LONGEST_HEADLINE]).startswith(bare(value)[:_SAME])
            return {} if begins else {"title": " ".join(value.split())}
    return {}


def _letters(text: str) -> int:
    return len(_LETTER.findall(text))


def repeats_title(lead: str, record: Mapping[str, Any]) -> bool:
    """Whether a teaser has no word that the headline has not, as where a feed says only its headlines, again."""
    titles = (shaped.headline(value) for _, value in candidates("title", record))
    title = next(filter(None, titles), None)
    return title is not None and set(_WORD.findall(shaped.headline(lead) or "")) <= set(_WORD.findall(title))


def opening_of(record: Mapping[str, Any]) -> str | None:
    """The first part of a text that a record keeps in two; one may stand in the writer's place, or be called a lead."""
    found = (text for name, value in candidates(OPENING, record) if (text := text_in(value, name))
             and (key(name) not in shape_rules().leads or (isinstance(text, str) and is_paragraph(text))))  # fmt: skip
    said = (value for _, value in candidates(BYLINE, record) if isinstance(value, str) and is_paragraph(value))
    return next((text for text in (*found, *said) if isinstance(text, str)), None)


def is_paragraph(text: str) -> bool:
    """Whether a value is a paragraph of a text: some words, and a sentence's end."""
    return (
        len(text) >= _BEGINNING
        and len(text.split()) >= _PARAGRAPH_WORDS
        and text.rstrip().endswith(_SENTENCE_ENDS)
        and _ARABIC.search(text) is not None
    )


def is_dated_story(record: Mapping[str, Any]) -> bool:
    """Whether a record without a text has a headline, a day and a teaser as long as a story ("subject", "message")."""
    dated = (shaped.moment(value) for _, value in candidates("published_at", record))
    return is_titled(record) and len(lead_of(record) or "") >= _LEAST_STORY and any(said is not None for said in dated)
