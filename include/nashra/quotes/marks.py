"""Quotation marks: what stands between them, also where a paper nests them, turns them round or loses one."""

import re
from dataclasses import dataclass, replace

_ANGLES, _HIGH = "«»", '"“”„‟'
MARKS = frozenset(_ANGLES + _HIGH)
_MARK = re.compile(f"[{_ANGLES}{_HIGH}]")
_SINGLE = re.compile(r"(?<!\S)(?:'|[‘’])(?=[^\W\d_])([^'‘’«»\"“”„‟\n]*[^\s'‘’])(?:'|[‘’])(?!\w)")
"""Single marks, as some papers write them; no apostrophe, and none of the other marks between."""
_BEFORE = frozenset(" \t\u00a0(［[{:،؛,-–ـ/|" + "".join(MARKS))
_BEHIND = frozenset(" \t\u00a0)]}.:،؛,-–!؟?…/|" + "".join(MARKS))
_NOTHING = " \t\u00a0.،,؛;!؟?…"


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands between two marks, white space at its ends left out; never over an end of a line."""

    start: int
    end: int
    opens: int
    """Where the opening mark stands; where that is lost, the line's begin."""
    behind: int
    """The place behind the closing mark; where that is lost, the pair's end."""
    inner: bool = False
    """Whether it stands in another pair."""
    lost: str = ""
    """`end` where the closing mark is missing (the pair then ends with its sentence or line), `start` where the opening
    one is (whoever uses it must find where it begins)."""


def find_pairs(body: str) -> list[Pair]:
    """All pairs of a body, in order; offsets are code points into it."""
    pairs: list[Pair] = []
    begin = 0
    for line in body.split("\n"):
        found = _of_line(body, begin, begin + len(line)) if not MARKS.isdisjoint(line) else []
        if "'" in line or "‘" in line:
            found += _singles(body, begin, begin + len(line), found)
        pairs += found
        begin += len(line) + 1
    return sorted(pairs, key=lambda pair: (pair.start, -pair.end))


def _of_line(body: str, begin: int, stop: int) -> list[Pair]:
    open_: list[tuple[int, bool]] = []  # place of each opening mark, and whether it is an angle
    found: list[Pair] = []
    for match in _MARK.finditer(body, begin, stop):
        at, mark = match.start(), match[0]
        angle = mark in _ANGLES
        fits = [place for place, (_, other) in enumerate(open_) if other == angle]
        if _opens(body, at, begin, stop, bool(fits)):
            open_.append((at, angle))
        elif open_:
            nearest = fits[-1] if fits else len(open_) - 1  # papers also close « with ”
            start = open_[nearest][0]
            del open_[nearest:]
            found.append(_pair(body, start + 1, at, bool(open_)))
        elif _closed_later(body, at, begin, stop):
            open_.append((at, angle))
        else:
            found.append(_pair(body, begin, at, False, "start"))
    if open_:
        start = open_[0][0]
        later = [pair for pair in found if pair.start > start]
        end = _sentence_end(body, start, stop, later) if later else stop
        found = [replace(p, inner=p.end <= end) if p in later and p.lost != "start" else p for p in found]
        found.append(_pair(body, start + 1, end, False, "end"))
    return [pair for pair in found if pair.start < pair.end]


def _singles(body: str, begin: int, stop: int, others: list[Pair]) -> list[Pair]:
    """Pairs of single marks."""
    return [
        _pair(body, match.start(1), match.end(1), any(one.start <= match.start() < one.end for one in others))
        for match in _SINGLE.finditer(body, begin, stop)
    ]


def _closed_later(body: str, at: int, begin: int, stop: int) -> bool:
    """Whether the next mark closes too: this one then opens, though it hangs on the word before it."""
    following = next((place for place in range(at + 1, stop) if body[place] in MARKS), None)
    return following is not None and not _opens(body, following, begin, stop, True)


def _sentence_end(body: str, start: int, stop: int, pairs: list[Pair]) -> int:
    """Where the sentence after an opening mark ends: the first end sign that stands in no other pair."""
    for at in range(start + 1, stop):
        ends = body[at] in ".!؟" and (at + 1 == stop or body[at + 1].isspace())
        if ends and not any(pair.start <= at < pair.end for pair in pairs):
            return at
    return stop


def _opens(body: str, at: int, begin: int, stop: int, inside: bool) -> bool:
    """Whether a mark begins something: by what stands beside it, and else by whether something is open."""
    after_gap = at == begin or body[at - 1] in _BEFORE or _after_letter(body, at, begin)
    before_gap = at + 1 == stop or body[at + 1] in _BEHIND
    if before_gap and body[at] != "«" and not body[at + 1 : stop].strip(_NOTHING):
        return False  # nothing follows that it could open
    if body[at] == "«":
        return not before_gap or not inside
    if body[at] == "»":
        return after_gap and not before_gap and not inside
    if after_gap != before_gap:
        return after_gap
    return not inside


def _after_letter(body: str, at: int, begin: int) -> bool:
    """Whether a clitic alone stands before the mark: و"فروزن"."""
    return body[at - 1] in "وبلفك" and (at - 1 == begin or not body[at - 2].isalpha())


def _pair(body: str, start: int, end: int, inner: bool, lost: str = "") -> Pair:
    inside = body[start:end]
    first = start + len(inside) - len(inside.lstrip())
    last = max(end - len(inside) + len(inside.rstrip()), start)
    return Pair(first, last, start if lost == "start" else start - 1, end if lost == "end" else end + 1, inner, lost)
