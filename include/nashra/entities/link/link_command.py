"""`nashra link`: which entity a name is, and why."""

from collections.abc import Iterable
from pathlib import Path

import click

from nashra.entities.link.linker import Linker
from nashra.entities.link.types import TYPES
from nashra.errors import BadFile
from nashra.text_files import STANDARD, lines_given, require_text


@click.command("link")
@click.argument("in_", metavar="[IN]", required=False,
                type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))  # fmt: skip
@click.argument("out", metavar="[OUT]", required=False,
                type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))  # fmt: skip
@click.option("--explain", metavar="NAME", help="Say which entity a name is and why, instead of reading IN.")
@click.option("--type", "kind", type=click.Choice(TYPES), default="PERS", show_default=True, help="For --explain.")
def link_command(in_: Path | None, out: Path | None, explain: str | None, kind: str) -> None:
    """Link the names of IN, lines of TYPE<tab>NAME, to OUT: the same lines with the entity's id added.

    Either may be - for standard input and output.

    \b
    nashra link names.tsv linked.tsv
    nashra link --explain شويجو
    """
    if explain is not None:
        require_text(explain, "the name")
        click.echo(explain_name(kind, explain))
        return
    if in_ is None or out is None:
        raise click.UsageError("IN and OUT are needed, or --explain NAME")
    text = "".join(f"{line}\n" for line in linked(lines_given(in_)))
    if out == STANDARD:
        click.echo(text, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8", newline="\n")


def linked(lines: Iterable[str]) -> Iterable[str]:
    """The lines TYPE<tab>NAME with an id added; a blank one stays. Raises BadFile for any other."""
    rows = [_row(number, line.rstrip("\r\n")) for number, line in enumerate(lines, 1)]  # before seconds of loading
    linker = Linker.load()
    for line, kind, name in rows:
        yield f"{line}\t{linker.link(kind, name).entity_id}" if name else ""


def _row(number: int, line: str) -> tuple[str, str, str]:
    """A line, its type and its name; both are empty in a blank line."""
    kind, _, rest = line.partition("\t")
    name = rest.split("\t")[0]
    if not line.strip():
        return line, "", ""
    if kind not in TYPES or not name.strip():
        raise BadFile(f"line {number}: expected {'|'.join(TYPES)}<tab>name, got {line[:200]!r}")
    return line, kind, name


def explain_name(kind: str, name: str) -> str:
    """Some lines on how a name is linked: the entity, the step that decided, what was cut off."""
    linker = Linker.load()
    bare = linker.trimmer.bare(kind, name)
    link = linker.link(kind, name)
    facts = {
        "name": name,
        "without titles and clitics": bare if bare != name else None,
        "entity": link.entity_id,
        "type": link.type,
        "Arabic": link.name_ar,
        "English": link.name_en or linker.english(bare, kind),
        "English from": link.english_from or linker.english_and_origin(bare, kind)[1],
        "country": link.country,
        "GeoNames": link.geonames_id,
        "Wikidata": link.wikidata_id,
        "place": f"{link.latitude}, {link.longitude}" if link.latitude is not None else None,
        "because": link.why,
        "normal form": linker.steps.form_of(kind, bare),
    }
    return "\n".join(f"{label}: {value}" for label, value in facts.items() if value is not None)
