"""Letters and digits of a text, by which a value is found again in what was made of it."""

import html
import re

from nashra.text.fold import fold

_TAG = re.compile(r"<[^<>]{1,300}>|\[/?[a-z][^\[\]]{0,200}\]")
_OTHER = re.compile(r"[\W_]+")
_ARABIC = re.compile("[\u0620-\u064a]")


def bare(text: str) -> str:
    return _OTHER.sub("", fold(text)).lower()


def bare_of_markup(text: str) -> str:
    return bare(_TAG.sub(" ", html.unescape(html.unescape(_TAG.sub(" ", text)))))


def arabic_letters(text: str) -> int:
    return len(_ARABIC.findall(text))
