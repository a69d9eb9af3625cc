"""Values of JSON cut out of a stream of bytes without parsing it whole: however large the file, one of them is held.

Objects one after another, objects over many lines, and lists of objects are all the same here: the values at the top,
and the elements of a list at the top, come one by one. An object above the limit is opened, and the elements of its
lists come. A value that breaks off costs itself alone where the next one can be told by how it begins.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nashra.landing.files.unpack import Bytes
from nashra.landing.records import Fault

_STEP = 1 << 20
_STRING_REST = rb'[^"\\]*+(?:\\.[^"\\]*+)*+"'
# A whole string, a bracket, or the quote of a string that goes on behind what is held.
_TOKEN = re.compile(rb'"' + _STRING_REST + rb'|[\[\]{}]|"', re.DOTALL)
_REST_OF_STRING = re.compile(_STRING_REST, re.DOTALL)
_OPENING = re.compile(rb'[\[\]{}"]')
_BACKSLASHES = re.compile(rb"\\*\Z")
# White space, ends of values, RFC 7464's separator, a UTF-8 mark, the end of a fence of Markdown, and psql's mark that
# a value goes on in the next line.
_BETWEEN = frozenset(b" \t\r\n,;)+`\x1e\xef\xbb\xbf")
_SCALAR = re.compile(rb'[^\s,\[\]{}"]+')
_FIRST_NAME = re.compile(rb'\{\s*("(?:[^"\\]|\\.){0,200}")\s*:')
_MEMBER = re.compile(rb'("(?:[^"\\]|\\.){0,10000}")\s*:\s*', re.DOTALL)
_LONGEST_MEMBER_NAME = 50_000  # bytes; where no name ends within them, none begins
_BEFORE = 200  # bytes before a value that are looked at for its indentation
_MANY_UNENDED = 16  # values that did not end, from which the rest of the file is not looked through for each
_DEEPEST = 6  # objects too large to hold, within one another
_QUOTE, _COMMA, _LIST, _LIST_END, _OBJECT, _OBJECT_END = b'",[]{}'


class Cut(NamedTuple):
    """Bytes of a value. `whole` is False for what breaks off or is no JSON, `large` True for a value above the limit,
    of which only the head is here. `member`: the name, in quotes, that it had in an object too large to hold."""

    data: bytes
    whole: bool = True
    large: bool = False
    member: bytes = b""


class Beside(NamedTuple):
    """A member of an object too large to hold, that is no list to be cut."""

    member: bytes
    data: bytes


class Cutter:
    """Cuts a stream into values of at most `limit` bytes."""

    def __init__(self, stream: Bytes, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._data, self._at = b"", 0  # what is held, and where in it the next value begins
        self._ended = False
        self._fault: Fault | None = None
        self._beginning: tuple[re.Pattern[bytes], bytes] | None = None  # how the first object begins
        self._unended = 0  # values so far that did not end
        self._repeats = False  # whether objects within the first one begin so too

    def cuts(self) -> Iterator[Cut | Beside]:
        """Values in order. Raises the stream's Fault, where it has one, behind them."""
        while (byte := self._next()) is not None:
            if byte == _LIST:
                yield from self._list_at_top()
            elif byte == _OBJECT:
                yield from self._value(b"", 0)
            elif byte in (_LIST_END, _OBJECT_END):
                self._at += 1
            else:
                yield self._rubbish(in_list=False)
        if self._fault:
            raise self._fault

    def at_end(self) -> bool:
        """Whether the file ends with what was cut last."""
        return self._ended and not self._held()

    def without_next(self, cut: Cut) -> Cut:
        """Of a value whose brackets are even but which can't be parsed, the part before the next object that begins in
        it like the first one: that one is cut again."""
        data, at = self._data, self._at
        self._data, self._at = cut.data, 0
        place = self._next_beginning()
        self._data, self._at = (data, at) if place is None else (cut.data[place:] + data[at:], 0)
        return cut if place is None else cut._replace(data=cut.data[:place])

    def _more(self) -> bool:
        """Holds a further block; False at the end. A fault of the stream waits until what came before it is cut."""
        block = b""
        if not self._ended:
            try:
                block = self._stream.read(_STEP)
            except Fault as fault:
                self._fault = fault
        self._ended = not block
        self._data, self._at = self._data[self._at :] + block, 0
        return bool(block)

    def _held(self) -> int:
        return len(self._data) - self._at

    def _next(self) -> int | None:
        """Moves past what stands between values; the next byte, None at the end."""
        while True:
            data, at = self._data, self._at
            while at < len(data) and data[at] in _BETWEEN:
                at += 1
            self._at = at
            if at < len(data):
                return data[at]
            if not self._more():
                return None

    def _take(self, end: int, whole: bool = True, large: bool = False, member: bytes = b"") -> Cut:
        cut = Cut(self._data[self._at : end], whole, large, member)
        self._at = end
        return cut

    def _list_at_top(self) -> Iterator[Cut | Beside]:
        """The elements of a list of objects; a list of anything else is one value."""
        if self._first_in_list() in (_OBJECT, _LIST_END, None):
            self._at += 1
            yield from self._elements(b"", 0)
        else:
            yield from self._value(b"", 0)

    def _first_in_list(self) -> int | None:
        """The first byte behind a list's bracket, which stays where it is."""
        place = 1
        while True:
            while self._at + place < len(self._data):
                if (byte := self._data[self._at + place]) not in _BETWEEN:
                    return byte
                place += 1
            if not self._more():
                return None

    def _elements(self, member: bytes, depth: int) -> Iterator[Cut | Beside]:
        while (byte := self._next()) is not None:
            if byte == _LIST_END:
                self._at += 1
                return
            if byte in (_OBJECT, _LIST):
                yield from self._value(member, depth)
            elif byte == _OBJECT_END:
                self._at += 1
            else:
                yield self._rubbish(in_list=True)

    def _rubbish(self, in_list: bool) -> Cut:
        """What is neither an object nor a list: a value of another kind, or a line of something else."""
        if self._data[self._at] == _QUOTE and (end := self._end()) is not None:
            return self._take(end)
        if in_list and (end := self._scalar()) is not None:
            return self._take(end)
        while (line_end := self._data.find(b"\n", self._at)) < 0 and self._held() <= self._limit and self._more():
            pass
        end = len(self._data) if line_end < 0 else line_end
        large = end - self._at > self._limit
        return self._take(max(self._at + 1, min(end, self._at + self._limit)), whole=False, large=large)

    def _scalar(self) -> int | None:
        """Where a number, true, false or null ends."""
        seen = 0  # bytes of it that have been looked at
        while match := _SCALAR.match(self._data, self._at + seen):
            seen = match.end() - self._at
            if match.end() < len(self._data) or self._held() > self._limit or not self._more():
                break
        return self._at + seen if seen else None

    def _end(self, before: int | None = None) -> int | None:
        """Where the value here ends; None when it breaks off, does not end `before` a place or is above the limit."""
        depth = place = 0  # place: bytes of it that have been looked at
        while True:
            base = self._at
            for token in _TOKEN.finditer(self._data, base + place, len(self._data) if before is None else before):
                begin, end = token.span()
                byte = self._data[begin]
                if byte == _QUOTE:
                    if end - begin == 1:  # goes on behind what is held
                        place = begin - base
                        break
                elif byte in (_OBJECT, _LIST):
                    depth += 1
                else:
                    depth -= 1
                if depth <= 0:
                    return end if end - base <= self._limit else None
                place = end - base
            if before is not None or self._held() > self._limit or not self._more():
                return None

    def _value_end(self) -> int | None:
        """Where the object or list here ends. One that does not end is looked through to the end of the file, and so is
        the next: where many have not ended, each is only looked through up to where the next begins."""
        known = self._data[self._at] == _OBJECT and self._unended >= _MANY_UNENDED
        end = self._end(self._next_beginning() if known else None)
        self._unended += end is None
        return end

    def _value(self, member: bytes, depth: int) -> Iterator[Cut | Beside]:
        """The value here: whole; opened, when it is too large; or what there is of it."""
        first, indentation = self._beginning is None and self._data[self._at] == _OBJECT, self._indentation(self._at)
        end = self._value_end()
        if first:
            self._note_beginning(indentation, end)
        if end is not None:
            yield self._take(end, member=member)
        elif (place := self._next_beginning()) is not None:
            yield self._take(place, whole=False, large=place - self._at > self._limit, member=member)
        elif self._held() <= self._limit:
            yield self._take(len(self._data), whole=False, member=member)
        elif self._data[self._at] == _OBJECT and depth < _DEEPEST:
            yield from self._opened(depth)
        else:
            yield self._skipped(member)

    def _opened(self, depth: int) -> Iterator[Cut | Beside]:
        """What an object too large to hold has in it; when that is nothing to cut, its head."""
        head, any_cut = self._data[self._at : self._at + self._limit], False
        for cut in self._members(depth + 1):
            any_cut = any_cut or isinstance(cut, Cut)
            yield cut
        if not any_cut:
            yield Cut(head, whole=False, large=True)

    def _members(self, depth: int) -> Iterator[Cut | Beside]:
        """The members of an object too large to hold: its large lists cut, the rest as they are."""
        self._at += 1
        while (byte := self._next()) is not None:
            if byte == _OBJECT_END:
                self._at += 1
                return
            while not (match := _MEMBER.match(self._data, self._at)) or match.end() == len(self._data):
                if self._held() > _LONGEST_MEMBER_NAME or not self._more():
                    return
            name, self._at = match[1], match.end()
            kind = self._data[self._at]
            if kind not in (_OBJECT, _LIST, _QUOTE):
                end = self._scalar()
                yield Beside(name, self._take(end if end is not None else self._at + 1).data)
            elif (end := self._end()) is not None and (kind != _LIST or end - self._at <= self._limit // 4):
                yield Beside(name, self._take(end).data)
            elif kind == _LIST and self._first_in_list() in (_OBJECT, _LIST):
                self._at += 1
                yield from self._elements(name, depth)
            elif kind == _OBJECT and depth < _DEEPEST:
                yield from self._members(depth + 1)
            else:
                yield self._skipped(name)

    def _skipped(self, member: bytes) -> Cut:
        """The head of a value that is not held; moves behind the value."""
        cut = Cut(self._data[self._at : self._at + self._limit], whole=False, large=True, member=member)
        depth, quoted = 0, False
        while True:
            while self._at < len(self._data):
                match = (_REST_OF_STRING.match if quoted else _OPENING.search)(self._data, self._at)
                if match is None:
                    break
                self._at = match.end()
                if quoted:
                    quoted = False
                elif match[0] == b'"':
                    quoted = True
                else:
                    depth += 1 if match[0] in b"{[" else -1
                if not quoted and depth <= 0:
                    return cut
            rest = _BACKSLASHES.search(self._data, self._at)
            self._at = len(self._data) - (len(rest[0]) % 2 if quoted and rest else 0)
            if not self._more():
                return cut

    def _note_beginning(self, indentation: bytes, end: int | None) -> None:
        """Keeps how the first object begins: its first name, and what stands before it on its line."""
        if match := _FIRST_NAME.match(self._data, self._at):
            pattern = re.compile(rb"(?<=[\s,\[}\]])\{\s*" + re.escape(match[1]) + rb"\s*:")
            self._beginning = pattern, indentation
            self._repeats = end is None or pattern.search(self._data, self._at + 1, end) is not None

    def _indentation(self, place: int) -> bytes:
        """What stands before a value on its line, as far as it is held."""
        return self._data[max(0, place - _BEFORE) : place].rpartition(b"\n")[2]

    def _next_beginning(self) -> int | None:
        """Where, in what is held, the next object begins as the first one did: indented as far, or, where all stands on
        one line, behind a comma."""
        if self._beginning is None:
            return None
        pattern, indentation = self._beginning
        for match in pattern.finditer(self._data, self._at + 1):
            before = self._indentation(match.start())
            one_line = bool(indentation.strip()) and not self._repeats and before.rstrip().endswith(b",")
            if before == indentation or one_line:
                return match.start()
        return None
