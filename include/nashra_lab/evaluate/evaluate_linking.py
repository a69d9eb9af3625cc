"""`python -m nashra_lab.evaluate.evaluate_linking`: how well linking does on pairs of names and on articles."""

import json
from pathlib import Path

import click

from nashra.door import run_door
from nashra.entities.link.linker import Linker
from nashra.errors import BadFile
from nashra.settings import load_settings
from nashra.text_files import read_text
from nashra_lab.evaluate.score_links import Score, add_article, gold_mentions, read_gold


@click.group()
def main() -> None:
    """Measure linking; prints JSON."""


@main.command()
@click.argument("pairs", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--type", "kind", default="PERS", show_default=True, help="Type of the names.")
@click.option("--half", type=click.Choice(["0", "1"]), help="Only every second pair, from this one on.")
def pairs(pairs: Path, kind: str, half: str | None) -> None:
    """Share of the pairs of PAIRS (a TSV, two names a line) that are given one id."""
    rows = [line.split("\t")[:2] for line in read_text(pairs).splitlines() if "\t" in line]
    if not rows:
        raise BadFile(f"{pairs} holds no pair: write two names a line with a tab between them")
    rows = rows[int(half) :: 2] if half else rows
    linker = Linker.load()
    joined = sum(linker.link(kind, one).entity_id == linker.link(kind, other).entity_id for one, other in rows)
    click.echo(json.dumps({"pairs": len(rows), "joined": joined / max(1, len(rows))}))


@main.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("bodies", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--faults", is_flag=True, help="List every mention that was missed, linked wrongly or made up.")
def articles(gold: Path, bodies: Path, faults: bool) -> None:
    """Score the entities of BODIES/<article>.txt (cleaned texts) against GOLD, recogniser and linker together."""
    from nashra.entities.recognise import load_recognizer

    rows = read_gold(gold)
    texts = {name: read_text(bodies / f"{name}.txt") for name in rows}
    linker, score = Linker.load(), Score()
    found = load_recognizer(load_settings()).mentions(list(texts.values()))
    for (name, body), mentions in zip(texts.items(), found, strict=True):
        linked = linker.link_article(mentions, body)
        add_article(score, name, gold_mentions(rows[name], body, linker), linked, body)
    click.echo(json.dumps(score.summary()))
    for label, counts in (("missed", score.missed), ("mislinked", score.mislinked), ("spurious", score.spurious)):
        for what, count in counts.most_common() if faults else []:
            click.echo(f"{label}\t{count}\t{what}")


if __name__ == "__main__":
    run_door(main)
