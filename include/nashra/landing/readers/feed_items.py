"""The items of an RSS, RDF or Atom file cut out of its bytes: a feed that is broken or cut short keeps each item that
is whole, and one item is held at a time."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import Fault

_STEP = 1 << 18
# What may hold the letters of a tag without being one, and the tags of items, whatever their prefix.
_MARK = r"<!\[CDATA\[|<!--|<(/?)((?:[A-Za-z_][\w.-]{{0,40}}:)?(?:{names}))(?=[\s>/])"
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_LONGEST_MARK = 64  # bytes that a mark may take at the end of what is held
_LEAF = re.compile(
    rb"<!--.*?-->|<\?.*?\?>|<([A-Za-z_][\w:.-]{0,80})(?:\s[^<>]{0,500})?>(?:[^<]|<!\[CDATA\[.*?\]\]>)*+</\1\s{0,9}>",
    re.DOTALL,
)
_TAGS = re.compile(rb"<[^<>]*>")
_ARABIC = re.compile("[\u0620-\u064a]")
TORN = "feed: "
_MOST_BETWEEN = 1_000_000  # bytes outside items that are kept


class Item(NamedTuple):
    """An item's bytes; `whole` is False where the file ends within it, `large` True for the head of one too large."""

    data: bytes
    whole: bool = True
    large: bool = False


def unread(item: Item, within: str, limits: Limits) -> str | None:
    """Why an item can't be read, if it can't: it is too large, or the file ends within it."""
    if item.large:
        return too_large(limits)
    return None if item.whole else f"truncated: {within}"


class Between(NamedTuple):
    """Bytes outside items: the feed's own words."""

    data: bytes


def torn(piece: Between, limits: Limits, name: str = "item|entry") -> Iterator[str]:
    """Why what stands between items was one itself, or a part of one: the end of an item is in it, or words that are in
    no element."""
    if any(match[1] for match in _mark(name).finditer(piece.data)):
        yield f"{TORN}the end of an item that has no begin"
    else:
        words = _TAGS.sub(b" ", _LEAF.sub(b" ", _without_open(piece.data))).decode("utf-8", "ignore")
        if len(_ARABIC.findall(words)) >= limits.text_letters:
            yield f"{TORN}words in none of its elements"


def _without_open(data: bytes) -> bytes:
    """The bytes without the marks of what is never closed: each would be looked for to the end."""
    for begin, end in ((b"<!--", b"-->"), (b"<?", b"?>")):
        closed = data.rfind(end) + len(end) if end in data else 0
        data = data[:closed] + data[closed:].replace(begin, b" ")
    return data


def cut_items(stream: Bytes, limit: int, name: str = "item|entry") -> Iterator[Item | Between]:
    """Items in order, elements of a `name`, with what stands between them. Raises the stream's Fault behind them."""
    mark = _mark(name)
    data, fault, ended = b"", None, False
    begin: int | None = None  # where the item begins
    depth = at = 0  # at: where the next mark is looked for
    while not ended:
        try:
            block = stream.read(_STEP)
        except Fault as error:
            block, fault = b"", error
        ended = not block
        data += block
        while match := mark.search(data, at):
            if end := _ENDS.get(match[0].upper()):
                place = data.find(end, match.end())
                if place < 0:
                    at = match.start()
                    break
                at = place + len(end)
                continue
            if match.end() + _LONGEST_MARK > len(data) and not ended:
                break
            at = match.end()
            if not match[1]:
                closed = _closes_itself(data, match.end())
                if begin is None:
                    if match.start():
                        yield Between(data[: match.start()][:_MOST_BETWEEN])
                    data, at = data[match.start() :], match.end() - match.start()
                    begin = 0
                depth += not closed
            elif begin is not None:
                depth -= 1
            if begin is not None and depth <= 0:
                close = data.find(b">", at)
                close = len(data) if close < 0 else close + 1
                yield Item(data[:close]) if close <= limit else Item(data[:limit], whole=False, large=True)
                data, at, begin, depth = data[close:], 0, None, 0
        else:
            at = max(at, len(data) - _LONGEST_MARK)
        if begin is None and len(data) > _MOST_BETWEEN:
            yield Between(data[: len(data) - _LONGEST_MARK])
            data, at = data[len(data) - _LONGEST_MARK :], 0
        elif begin is not None and len(data) > limit:
            yield Item(data[:limit], whole=False, large=True)
            data, at, begin, depth = data[len(data) - _LONGEST_MARK :], 0, None, 0
    if begin is not None:
        yield Item(data, whole=False)
    elif data:
        yield Between(data[:_MOST_BETWEEN])
    if fault:
        raise fault


@cache
def _mark(names: str) -> "re.Pattern[bytes]":
    return re.compile(_MARK.format(names=names).encode(), re.IGNORECASE)


def _closes_itself(data: bytes, place: int) -> bool:
    end = data.find(b">", place)
    return end > 0 and data[end - 1] == 0x2F
