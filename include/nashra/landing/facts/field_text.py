"""Fields of a record as text that may be published: whole, without markup, in letters and in order.

The body is read first; what it took to read it tells how the short fields beside it were garbled.
"""

import re
from typing import Any, NamedTuple
from urllib.parse import unquote

from nashra.landing.facts.encoding import allowed_losses, decode, storable
from nashra.landing.facts.letters import VISUAL, in_order
from nashra.landing.facts.markup import list_of_texts, plain, plain_line
from nashra.landing.facts.mojibake import ungarbled
from nashra.landing.limits import Limits
from nashra.landing.records import RecordFault
from nashra.landing.shapes.literals import without_returns

Ways = frozenset[str]
NO_WAYS: Ways = frozenset()
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED, _ARABIC = re.compile("(?:%D[89A-B]%[89AB][0-9A-F]){2}", re.IGNORECASE), re.compile("[\u0620-\u064a]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Marks without a width or a shape: of direction, joiners, soft hyphens, and those that only programs need.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
_JOINERS = re.compile("[\u200c\u200d]+")
_QUESTIONS = re.compile(r"\?{2,}")


class Body(NamedTuple):
    text: str
    ways: Ways  # how it was garbled


def body_of(value: Any, limits: Limits, markup: bool = True) -> Body:
    """A text field's lines, ended by "\n"; with `markup`, without what is markup in it.

    Raises RecordFault when they can't be had for certain.
    """
    if isinstance(value, bytes):
        value = decode(value, limits)
    if isinstance(value, list):
        value = "\n".join(value)
    elif markup and (items := list_of_texts(value)) is not None:
        value = "\n".join(items)
    found, ways = ungarbled(storable(value, limits), limits)
    text = plain(found, limits) if markup else found
    if text != found:  # what was written as entities or escapes may be garbled too
        text, more = ungarbled(storable(text, limits), limits)
        ways |= more
    _refuse_questions(text, limits)
    text, visual = in_order(text)
    return Body(text, ways | {VISUAL} if visual else ways)


def line_of(value: Any, most: int, limits: Limits, ways: Ways = NO_WAYS) -> str | None:
    """A short field as one line of at most `most` characters; None when nothing is left of it.

    Raises RecordFault when it is garbled and can't be put right for certain.
    """
    if not isinstance(value, str) or not value:
        return None
    text = without_returns(storable(value, limits))
    if text.isascii() and _QUOTED.search(text) and _ARABIC.search(read := unquote(text)):
        text = read  # an address's letters
    if not text.isascii():
        text = ungarbled(text, limits, ways).text
    if "<" in text or "&" in text or "[" in text or "\\" in text:
        text = plain_line(text, limits)
        if not text.isascii():
            text = ungarbled(storable(text, limits), limits, ways).text
    if not text.isascii():
        text = _INVISIBLE.sub("", in_order(text, VISUAL in ways)[0])
    line = " ".join(_CONTROLS.sub(" ", text).split())[:most].strip()
    if _QUESTIONS.search(line) and not _LETTER.search(line):
        return None  # letters that became question marks before it landed
    return line if _JOINERS.sub("", line) else None


def _refuse_questions(text: str, limits: Limits) -> None:
    """A text whose letters became question marks is as lost as one of U+FFFD."""
    lost = sum(map(len, _QUESTIONS.findall(text))) if "???" in text else 0
    if lost > max(allowed_losses(len(text), limits), 0.1 * len(text)):
        raise RecordFault(f"encoding: {lost} characters were question marks before it landed")
