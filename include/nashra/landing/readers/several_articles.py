"""A text that holds several articles without labelled heads: below counters, below words such as «الخبر الأول», between
long rulers, each below a label of its headline, or each on one long line.

It is split where the structure is clear and regular: each piece has a headline and paragraphs of its own, the counters
run from one without a gap, and nothing stands before the first. Numbered paragraphs, round-ups and lists of advice are
one article; a counter alone makes pieces into articles only where they say their own day, place or agency.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC
from functools import cache
from typing import Any, NamedTuple

from nashra.landing.facts.dates import find_date
from nashra.landing.facts.field_names import named_as
from nashra.landing.facts.metadata import find_metadata
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.readers.labelled_head import head_below_headline, labelled_head
from nashra.landing.shapes.rules import shape_rules
from nashra.text.alternatives import longest_of
from nashra.text.fold import fold_line

MOST = 1000  # articles of a file
HEADLINE_WORDS = range(2, 31)
HEADLINE_LETTERS = 200
LABEL_LETTERS = 60  # of a line that is a counter alone
SENTENCE = 60  # letters of a paragraph
NAME_WORDS = 4  # of a bulletin's name at the most, of the headline below it at the least
WORDS = 15  # of what stands below a headline, at the least
LONG_WORDS = 30  # ... where only a ruler or a number divides
ABOVE_LINES = 3  # of a bulletin's name and day
DATED = 0.6  # share of numbered pieces that say a day, a place or an agency of their own
FEWEST_NUMBERED = 3
LEAST_LINES, LINE_LETTERS = 3, 250  # of a text with an article a line, and of each line
MARKED_LETTERS = 120  # ... of one that begins with a program's mark
DOUBT_LINES = 20  # so long, of a text that may be such
DOUBT_LETTERS = 200  # of each piece of a text that may hold several articles

_RULER = re.compile(r"[ \t]*[=_*#~+\-─━—–═]{8,400}[ \t]*")
_NUMBERED = re.compile(
    r"[ \t\u200e\u200f]{0,8}(?:[(\[{]\s?([\d\u0660-\u0669]{1,3})\s?[)\]}]|([\d\u0660-\u0669]{1,3})\s?[.)\-–:ـ](?!\d)|"
    r"([\d\u0660-\u0669]{1,3})(?=\s*$))[ \t]*[.\-–:]?[ \t]*(.{0,400})"
)
_LABEL = re.compile(r"[ \t\ufeff\u200e\u200f]{0,8}\[?([^:\n\[\]]{2,30}?)(?:[ \t]{0,3}:|\])[ \t]*(.{0,400})")
# A label before each line of a collection: "__label__sport", "doc-0012", an address; words without letters of a text.
_MARKED_LINE = re.compile(r"(?:[!-~]{1,200}[ \t]+){1,4}(?=[^\W\d_])")
_MARK = re.compile(r"__\w|\w[_:/-]\w|[A-Za-z]\d")
_ENDS = (".", "،", ":", "؛", ",")


class Several(NamedTuple):
    """The articles of a text as fields; none where it is one, `doubt` where it may hold several. `above`: short lines
    before the first, a bulletin's name and day."""

    articles: Sequence[dict[str, Any]] = ()
    doubt: bool = False
    above: str = ""


class _Piece(NamedTuple):
    head: str  # what stands on the line that begins it, behind the counter
    lines: list[str]
    number: int = 0  # that its counter says; 0 without one


def several(text: str) -> Several:
    """What articles a text holds."""
    lines = text.removeprefix("\ufeff").split("\n")
    for split, least, dated in ((_by_words, 2, False), (_by_label, 2, False), (_by_numbers, FEWEST_NUMBERED, True)):
        before, pieces = split(lines)
        if len(pieces) < least or len(pieces) > MOST:
            continue
        counted = [piece.number for piece in pieces] == list(range(1, len(pieces) + 1)) or not pieces[0].number
        headed = not before or (split is _by_words and _names_a_bulletin(before))
        if headed and counted and (found := _articles(pieces, LONG_WORDS if dated else WORDS)):
            if not dated or _say_their_own(pieces):
                return Several(found, above="\n".join(before))
            return Several(doubt=True)
        if split is _by_words and _long(pieces):
            return Several(doubt=True)
    return _a_line_each(lines) or _between_rulers(lines)


def _a_line_each(lines: list[str]) -> Several | None:
    """Articles of a line each, as collections have them: lines as long as articles, most with a place or an agency of
    their own. None for any other text."""
    filled = [line.strip() for line in lines if line.strip()]
    if not LEAST_LINES <= len(filled) <= MOST or any(len(line) < MARKED_LETTERS for line in filled):
        return None
    if all(labelled := [_MARKED_LINE.match(line) for line in filled]) and _are_marks(labelled):
        return Several([_without_mark(line, match) for line, match in zip(filled, labelled, strict=True) if match])
    if any(len(line) < LINE_LETTERS for line in filled):
        return None
    said = [find_metadata(line, UTC) for line in filled]
    if sum(bool(found.dateline or found.agency) for found in said) >= DATED * len(filled):
        return Several([{"text": line} for line in filled])
    return Several(doubt=True) if len(filled) >= DOUBT_LINES else None


def _are_marks(matches: list["re.Match[str] | None"]) -> bool:
    """Whether what begins each line is a program's: words with its signs, or an address each."""
    marks = [match[0].split()[0] for match in matches if match]
    return all(map(_MARK.search, marks))


def _without_mark(line: str, match: "re.Match[str]") -> dict[str, Any]:
    address = next((word for word in match[0].split() if word.startswith(("http://", "https://"))), None)
    return {"text": line[match.end() :]} | ({"url": address} if address else {})


def _names_a_bulletin(lines: list[str]) -> bool:
    """Whether the lines above the first article are few and short."""
    return len(lines) <= ABOVE_LINES and all(len(line) < SENTENCE * 2 for line in lines)


def _between_rulers(lines: list[str]) -> Several:
    pieces = _by_rulers(lines)
    if not 1 < len(pieces) <= MOST:
        return Several()
    above = _bulletin_above(pieces)
    found = _articles(pieces, LONG_WORDS)
    if found and (len(pieces) > 2 or _say_their_own(pieces)):
        return Several(found, above=above)
    return Several(doubt=bool(found) or (len(pieces) > 2 and _long(pieces)))


def _bulletin_above(pieces: list[_Piece]) -> str:
    """Takes a bulletin's name and day off what stands before the first ruler; "" where that begins with its headline.

    The name is a line of its own, and so is the day: what follows a day alone is another headline.
    """
    lines = [line for line in pieces[0].lines if line.strip()][: ABOVE_LINES + 1]
    for at, line in enumerate(lines[:ABOVE_LINES]):
        found = find_date(fold_line(line), UTC)
        if found is None or len(line) > LABEL_LETTERS:
            continue
        names = lines[:at]
        rest = lines[at + 1 :]
        if not rest or not all(_is_short(name) for name in names) or not _may_be_headline(rest[0]):
            return ""
        kept = pieces[0].lines
        del kept[: kept.index(line) + 1]
        return "\n".join(line.strip() for line in (*names, line))
    return ""


def _is_short(line: str) -> bool:
    """Whether a line may be a bulletin's name: few words, and none of them ends a sentence."""
    return len(line.split()) <= NAME_WORDS and not line.rstrip().endswith(_ENDS)


def _may_be_headline(line: str) -> bool:
    bare = line.strip()
    return (
        NAME_WORDS <= len(bare.split()) < HEADLINE_WORDS.stop
        and len(bare) <= HEADLINE_LETTERS
        and not bare.endswith(_ENDS)
    )


def _articles(pieces: list[_Piece], least: int) -> list[dict[str, Any]]:
    """The pieces as fields; none where one of them has no headline, or too few words below it."""
    found = []
    for piece in pieces:
        fields, body = labelled_head("\n".join(filter(None, [piece.head, *piece.lines])))
        if not fields:
            own = _headline(piece)
            if own is None:
                return []
            fields, body = head_below_headline(*own)
            fields = fields or {"title": own[0]}
        if len(body.split()) < least or not any(len(line) >= SENTENCE for line in body.split("\n")):
            return []
        found.append({**fields, "text": body})
    return found


def _headline(piece: _Piece) -> tuple[str, str] | None:
    """A piece's first line and the rest, where that line may be a headline."""
    head, below = piece.head.strip(), 0
    while not head and below < len(piece.lines):
        head, below = piece.lines[below].strip(), below + 1
    if len(head.split()) not in HEADLINE_WORDS or len(head) > HEADLINE_LETTERS or head.endswith(_ENDS):
        return None
    return head, "\n".join(piece.lines[below:]).strip("\n")


def _say_their_own(pieces: list[_Piece]) -> bool:
    """Whether most pieces say the day, the place or the agency of an article."""
    said = 0
    for piece in pieces:
        found = find_metadata("\n".join([piece.head, *piece.lines]).strip(), UTC)
        said += bool(found.published_at or found.dateline or found.agency) or _dated_below(piece.lines)
    return said >= DATED * len(pieces)


def _dated_below(lines: list[str]) -> bool:
    """Whether one of the first lines below a headline is short and has a day in it: «(جريدة المرسى - 8/3/2024)»."""
    first = [line for line in lines if line.strip()][:2]
    return any(len(line) <= LABEL_LETTERS and find_date(fold_line(line), UTC) is not None for line in first)


def _long(pieces: list[_Piece]) -> bool:
    return len(pieces) > 1 and all(sum(map(len, piece.lines)) >= DOUBT_LETTERS for piece in pieces)


def _by_words(lines: list[str]) -> tuple[list[str], list[_Piece]]:
    """Pieces below «الخبر الأول», «خبر رقم 2:», "Article 3"."""
    word = _counted_word()
    return _begun(lines, lambda line: _word_counter(word, line))


def _word_counter(word: "re.Pattern[str]", line: str) -> tuple[int, str] | None:
    if (
        len(line) > HEADLINE_LETTERS
        or (":" not in line and len(line) > LABEL_LETTERS)
        or not (match := word.fullmatch(fold_line(line)))
    ):
        return None
    number = int(match["number"]) if match["number"] else metadata_words().ordinal_days[match["ordinal"]]
    rest = match["rest"]
    if not rest:
        return number, ""
    _, joint, behind = line.partition(":")
    return (number, behind.strip()) if joint and fold_line(behind) == rest else None


@cache
def _counted_word() -> "re.Pattern[str]":
    labels, ordinals = (
        longest_of(map(fold_line, shape_rules().article_labels)),
        longest_of(metadata_words().ordinal_days),
    )
    return re.compile(
        rf"[^\w\s]{{0,5}}\s?(?:{labels})\s(?:رقم\s)?(?:[(#\[]\s?)?(?:(?P<number>\d{{1,3}})|(?P<ordinal>{ordinals}))\s?[)\]]?"
        r"\s?(?::\s?(?P<rest>.{0,200}))?[^\w\s]{0,5}",
        re.IGNORECASE,
    )


def _by_label(lines: list[str]) -> tuple[list[str], list[_Piece]]:
    """Pieces that begin with the label of a headline: «العنوان: …»."""

    def begins(line: str) -> tuple[int, str] | None:
        match = _LABEL.fullmatch(line)
        return (0, match[2]) if match and match[2].strip() and named_as(match[1].strip(), "title") else None

    return _begun(lines, begins)


def _by_numbers(lines: list[str]) -> tuple[list[str], list[_Piece]]:
    """Pieces below «1.», «(2)», «٣-»; the next number alone begins one: an article may have numbers of its own."""
    awaited = 1

    def begins(line: str) -> tuple[int, str] | None:
        nonlocal awaited
        match = _NUMBERED.fullmatch(line)
        if match is None or int(match[1] or match[2] or match[3]) != awaited:
            return None
        awaited += 1
        return awaited - 1, match[4]

    return _begun(lines, begins)


def _begun(lines: list[str], begins: Callable[[str], tuple[int, str] | None]) -> tuple[list[str], list[_Piece]]:
    """What stands before the first piece, and the pieces; rulers at their ends are none of them."""
    before, pieces = list[str](), list[_Piece]()
    for line in lines:
        if found := begins(line.rstrip("\r")):
            pieces.append(_Piece(found[1], [], found[0]))
        elif pieces:
            pieces[-1].lines.append(line)
        elif line.strip() and not _is_divider(line):
            before.append(line.strip())
    for piece in pieces:
        while piece.lines and (not piece.lines[-1].strip() or _is_divider(piece.lines[-1])):
            piece.lines.pop()
    return before, pieces


def _is_divider(line: str) -> bool:
    bare = line.strip()
    return len(bare) > 2 and len(set(bare)) == 1 and bare[0] in "=-_*#~+─━—–═"


def _by_rulers(lines: list[str]) -> list[_Piece]:
    """What stands between rulers, where that is anything."""
    pieces = [_Piece("", [])]
    for line in lines:
        if _RULER.fullmatch(line.rstrip("\r")):
            pieces.append(_Piece("", []))
        else:
            pieces[-1].lines.append(line)
    return [piece for piece in pieces if any(line.strip() for line in piece.lines)]
