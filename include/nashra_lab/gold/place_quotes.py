"""`python -m nashra_lab.gold.place_quotes CORPUS READ OUT`: turns what a reader wrote into labels of places.

A reader has the sheet of `draw_quotes`, with a number before each word and Qn at each pair of marks, and writes READ:

    ## dev2 ID
    d Q2 44-45 7-8 43        kind, where, nearest mention of the speaker, fullest name, cue
    i 60-71 44 = 59          words 60 to 71; `=` is a fullest name at the same place, `-` is none
    n Q1 title               marks that hold no quote, and what they hold

`44+2` leaves out the first two letters of word 44 (clitics), `44:6` takes its first six. Every Qn must have a row.
"""

import re
from pathlib import Path

import click
import pyarrow.parquet as pq

from nashra.door import run_door
from nashra.errors import NashraError
from nashra_lab.gold.quote_labels import (
    KINDS,
    WHATS,
    Key,
    LabelledQuotes,
    Quote,
    Span,
    text_digest,
    write_quote_labels,
)
from nashra_lab.gold.quote_marks import marked_pairs, words_of

_CLOSE = {"»": "«", "”": "“", '"': '"', ")": "("}
"""What closes a pair -> what opens it."""
_WORDS = re.compile(r"(\d+)(?:\+(\d+))?(?:-(\d+))?(?::(\d+))?")


class SheetError(NashraError):
    """A row that a reader wrote cannot be placed in the text."""


def pool_texts(corpus: Path) -> dict[Key, str]:
    """The text of every article of both pools in the folder `corpus`."""
    return {
        (name, row["id"]): row["text"]
        for name in ("dev", "dev2")
        for row in pq.read_table(corpus / f"pool_{name}.parquet", columns=["id", "text"]).to_pylist()
    }


def _place(word: str, text: str) -> Span | None:
    if word == "-":
        return None
    if word.startswith("Q"):
        start, end = marked_pairs(text)[int(word[1:]) - 1]
        inside = text[start:end]
        return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
    match = _WORDS.fullmatch(word)
    if match is None:
        raise SheetError(f"{word!r} names no words: write 12, 12-15, 12+2 or Q3")
    words = words_of(text)
    start = words[int(match[1])][0] + int(match[2] or 0)
    return start, start + int(match[4]) if match[4] else words[int(match[3] or match[1])][1]


def _whole(span: Span, text: str) -> Span:
    """The span with the mark or bracket at its edge whose fellow is inside, and with a percent sign after it."""
    start, end = span
    inside = text[start:end]
    after, before = text[end : end + 1], text[max(start - 1, 0) : start]
    if after in _CLOSE and inside.count(_CLOSE[after]) > (0 if after == _CLOSE[after] else inside.count(after)):
        even = after == _CLOSE[after] and inside.count(after) % 2 == 0
        end += 0 if even else 1
    if before and before in _CLOSE.values():
        closers = [close for close, opener in _CLOSE.items() if opener == before]
        shut = sum(map(inside.count, closers))
        start -= 1 if shut > inside.count(before) or (before in closers and shut % 2) else 0
    return start, end + 1 if text[end : end + 1] in "%٪" and end < len(text) else end


def place_row(row: str, text: str) -> Quote:
    """One row of a reader as a label. Raises SheetError for what cannot be placed."""
    kind, where, *rest = row.split()
    try:
        span = _place(where, text)
        places = None if kind == "n" else [_place(word, text) for word in rest if word != "="]
    except IndexError:
        raise SheetError(f"{row!r}: the text has no such word or pair of marks") from None
    if span is None or span[0] >= span[1] or kind not in KINDS:
        raise SheetError(f"{row!r}: expected a kind ({', '.join(KINDS)}) and words in order")
    if kind in ("i", "u", "o"):  # the marks of the others stand outside
        span = _whole(span, text)
    if places is None:
        if len(rest) != 1 or rest[0] not in WHATS:
            raise SheetError(f"{row!r}: say what the marks hold: {', '.join(WHATS)}")
        return Quote(KINDS[kind], span, what=rest[0])
    if len(rest) != 3:
        raise SheetError(f"{row!r}: expected the speaker, the fullest name and the cue after the place")
    if rest[1] == "=":
        places.insert(1, places[0])
    speaker, fullest, cue = places
    return Quote(KINDS[kind], span, speaker, fullest, cue)


def place_sheet(sheet: str, texts: dict[Key, str]) -> dict[Key, LabelledQuotes]:
    """All of what a reader wrote. Raises SheetError, with the article, also for marks that have no row."""
    labels: dict[Key, LabelledQuotes] = {}
    for article in re.split(r"(?m)^## ", sheet)[1:]:
        head, *rows = [row for row in article.splitlines() if row.strip()]
        corpus, _, article_id = head.partition(" ")
        text = texts[corpus, article_id]
        try:
            quotes = sorted((place_row(row, text) for row in rows), key=lambda quote: quote.span)
        except SheetError as error:
            raise SheetError(f"{article_id}: {error}") from None
        told = {word for row in rows for word in row.split()[1:2] if word.startswith("Q")}
        if missing := [n for n in range(1, len(marked_pairs(text)) + 1) if f"Q{n}" not in told]:
            raise SheetError(f"{article_id}: no row for the marks {', '.join(f'Q{n}' for n in missing)}")
        labels[corpus, article_id] = LabelledQuotes(text_digest(text), tuple(quotes))
    return labels


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("read", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--echo", is_flag=True, help="Also print the text at each place, to be read over.")
def main(corpus: Path, read: Path, out: Path, echo: bool) -> None:
    """Write the labels of the reader's file READ to OUT."""
    texts = pool_texts(corpus)
    labels = place_sheet(read.read_text(encoding="utf-8"), texts)
    write_quote_labels(labels, out)
    for key, labelled in labels.items() if echo else ():
        click.echo(f"## {' '.join(key)}")
        for quote in labelled.quotes:
            places = (quote.span, quote.speaker, quote.fullest, quote.cue)
            click.echo(" | ".join([quote.kind, *(texts[key][slice(*place)] if place else "-" for place in places)]))
    click.echo(f"{sum(len(labelled.quotes) for labelled in labels.values())} labels of {len(labels)} articles in {out}")


if __name__ == "__main__":
    run_door(main)
