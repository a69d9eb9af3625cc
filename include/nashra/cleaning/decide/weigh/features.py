"""What is known about each line, as numbers: its shape, its place, its topic, its doubles, what other
articles say of it and which rules fire on it. No number says which words a line holds.

`GROUPS` names the columns by kind of evidence, so that a verdict can be explained kind by kind.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from nashra.cleaning.corpus.evidence import LineEvidence
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64, Bool, doubles, mix, starts
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.read_lines import read_lines
from nashra.cleaning.lines.word_kinds import FUNCTION, OPENER, TIME, U8, kinds_of_words
from nashra.cleaning.rules.rule_book import Hit

F32 = npt.NDArray[np.float32]
LONG = 80  # letters from which a line is taken for a paragraph
GROUPS: dict[str, list[str]] = {
    "shape": [
        "letters", "words", "word_length", "stops", "ends_stop", "ends_quote", "ends_colon", "ends_comma",
        "ends_dots", "commas", "quotes", "colons", "bars", "dashes", "digits", "latin", "address", "symbols",
        "no_letters", "head_bullet", "head_digit", "head_quote", "question", "function", "opener", "waw", "al",
        "time", "short", "long", "trigger_words", "sentence",
    ],
    "place": [
        "from_start", "from_end", "relative", "first", "last", "lines", "blank_before", "blank_after", "blanks",
        "chars_before", "prelude", "postlude", "since_long", "until_long", "stops_used", "median", "to_median",
        "size", "long_share", "run_short",
    ],
    "topic": ["overlap", "overlap_title", "overlap_lead", "overlap_prev", "overlap_next", "content", "novel"],
    "double": ["seen_before", "seen_after", "seen_long", "like_title", "like_field", "prefix_before"],
    "corpus": [
        "repeats", "repeats_few", "repeats_many", "sources", "titles", "leads", "heads", "heads_share", "feet",
        "feet_share", "run_known",
    ],
    "rule": ["certain", "strong", "hint", "header", "glued", "tail_mark", "metadata", "part"],
    "before": ["since_header", "header_seen", "after_tail", "since_tail", "after_source", "headers"],
}  # fmt: skip
NAMES = [name for names in GROUPS.values() for name in names]
WIDTH = len(NAMES)
AT = {name: number for number, name in enumerate(NAMES)}
FEW_ARTICLES = 10  # of a source: a share is of at least so many
STRENGTH = {"certain": 1.0, "strong": 0.7, "hint": 0.4}


def measure(lines: Lines, hits: Sequence[Hit], seen: LineEvidence, titles: Sequence[str | None], triggers: Bool) -> F32:
    """(n, WIDTH) features; `titles` are the articles' title fields, `triggers` marks words that rules know."""
    n = lines.hash.size
    nothing = np.zeros(n, dtype=np.float32)
    nothing.flags.writeable = False
    table: Table = dict.fromkeys(NAMES, nothing)
    if n:
        kinds = lines.made(kinds_of_words)
        _shape(table, lines, kinds, triggers)
        _place(table, lines)
        _topic(table, lines, kinds, titles)
        _corpus(table, lines, seen)
        _rules(table, lines, hits)
    result = np.empty((WIDTH, n), dtype=np.float32)
    for number, name in enumerate(NAMES):
        result[number] = table[name]
    return result.T


Table = dict[str, npt.NDArray[Any]]


def _shape(t: Table, lines: Lines, kinds: U8, triggers: Bool) -> None:
    counts = lines.counts.astype(np.float32)
    total = np.maximum(lines.end - lines.start, 1)
    words = np.diff(lines.word_first)
    some = np.maximum(words, 1)
    letters = lines.letters
    t["letters"] = np.log1p(letters) / 6
    t["words"] = np.log1p(words) / 5
    t["word_length"] = letters / some / 8
    t["stops"] = np.minimum(counts[:, ch.STOP], 6) / 6
    dots = lines.trails_off
    tail, head = lines.tail, lines.head
    t["ends_stop"] = ((tail == ch.STOP) & ~dots) | (tail == ch.QUESTION)
    t["ends_quote"] = (tail == ch.QUOTE) | (tail == ch.BRACKET)
    t["ends_colon"] = tail == ch.COLON
    t["ends_comma"] = tail == ch.COMMA
    t["ends_dots"] = dots
    t["commas"] = np.minimum(counts[:, ch.COMMA] / some * 5, 1)
    t["quotes"] = np.minimum(counts[:, ch.QUOTE], 4) / 4
    t["colons"] = np.minimum(counts[:, ch.COLON] - (tail == ch.COLON), 2) / 2
    t["bars"] = np.minimum(counts[:, ch.BAR], 3) / 3
    t["dashes"] = np.minimum(counts[:, ch.DASH], 3) / 3
    t["digits"] = counts[:, ch.DIGIT] / total
    t["latin"] = counts[:, ch.LATIN] / total
    t["address"] = np.minimum(counts[:, ch.ADDRESS], 3) / 3
    t["symbols"] = (counts[:, ch.SYMBOL] + counts[:, ch.BULLET] + counts[:, ch.HIDDEN]) / total
    t["no_letters"] = letters == 0
    t["head_bullet"] = (head == ch.BULLET) | (head == ch.DASH) | (head == ch.SYMBOL) | (head == ch.BAR)
    t["head_digit"] = head == ch.DIGIT
    t["head_quote"] = (head == ch.QUOTE) | (head == ch.BRACKET)
    t["question"] = counts[:, ch.QUESTION] > 0
    t["function"] = _words_with(kinds & FUNCTION > 0, lines) / some
    t["time"] = np.minimum(count_flags(kinds & TIME, lines.word_line, letters.size), 3) / 3
    t["trigger_words"] = count_flags(triggers, lines.word_line, letters.size) / some
    has = words > 0
    first = np.minimum(lines.word_first[:-1], max(lines.word.size - 1, 0))
    if lines.word.size:
        t["opener"] = has & (kinds[first] & OPENER > 0)
        t["al"] = has & (lines.word[first] != lines.stem[first])
    t["waw"] = lines.plain_at(lines.fold_start) == ord("و")
    t["short"] = words <= 3
    t["long"] = letters >= LONG
    t["sentence"] = (letters >= 30) & t["ends_stop"].astype(bool) & (t["function"] > 0.08)


def _place(t: Table, lines: Lines) -> None:
    n = lines.hash.size
    article = lines.article
    first = lines.first[article]
    size = np.diff(lines.first)[article]
    index = np.arange(n) - first
    t["from_start"] = np.log1p(index) / 4
    t["from_end"] = np.log1p(size - 1 - index) / 4
    t["relative"] = index / np.maximum(size - 1, 1)
    t["first"] = index == 0
    t["last"] = index == size - 1
    t["lines"] = np.log1p(size) / 5
    gap = np.zeros(n)
    gap[1:] = np.where(article[1:] == article[:-1], lines.line_no[1:] - lines.line_no[:-1] - 1, 0)
    after = np.concatenate([gap[1:], [0]])
    t["blank_before"] = np.minimum(gap, 3) / 3
    t["blank_after"] = np.minimum(after, 3) / 3
    t["blanks"] = _mean(gap > 0, article, lines)
    letters = lines.letters.astype(np.float64)
    running = np.cumsum(letters) - letters
    total = np.maximum(_sum(letters, lines), 1)[article]
    t["chars_before"] = (running - running[first]) / total
    t["size"] = np.log1p(total) / 9
    long = lines.letters >= LONG
    t["long_share"] = _mean(long, article, lines)
    before, beyond = _distance(long, lines)
    t["prelude"] = before >= index + 1
    t["postlude"] = beyond >= size - index
    t["since_long"] = np.minimum(before, 8) / 8
    t["until_long"] = np.minimum(beyond, 8) / 8
    t["run_short"] = np.minimum(np.where(long, 0, before + beyond - 1), 12) / 12
    ends = t["ends_stop"].astype(bool) & long
    t["stops_used"] = (_sum(ends, lines) / np.maximum(_sum(long, lines), 1))[article]
    median = _median(lines)
    t["median"] = np.log1p(median[article]) / 6
    t["to_median"] = np.clip(np.log((letters + 5) / (median[article] + 5)), -3, 3) / 3


def _topic(t: Table, lines: Lines, kinds: U8, titles: Sequence[str | None]) -> None:
    """Words of four letters and more, without proclitics, stand for the topic.

    One sort brings the places of a word in an article together: the upper bits of a number are the word and
    its article, the lower ones the line.
    """
    n = lines.hash.size
    article = lines.article
    content = np.flatnonzero((lines.word_length >= 4) & (kinds & FUNCTION == 0))
    line = lines.word_line.take(content)
    salted = mix(lines.stem.take(content) ^ lines.salt[article].take(line))
    places = np.sort((salted & ~_LOW) | line.view(np.uint64))
    places = places.take(np.flatnonzero(starts(places)))  # each word once in a line
    line = (places & _LOW).view(np.int64)
    word = places & ~_LOW
    new = starts(word)
    at = np.flatnonzero(new)
    size = np.diff(np.concatenate([at, [word.size]]))
    group = np.repeat(np.arange(at.size), size)
    some = np.bincount(line, minlength=n)
    least = np.maximum(some, 1)

    def share(flags: Bool) -> F32:
        return (count_flags(flags, line, n) / least).astype(np.float32)

    t["content"] = np.log1p(some) / 4
    t["overlap"] = share((size >= 2).take(group))
    long = lines.letters >= LONG
    in_long = long.take(line)
    longs = count_flags(in_long, group, at.size)
    t["novel"] = 1 - share(longs.take(group) > in_long)
    opening = np.zeros(n, dtype=np.bool_)
    opening[lines.first[article]] = True
    opens = opening.take(line)
    t["overlap_title"] = share(opens.take(at).take(group) & ~opens)
    leading = np.zeros(n, dtype=np.bool_)
    leading[_first_true(long, lines)[article]] = True
    leads = leading.take(line)
    in_lead = np.zeros(at.size, dtype=np.bool_)
    in_lead[group.take(np.flatnonzero(leads))] = True
    t["overlap_lead"] = share(in_lead.take(group) & ~leads)
    joined = ~new[1:] & (line[1:] == line[:-1] + 1)
    t["overlap_prev"] = share(np.concatenate([[False], joined])) if line.size else t["overlap_prev"]
    t["overlap_next"] = share(np.concatenate([joined, [False]])) if line.size else t["overlap_next"]
    common, back = t["overlap_title"] * some, some[np.minimum(lines.first[article], n - 1)]
    t["like_title"] = np.where(common > 0, common / np.maximum(some + back - common, 1), 0)
    t["like_field"] = like_titles(lines, titles)
    _doubles(t, lines)


_LOW = np.uint64((1 << 24) - 1)


def like_titles(lines: Lines, titles: Sequence[str | None]) -> F32:
    """1 for a line that has the letters of its article's title field."""
    if not any(titles):
        return np.zeros(lines.hash.size, dtype=np.float32)
    fields = read_lines([" ".join((title or "").split()) for title in titles])
    field = np.zeros(len(titles), dtype=np.uint64)
    field[fields.article] = fields.hash
    own = field[lines.article]
    return np.asarray((lines.hash == own) & (own != 0), dtype=np.float32)


def _doubles(t: Table, lines: Lines) -> None:
    t["seen_before"], t["seen_after"] = lines.again
    t["seen_long"] = lines.again[0] & (lines.letters >= LONG)
    before, _ = doubles(lines.prefix ^ lines.salt[lines.article])
    t["prefix_before"] = before & (lines.prefix != 0)


def _corpus(t: Table, lines: Lines, seen: LineEvidence) -> None:
    t["repeats"] = np.log1p(seen.repeats) / 5
    t["repeats_few"] = (seen.repeats >= 1) & (seen.repeats <= 5)
    t["repeats_many"] = seen.repeats >= 3
    t["sources"] = np.minimum(np.maximum(seen.sources - 1, 0), 3) / 3
    t["titles"] = np.minimum(seen.titles, 2) / 2
    t["leads"] = np.minimum(seen.leads, 2) / 2
    others = np.maximum(seen.of_source - 1, FEW_ARTICLES)
    for name, count in (("heads", seen.heads), ("feet", seen.feet)):
        t[name] = np.log1p(count) / 5
        t[f"{name}_share"] = count / others
    t["run_known"] = _known_in_run(lines, (seen.repeats > 0) | (seen.titles > 0) | (seen.leads > 0))


def _known_in_run(lines: Lines, known: Bool) -> F32:
    """Of the other short lines in a line's run of short lines, the share that other articles have; 0 for paragraphs."""
    short = lines.letters < LONG
    new = np.ones(short.size, dtype=np.bool_)
    new[1:] = (short[1:] != short[:-1]) | (lines.article[1:] != lines.article[:-1])
    run = np.cumsum(new) - 1
    size, found = np.bincount(run), np.bincount(run, known)
    return np.asarray(short * (found[run] - known) / np.maximum(size[run] - 1, 1), dtype=np.float32)


def _rules(t: Table, lines: Lines, hits: Sequence[Hit]) -> None:
    n = lines.hash.size
    for name in ("certain", "strong", "hint", "header", "glued", "tail_mark", "metadata", "part"):
        t[name] = np.zeros(n, dtype=np.float32)
    for hit in hits:
        rule, at = hit.rule, hit.line
        value = STRENGTH[rule.strength]
        if rule.category == "metadata":
            t["metadata"][at] = max(t["metadata"][at], value)
            continue
        if hit.inline:
            t["part"][at] = 1
            continue
        t[rule.strength][at] = 1
        if rule.scope == "block":
            t["header"][at] = max(t["header"][at], value)
        if rule.category == "related" and rule.scope == "line":
            t["glued"][at] = max(t["glued"][at], value)
        if rule.scope == "tail":
            t["tail_mark"][at] = max(t["tail_mark"][at], value)
    index = np.arange(n) - lines.first[lines.article]
    header, tail = t["header"] > 0.5, t["tail_mark"] > 0.5
    since, _ = _distance(header, lines, own=False)
    t["since_header"] = np.where(since <= index, 1 / np.maximum(since, 1), 0)
    t["header_seen"] = since <= index
    t["headers"] = (np.minimum(_sum(header, lines), 5) / 5)[lines.article]
    since, _ = _distance(tail, lines, own=False)
    t["after_tail"] = since <= index
    t["since_tail"] = np.where(since <= index, 1 / np.maximum(since, 1), 0)
    source = (t["metadata"] > 0.5) & (t["chars_before"] > 0.5)
    since, _ = _distance(source, lines, own=False)
    t["after_source"] = since <= index


def _sum(values: npt.NDArray[np.generic], lines: Lines) -> npt.NDArray[np.float64]:
    """Sum over each article."""
    total = np.bincount(lines.article, weights=values.astype(np.float64), minlength=len(lines.first) - 1)
    return total.astype(np.float64)


def _mean(values: Bool, article: I64, lines: Lines) -> F32:
    """Mean over a line's article."""
    return (_sum(values, lines) / np.maximum(np.diff(lines.first), 1)).astype(np.float32)[article]


def count_flags(flags: npt.NDArray[Any], at: I64, size: int) -> I64:
    """(size,) how many of the flags that are not 0 stand at each place; several times as fast as flags as weights."""
    return np.bincount(at.take(np.flatnonzero(flags)), minlength=size)


def _words_with(flags: Bool, lines: Lines) -> I64:
    """(n,) how many of each line's words have a flag that many words have; as `count_flags` counts."""
    before = np.zeros(flags.size + 1, dtype=np.int64)
    np.cumsum(flags, out=before[1:])
    return np.diff(before.take(lines.word_first))


def _median(lines: Lines) -> npt.NDArray[np.float64]:
    """(articles,) of the letters of each article's lines."""
    ordered = np.sort(lines.article << 40 | lines.letters)  # one sort of numbers, the article above the letters
    size = np.diff(lines.first)
    middle = np.minimum(lines.first[:-1] + size // 2, max(ordered.size - 1, 0))
    return np.where(size > 0, ordered[middle] & ((1 << 40) - 1), 0).astype(np.float64)


def _first_true(flags: Bool, lines: Lines) -> I64:
    """Index of the first line of each article that has the flag; its first line when none has."""
    spots = np.concatenate([np.flatnonzero(flags), [flags.size]])
    found = spots[np.searchsorted(spots, lines.first[:-1])]
    return np.where(found < lines.first[1:], found, np.minimum(lines.first[:-1], flags.size - 1))


def _distance(flags: Bool, lines: Lines, own: bool = True) -> tuple[I64, I64]:
    """Lines back to and on to the nearest line with the flag, 0 for itself (with `own`); beyond the article's
    edge the distance is greater than its number of lines."""
    n = flags.size
    here = np.arange(n)
    far = 1 << 20
    last = np.maximum.accumulate(np.where(flags, here, -far))
    if not own:
        last = np.concatenate([[-far], last[:-1]])
    after = np.minimum.accumulate(np.where(flags, here, n + far)[::-1])[::-1]
    if not own:
        after = np.concatenate([after[1:], [n + far]])
    start, end = lines.first[lines.article], lines.first[lines.article + 1]
    return np.where(last >= start, here - last, far), np.where(after < end, after - here, far)
