"""Letters as they are stored, not as they are drawn: presentation forms, and lines in the order of the eye.

Old PDF and web tools wrote each letter as the shape it has in its word, and lines from left to right as they look on
paper, so that «الخبر» became «ﺮﺒﺨﻟﺍ». Neither can be searched.
"""

import re
import unicodedata
from functools import lru_cache

from nashra.landing.facts.language import arabic_evidence

VISUAL = "visual order"  # what `in_order` mended
_SAMPLE, _SHORT = 4000, 100
# Shapes of letters, and words drawn as one; not ﷺ and the like, which are signs that sound text uses.
_SHAPE = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufe70-\ufefc]")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_LEFT_TO_RIGHT = re.compile(
    "[A-Za-z][A-Za-z0-9 .,'’&_/:@-]*[A-Za-z0-9]|[0-9\u0660-\u0669]+(?:[.,:/٫٬-][0-9\u0660-\u0669]+)*"
)
_AT_START = re.compile(r"(?m)^[^\S\n]*[.،؟!؛:]")
_AT_END = re.compile(r"(?m)[.،؟!؛:][^\S\n]*$")
_WORD = re.compile("[\u0621-\u0652\u0670-\u06d3\ufb50-\ufdf9\ufe70-\ufefc]+")
_BEFORE, _BEHIND = re.compile(r"(?<!\w)[ةى]\w"), re.compile(r"\w[ةى](?!\w)")  # letters that only end a word


def in_letters(text: str) -> str:
    """The text with shapes of letters made letters."""
    return _SHAPE.sub(lambda match: _letters(match[0]), text) if _SHAPE.search(text) else text


@lru_cache(maxsize=1024)
def _letters(shape: str) -> str:
    """A vowel mark by itself is a shape too: of a space or a tatweel that carries it."""
    return unicodedata.normalize("NFKC", shape).lstrip(" ـ") or shape


def in_order(text: str, known: bool = False) -> tuple[str, bool]:
    """The text in letters and in the order in which it is read, and whether it was in the eye's.

    `known`: the record's text was, so that its short fields need no proof of their own.
    """
    straight = in_letters(text)
    if not known and not _may_be_visual(straight):
        return straight, False
    return _of_short(text, known) if len(text) <= _SHORT else _read_or_seen(text, straight, known)


@lru_cache(maxsize=4096)
def _of_short(text: str, known: bool) -> tuple[str, bool]:
    """Kept: names of sections, and keywords, come again with each record of a site."""
    return _read_or_seen(text, in_letters(text), known)


def _read_or_seen(text: str, straight: str, known: bool) -> tuple[str, bool]:
    turned = _turned(text)
    read, seen = arabic_evidence(turned[:_SAMPLE]), arabic_evidence(straight[:_SAMPLE])
    wrong, right = len(_BEFORE.findall(straight[:_SAMPLE])), len(_BEHIND.findall(straight[:_SAMPLE]))
    if known:
        return (straight, False) if seen > read or right > wrong else (turned, True)
    return (turned, True) if read + wrong >= 2 and read + wrong > 3 * (seen + right) else (straight, False)


def _may_be_visual(text: str) -> bool:
    """Whether hardly a word begins with the article, as one in ten does; quick, since hardly any text is visual."""
    sample = text[:_SAMPLE]
    return (" " + sample).count(" ال") * 80 < len(sample)


def _turned(text: str) -> str:
    """The lines turned round, but for numbers and foreign names in them; brackets face the other way.

    Where full stops end the lines as they stand, only the letters of each word were turned.
    """
    if len(_AT_END.findall(text)) > len(_AT_START.findall(text)):
        return in_letters(_WORD.sub(lambda match: match[0][::-1], text))
    return "\n".join(in_letters(_turn(line)) for line in text.split("\n"))


def _turn(line: str) -> str:
    return _LEFT_TO_RIGHT.sub(lambda match: match[0][::-1], line[::-1]).translate(_MIRRORED)
