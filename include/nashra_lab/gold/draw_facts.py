"""`python -m nashra_lab.gold.draw_facts CORPUS OUT [--heads]`: articles whose title, date, place and agency are
to be labelled by reading; with --heads others, none of them in a set that is labelled, of which only the title is.

CORPUS holds `pool_dev.parquet` and `pool_dev2.parquet` (id, source, text). Seeded and stratified by source, one
article of each source in turn; what the pipeline makes of them has no say. Never drawn: sites that are kept unseen.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
import pyarrow.parquet as pq

from nashra.door import run_door
from nashra_lab.gold.fact_labels import LABELS, read_fact_labels
from nashra_lab.gold.line_labels import Key, read_line_labels, unseen_sites
from nashra_lab.gold.quote_labels import read_quote_labels
from nashra_lab.gold.topic_labels import read_topic_labels

SEED = "nashra-facts-2026"
WANTED = {"dev": 75, "dev2": 75}  # articles of each pool
HEADS_SEED = "nashra-heads-2026"
HEADS = {"dev": 47, "dev2": 53}
LINES, CHARACTERS = range(2, 121), 12_000  # with text, of an article that is drawn
HEAD, TAIL = 9, 3  # lines with text that a reader sees of both ends; between them, short lines with a number
BEGIN, END, SHORT = 190, 90, 70  # characters shown of both ends of a long line; of a short one

Row = dict[str, str]


def seeded(*parts: str) -> str:
    """A hash of some words, to draw and to order by."""
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def labelled() -> frozenset[Key]:
    """Articles of all sets that are labelled, whatever was labelled in them."""
    sets = (read_line_labels(), read_fact_labels(LABELS), read_quote_labels(), read_topic_labels())
    return frozenset(key for labels in sets for key in labels)


def candidates(corpus: Path, name: str, taken: frozenset[Key]) -> Iterator[Row]:
    """The articles of one pool that may be drawn, as rows of it; none of those that are taken."""
    unseen = unseen_sites()
    for row in pq.read_table(corpus / f"pool_{name}.parquet", columns=["id", "source", "text"]).to_pylist():
        filled = sum(1 for line in row["text"].split("\n") if line.strip())
        if (
            row["source"] not in unseen
            and (name, row["id"]) not in taken
            and filled in LINES
            and len(row["text"]) <= CHARACTERS
        ):
            yield row


def draw(corpus: Path, name: str, wanted: int, seed: str, taken: frozenset[Key] = frozenset()) -> list[Row]:
    """The articles of one pool, as rows of it; none of those that are taken."""
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in candidates(corpus, name, taken):
        by_source[row["source"]].append(row)
    for rows in by_source.values():
        rows.sort(key=lambda row: seeded(seed, name, row["id"]))
    drawn: list[Row] = []
    for rank in range(wanted):
        for source in sorted(by_source, key=lambda each: seeded(seed, "order", str(rank), each)):
            if rank < len(by_source[source]) and len(drawn) < wanted:
                drawn.append(by_source[source][rank])
    return drawn


def shown(text: str, head: int = HEAD, tail: int = TAIL) -> Iterator[str]:
    """What a reader sees of a text: its lines as `number| text`, long ones without their middle."""
    filled = [(number, line.strip()) for number, line in enumerate(text.split("\n")) if line.strip()]
    for rank, (number, line) in enumerate(filled):
        ends = rank < head or rank >= len(filled) - tail
        if ends or (len(line) <= SHORT and any(character.isdigit() for character in line)):
            cut = line if len(line) <= BEGIN + END else f"{line[:BEGIN]} [...] {line[-END:]}"
            yield f"{number}| {cut}"


def write_drawn(out: Path, rows: list[tuple[str, Row]], seed: str, head: int = HEAD, tail: int = TAIL) -> None:
    """Writes what was drawn of each corpus, in an order that tells nothing, as a reader needs it."""
    rows = sorted(rows, key=lambda each: seeded(seed, "shuffle", each[1]["id"]))
    with out.open("w", encoding="utf-8") as file:
        for name, row in rows:
            file.write("\n".join([f"## {name} {row['id']}", *shown(row["text"], head, tail)]) + "\n")
    click.echo(f"{len(rows)} articles in {out}")


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--heads", is_flag=True, help="Other articles, for their titles alone.")
def main(corpus: Path, out: Path, heads: bool) -> None:
    """Write OUT: `## corpus id`, then what of its lines a reader needs."""
    wanted, seed, taken = (HEADS, HEADS_SEED, labelled()) if heads else (WANTED, SEED, frozenset[Key]())
    rows = [(name, row) for name in wanted for row in draw(corpus, name, wanted[name], seed, taken)]
    write_drawn(out, rows, seed)


if __name__ == "__main__":
    run_door(main)
