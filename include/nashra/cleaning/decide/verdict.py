"""From weights to verdicts: which lines go, which lose their tail, and why, in words for the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nashra.cleaning.corpus.evidence import LineEvidence
from nashra.cleaning.decide.alike import keep_alike
from nashra.cleaning.decide.by_form import told_by_form
from nashra.cleaning.decide.cut.glued import Trim
from nashra.cleaning.decide.others.above_the_day import take_above_the_day
from nashra.cleaning.decide.others.comes_back import come_back
from nashra.cleaning.decide.others.foreign_lists import foreign_lists
from nashra.cleaning.decide.others.other_story import Block, as_one, other_stories
from nashra.cleaning.decide.others.readings import take_readings
from nashra.cleaning.decide.others.strangers import take_strangers
from nashra.cleaning.decide.others.tickers import take_others, ticker_lines
from nashra.cleaning.decide.spared import spare
from nashra.cleaning.decide.weigh.features import AT, F32, GROUPS
from nashra.cleaning.decide.weigh.likeness import topical_words
from nashra.cleaning.decide.weigh.lone import relief_of_lone
from nashra.cleaning.decide.weigh.weigher import F64, Weigher
from nashra.cleaning.decide.weigh.weighing import SEEN, thresholds, weighing
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.page_places import PagePlaces
from nashra.cleaning.rules.rule_book import Hit

_SPEAKERS = (*GROUPS, "neighbours")
_NAMES = {  # columns that name a reason where no rule does, in this order
    "seen_before": ("repeated-in-article", "repeated"), "titles": ("title-of-another", "related"),
    "leads": ("teaser-of-another", "related"), "repeats": ("repeated-in-corpus", "chrome"),
    "no_letters": ("separator", "separator"),
}  # fmt: skip
_AROUND = {  # and those that name one where no hint does either
    "header_seen": ("after-header", "related"), "prelude": ("before-article", "navigation"),
    "postlude": ("behind-article", "related"),
}  # fmt: skip
_NAMING = [AT[name] for name in (*_NAMES, *_AROUND)]
_SEEN = [AT[name] for name in SEEN]
_AMID = ("advert", "metadata", "template")  # categories of lines that may stand in an article's middle
_RANK = {"certain": 0, "strong": 1, "hint": 2}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line goes."""

    rule: str
    category: str
    evidence: str


@dataclass(slots=True)
class Verdicts:
    """Verdicts on the lines of a batch."""

    odds: F64  # (n,) log odds, rules' own share among them
    threshold: F64  # (n,)
    goes: Bool  # (n,)
    bound: Bool  # (n,) lines that a certain rule fires on
    metadata: Bool  # (n,) lines about the article: they leave the body whatever the odds
    reasons: dict[int, Reason]  # for lines that go, or are metadata
    heads: dict[int, Trim]  # what is cut off the beginning of a line that stays otherwise
    tails: dict[int, Trim]  # and off its end, the longest
    others: list[Block]  # other stories that stay
    verse: Bool  # (n,) lines of poems
    held: Bool  # (n,) lines that an editor keeps

    def unsure(self) -> Bool:
        """(n,) lines that stay and nearly went. Of a poem all would, so none is."""
        return ~self.goes & ~self.held & ~self.verse & (self.odds > self.threshold - weighing().unsure.below)


def judge(
    weigher: Weigher,
    lines: Lines,
    hits: Sequence[Hit],
    features: F32,
    seen: LineEvidence,
    glued: tuple[dict[int, Trim], dict[int, Trim]],
    about: Mapping[int, str],
    titles: Sequence[str | None],
    places: PagePlaces | None = None,
) -> Verdicts:
    """All verdicts of a batch; each depends on its own article alone. `glued`: pieces cut off lines' beginnings and
    ends; `seen`: what other articles say of the lines; `about`: lines that are metadata wholly, with their kind;
    `places`: where the lines of pages stood; `titles`: those of the articles' records."""
    n = len(features)
    best: dict[int, Hit] = {}
    heads, tails = glued[0], dict(glued[1])
    bonus = np.zeros(n)
    metadata = np.zeros(n, dtype=np.bool_)
    certain = weighing().certain
    for hit in hits:
        at = hit.line
        if hit.inline:
            start = lines.raw_offset(at, hit.start)
            if at not in tails or start < tails[at].start:
                end, said = len(lines.raw(at)), f"tail of a line, rule {hit.rule.strength}"
                tails[at] = Trim(start, end, hit.rule.id, hit.rule.category, said)
            continue
        if hit.rule.category == "metadata":
            metadata[at] = True
        elif hit.rule.strength == "certain":
            bonus[at] = certain
        if at not in best or _RANK[hit.rule.strength] < _RANK[best[at].rule.strength]:
            best[at] = hit
    metadata[list(about)] = True
    tickers = ticker_lines(lines) & ~metadata
    bonus[tickers] = certain
    learned, _, near, far = weigher.hidden(features, lines.article) if n else (bonus, bonus, bonus, bonus)
    odds = learned + bonus
    threshold = thresholds(lines.letters, features, hits, places)
    goes = odds > threshold
    verse = spare(goes, odds - threshold, features, lines, hits)
    keep_alike(goes, odds - threshold, metadata, features, lines)
    relief = foreign_lists(features, lines, goes, odds - threshold, verse)
    goes |= (odds <= threshold) & (odds > threshold - relief)
    threshold = threshold - relief
    if relief.any():
        keep_alike(goes, np.where(relief > 0, odds - threshold, np.inf), metadata, features, lines)
    formed = {line: told for line, told in told_by_form(lines).items() if not verse[line]}
    goes[list(formed)] = True
    _follow(goes, odds, features, lines)
    topical = topical_words(lines)
    paragraph = features[:, AT["long"]] > 0
    entitled = np.array([bool(title) for title in titles], dtype=np.bool_)[lines.article]
    tickers[take_others(goes, odds, paragraph, topical, metadata, verse, entitled, lines)] = True
    tickers[take_readings(goes, metadata, lines)] = True
    tickers[take_strangers(goes, odds, topical, metadata, verse, lines)] = True
    fixed = (features[:, [AT["certain"], AT["strong"], AT["titles"]]] > 0).any(axis=1) | metadata
    tickers[take_above_the_day(goes, odds - threshold, topical, metadata, titles, lines)] = True
    header = features[:, AT["header"]] > 0.5
    behind = (features[:, AT["header_seen"]] > 0) & (features[:, _SEEN] == 0).all(axis=1)
    back = come_back(goes, fixed, header, behind, paragraph, topical, lines)
    ends = features[:, AT["tail_mark"]] > 0.5
    page = goes & _around(best, n)
    page[[line for line, (_, category) in formed.items() if category == "end"]] = True
    stories = other_stories(lines, paragraph, topical, about.keys(), ends, goes, back, page)
    others = as_one(goes, fixed, lines, paragraph, stories)
    threshold = threshold - _take_lone(goes, odds - threshold, features, hits, seen, metadata | verse, lines)
    told = np.flatnonzero(goes)
    weights = weigher.explain(features[told], (near[told], far[told])) if told.size else np.zeros((0, 1))
    reasons: dict[int, Reason] = {}
    numbers = [column[told].tolist() for column in (bonus, odds, threshold)]
    shown = features[told][:, _NAMING].tolist()
    for line, row, own, *found in zip(told.tolist(), shown, weights.tolist(), *numbers, strict=True):
        rule, category = ("ticker-of-others", "ticker") if tickers[line] else _name(best.get(line), row)
        if line in formed and line not in best:
            rule, category = formed[line]
        if line in about and not bonus[line]:
            rule, category = f"metadata-{about[line]}", "metadata"
        reasons[line] = Reason(rule, category, _words(own, *found))
    for line in np.flatnonzero(metadata & ~goes).tolist():
        rule = f"metadata-{about[line]}" if line in about else best[line].rule.id
        reasons[line] = Reason(rule, "metadata", "says something about the article")
    held = np.zeros(n, dtype=np.bool_)
    return Verdicts(odds, threshold, goes, bonus > 0, metadata, reasons, heads, tails, others, verse, held)


def _take_lone(
    goes: Bool, over: F64, features: F32, hits: Sequence[Hit], seen: LineEvidence, apart: Bool, lines: Lines
) -> F64:
    """Marks lines of lone articles as going, and returns by how much lower their thresholds are: last, since whatever
    stands in rows and lists is judged as one, and spared for its form as other lines are."""
    relief = relief_of_lone(lines, seen, features, np.where(goes | apart, -np.inf, over))
    more = over > -relief
    more &= relief > 0
    if more.any():
        all_told = goes | more
        spare(all_told, over, features, lines, hits)
        keep_alike(all_told, over, apart, features, lines)
        more &= all_told
        goes |= more
    return np.where(more, relief, 0.0)


def _around(best: Mapping[int, Hit], size: int) -> Bool:
    """(n,) lines that pages have behind an article, by a rule: no adverts, which stand in its middle, no headers, which
    have lists of their own below them, nor what says something about it."""
    found = np.zeros(size, dtype=np.bool_)
    rules = {at: hit.rule for at, hit in best.items()}
    found[[at for at, rule in rules.items() if rule.scope != "block" and rule.category not in _AMID]] = True
    return found


def _follow(goes: Bool, odds: F64, features: F32, lines: Lines) -> None:
    """A second article behind a header goes as a whole: what follows its first paragraph needs less evidence."""
    known = weighing().second_story
    behind = (features[:, AT["header_seen"]] > 0) & (features[:, AT["chars_before"]] > known.reached)
    # A header without a headline behind it lost its titles: what follows is the article's own.
    led = np.zeros(goes.size, dtype=np.bool_)
    led[1:] = goes[:-1] & (features[:-1, AT["header"]] == 0) & (lines.article[1:] == lines.article[:-1])
    start = np.flatnonzero((goes | (led & (odds > known.begins))) & behind & (features[:, AT["long"]] > 0)).tolist()
    end = lines.first[lines.article + 1]
    for line in start:
        if not goes[line] and (odds[line : end[line]] < known.follows).any():
            continue  # the story goes on behind the headline of another
        goes[line] = True
        at = line + 1
        while at < end[line] and not goes[at] and odds[at] > known.follows:
            goes[at] = True
            at += 1


def _name(hit: Hit | None, row: Sequence[float]) -> tuple[str, str]:
    """Rule and category of a line that goes: the strongest rule's, or what weighed without a rule. `row` has the
    features in _NAMING."""
    if hit is not None and hit.rule.strength != "hint":
        return hit.rule.id, hit.rule.category
    for value, named in zip(row, _NAMES.values(), strict=False):
        if value > 0:
            return named
    if hit is not None:
        return hit.rule.id, hit.rule.category
    for value, named in zip(row[len(_NAMES) :], _AROUND.values(), strict=True):
        if value > 0:
            return named
    return "inside-article", "related"


def _words(weights: list[float], bonus: float, odds: float, threshold: float) -> str:
    parts = [(weight, name) for weight, name in zip(weights, _SPEAKERS, strict=True) if not -0.1 < weight < 0.1]
    if abs(bonus) >= 0.1:
        parts.append((bonus, "certain rule"))
    parts.sort(reverse=True)
    return f"{', '.join([f'{name} {weight:+.1f}' for weight, name in parts])}: {odds:.1f} over {threshold:.1f}"
