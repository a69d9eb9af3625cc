"""A chat or a channel that WhatsApp saved as a text: a message a record, its sender the source.

Days are written as the telephone has them; a file shows which number is the month, else the day stands first.
"""

import re
from collections.abc import Iterator
from functools import partial

from nashra.landing.facts.encoding import decode
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.text_file import read_whole
from nashra.landing.records import Damage, Part, Passed, Record
from nashra.landing.shapes.rules import attachment, service_message, shape_rules
from nashra.text.fold import fold, fold_line

_MARKS = "[\u200e\u200f\u202a-\u202e\ufeff ]*"
_NUMBER = rf"{_MARKS}(\d{{1,4}}){_MARKS}"
_HEAD = re.compile(
    rf"{_MARKS}\[?{_NUMBER}[/.-]{_NUMBER}[/.-]{_NUMBER}[,،]?\s{_MARKS}(\d{{1,2}}:\d{{2}}(?::\d{{2}})?)\s?{_MARKS}([AaPp]\.?[Mm]\.?|ص|م)?{_MARKS}"
    rf"(?:\]|\s?-)\s?{_MARKS}"
)
_SENDER = re.compile(rf"([^:\n]{{1,80}}?){_MARKS}: ?")
# What may be a mark at the end of a line: something in brackets, and the name of a file before them.
_LAST = re.compile(r"[ \u200e\u200f]*(?:<[^<>\n]{4,220}>|[\w.-]{4,120} \([^()\n]{4,40}\))[ \r\u200e\u200f]*\Z")
_ENDS = frozenset(">)\r\u200e\u200f ")
_FEWEST = 2  # messages before a text is taken for a chat
_LONGEST_SERVICE = 250  # letters
_SERVICE, _NO_WORDS = "a message of the service", "a message without words"


def is_chat(head: bytes) -> bool:
    """Whether a file's first lines are messages: its first one, and one more."""
    lines = [line for line in fold(head.decode("utf-8", "ignore")).split("\n") if line.strip()]
    return bool(lines) and _HEAD.match(lines[0]) is not None and sum(map(bool, map(_HEAD.match, lines))) >= _FEWEST


def read_chat(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    if part.part:
        return
    text = read_whole(stream, limits, lambda data: decode(data, limits))
    if isinstance(text, Damage):
        yield text
        return
    heads, messages = list[re.Match[str]](), list[list[str]]()
    for line in text.split("\n"):
        if match := _HEAD.match(fold(line)):
            heads.append(match)
            messages.append([_behind(line, fold(line)[match.end() :])])
        elif messages:
            messages[-1].append(line)
    month_first = _month_first(heads)
    for number, (head, lines) in enumerate(zip(heads, messages, strict=True)):
        whole = "\n".join(lines)
        sender = _SENDER.match(whole)
        words = _without_marks(whole[sender.end() :]) if sender else ""
        if not sender or _says_itself(words):
            yield Passed(_SERVICE)
        elif not words or fold_line(words.strip("<>\u200e\u200f ")) in shape_rules().no_words:
            yield Passed(_NO_WORDS)
        else:
            fields = {"text": words, "source": sender[1].strip(), "date": _day(head, month_first)}
            yield Record(number, fields, partial(bytes, whole.encode("utf-8", "replace")))


def _without_marks(words: str) -> str:
    """A message's words without the marks of what was sent along with them."""
    lines = [line[: _mark_in(line)] for line in words.strip().split("\n")]
    return "\n".join(lines).strip()


def _mark_in(line: str) -> int:
    """Where the mark of what was sent along begins in a line that ends with one; else where the line ends."""
    mark = _LAST.search(line) if line[-1:] in _ENDS else None
    return mark.start() if mark and attachment().fullmatch(fold(mark[0])) else len(line)


def _says_itself(words: str) -> bool:
    """Whether a message is the service's, which some telephones put under the name of the chat."""
    return len(words) < _LONGEST_SERVICE and "\n" not in words and service_message().search(fold(words)) is not None


def _behind(line: str, folded: str) -> str:
    """The end of a line as it is written, of which that is the end folded."""
    for place in range(len(line) + 1):
        if fold(line[place:]) == folded:
            return line[place:]
    return line


def _month_first(heads: list["re.Match[str]"]) -> bool:
    return any(int(head[2]) > 12 for head in heads) and not any(int(head[1]) > 12 for head in heads)


def _day(head: "re.Match[str]", month_first: bool) -> str:
    """A message's day and clock, as dates of fields are written."""
    first, second, third = head[1], head[2], head[3]
    year, month, day = (first, second, third) if len(first) == 4 else (third, second, first)
    if month_first and len(first) != 4:
        month, day = day, month
    year = f"20{year}" if len(year) == 2 else year
    return f"{year}-{int(month):02}-{int(day):02} {head[4]} {head[5] or ''}".strip()
