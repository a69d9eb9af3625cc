"""Values as programming languages write or print them, whatever the language: objects and lists in brackets of any
kind, names before "=", ":", "=>" or behind a colon, texts in quotes.

Python's dataclasses, Perl's dumps, Clojure's EDN, Elixir's maps, Rust's and Go's debug output, Lua's and Groovy's
tables, PHP's short arrays, Java's and Kotlin's records differ in their signs alone. Nothing is run, and what is not
plain is no value: `literal` raises ValueError.
"""

import re
from typing import Any

_DEEPEST = 40
_OF_A_DAY = 3  # numbers
_CLOSING = {"[": "]", "(": ")", "{": "}"}
_SPACE = re.compile(r"(?:[\s,;]+|//[^\n]*|\\\n)+")
_STRING = re.compile(
    r'"""(?P<long>.*?)"""|\[\[(?P<lua>[^\W\d](?:(?!\]\]).)*+)\]\]|(?P<prefix>[A-Za-z@$]{0,2})(?:"(?P<double>[^"\\]*+(?:\\.[^"\\]*+)*+)"|'
    r"'(?P<single>[^'\\]*+(?:\\.[^'\\]*+)*+)'|`(?P<back>[^`\\]*+(?:\\.[^`\\]*+)*+)`)",
    re.DOTALL,
)
_SIGN = re.compile(r"\s*(?:=>|->|:=|=|:(?!:))\s*")  # between a name and its value
_WORD = re.compile(r"[^\W\d][\w.$:\\-]*?(?=\s*(?:=>|->|:=|=|:)\s)|[^\W\d](?:[\w.$\\-]|::)*")
_KEYWORD = re.compile(r":([A-Za-z_][\w./?!-]{0,80})")  # Clojure's, Elixir's and Lisp's
_ATOM = re.compile(r"""[^\s,;()\[\]{}"']{1,100}""")
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|x\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL
)
_ESCAPES = {"n": "\n", "r": "", "t": "\t", "b": "", "f": "", "0": "", "\n": ""}
_NOTHING = frozenset(["None", "nil", "null", "undef", "NULL", "Nothing", "nothing", "NA", "undefined"])
# What stands before a value: %{…}, &Article{…}, #inst "…", []string{…}.
_REFERENCE = re.compile(r"[%&*@#$~^\\]{1,2}(?=[\w\[({\"':])|\[\d{0,6}\]\*?[A-Za-z][\w.]{0,60}(?=\{)")
_TAG = re.compile(r"[A-Za-z][\w.-]{0,40}\s+(?=\")")  # of EDN, behind a sharp: inst "2024-…"
_CALLED = re.compile(r"\s{0,3}(?=[({])")  # behind the name of an object or a call
_TOGETHER = re.compile(r"\s*(?:\+|\.|<>|\.\.|~)\s*(?=[\"'])")
_SIGIL = re.compile(r"~[A-Z]\[([^\[\]]{1,60})\]")  # Elixir's days: ~U[2024-05-13 09:05:00Z]
_OF_DAYS = re.compile(r"(?:^|[.:])(?:datetime|date|timestamp)$", re.IGNORECASE)
_WHOLE = re.compile(r"-?\d{1,15}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\w:.+-]*)?")


def literal(text: str) -> Any:
    """The value that a text is, perhaps given to a name. Raises ValueError for anything else."""
    reader = _Reader(text)
    found = []
    while not reader.at_end():
        found.append(reader.value(0))
    if not found:
        raise ValueError("no value")
    return found[0] if len(found) == 1 else found


class _Reader:
    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def at_end(self) -> bool:
        self._skip()
        return self._at >= len(self._text)

    def value(self, depth: int) -> Any:
        """The value here, without its name where it has one."""
        named, found = self._member(depth)
        return found if named is None or not isinstance(found, str) else {named: found}

    def _take(self, pattern: "re.Pattern[str]") -> "re.Match[str] | None":
        """What matches here, which is then behind."""
        if match := pattern.match(self._text, self._at):
            self._at = match.end()
        return match

    def _skip(self) -> None:
        while self._take(_SPACE):
            pass

    def _member(self, depth: int) -> tuple[str | None, Any]:
        """What stands here in brackets: a name and its value, or a value alone."""
        self._skip()
        if match := self._take(_KEYWORD):
            self._take(_SIGN)
            return match[1], self._plain(depth)
        first = self._plain(depth)
        if isinstance(first, list) and len(first) == 1:  # Lua's ["title"] = …
            first = first[0] if _SIGN.match(self._text, self._at) else first
        sign = _SIGN.match(self._text, self._at)
        if sign is None or not isinstance(first, str) or len(first) > 200:
            return None, first
        self._at = sign.end()
        return first, self._plain(depth)

    def _plain(self, depth: int) -> Any:
        if depth > _DEEPEST:
            raise ValueError("nested too deep")
        self._skip()
        if match := self._take(_SIGIL):
            return match[1]
        if self._take(_REFERENCE):
            self._take(_TAG)
        if self._at >= len(self._text):
            raise ValueError("breaks off")
        if match := self._take(_STRING):
            return self._put_together(_said(match), depth)
        sign = self._text[self._at]
        if sign in "[({":
            return self._bracket(depth)
        if match := self._take(_MOMENT):
            return match[0]
        if match := self._take(_WORD):
            if self._take(_CALLED):
                found = self._bracket(depth)
                return _moment(found) if _OF_DAYS.search(match[0]) else found
            return None if match[0] in _NOTHING else _bare(match[0])
        if match := self._take(_ATOM):
            return int(match[0]) if _WHOLE.fullmatch(match[0]) else _bare(match[0])
        raise ValueError(f"no value at {self._at}")

    def _put_together(self, text: str, depth: int) -> str:
        """A text with the pieces behind it that a program put together with it."""
        while self._take(_TOGETHER):
            piece = self._plain(depth + 1)
            text += piece if isinstance(piece, str) else ""
        return text

    def _bracket(self, depth: int) -> Any:
        closing = _CLOSING[self._text[self._at]]
        self._at += 1
        names: dict[str, Any] = {}
        items: list[Any] = []
        while True:
            self._skip()
            if self._at >= len(self._text):
                raise ValueError("breaks off within brackets")
            if self._text[self._at] == closing:
                self._at += 1
                break
            name, found = self._member(depth + 1)
            if name is None:
                items.append(found)
            else:
                names[name] = found
        if not names:
            return items[0] if closing == ")" and len(items) == 1 else items
        return names if not items else {**names, "items": items}


def _bare(word: str) -> str:
    """A word outside of quotes. Raises ValueError for one of a text, which would lose its other signs."""
    if not word.isascii():
        raise ValueError(f"a word outside of quotes: {word[:20]}")
    return word


def _moment(found: Any) -> Any:
    """The day that a call makes of numbers, with its clock where it has one."""
    numbers = found.get("items") if isinstance(found, dict) else found
    if not isinstance(numbers, list) or len(numbers) < _OF_A_DAY or not all(isinstance(one, int) for one in numbers):
        return found
    year, month, day, *clock = numbers
    said = f"{year:04d}-{month:02d}-{day:02d}"
    if clock:
        hour, minute, second = (*clock, 0, 0)[:3]
        said += f"T{hour:02d}:{minute:02d}:{second:02d}"
    return f"{said}Z" if clock and isinstance(found, dict) and "utc" in str(found).lower() else said


def _said(match: "re.Match[str]") -> str:
    if (raw := match["long"] or match["lua"]) is not None:
        return raw
    inside = next(part for part in (match["double"], match["single"], match["back"]) if part is not None)
    return _ESCAPE.sub(_unescaped, inside) if "\\" in inside else inside


def _unescaped(match: "re.Match[str]") -> str:
    code = match[1] or match[2] or match[3] or match[4]
    return chr(int(code, 16)) if code and int(code, 16) < 0x110000 else _ESCAPES.get(match[5], match[5] or "")
