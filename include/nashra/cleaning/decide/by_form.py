"""Lines that their form alone tells to be no part of an article: the initials of who wrote a story and who let it
pass, a writer with a day between bars, whose a text is, and a caption that stands beside itself."""

import re

import numpy as np

from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64
from nashra.cleaning.lines.line_arrays import Lines

INITIALS, SIGNED, CAPTION = 8, 70, 120  # letters of such lines, at the most
HALF = 3  # words of a caption that stands twice, at the least
_ONE = r"[ء-ي]\s?[.،]\s?[ء-ي]{1,2}\s?\.?"
_INITIALS = re.compile(rf"\(?\s?{_ONE}\s?[/–-]\s?{_ONE}\s?\)?")
_DAY = r"[^|.؟!:]{0,22}\d{1,4}[^|.؟!\d:]{1,16}\d{2,4}(?:[^|.؟!]{0,18})"
_SIGNED = re.compile(rf"[^|.:؟!\d]{{4,40}} ?\| ?{_DAY}(?:\| ?\d{{0,7}})?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def told_by_form(lines: Lines) -> dict[int, tuple[str, str]]:
    """Such lines of a batch, each with the rule and the category of its removal."""
    return (
        dict.fromkeys(_twice(lines).tolist(), ("caption-beside-itself", "template"))
        | dict.fromkeys(_initials(lines), ("signed-with-initials", "end"))
        | dict.fromkeys(_signed(lines), ("writer-and-day", "metadata"))
        | dict.fromkeys(_owned(lines).tolist(), ("marked-as-owned", "footer"))
    )


def _initials(lines: Lines) -> list[int]:
    words = np.diff(lines.word_first)
    asked = (lines.letters >= 4) & (lines.letters <= INITIALS) & (words >= 2) & (words <= INITIALS)
    asked &= (lines.counts[:, ch.DIGIT] == 0) & (lines.counts[:, ch.STOP] + lines.counts[:, ch.COMMA] >= 2)
    return [line for line in np.flatnonzero(asked).tolist() if _INITIALS.fullmatch(lines.fold(line).strip())]


def _signed(lines: Lines) -> list[int]:
    """«سالم العامري | الثلاثاء 11 مارس 2025 - 01:22 م | 204»."""
    asked = (lines.counts[:, ch.BAR] > 0) & (lines.counts[:, ch.DIGIT] >= 5) & (lines.letters <= SIGNED)
    found: list[int] = []
    for line in np.flatnonzero(asked).tolist():
        folded = lines.fold(line).strip()
        if _YEAR.search(folded) and _SIGNED.fullmatch(folded):
            found.append(line)
    return found


def _owned(lines: Lines) -> I64:
    """«© بوابة الواحة، إحدى خدمات المدينة»."""
    marked = lines.codes.take(lines.start, mode="clip") == ord("©")
    return np.flatnonzero(marked & (lines.letters <= SIGNED) & ~np.isin(lines.tail, (ch.STOP, ch.QUESTION)))


def _twice(lines: Lines) -> I64:
    """Lines of which the second half says the first again, word for word. A refrain of a line's length is rare."""
    words = np.diff(lines.word_first)
    fits = np.flatnonzero((words >= 2 * HALF) & (words % 2 == 0) & (lines.letters <= CAPTION))
    if not fits.size:
        return fits
    half, first = words[fits] // 2, lines.word_first[fits]
    for step in (0, 1, HALF - 1):
        same = lines.word[first + step] == lines.word[first + half + step]
        fits, half, first = fits[same], half[same], first[same]
    same = [
        bool((lines.word[begin : begin + size] == lines.word[begin + size : begin + 2 * size]).all())
        for begin, size in zip(first.tolist(), half.tolist(), strict=True)
    ]
    return fits[np.array(same, dtype=np.bool_)]
