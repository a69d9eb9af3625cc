"""Lines that look like what goes, and are the news for what stands beside them in their article: entries of one table,
points of one list, questions of one interview, the headings of what stays below them. What stands amid an article (a
header, an advert) parts such lists, and speaks against what is left of them behind it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from nashra.cleaning.decide.weigh.features import AT, F32
from nashra.cleaning.decide.weigh.weighing import Spared, weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64, Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.text.fold import fold_line

_WORDS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_MOMENT = re.compile(r"\d{1,2}:\d\d(?::\d\d)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_LABEL = re.compile(r"(?:[^\w\s]{1,2} ?)?([^\W\d_]{1,8}) ?: ?[^\W_]")
ANNOUNCED = 5  # words of a line that announces a list
FAR = 12  # lines below it that are looked at
_EDGES = " \t:.-–—*•▪●"


def keep_alike(goes: Bool, may_stay: Bool, features: F32, lines: Lines) -> None:
    """Lets lines of `may_stay` stay that have the form of others that do, or head them."""
    known = weighing().spared
    sentence = (features[:, AT["ends_stop"]] > 0) & (lines.letters >= known.sentence)
    _announced(goes, may_stay, features, lines)
    _of_one_form(goes, may_stay, sentence, lines)
    _heads(goes, may_stay, sentence, lines, known)


def _announced(goes: Bool, may_stay: Bool, features: F32, lines: Lines) -> None:
    """The first entry of a table that a line of several words announces with a colon; and such a line above what is
    quoted."""
    colon = (lines.tail == ch.COLON) & ~goes
    told = np.flatnonzero(colon & (np.diff(lines.word_first) >= ANNOUNCED))
    entry = goes & may_stay & (lines.counts[:, ch.DIGIT] > 0) & (features[:, AT["long"]] == 0)
    for line in told.tolist() if entry.any() else []:
        end = min(int(lines.first[lines.article[line] + 1]), line + 1 + FAR)
        some = [below for below in range(line + 1, end) if entry[below] or (lines.counts[below, ch.DIGIT] and not goes[below])]
        marks = [_marks(below, lines) for below in some]
        for below, own in zip(some, marks, strict=True):
            if entry[below] and len(own) >= 2 and marks.count(own) >= 2:
                goes[below] = False
    quoted = np.zeros(goes.size, dtype=np.bool_)
    quoted[:-1] = (~goes & (lines.head == ch.QUOTE))[1:] & (lines.article[1:] == lines.article[:-1])
    goes &= ~(quoted & (lines.tail == ch.COLON) & may_stay)


def _of_one_form(goes: Bool, may_stay: Bool, sentence: Bool, lines: Lines) -> None:
    """Lines with the form of others of the article that stay."""
    marks = lines.counts[:, [ch.COLON, ch.DASH, ch.BAR, ch.DIGIT]]
    formed = (marks.sum(axis=1) > 0) | (np.isin(lines.head, (ch.BULLET, ch.DASH)) & sentence)
    asked = np.flatnonzero(goes & may_stay & formed)
    for article in np.unique(lines.article[asked]).tolist():
        own = range(int(lines.first[article]), int(lines.first[article + 1]))
        forms = {line: form for line in own if formed[line] and (form := _form(line, bool(sentence[line]), lines))}
        stay = Counter(form for line, form in forms.items() if not goes[line])
        for line, form in forms.items():
            if goes[line] and may_stay[line] and stay[form] >= (2 if form[0] == "point" else 1):
                goes[line] = False


def _form(line: int, sentence: bool, lines: Lines) -> tuple[str, str] | None:
    """What tells that two lines are of one list: a bullet before a sentence, a short label («س:»), or a table's marks and
    numbers in one order. Days and clocks alone stand beside the headlines of any list."""
    if sentence and lines.head[line] in (ch.BULLET, ch.DASH):
        return "point", lines.raw(line)[0]
    folded = lines.fold(line)
    if label := _LABEL.match(folded):
        return "label", label[1]
    if lines.counts[line, ch.DIGIT] == 0:
        return None
    marks = _marks(line, lines)
    told = len(marks) >= 3 and "0" in _NUMBER.sub("0", _MOMENT.sub("", folded))
    return ("table", marks) if told else None


def _marks(line: int, lines: Lines) -> str:
    """A line's marks and numbers in their order, without its words."""
    return "".join(_NUMBER.sub("0", _WORDS.sub("", lines.fold(line))).split())


def _heads(goes: Bool, may_stay: Bool, sentence: Bool, lines: Lines, known: Spared) -> None:
    """Headings of what stays below them: one that recipes and papers have («المقادير»), and those of a round-up, each
    above a sentence."""
    words = np.diff(lines.word_first)
    short = may_stay & (words > 0) & (words <= known.heading_words) & (lines.counts[:, ch.DIGIT] == 0)
    going = np.flatnonzero(goes & short).tolist()
    if not going:
        return
    names = _folded(tuple(known.headings))
    heads: dict[int, list[int]] = defaultdict(list)
    for line in going:
        if (below := _next(line, goes, lines)) is None:
            continue
        if lines.fold(line).strip(_EDGES) in names:
            goes[line] = False
        elif sentence[below] and lines.tail[line] in (ch.ARABIC, ch.COLON):
            heads[int(lines.article[line])].append(line)
    for article, some in heads.items():
        own = np.arange(lines.first[article], lines.first[article + 1])
        stay = _headed(own[(short & ~goes)[own]], goes, sentence, lines)
        if len({int(lines.hash[line]) for line in [*some, *stay]}) >= known.headings_least:
            goes[some] = False


def _headed(some: I64, goes: Bool, sentence: Bool, lines: Lines) -> Iterable[int]:
    return [line for line in some.tolist() if (below := _next(line, goes, lines)) is not None and sentence[below]]


def _next(line: int, goes: Bool, lines: Lines) -> int | None:
    """The next line of its article that stays."""
    end = int(lines.first[lines.article[line] + 1])
    return next((below for below in range(line + 1, end) if not goes[below]), None)


@lru_cache(maxsize=4)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_line, names))
