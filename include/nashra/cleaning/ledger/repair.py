"""Repair of what scraping broke in a line that stays: never a word changes, and every edit can be undone."""

import html
import json
import re
from functools import lru_cache
from json.encoder import encode_basestring as _quoted

HARD_SPACE = "\u00a0"
_BROKEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc]"
    "|[ \t]{2,}|\t|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});|[،,؛;]{2,9}"
)
# What is broken in most lines that are, as one class of characters: found many times as fast as all of the above.
_SINGLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc]"
)
_SPACES = " " + HARD_SPACE
_BEHIND_SPACE = re.compile(f"(?<=[{_SPACES}]){HARD_SPACE}")
_COMMAS = re.compile("[،,؛;][،,؛;]")
_NOTHING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc]")


def broken(character: str) -> bool:
    """Whether a character has no place in a line at all."""
    return _NOTHING.match(character) is not None


Edit = tuple[int, str, str]  # (offset in the repaired text, what stood there, what stands there now)


@lru_cache(maxsize=4096)
def _mend(found: str) -> str:
    """What stands for something broken, which may be itself."""
    if found[0] == "&":
        meant = html.unescape(found)
        return " " if meant.isspace() else meant if meant.isprintable() and len(meant) == 1 else found
    if found[0] in "،,؛;":
        return found[0]
    return "" if _NOTHING.match(found) else " "


def repair(line: str) -> tuple[str, list[Edit]]:
    """The line without what scraping broke, and the edits that lead back."""
    parts: list[str] = []
    edits: list[Edit] = []
    at, length, last = 0, 0, ""
    several = "  " in line or "\t" in line or "&" in line or _COMMAS.search(line)
    for match in (_BROKEN if several else _SINGLE).finditer(line):
        old, start = match[0], match.start()
        new = _mend(old)
        if old == new:
            continue
        if start > at:
            parts.append(line[at:start])
            length += start - at
            last = line[start - 1]
        if new == " " == last:
            new = ""  # a hard space beside a space
        edits.append((length, old, new))
        if new:
            parts.append(new)
            length += len(new)
            last = new
        at = match.end()
    return "".join([*parts, line[at:]]), edits


def repair_hard_spaces(line: str) -> tuple[str, list[Edit]]:
    """`repair` of a line in which nothing is broken but hard spaces: most of those that are mended, and several times
    as fast."""
    edits: list[Edit] = []
    gone = 0
    at = line.find(HARD_SPACE)
    while at >= 0:
        new = "" if at and line[at - 1] in _SPACES else " "
        edits.append((at - gone, HARD_SPACE, new))
        gone += not new
        at = line.find(HARD_SPACE, at + 1)
    return (_BEHIND_SPACE.sub("", line) if gone else line).replace(HARD_SPACE, " "), edits


def cut_by(edits: list[Edit]) -> str:
    """What edits took away: as many characters as are fewer than before."""
    return "".join([old[: len(old) - len(new)] for _, old, new in edits if len(old) > len(new)])


def write_edits(edits: list[Edit]) -> str:
    """Edits as an editor reads them in the ledger."""
    return f"[{', '.join([f'[{at}, {_written(old, new)}]' for at, old, new in edits])}]"


@lru_cache(maxsize=4096)
def _written(old: str, new: str) -> str:
    return f"{_quoted(old)}, {_quoted(new)}"


def read_edits(text: str) -> list[Edit]:
    return [(int(offset), str(old), str(new)) for offset, old, new in json.loads(text)]
