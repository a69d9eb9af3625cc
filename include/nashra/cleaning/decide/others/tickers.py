"""Headlines and teasers of other stories around the text, as archives and aggregators print them: run together in one
line, or one below the other, above it; teasers cut off with dots below it."""

import re

import numpy as np

from nashra.cleaning.decide.others.parted_tickers import NEAR, PIECES, SENTENCES, are_headlines, by_mark, parted_lines
from nashra.cleaning.decide.weigh.likeness import topic_of
from nashra.cleaning.decide.weigh.weigher import F64
from nashra.cleaning.decide.weigh.weighing import weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines

PARAGRAPH = 60  # letters of another line, which is the text's own
LEAD = 4  # paragraphs that say what the story is about
_GAP = re.compile(r"[ \u00a0\u3000]{3,}|\s*\t\s*")
_DOTS = re.compile(r"\.\.|…")
_FACT = re.compile(
    r"[^:\d]{2,25}:[^:\d]{0,12}\d|\d{1,2}:\d\d ?[|:] ?[^|–-]{3,30} [–-] "
)  # of a table, which is the news


def ticker_lines(lines: Lines) -> Bool:
    """(n,) which lines are such tickers in one line."""
    found = np.zeros(lines.letters.size, dtype=np.bool_)
    place = np.arange(found.size) - lines.first[lines.article]
    # White space that wants repair is in few lines, and a full stop ends most of the others.
    asked = (lines.odd > 0) | (lines.counts[:, ch.LATIN] >= PIECES * 3)
    asked &= (lines.letters >= PARAGRAPH) & (place < NEAR) & (lines.tail != ch.STOP)
    for line in np.flatnonzero(asked).tolist():
        own = range(lines.first[lines.article[line]], lines.first[lines.article[line] + 1])
        if any(lines.letters[other] >= PARAGRAPH for other in own if other != line):
            found[line] = _runs_together(lines.raw(line))
    return found


def _runs_together(line: str) -> bool:
    if are_headlines(_GAP.split(line)):
        return True
    return are_headlines(by_mark(line))


def take_others(
    goes: Bool,
    odds: F64,
    paragraph: Bool,
    topical: Bool,
    metadata: Bool,
    verse: Bool,
    titled: Bool,
    lines: Lines,
) -> list[int]:
    """Marks lines that go since they are headlines or teasers of other stories around the text, and returns them.

    `paragraph` marks long lines, `topical` words that stand for a topic, `metadata` lines about the article, `verse`
    what looks like verse, `titled` lines of articles whose records have a title."""
    if not goes.size:
        return []
    cut = _cut_off(lines)
    above = _above(goes, odds, cut, paragraph, topical, metadata, verse, lines)
    goes[above] = True
    below = _below(goes, cut, paragraph, topical, verse | metadata, lines)
    goes[below] = True
    on_top = _on_top(goes, cut, paragraph, topical, metadata | titled, lines)
    goes[on_top] = True
    parted = parted_lines(goes, paragraph, topical, metadata | titled | verse, lines)
    goes[parted] = True
    return above + below + on_top + parted


def _above(
    goes: Bool, odds: F64, cut: Bool, paragraph: Bool, topical: Bool, metadata: Bool, verse: Bool, lines: Lines
) -> list[int]:
    """Lines above an article's first paragraph that are headlines of other stories, one below the other: several that
    went or nearly went by themselves or are cut off with dots, of which the story says next to nothing, down to its own
    headline. Headlines of one length look like verse too."""
    known = weighing().ticker
    words = np.diff(lines.word_first)
    cut = cut & ~metadata & (words >= known.words)
    paragraph = paragraph & ~cut
    headline = ~paragraph & ~metadata & (words >= known.words)
    whole = ~np.isin(lines.tail, (ch.STOP, ch.COMMA, ch.COLON)) & ~np.isin(lines.head, (ch.BULLET, ch.DASH))
    headline &= cut | whole
    first = lines.first[:-1]
    text = np.flatnonzero(paragraph)
    if not text.size or not first.size:
        return []
    lead = text[np.minimum(np.searchsorted(text, first), text.size - 1)]  # of each article its first paragraph
    inside = (lead >= first) & (lead < lines.first[1:])
    many = np.concatenate([[0], np.cumsum(headline)])
    enough = inside & (many[np.maximum(lead, first)] - many[first] >= known.lines)
    found: list[int] = []
    for article in np.flatnonzero(enough).tolist():
        top = [line for line in range(int(first[article]), int(lead[article])) if headline[line] or not goes[line]]
        if goes[top].all():
            continue
        end = int(lines.first[article + 1])
        paragraphs = text[(text >= lead[article]) & (text < end)][:LEAD].tolist()
        story = set[int]().union(*(topic_of(line, topical, lines) for line in paragraphs))
        run = top
        for place, line in enumerate(top):
            own = set(topic_of(line, topical, lines))
            announces = lines.tail[line] == ch.COLON and not goes[line] and len(own) >= known.own
            twice = place + 1 < len(top) and lines.hash[line] == lines.hash[top[place + 1]]  # as a page's own headline
            if twice or announces or len(own & story) >= max(known.own, known.told * len(own)):
                run = top[:place]
                break
        while run and not headline[run[-1]]:
            run.pop()  # it stands below them
        facts = {line for line in run if lines.counts[line, ch.DIGIT] and _FACT.match(lines.fold(line))}
        run = [line for line in run if line not in facts]
        said = [line for line in run if headline[line]]
        if len(said) < known.lines or len(said) < len(run) - known.others:
            continue
        if cut[said].any() and any(_DOTS.search(lines.raw(line)) for line in paragraphs):
            continue
        mean = known.mean + known.verse * bool(verse[said].any())
        nearly = odds[said].min() > known.least and odds[said].mean() > mean
        if nearly or cut[said].mean() >= known.cut or goes[said].mean() >= known.gone:
            found += [line for line in run if not goes[line]]
    return found


def _on_top(goes: Bool, cut: Bool, paragraph: Bool, topical: Bool, told: Bool, lines: Lines) -> list[int]:
    """First lines of which the text below says next to nothing: a teaser cut off with dots above what goes (a masthead,
    an advert), and headlines run together with hardly a mark between them. `told` marks lines about the article, and
    those of articles whose title is given: what their first paragraph is about need not come again."""
    known = weighing().ticker
    first = lines.first_lines
    cut = cut[first] & goes[np.minimum(first + 1, goes.size - 1)]
    marks = lines.counts[first][:, [ch.STOP, ch.COMMA]].sum(axis=1)
    run = (lines.letters[first] >= known.run) & (marks * known.apart <= lines.letters[first])
    run &= lines.tail[first] != ch.STOP
    found: list[int] = []
    asked = (cut | run) & ~goes[first] & ~told[first]
    for line, teaser in zip(first[asked].tolist(), cut[asked].tolist(), strict=True):
        end = int(lines.first[lines.article[line] + 1])
        text = [other for other in range(line + 1, end) if paragraph[other] and not goes[other]]
        own = set(topic_of(line, topical, lines))
        both = len(own & set[int]().union(*(topic_of(other, topical, lines) for other in text)))
        if text and both < known.stray * len(own) and (teaser or not SENTENCES.search(lines.raw(line))):
            found.append(line)
    return found


def _below(goes: Bool, cut: Bool, paragraph: Bool, topical: Bool, spared: Bool, lines: Lines) -> list[int]:
    """Lines at an article's end that are cut off with dots, several one below the other, and headlines among them, of
    which the text above says next to nothing: teasers of other stories."""
    known = weighing().ticker
    words = np.diff(lines.word_first)
    cut = cut & ~spared & (words >= known.words)
    ends = np.maximum(lines.first[1:] - 1, 0)
    between = ~paragraph & (words >= known.words) & (~np.isin(lines.tail, (ch.STOP, ch.COLON)) | lines.trails_off)
    last = np.maximum.accumulate(np.where(goes, -1, np.arange(goes.size)))[ends]  # that stays, up to each article's end
    found: list[int] = []
    own_line = (last >= lines.first[:-1]) & (lines.first[1:] > lines.first[:-1])
    for article in np.flatnonzero(own_line & cut[np.maximum(last, 0)]).tolist():
        stay = [line for line in range(int(lines.first[article]), int(last[article]) + 1) if not goes[line]]
        run: list[int] = []
        while stay and (cut[stay[-1]] or (run and between[stay[-1]])):
            run.append(stay.pop())
        while run and not cut[run[-1]] and sum(cut[run]) < len(run) / 2:
            stay.append(run.pop())  # lines of the text itself
        if sum(cut[run]) < known.teasers or not any(paragraph[line] for line in stay):
            continue
        if any(_DOTS.search(lines.raw(line)) for line in stay):
            continue  # a writer who ends his sentences so
        text = set[int]().union(*(topic_of(line, topical, lines) for line in stay))
        own = [set(topic_of(line, topical, lines)) for line in run]
        if sum(len(words & text) for words in own) < known.told * sum(map(len, own)):
            found += run
    return found


def _cut_off(lines: Lines) -> Bool:
    """(n,) which lines end with three dots, and begin with a word or a bullet."""
    found = lines.trails_off & ~np.isin(lines.head, (ch.DASH, ch.STOP))
    for line in np.flatnonzero(found).tolist():
        found[line] = lines.raw(line).rstrip("]) ").endswith(("…", "..."))
    return np.asarray(found)
