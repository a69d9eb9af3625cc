"""Words in marks that somebody said, which are no name: «آفاق» التعاون, and a heading that is a quotation."""

import re

from nashra.entities.link.forms.normal import name_key
from nashra.text.clitics import ARTICLE

_WHICH = frozenset(("التي", "الذي", "الذين"))
_NEXT = re.compile(r" (\w+)")


def is_said(body: str, start: int, end: int, states: frozenset[str]) -> bool:
    """Whether marks around body[start:end], which nothing knows as a name, hold what somebody said.

    A definite noun right behind the marks goes on with one indefinite word in them (an adjective of a state, of
    `states`, tells what a name is: «تيرافيت» الفرنسية), and in marks that are a line by themselves nobody is named.
    """
    line = body.rfind("\n", 0, start) + 1
    if start - line == 1 and line and not body[end + 1 :].partition("\n")[0].strip():
        return True
    words = body[start:end]
    if " " in words or words.startswith(ARTICLE):
        return False
    after = _NEXT.match(body, end + 1)
    key = name_key(after[1]) if after else ""
    return key.startswith(ARTICLE) and key not in _WHICH and key not in states
