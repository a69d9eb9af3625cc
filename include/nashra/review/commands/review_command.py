"""`nashra review`: what is worth an editor's eye, and what becomes of the answers."""

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nashra.day_option import Day
from nashra.errors import NashraError

if TYPE_CHECKING:
    from nashra.review.items import Item


@click.group("review", invoke_without_command=True)
@click.option("--day", "days", multiple=True, type=Day(), help="A published day; again for more.")
@click.option("--newest", default=1, show_default=True, type=click.IntRange(1), help="Days without --day.")
@click.option(
    "--json", "form", flag_value="json", help="A JSON object a question, with the answers that it may be given."
)
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values.")
@click.option("--lake", help="Where the tables are; NASHRA_LAKE or lake/ when not given.")
@click.pass_context
def review_group(
    ctx: click.Context, days: tuple[datetime, ...], newest: int, form: str | None, lake: str | None
) -> None:
    """List what of the published days is worth an editor's eye, or apply the answers.

    Lines that nearly stayed or nearly went, names that may be joined or split wrongly, names that are new, rules that
    drifted. An answer is one of the objects under "answers" of --json; `nashra review apply FILE` puts a file of them,
    one a line, into the data files that the next night reads.

    \b
    nashra review --newest 3
    nashra review --json | jq -c '.answers.keep // empty' > answers.jsonl
    """
    if ctx.invoked_subcommand is None:
        _list([day.date().isoformat() for day in days], newest, form, lake)


def _list(days: Sequence[str], newest: int, form: str | None, lake: str | None) -> None:
    from nashra.lake import Storage
    from nashra.review.queue import queue_of
    from nashra.settings import load_settings
    from nashra.tables.read.present import require_lake

    place = Storage(lake or load_settings().lake)
    require_lake(place)
    there = [name.removeprefix("day=") for name in place.folders("runs")]
    if missing := sorted(set(days) - set(there)):
        raise NashraError(f"not published in {place.address}: {', '.join(missing)}")
    chosen = sorted(days, reverse=True) or there[::-1][:newest]
    items = queue_of(place, chosen)
    if form == "json":
        for item in items:
            click.echo(json.dumps(_object(item), ensure_ascii=False))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(_cells(item) for item in items)
    else:
        from nashra.tables.read.grid import grid

        click.echo(grid(_COLUMNS, [_cells(item) for item in items], 60))
    click.echo(f"({len(items)} questions about {', '.join(chosen) or 'no day'})", err=True)


_COLUMNS = ("kind", "day", "asked", "about", "times", "answers", "article_id", "key")


def _cells(item: "Item") -> tuple[Any, ...]:
    facts = item.facts
    about = facts.get("other") or facts.get("observed") or facts.get("source") or facts.get("type") or ""
    return (
        item.kind, item.day, item.text, about, facts.get("times"), " | ".join(choice.name for choice in item.choices),
        item.examples[0].article_id if item.examples else "", item.key,
    )  # fmt: skip


def _object(item: "Item") -> dict[str, Any]:
    return {
        "kind": item.kind, "key": item.key, "day": item.day, "asked": item.text, **item.facts,
        "examples": [asdict(example) for example in item.examples],
        "answers": {choice.name: json.loads(choice.value) for choice in item.choices},
    }  # fmt: skip


@review_group.command("apply")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--patch", "as_patch", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
              help="Write a patch for `git apply` to this file (- for standard output); change nothing.")  # fmt: skip
@click.option("--who", default="", help="Who answered, where the answers don't say.")
def apply_command(answers: Path, as_patch: Path | None, who: str) -> None:
    """Put ANSWERS, a JSON object a line, into the data files that the next night reads; - for standard input.

    Lines go to include/rules/decisions/lines.tsv, names to include/reference/decisions. A later answer replaces an
    earlier one. `nashra rules try include/rules/decisions/lines.tsv` then shows what changes.
    """
    from nashra.review.answers import read_answers, signed
    from nashra.review.data_lines import edits_of
    from nashra.review.patch import alone, checked, patch, written
    from nashra.text_files import given_name, lines_given

    given = read_answers(lines_given(answers), given_name(answers))
    with alone():
        edits = edits_of([signed(one, one.who or who, one.when) for one in given])
        checked(edits)
        if not as_patch:
            written(edits)
    if as_patch == Path("-"):
        click.echo(patch(edits), nl=False)
    elif as_patch:
        as_patch.write_text(patch(edits), encoding="utf-8", newline="\n")
    for edit in edits:
        click.echo(f"include/{edit.path}: {edit.appended} rows added, {edit.replaced} replaced", err=True)
    click.echo(f"({len(given)} answers, {len(edits)} files {'would change' if as_patch else 'changed'})", err=True)
