"""A record's headline beside the title of its site or a program's word for it, and of two texts the one that is it."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from nashra.landing.facts.field_candidates import follow
from nashra.landing.facts.field_names import Way
from nashra.landing.facts.field_values import headline_in, text_in
from nashra.landing.shapes import values as shaped
from nashra.landing.shapes.rules import shape_rules
from nashra.text.fold import fold_line

_BEGINNING = 80  # characters by which two texts are known to begin alike
_SENTENCE_ENDS = (".", "!", "؟", "?", "»", '"', ")")
_LONGEST_HEADLINE = 250  # characters
_ARABIC_WORD, _FEWEST_WORDS = re.compile("[\u0620-\u064a]{2,}"), 3  # of a headline
_BAR = re.compile(r"\s+[|\-–—•·»:]\s+")
_COUNTED = re.compile(r"(?:[^\W\d]{2,20}\s){1,2}(?:رقم\s)?#?\d{1,6}")
_TAG = re.compile(r"<[^<>]{1,500}>")


def is_of_a_front(title: str) -> bool:
    """Whether a title is that of the site's front page, as scrapers take it from each of its pages."""
    if _BAR.search(title) is None:
        return False
    return any(fold_line(piece) in shape_rules().front_pages for piece in _BAR.split(title))


def is_counted(title: str) -> bool:
    """Whether a title is but a word and a number, as a program or a list gives it («نشرة 12», "Article 3")."""
    return _COUNTED.fullmatch(title.strip()) is not None


def headline_beside(record: Mapping[str, Any], ways: Sequence[Way]) -> dict[str, str]:
    """The headline of a record whose title is the site's, or a program's word for it ("BC-AR--falcon"): one of several
    words in Arabic, where it has such."""
    for first, steps in ways:
        said = headline_in(follow(record[first], steps) if steps else record[first], first)
        if said is None or len(said) > _LONGEST_HEADLINE or is_of_a_front(said):
            continue
        if len(_ARABIC_WORD.findall(said)) >= _FEWEST_WORDS:
            return {"title": said}
    return {}


def headline_and_text(text: str, record: Mapping[str, Any], ways: Sequence[Way]) -> dict[str, str]:
    """Headline and text of a record that calls both of them a text («الخبر», «التفاصيل»); nothing where it does not."""
    headline = shaped.headline(text)
    if (
        headline is None
        or "\n" in text.strip()
        or len(text) > _LONGEST_HEADLINE
        or text.rstrip().endswith(_SENTENCE_ENDS)
    ):
        return {}
    others = (text_in(record[first], str(first)) for first, steps in ways if not steps and record[first] is not None)
    longer = [other for other in others if isinstance(other, str) and len(other) > 2 * len(text)]
    if not longer or says(longer[0], text):  # a teaser
        return {}
    return {"title": headline, "text": longer[0]}


def says(text: str, words: str) -> bool:
    """Whether a text holds the first of some words, whatever markup and line ends there are between them."""
    begin = bare_words(words)[:_BEGINNING]
    return begin in text or begin in bare_words(text)


def bare_words(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
