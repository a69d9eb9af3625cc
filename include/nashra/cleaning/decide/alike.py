"""Lines that look like what goes, and are the news for what stands beside them in their article: entries of one table,
points of one list, questions of one interview, the headings of what stays below them. What stands amid an article (a
header, an advert) parts such lists, and speaks against what is left of them behind it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from nashra.cleaning.decide.weigh.features import AT, F32
from nashra.cleaning.decide.weigh.weigher import F64
from nashra.cleaning.decide.weigh.weighing import SEEN, Spared, weighing
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


def keep_alike(goes: Bool, over: F64, metadata: Bool, features: F32, lines: Lines) -> None:
    """Lets lines stay that have the form of others of their article that do, or head them; never what a rule or another
    article speaks against. `over` is by how much each line's log odds are over its threshold, `metadata` marks lines
    that leave the body anyway."""
    known = weighing().spared
    against = (features[:, [AT[name] for name in ("certain", "strong", *SEEN)]] > 0).any(axis=1)
    may_stay = ~against & (over < known.alike)
    stays = ~goes & ~metadata
    asked = goes & may_stay
    if not asked.any():
        return
    sentence = (features[:, AT["ends_stop"]] > 0) & (lines.letters >= known.sentence)
    _announced(stays, asked, features, lines)
    _of_one_form(stays, asked, sentence, lines)
    _heads(stays, asked, may_stay, sentence, lines, known)
    goes &= ~stays


def _announced(stays: Bool, asked: Bool, features: F32, lines: Lines) -> None:
    """The first entry of a table that a line of several words announces with a colon; and such a line above what is
    quoted."""
    colon = (lines.tail == ch.COLON) & stays
    told = np.flatnonzero(colon & (np.diff(lines.word_first) >= ANNOUNCED))
    entry = (asked | stays) & (lines.counts[:, ch.DIGIT] > 0) & (features[:, AT["long"]] == 0)
    for line in told.tolist() if (entry & asked).any() else []:
        end = min(int(lines.first[lines.article[line] + 1]), line + 1 + FAR)
        some = [below for below in range(line + 1, end) if entry[below]]
        marks = [_marks(below, lines) for below in some]
        for below, own in zip(some, marks, strict=True):
            if len(own) >= 2 and marks.count(own) >= 2:
                stays[below] = True
    quoted = np.zeros(stays.size, dtype=np.bool_)
    quoted[:-1] = (stays & (lines.head == ch.QUOTE))[1:] & (lines.article[1:] == lines.article[:-1])
    stays |= quoted & (lines.tail == ch.COLON) & asked


def _of_one_form(stays: Bool, asked: Bool, sentence: Bool, lines: Lines) -> None:
    """Lines with the form of others of the article that stay."""
    marks = lines.counts[:, [ch.COLON, ch.DASH, ch.BAR, ch.DIGIT]]
    formed = (marks.sum(axis=1) > 0) | (np.isin(lines.head, (ch.BULLET, ch.DASH)) & sentence)
    for article in np.unique(lines.article[asked & formed]).tolist():
        own = range(int(lines.first[article]), int(lines.first[article + 1]))
        forms = {line: form for line in own if formed[line] and (form := _form(line, bool(sentence[line]), lines))}
        others = Counter(form for line, form in forms.items() if stays[line])
        for line, form in forms.items():
            if asked[line] and others[form] >= (2 if form[0] == "point" else 1):
                stays[line] = True


def _form(line: int, sentence: bool, lines: Lines) -> tuple[str, str] | None:
    """What tells that two lines are of one list: a bullet before a sentence, a short label («س:»), or a table's marks
    and numbers in one order. Days and clocks alone stand beside the headlines of any list."""
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


def _heads(stays: Bool, asked: Bool, may_stay: Bool, sentence: Bool, lines: Lines, known: Spared) -> None:
    """Headings of what stays below them: one that recipes and papers have («المقادير»), and those of a round-up, each
    above a sentence."""
    words = np.diff(lines.word_first)
    short = may_stay & (words > 0) & (words <= known.heading_words) & (lines.counts[:, ch.DIGIT] == 0)
    going = np.flatnonzero(asked & ~stays & short).tolist()
    if not going:
        return
    names = _folded(tuple(known.headings))
    heads: dict[int, list[int]] = defaultdict(list)
    for line in going:
        if (below := _next(line, stays, lines)) is None:
            continue
        if lines.fold(line).strip(_EDGES) in names:
            stays[line] = True
        elif sentence[below] and lines.tail[line] in (ch.ARABIC, ch.COLON):
            heads[int(lines.article[line])].append(line)
    for article, some in heads.items():
        own = np.arange(lines.first[article], lines.first[article + 1])
        others = _headed(own[(short & stays)[own]], stays, sentence, lines)
        if len({int(lines.hash[line]) for line in [*some, *others]}) >= known.headings_least:
            stays[some] = True


def _headed(some: I64, stays: Bool, sentence: Bool, lines: Lines) -> Iterable[int]:
    return [line for line in some.tolist() if (below := _next(line, stays, lines)) is not None and sentence[below]]


def _next(line: int, stays: Bool, lines: Lines) -> int | None:
    """The next line of its article that stays."""
    end = int(lines.first[lines.article[line] + 1])
    return next((below for below in range(line + 1, end) if stays[below]), None)


@lru_cache(maxsize=4)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_line, names))
