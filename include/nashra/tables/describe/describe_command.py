"""`nashra describe`: the tables told to other tools."""

import json
from pathlib import Path
from typing import Any

import click

FORMS = ("contracts", "json-schema", "dbt", "openlineage")


@click.command("describe")
@click.argument("form", type=click.Choice(FORMS))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the files.")
@click.option("--lake", help="Where readers find the tables; NASHRA_LAKE or lake/ when not given.")
def describe_command(form: str, out: Path, lake: str | None) -> None:
    """Write what is known of the published tables for other tools. Nothing is read but the rules.

    contracts: a data contract a table, in the Open Data Contract Standard: columns, keys, checks, owner, when a day is
    there, how columns change. json-schema: of a row a table, as `nashra sql --json` prints it. dbt: sources.yml for
    dbt-duckdb. openlineage: the tasks, and what each column is made of (include/bi/lineage.yaml). Owner, contact and
    policy are in include/bi/contract.yaml.
    """
    from nashra.settings import load_settings
    from nashra.tables.describe.promise import read_promise
    from nashra.tables.dictionary.dictionary import load_dictionary

    settings, promise, tables = load_settings(), read_promise(), load_dictionary().published
    place = lake or settings.lake
    place = place if place.startswith("s3://") else str(Path(place).absolute())
    if form == "contracts":
        from nashra.tables.describe.contract import contract

        made = {f"{name}.odcs.yaml": contract(name, t, promise, settings.night, place) for name, t in tables.items()}
    elif form == "json-schema":
        from nashra.tables.describe.json_schema import json_schema

        made = {f"{name}.schema.json": json_schema(name, table) for name, table in tables.items()}
    elif form == "openlineage":
        from nashra.tables.describe.lineage import job_events

        made = {f"{task}.json": event for task, event in job_events(place, settings.landing).items()}
    else:
        from nashra.tables.describe.dbt_sources import dbt_sources

        made = {"sources.yml": dbt_sources(tables, promise, place)}
    out.mkdir(parents=True, exist_ok=True)
    for file, said in made.items():
        (out / file).write_text(_written(file, said), encoding="utf-8")
        click.echo(out / file)


def _written(file: str, said: dict[str, Any]) -> str:
    if file.endswith(".json"):
        return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    import yaml

    return str(yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=120))
