"""`python -m nashra_lab.gold.draw_names POOL OUT`: draws the news whose names are to be labelled by reading.

POOL is `pool_dev.parquet` (id, licence, text). Only texts under Apache-2.0 are drawn, since a recogniser that learns
from them keeps some of their words; each once, in the order of a seeded hash, until there are enough words.
"""

import hashlib
import re
from pathlib import Path

import click
import pyarrow.parquet as pq

from nashra.door import run_door

SEED = "names-2026"
WORDS, LEAST = 74_000, 40  # in all, and of an article that is drawn


def drawn_articles(pool: Path, held_out: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """(id, text) of the drawn articles; `held_out` are beginnings of bodies that are gold elsewhere."""
    rows = [row for row in pq.read_table(pool).to_pylist() if row["licence"] == "Apache-2.0"]
    rows.sort(key=lambda row: hashlib.sha256(f"{SEED}|{row['id']}".encode()).hexdigest())
    seen: set[str] = set()
    drawn, total = [], 0
    for row in rows:
        text, beginning = row["text"], re.sub(r"\W", "", row["text"])[:120]
        words = len(text.split())
        if beginning in seen or any(body in text for body in held_out):
            continue
        seen.add(beginning)
        if words >= LEAST:
            drawn.append((row["id"], text))
            total += words
        if total > WORDS:
            break
    return drawn


@click.command()
@click.argument("pool", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--held-out", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A beginning a line.")
def main(pool: Path, out: Path, held_out: Path | None) -> None:
    """Write OUT: `## id`, then the lines that hold text as `number| text`."""
    kept = frozenset(held_out.read_text(encoding="utf-8").splitlines()) if held_out else frozenset()
    with out.open("w", encoding="utf-8") as file:
        for article, text in (articles := drawn_articles(pool, kept)):
            file.write(f"## {article}\n")
            for number, line in enumerate(text.split("\n")):
                if line.strip():
                    file.write(f"{number}| {line.strip()}\n")
    click.echo(f"{len(articles)} articles in {out}")


if __name__ == "__main__":
    run_door(main)
