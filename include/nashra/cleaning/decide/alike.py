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
_MOMENT = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2} [^\W\d_]{3,9}(?: [^\W\d_]{3,7})?,? (?:19|20)\d\d"
)
_DAY = re.compile(r"\d{1,2} [^\W\d_]{3,7}(?: [^\W\d_]{3,6})?(?: \d{4})? ?: ?\w")  # «3 مارس: ...» of a chronology
_DAYS = "day"
_OTHER_MARKS = re.compile(r"[^0:|/.=+–—-]")
TABLE = 4  # marks and numbers of a line, from which several alike are a table by themselves
_LABEL = re.compile(r"(?:[^\w\s]{1,2} ?)?([^\W\d_]{1,8})(?: [^\W\d_]{2,9})? ?: ?[^\W_]")
ANNOUNCED = 5  # words of a line that announces a list
FAR = 12  # lines below it that are looked at
NAMES = 5  # words of a line of a list of names, at the most
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
    _announced(stays, asked, sentence, features, lines)
    _of_one_form(stays, asked, sentence, lines)
    item = sentence & ((features[:, AT["long"]] == 0) | np.isin(lines.head, (ch.BULLET, ch.DASH)))
    _heads(stays, asked, may_stay, item, lines, known)
    goes &= ~stays


def _announced(stays: Bool, asked: Bool, sentence: Bool, features: F32, lines: Lines) -> None:
    """The first entry of a table that a line of several words announces with a colon, and a list of names below it; and
    such a line above what is quoted."""
    colon = (lines.tail == ch.COLON) & stays
    told = np.flatnonzero(colon & (np.diff(lines.word_first) >= ANNOUNCED))
    entry = (asked | stays) & (lines.counts[:, ch.DIGIT] > 0) & (features[:, AT["long"]] == 0)
    least = weighing().spared.list_lines
    for line in told.tolist():
        end = min(int(lines.first[lines.article[line] + 1]), line + 1 + FAR)
        if not asked[line + 1 : end].any():
            continue
        _named(line, end, stays, asked, sentence, lines, least)
        some = [below for below in range(line + 1, end) if entry[below]]
        if not asked[some].any():
            continue
        marks = [_marks(below, lines) for below in some]
        for below, own in zip(some, marks, strict=True):
            if len(own) >= 2 and marks.count(own) >= 2:
                stays[below] = True
    quoted = np.zeros(stays.size, dtype=np.bool_)
    quoted[:-1] = (stays & (lines.head == ch.QUOTE))[1:] & (lines.article[1:] == lines.article[:-1])
    stays |= quoted & (lines.tail == ch.COLON) & asked


def _named(line: int, end: int, stays: Bool, asked: Bool, sentence: Bool, lines: Lines, least: int) -> None:
    """Names that a line announces, each in a line of its own: several, up to the next sentence."""
    some: list[int] = []
    for below in range(line + 1, end):
        if sentence[below] or lines.tail[below] == ch.COLON:
            break
        words = int(lines.word_first[below + 1] - lines.word_first[below])
        if (asked[below] or stays[below]) and 0 < words <= NAMES and lines.tail[below] == ch.ARABIC:
            some.append(below)
    if len(some) >= least:
        stays[some] = True


def _of_one_form(stays: Bool, asked: Bool, sentence: Bool, lines: Lines) -> None:
    """Lines with the form of others of the article that stay."""
    least = weighing().spared.list_lines
    marks = lines.counts[:, [ch.COLON, ch.DASH, ch.BAR, ch.DIGIT]]
    formed = (marks.sum(axis=1) > 0) | (np.isin(lines.head, (ch.BULLET, ch.DASH)) & sentence)
    for article in np.unique(lines.article[asked & formed]).tolist():
        own = np.arange(lines.first[article], lines.first[article + 1])
        forms = {
            line: form
            for line in own[(asked & formed)[own]].tolist()
            if (form := _form(line, bool(sentence[line]), lines))
        }
        if not forms:
            continue
        forms |= {
            line: form
            for line in own[(stays & formed)[own]].tolist()
            if (form := _form(line, bool(sentence[line]), lines))
        }
        others = Counter(form for line, form in forms.items() if stays[line])
        whole = Counter(form for line, form in forms.items() if stays[line] or asked[line])
        for line, form in forms.items():
            if asked[line] and (
                others[form] >= (2 if form[0] == "point" else 1) or _is_table(form, whole[form], least)
            ):
                stays[line] = True


def _is_table(form: tuple[str, str], lines: int, least: int) -> bool:
    """Whether so many lines of a form are a table, though none of them stays: others' titles stand beside one day
    or clock, without a label."""
    told = len(form[1]) >= TABLE or form[1] == _DAYS
    return form[0] == "table" and told and lines >= least


def _form(line: int, sentence: bool, lines: Lines) -> tuple[str, str] | None:
    """What tells that two lines are of one list: a bullet before a sentence, the word that a short label begins with
    («س:», «خط الدفاع:»), or a table's marks and numbers in one order. Days and clocks alone stand beside the headlines
    of any list."""
    if sentence and lines.head[line] in (ch.BULLET, ch.DASH):
        return "point", lines.raw(line)[0]
    folded = lines.fold(line)
    label = _LABEL.match(folded)
    if lines.counts[line, ch.DIGIT] == 0:
        return ("label", label[1]) if label else None
    if _DAY.match(folded):
        return "table", _DAYS
    marks = _marks(line, lines)
    numbers = _NUMBER.search(_MOMENT.sub("", folded)) is not None
    apart = len(_NUMBER.sub("", _MOMENT.sub("", marks))) >= 2
    if len(marks) >= 3 and (numbers or apart):
        return "table", marks
    return ("label", label[1]) if label else None


def _marks(line: int, lines: Lines) -> str:
    """A line's marks and numbers in their order, without its words."""
    return _OTHER_MARKS.sub("", _NUMBER.sub("0", _WORDS.sub("", lines.fold(line))))


def _heads(stays: Bool, asked: Bool, may_stay: Bool, item: Bool, lines: Lines, known: Spared) -> None:
    """Headings of what stays below them: one that recipes and papers have («المقادير»), and those of a round-up, each
    above a point or a short sentence: above a paragraph may stand a writer, a caption, a section."""
    words = np.diff(lines.word_first)
    counted = (lines.counts[:, ch.DIGIT] == 0) | (lines.head == ch.DIGIT)
    short = may_stay & (words > 0) & (words <= known.heading_words) & counted
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
        elif item[below] and lines.tail[line] in (ch.ARABIC, ch.COLON, ch.QUESTION):
            heads[int(lines.article[line])].append(line)
    for article, some in heads.items():
        own = np.arange(lines.first[article], lines.first[article + 1])
        others = _headed(own[(short & stays)[own]], stays, item, lines)
        if len({int(lines.hash[line]) for line in [*some, *others]}) >= known.headings_least:
            stays[some] = True


def _headed(some: I64, stays: Bool, item: Bool, lines: Lines) -> Iterable[int]:
    return [line for line in some.tolist() if (below := _next(line, stays, lines)) is not None and item[below]]


def _next(line: int, stays: Bool, lines: Lines) -> int | None:
    """The next line of its article that stays."""
    end = int(lines.first[lines.article[line] + 1])
    return next((below for below in range(line + 1, end) if stays[below]), None)


@lru_cache(maxsize=4)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_line, names))
