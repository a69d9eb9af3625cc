"""Mojibake: text whose bytes were read in another encoding than they were written in, put right where that is certain.

    Ø§Ù„   UTF-8 that was read as windows-1252 or Latin-1
    ط§ظ„   UTF-8 that was read as windows-1256
    Çá     windows-1256 (or ISO 8859-6) that was read as windows-1252 or Latin-1
    Ã˜Â§   any of them that was written and misread once more

What was garbled is found by its shape, a word at a time, so that a garbled paragraph or name amid sound text is put
right too. A shape that sound text may have («ع»» is one) counts only beside many that it cannot have. What is garbled
and can't be put right for certain is refused, so that it is never published.
"""

import re
from collections import Counter
from typing import NamedTuple

from nashra.landing.facts.beyond_ascii import put_back, runs_beyond_ascii
from nashra.landing.facts.language import arabic_evidence
from nashra.landing.limits import Limits
from nashra.landing.records import RecordFault

_SELDOM, _OFTEN = 0.015, 0.08  # of the letters of a text: و and ي are more, ح and ف are fewer
_ROUNDS = 5  # misreadings of misreadings that are undone
_SAMPLE = 4000  # characters that a judgement of a whole text looks at
_LONG = 20_000  # characters of a text whose markup is left out first: whatever is looked for has none
_SHORT = 400  # characters of a field in which any shape is looked for, not only the frequent ones
_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_LETTER = re.compile(r"[^\W\d_]")
_NO_LETTERS = bytes(byte for byte in range(0x100) if not chr(byte).isalpha() or byte >= 0x80)
_OUR_MARKS = "،؛؟»«”“’‘…–—·"  # signs that sound Arabic has right behind a letter


def _bytes_of(charset: str, codec: str) -> dict[str, int]:
    """The byte that each character was to a reader of a charset.

    Some readers map the bytes that windows-1252 leaves free, or all of 80..9F, to the control characters U+0080..9F.
    """
    table = {chr(byte): byte for byte in range(0x80, 0x100 if codec == "latin-1" else 0xA0)}
    for byte in range(0x80, 0x100):
        if character := bytes([byte]).decode(charset, "ignore"):
            table[character] = byte
    return table


def _any_of(table: dict[str, int], first: int, last: int) -> str:
    return "[" + "".join(re.escape(character) for character, byte in table.items() if first <= byte <= last) + "]"


NO_SEQUENCE = r"(?!)"


class _Way(NamedTuple):
    """A way in which UTF-8 was misread."""

    name: str
    byte: dict[str, int]
    one: "re.Pattern[str]"  # characters that are a UTF-8 sequence
    run: "re.Pattern[str]"  # such sequences one after another
    near: "re.Pattern[str]"  # what there is where a run that counts is: looked for in a tenth of the time
    frequent: tuple[str, ...]  # sequences of which each Arabic text of some length has one
    ends: tuple[str, ...]  # what these end with
    sure: "re.Pattern[str]"  # sequences that no sound text has, whatever stands around them
    left: "re.Pattern[str]"  # first halves without a second, and the like: what is garbled still
    begins: frozenset[str]  # what these begin with


def _way(charset: str, codec: str, frequent: str, sure: str, left: str, begins: str) -> _Way:
    table = _bytes_of(charset, codec)
    more = _any_of(table, 0x80, 0xBF)
    two, three, four = (_any_of(table, *ends) for ends in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)))
    first = _any_of(table, 0xC2, 0xF4)
    # begun with one class, which a search looks for by itself
    one = f"{first}(?:(?<={two}){more}|(?<={three}){more}{{2}}|(?<={four}){more}{{3}})"
    return _Way(
        charset,
        table,
        re.compile(one),
        re.compile(f"{one}(?:{one})*"),
        # where no sequence is sure by itself, only several count
        re.compile(f"{more}{first}{more}" if sure == NO_SEQUENCE else f"{first}{more}"),
        tuple(frequent.split()),
        tuple(dict.fromkeys(sequence[-1] for sequence in frequent.split())),
        re.compile(sure),
        re.compile(left),
        frozenset(begins),
    )


_LATIN = _way(
    "cp1252",
    "latin-1",
    "Ø Ù Ã â€ Â",
    "Ã[^\0-\x7f\u00a0\u00ab\u00bb\u00c0-\u00ff\u2018-\u201d]|â€[\u0153\u009d\u2122\u02dc\u201c\u201d\u00a6\u00a2]"
    "|Â[\u00ab\u00bb\u00b0\u00a0]",
    "[ØÙÚÛÃÂ](?:(?<=[ØÙÚÛ])(?=[^\0-\x7f])|(?<=[ÃÂ])[\u0080-\u00a0\u02dc\u2122\u0161\u203a\u0152\u017d\u2018-\u201e\u2020-\u2022\u2026])",
    "ØÙÚÛÃÂ",
)
_ARABIC_WAY = _way(
    "cp1256",
    "cp1256",
    "ط§ ظ„ ظٹ ظˆ ظ… ط· ط¸ أ‡ أ™ أک",
    NO_SEQUENCE,
    "[طظ][\u0080-\u009f\u00a2-\u00aa\u00ac-\u00b6\u00b8\u00b9\u00bc-\u00be\u0152\u0153\u0192\u02c6\u201a\u201e\u2020\u2021\u2030\u2039"
    "\u203a\u20ac\u2122]",
    "طظ",
)
_WAYS = (_LATIN, _ARABIC_WAY)
# windows-1256 read as windows-1252: a small letter before a large one inside a word, as no language has it.
_LATIN_WORD = re.compile("{0}{0}*".format(_any_of(_LATIN.byte, 0x80, 0xFF)))
_LATIN_LETTERS = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
_ODD_CASE = re.compile("[\u00df-\u00f6\u00f8-\u00ff][\u00c0-\u00d6\u00d8-\u00de]")
_FREQUENT_LETTERS = ("Ç", "á", "í", "æ", "Ê", "ã", "ä", "Ñ")
_LATIN_MARKS = {mark[0]: mark for mark in (*_LATIN.frequent, *_FREQUENT_LETTERS)}  # by what they begin with
_LATIN_BYTE = b"\xc3"  # with which each of these begins in UTF-8, and hardly a letter of an Arabic text
_NONE: frozenset[str] = frozenset()
_LEGACY_NOT_CERTAIN = "encoding: windows-1256 that was read as windows-1252, not to be put right for certain"
_NOT_CERTAIN = "encoding: UTF-8 that was read as {}, not to be put right for certain"


class Ungarbled(NamedTuple):
    """A text as it was meant, and the ways in which it had been misread."""

    text: str
    ways: frozenset[str]


def ungarbled(text: str, limits: Limits, known: frozenset[str] = _NONE) -> Ungarbled:
    """The text put right. `known`: ways in which its record was misread, so that less proof is asked of a short field.

    Raises RecordFault when it is garbled and can't be put right for certain.
    """
    return ungarbled_with_bytes(text, limits, known)[0]


def ungarbled_with_bytes(
    text: str, limits: Limits, known: frozenset[str] = _NONE, data: bytes | None = None
) -> tuple[Ungarbled, bytes | None]:
    """The same; and the text put right in UTF-8, where that is at hand. `data`: the text as it is, likewise."""
    if text.isascii():
        return Ungarbled(text, _NONE), data
    if len(text) >= _LONG:
        data = _utf8_of(text) if data is None else data
        may_have = data is None or _LATIN_BYTE in data
        if not (may_have and _has_suspicious_letters(text)) and not _has_suspicious_ends(text):
            return Ungarbled(text, _NONE), data
        if data is not None and (found := _ungarbled_by_runs(text, data, limits, known)) is not None:
            return found
    if not _suspicious(text):
        return Ungarbled(text, _NONE), data
    mended, ways = _mended(text, limits, known)
    _refuse_garbled(mended, mended, bool(ways))
    return Ungarbled(mended, frozenset(ways)), None


def _ungarbled_by_runs(text: str, data: bytes, limits: Limits, known: frozenset[str]) -> tuple[Ungarbled, bytes] | None:
    """The same of a long text, by its runs of characters that are not ASCII; None where they don't tell."""
    runs = runs_beyond_ascii(data)
    if not _suspicious(runs, short=False):
        return Ungarbled(text, _NONE), data
    try:
        mended, ways = _mended(runs, limits, known, of_runs=True)
    except _AsksForAll:
        return None
    if mended == runs:
        whole = text
    elif (changed := put_back(data, runs, mended)) is not None:
        whole, data = changed.decode(), changed
    else:
        return None
    _refuse_garbled(whole, mended, bool(ways))
    return Ungarbled(whole, frozenset(ways)), data


class _AsksForAll(Exception):
    """What is asked is about a text's ASCII, too."""


def _mended(text: str, limits: Limits, known: frozenset[str], *, of_runs: bool = False) -> tuple[str, set[str]]:
    """The text put right, and the ways in which it was misread. Raises _AsksForAll where it is `of_runs` alone, and
    they don't tell."""
    ways: set[str] = set()
    for _ in range(_ROUNDS):
        before = text
        for way in _WAYS:
            text = _restored(text, way, known, of_runs=of_runs)
            if text != before:
                ways.add(_stripped(way))
            text = _step(text, way, way.name in known)
            if text != before:
                ways.add(way.name)
                break
        if text == before:
            break
    if "â€" in text:
        text = _LONE_QUOTE.sub("”" if "“" in text else "", text)
    text, legacy = _legacy(text, limits, known)
    if legacy:
        ways.add(_as_bytes(legacy))
    return text, ways


def _suspicious(text: str, *, short: bool = True) -> bool:
    """Whether it is worth a closer look: quick, since hardly any text is garbled."""
    if _has_suspicious_letters(text):
        return True
    if short and len(text) < _SHORT:
        return _ARABIC_WAY.run.search(text) is not None or _LATIN_LETTERS.search(text) is not None
    return _has_suspicious_ends(text) and any(mark in text for mark in _ARABIC_WAY.frequent)


def _utf8_of(text: str) -> bytes | None:
    """A text in UTF-8; None for one that holds halves of characters."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None


def _has_suspicious_letters(text: str) -> bool:
    return any(begin in text and mark in text for begin, mark in _LATIN_MARKS.items())


def _has_suspicious_ends(text: str) -> bool:
    """Whether there is what a frequent sequence ends with: single signs are seen many times sooner."""
    return any(end in text for end in _ARABIC_WAY.ends)


# --- UTF-8 that was misread -----------------------------------------------------------------------------


def _step(text: str, way: _Way, known: bool) -> str:
    """One misreading undone; the text as it is when it shows none."""
    if not way.near.search(text):
        return text
    runs = [(match, _utf8(match[0], way)) for match in way.run.finditer(text)]
    found = [(match, meant) for match, meant in runs if meant is not None]
    if not found:
        return text
    proof = sum(len(meant) for match, meant in found if len(meant) > 1 and _is_proof(match[0], meant, way))
    convinced = proof >= (1 if known else 2)
    whole = convinced and _outside(text, found) <= 0.1 * sum(len(meant) for _, meant in found)
    parts, at = [], 0
    for match, meant in found:
        taken = convinced and (len(meant) > 1 or whole or _sound_alone(match[0], meant, way))
        if taken and way is _ARABIC_WAY and _beside(text, match.start(), match.end()) & {"ط", "ظ"}:
            raise RecordFault(_NOT_CERTAIN.format("windows-1256"))  # its second half was lost
        if taken or way.sure.fullmatch(match[0]):
            parts += [text[at : match.start()], meant]
            at = match.end()
    return "".join([*parts, text[at:]]) if parts else text


def _beside(text: str, start: int, end: int) -> set[str]:
    return {text[max(start - 1, 0) : start], text[end : end + 1]}


def _utf8(run: str, way: _Way) -> str | None:
    try:
        return bytes(way.byte[character] for character in run).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_proof(run: str, meant: str, way: _Way) -> bool:
    """Whether a run of several sequences can have come from misread UTF-8 alone."""
    if way is _ARABIC_WAY:
        if len(meant) == 2 and sum(character in _OUR_MARKS for character in run):
            return False  # «ط»ع،»: letters and the signs behind them
        if len(set(run[1::2])) == 1 and run[1] in _OUR_MARKS:
            return False  # «ط،ظ،ع،»: a list of letters
        odd = sum(one[0] in "طظآأ" or not one[1:].isalpha() for one in way.one.findall(run))
        if odd * 2 < len(meant):
            return False  # «دگرگ»: letters of other languages, which have the places of second halves
    return any(map(str.isalpha, meant)) or any(other.run.search(meant) for other in _WAYS)


def _sound_alone(run: str, meant: str, way: _Way) -> bool:
    """Whether a single sequence amid sound text is garbled too: no letter with a sign behind it."""
    if way is _ARABIC_WAY:
        return _ARABIC.match(meant) is not None and run[-1] not in _OUR_MARKS
    return ord(meant) >= 0x600 or meant in "«»“”‘’–—…\u00a0\u200f\u200e\u200c"


def _outside(text: str, found: list[tuple["re.Match[str]", str]]) -> int:
    """Letters beside the runs that are neither ASCII nor a part of them."""
    inside = sum(sum(map(str.isalpha, match[0])) for match, _ in found)
    return sum(map(str.isalpha, text)) - _ascii_letters(text) - inside


def _restored(text: str, way: _Way, known: frozenset[str], *, of_runs: bool) -> str:
    """The text with second halves put back that scrapers strip as invisible: the soft hyphen of ح, the control of ف.

    Only where none of them is left at all, where all the rest is whole, and where no vowel mark makes it doubtful.
    """
    lost = _LOST[way.name]
    at = lost.lone.findall(text) if any(half in text for half in lost.halves) else []
    if not at or any(first + second in text for first, second in lost.halves.items()) or set(at) - lost.halves.keys():
        return text
    runs = [(match, match[0]) for match in way.run.finditer(text)]
    if not runs or lost.doubtful.search(text) or (way is _ARABIC_WAY and _outside(text, runs) > len(at)):
        return text  # some of them may be letters of sound words, or others are missing
    if of_runs:
        raise _AsksForAll
    whole = lost.lone.sub(lambda match: match[0] + lost.halves[match[0]], text)
    if _stripped(way) in known:
        return whole
    pairs = sum(len(run) for _, run in runs) / 2
    frequent = all(text.count(letter) >= _SELDOM * pairs for letter in lost.frequent)
    if not frequent or max(Counter(at).values()) > _OFTEN * pairs:
        return text
    meant = way.run.sub(lambda match: _utf8(match[0], way) or match[0], whole)[:_SAMPLE]
    proven = len(at) > 1 and arabic_evidence(meant) >= 0.15 * len(meant.split())
    return whole if proven else text


def _stripped(way: _Way) -> str:
    return f"{way.name}, stripped"


class _Lost(NamedTuple):
    """What a scraper strips from text that was misread in a way."""

    lone: "re.Pattern[str]"  # first halves without a second
    halves: dict[str, str]  # first half -> the second that is always meant
    frequent: tuple[str, ...]  # و and ي, which are not stripped: where they are missing, more was lost than is known
    # Beside these others may be meant: vowel marks, of which some are stripped, and digits, of which the naught is.
    doubtful: "re.Pattern[str]"


_LOST = {
    "cp1252": _Lost(
        re.compile(f"[ØÙ](?!{_any_of(_LATIN.byte, 0x80, 0xBF)})|â€(?!{_any_of(_LATIN.byte, 0x80, 0xBF)})"),
        {"Ø": "\u00ad", "Ù": "\u0081", "â€": "\u009d"},
        ("Ùˆ", "ÙŠ"),
        re.compile("Ù(?:[\u2039\u0152\u017d\u2018\u2019]|[\u00a1-\u00a9])"),
    ),
    "cp1256": _Lost(
        re.compile(f"[طظ](?!{_any_of(_ARABIC_WAY.byte, 0x80, 0xBF)})"),
        {"ط": "\u00ad"},
        ("ظˆ", "ظٹ"),
        re.compile("ظ[\u06a9\u06af\u0686\u0152\u0698\u060c\u00a2-\u00a9]"),
    ),
}


_LONE_QUOTE = re.compile(f"â€(?!{_any_of(_LATIN.byte, 0x80, 0xBF)})")  # ” or a mark of direction, its end stripped


# --- windows-1256 that was read as windows-1252 ---------------------------------------------------------


def _legacy(text: str, limits: Limits, known: frozenset[str]) -> tuple[str, str | None]:
    """The text with its words of misread legacy bytes put right, and the encoding they were in; None when none are."""
    if not _LATIN_LETTERS.search(text):
        return text, None
    words = [match for match in _LATIN_WORD.finditer(text) if len(match[0]) > 1]
    joined = " ".join(match[0] for match in words)
    if not words or len(_LATIN_LETTERS.findall(joined)) * 2 < len(_LATIN_LETTERS.findall(text)):
        return text, None
    if len(re.findall("[ØÙ]", joined)) * 4 > len(joined):
        return text, None  # UTF-8 of which half was stripped
    odd = len(_ODD_CASE.findall(joined)) + sum(len(_LATIN_LETTERS.findall(word)) > 2 for word in joined.split())
    readings = []
    for encoding in limits.legacy_encodings:
        meant = _reread(joined, encoding)
        hinted = _as_bytes(encoding) in known
        if "\ufffd" not in meant and len(_ARABIC.findall(meant)) >= max(0.9 * len(_LETTER.findall(meant)), 2):
            readings.append((hinted, arabic_evidence(meant[:_SAMPLE]) + meant.count("ال"), encoding))
    if not readings:
        return text, None
    hinted, evidence, encoding = max(readings, key=lambda one: one[:2])
    if not (hinted or odd or evidence * 8 >= len(words)):
        return text, None
    alone = not _ARABIC.search(text)  # then single letters, «æ» for «و», were misread as well

    def meant_by(match: "re.Match[str]") -> str:
        return _reread(match[0], encoding) if len(match[0]) > 1 or alone else match[0]

    return _LATIN_WORD.sub(meant_by, text), encoding


def _as_bytes(encoding: str) -> str:
    return f"{encoding} bytes"


def _reread(run: str, encoding: str) -> str:
    return bytes(_LATIN.byte.get(character, 0x20) for character in run).decode(encoding, "replace")


# --- what is garbled still ------------------------------------------------------------------------------


def _refuse_garbled(text: str, runs: str, mended: bool) -> None:
    """`runs`: the text, or of a long one what is not ASCII."""
    for way, told in ((_LATIN, "windows-1252"), (_ARABIC_WAY, "windows-1256")):
        left = _left(runs, way) + (_lone(runs) if mended and way is _LATIN else 0)
        few: float = 1 if mended or len(text) < _SHORT else 3
        if left >= few > 1 and not _ARABIC.search(runs):
            few = max(3, 0.1 * (len(text) - text.count(" ") - text.count("\n")))
        if left >= few:
            raise RecordFault(_NOT_CERTAIN.format(told))
    if not _mostly_latin(text[:_SAMPLE]):
        return
    odd = len(_ODD_CASE.findall(runs))
    if odd >= 2 and odd * 12 > len(_LATIN_LETTERS.findall(runs)):
        raise RecordFault(_LEGACY_NOT_CERTAIN)


def _left(text: str, way: _Way) -> int:
    return len(way.left.findall(text)) if any(mark in text for mark in way.begins) else 0


def _lone(text: str) -> int:
    lost = _LOST[_LATIN.name]
    return len(lost.lone.findall(text)) if any(half in text for half in lost.halves) else 0


def _mostly_latin(sample: str) -> bool:
    """Whether more than half of the letters are Latin ones that are not ASCII."""
    if sample.isascii() or not (found := len(_LATIN_LETTERS.findall(sample))):
        return False
    return found > _ascii_letters(sample) and 2 * found > len(_LETTER.findall(sample))


def _ascii_letters(text: str) -> int:
    return len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
