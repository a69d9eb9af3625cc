"""Repair of what scraping broke in a line that stays: never a word changes, and every edit can be undone."""

import html
import json
import re
from functools import lru_cache

_BROKEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc]"
    "|[ \t]{2,}|\t|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});|[،,؛;]{2,9}"
)
# What is broken in most lines that are, as one class of characters: found many times as fast as all of the above.
_SINGLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc]")
_COMMAS = re.compile("[،,؛;][،,؛;]")
_NOTHING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc]")


def broken(character: str) -> bool:
    """Whether a character has no place in a line at all."""
    return _NOTHING.match(character) is not None


_encode = json.JSONEncoder(ensure_ascii=False).encode  # made once: that takes longer than a few edits do
Edit = tuple[int, str, str]  # (offset in the repaired text, what stood there, what stands there now)


def _mend(found: str) -> str:
    if found[0] == "&":
        meant = html.unescape(found)
        return " " if meant.isspace() else meant if meant.isprintable() and len(meant) == 1 else found
    if found[0] in "،,؛;":
        return found[0]
    return "" if _NOTHING.match(found) else " "


def repair(line: str) -> tuple[str, list[Edit]]:
    """The line without what scraping broke, and the edits that lead back."""
    if "  " in line or "\t" in line or "&" in line or _COMMAS.search(line):
        return _mended(line)
    parts: list[str] = []
    edits: list[Edit] = []
    at, length, spaced = 0, 0, False
    for match in _SINGLE.finditer(line):
        place = match.start()
        if place > at:
            parts.append(line[at:place])
            length += place - at
            spaced = line[place - 1] == " "
        new = "" if spaced else _stands_for(line[place])  # a hard space beside a space
        edits.append((length, line[place], new))
        if new:
            parts.append(new)
            length, spaced = length + 1, True
        at = place + 1
    return "".join([*parts, line[at:]]), edits


@lru_cache(maxsize=1024)
def _stands_for(character: str) -> str:
    """What a single character that is broken becomes: nothing, or a space."""
    return _mend(character)


def _mended(line: str) -> tuple[str, list[Edit]]:
    """`repair` of a line in which more than one character together may be broken."""
    parts: list[str] = []
    edits: list[Edit] = []
    at, length, last = 0, 0, ""
    for match in _BROKEN.finditer(line):
        old, new = match.group(), _mend(match.group())
        if old == new:
            continue
        parts.append(line[at : match.start()])
        length += len(parts[-1])
        last = parts[-1][-1:] or last
        if new == " " == last:
            new = ""  # a hard space beside a space
        edits.append((length, old, new))
        parts.append(new)
        last = new or last
        length += len(new)
        at = match.end()
    return "".join([*parts, line[at:]]), edits


def undo(line: str, edits: list[Edit]) -> str:
    """The line as it was before `repair`."""
    for offset, old, new in reversed(edits):
        line = line[:offset] + old + line[offset + len(new) :]
    return line


def cut_by(edits: list[Edit]) -> str:
    """What edits took away: as many characters as are fewer than before."""
    return "".join(old[: len(old) - len(new)] for _, old, new in edits)


def write_edits(edits: list[Edit]) -> str:
    """Edits as an editor reads them in the ledger."""
    return _encode(edits)


def read_edits(text: str) -> list[Edit]:
    return [(int(offset), str(old), str(new)) for offset, old, new in json.loads(text)]
