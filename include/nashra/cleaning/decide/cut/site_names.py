"""The site's own name before or behind a title, what else stands behind it, and share buttons glued to a line: cut off
by what they say alone, since a site's first article has no others to compare with."""

import re
from collections.abc import Sequence
from functools import cache

from nashra.article import UNKNOWN_SOURCE, Article
from nashra.cleaning.decide.cut.glued import Buttons, SiteName, Trim, glued_limits
from nashra.cleaning.decide.titles.headlines import is_caption, names_a_writer
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.line_starts import LineStarts
from nashra.landing.facts.metadata_words import metadata_words
from nashra.source_registry import known_source
from nashra.text.fold import fold_line

_BEHIND = re.compile(r"\s+(?:[-–—|•»]|::)\s+([^|•»]{2,60})$")
_MARK_BEHIND = re.compile(r"\s(?:[-–—|•»]|::)\s")
_BEFORE = re.compile(r"([^|•»:]{2,40}?)\s+(?:[|•»]|::)\s+")
# Classes of what is between a title and a site's name or a picture's word.
_TITLE_MARKS = [ch.DASH, ch.BAR, ch.BULLET, ch.QUOTE, ch.COLON, ch.BRACKET]
_DASH_LAST = re.compile(r"\s[-–—|]+$")
_LATIN = re.compile(r"[A-Z][A-Za-z0-9.&' -]{2,30}")
_ARABIC = re.compile(r"[\u0621-\u064a]{2,}")
_LETTERS = re.compile(r"[^a-z0-9]+")
_MARKS = re.compile(r"[\s*•·|,،/+:()\[\]-]+")
_NEAR_END = 70  # characters of a title in which its site may be named


def site_trims(lines: Lines, articles: Sequence[Article]) -> tuple[dict[int, Trim], dict[int, Trim]]:
    """By line, what goes from the beginning and what from the end of titles, and of lines that buttons begin."""
    heads: dict[int, Trim] = {}
    tails: dict[int, Trim] = {}
    limits = glued_limits()
    for line in _button_starts((*limits.buttons.before, *limits.buttons.names)).may_open(lines).tolist():
        if trim := _buttons(lines.text, int(lines.start[line]), int(lines.end[line]), limits.buttons):
            heads[line] = trim
    titles = lines.first_lines
    titles = titles[lines.counts[titles][:, _TITLE_MARKS].any(axis=1)]
    for line, number in zip(titles.tolist(), lines.article[titles].tolist(), strict=True):
        title, article = lines.raw(line), articles[number]
        if tail := _site_behind(title, article, limits.site) or _aside_behind(title, article, limits.site):
            tails[line] = tail
        if head := _site_before(title, article, limits.site):
            heads[line] = head
    return heads, tails


def _site_behind(title: str, article: Article, limits: SiteName) -> Trim | None:
    for mark in _MARK_BEHIND.finditer(title, max(len(title) - _NEAR_END, 0)):
        behind = _BEHIND.match(title, mark.start())
        if not behind or len(_ARABIC.findall(title[: behind.start()])) < limits.title_words:
            continue
        if why := _names_a_site(behind[1], article, limits, loose=True):
            return Trim(behind.start(), len(title), "site-behind-title", "template", why)
    return None


def _aside_behind(title: str, article: Article, limits: SiteName) -> Trim | None:
    """What stands behind a headline and is none of it: «… تفتتح موسمها (أرشيف)», said of the picture above the text;
    «… (سالم أحمد)», its writer; a dash with nothing behind it."""
    start, rule, why = len(title), "separator-behind-title", "nothing stands behind it"
    if title.endswith(")") and "(" in title:
        start, said = title.rindex("("), title[title.rindex("(") + 1 : -1]
        if is_caption(title):
            rule, why = "picture-behind-title", "what is said of pictures"
        elif names_a_writer(said) and article.text.count(said) == 1:
            rule, why = "writer-behind-title", "a name that the article does not say again"
        else:
            return None
    elif dash := _DASH_LAST.search(title):
        start = dash.start()
    start = len(title[:start].rstrip())
    if start == len(title) or len(_ARABIC.findall(title[:start])) < limits.title_words:
        return None
    return Trim(start, len(title), rule, "template", why)


def _site_before(title: str, article: Article, limits: SiteName) -> Trim | None:
    before = _BEFORE.match(title)
    if not before or len(_ARABIC.findall(title[before.end() :])) < limits.title_words:
        return None
    why = _names_a_site(before[1], article, limits, loose=False)
    return Trim(0, before.end(), "site-before-title", "template", why) if why else None


def _names_a_site(piece: str, article: Article, limits: SiteName, loose: bool) -> str | None:
    """Why a piece of a title is a site's name; None when it may be the story's. `loose`: any Latin name that the text
    does not say again is one."""
    folded = fold_line(piece).strip(" .")
    words = folded.split()
    if not words or len(words) > limits.words or folded in metadata_words().agencies:
        return None  # «– رويترز» says who is quoted
    host = _LETTERS.sub("", article.source.lower().partition(".")[0])
    if folded == fold_line(article.source) or (len(host) > 3 and _LETTERS.sub("", piece.lower()) == host):
        return "the name of the article's source"
    if site := known_source(piece):
        # behind another site's title it says who reports it
        own = article.source == UNKNOWN_SOURCE or known_source(article.source) == site
        return "the name of a site that is known" if own else None
    if len(words) > 1 and not _words_of(limits.names).isdisjoint((words[0], words[-1])):
        return "words that end names of sites"
    if loose and _LATIN.fullmatch(piece) and len(words) <= limits.latin_words:
        said_again = any(article.text.count(word) > 1 for word in (piece, *piece.split()))
        return None if said_again else "a Latin name that the text does not say again"
    return None


@cache
def _words_of(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_line, words))


@cache
def _button_starts(names: tuple[str, ...]) -> LineStarts:
    return LineStarts(names)


def _buttons(text: str, start: int, end: int, limits: Buttons) -> Trim | None:
    """Names of networks one after another, nothing between them, before the text of the line text[start:end]."""
    at = begin.end() if (begin := _MARKS.match(text, start, end)) else start
    if label := _label_pattern(limits.before).match(text, at, end):
        at = label.end()
    names, met = _button_pattern(limits.names), set()
    while one := names.match(text, at, end):
        met.add(one[1].lower())
        at = one.end()
    if len(met) < limits.least or at >= end:
        return None
    if label := _label_pattern(limits.behind).match(text, at, end):
        at = label.end()
        if at >= end:
            return None
    return Trim(0, at - start, "share-buttons", "widget", f"{len(met)} share buttons in a row")


@cache
def _label_pattern(labels: tuple[str, ...]) -> "re.Pattern[str]":
    listed = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?:{listed})(?!\w){_MARKS.pattern[:-1]}*")


@cache
def _button_pattern(names: tuple[str, ...]) -> "re.Pattern[str]":
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # behind a Latin name an Arabic letter may follow at once: «linkedinقال»; behind an Arabic one it is another word
    return re.compile(
        rf"({listed})(?![A-Za-z])(?:(?<=[A-Za-z])|(?![\u0621-\u064a])){_MARKS.pattern[:-1]}*", re.IGNORECASE
    )
