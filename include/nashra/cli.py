"""The `nashra` command. Each verb lives in the package it belongs to and is imported when it is called."""

import importlib

import click

from nashra.door import run_door

# verb -> where its click command is, and its one line in --help (so that --help imports none of them)
VERBS = {
    "run": ("nashra.night.run_command:run_command", "Run the night for a day, or for several, and publish."),
    "read": ("nashra.landing.look.read_command:read_command", "How files are read: what becomes which column."),
    "clean": ("nashra.cleaning.commands.clean_command:clean_command", "Clean articles of a landing into text files."),
    "tag": ("nashra.entities.recognise.tag_command:tag_command", "Label the tokens of a CoNLL file."),
    "link": ("nashra.entities.link.link_command:link_command", "Give names their entity ids."),
    "quotes": ("nashra.quotes.quotes_command:quotes_command", "Who said what in articles of a landing."),
    "stories": ("nashra.stories.commands.stories_command:stories_group", "Whether two articles tell one story."),
    "sql": ("nashra.tables.read.sql_command:sql_command", "Ask the lake's tables with DuckDB."),
    "search": ("nashra.search.search_command:search_command", "Find articles by their words, over all days."),
    "describe": ("nashra.tables.describe.describe_command:describe_command", "Contracts, JSON Schema, dbt, lineage."),
    "upkeep": ("nashra.night.upkeep_command:upkeep_command", "Take away what piles up in a lake; mend its tables."),
    "iceberg": ("nashra.tables.iceberg.iceberg_command:iceberg_command", "Register what is published with Iceberg."),
    "rules": ("nashra.cleaning.commands.clean_command:rules_group", "Try changed rules on a landing before they ship."),
    "review": (
        "nashra.review.commands.review_command:review_group",
        "What an editor should look at, and the answers.",
    ),
    "bench": ("nashra_lab.bench.command:bench_group", "Measure cleaning, tagging or a whole night; prints JSON."),
}


class Verbs(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name][0].partition(":")
        return getattr(importlib.import_module(module), name)  # type: ignore[no-any-return]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, about) for verb, (_, about) in VERBS.items()])


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nashra")
def nashra() -> None:
    """Look at one thing of a night without Airflow: the same code as the DAG's tasks.

    Places come from NASHRA_LANDING and NASHRA_LAKE (a folder or an s3:// address); by default the sample
    landing and lake/ of this checkout. NASHRA_RECOGNIZER is auto, camel or embedded.
    """


def main() -> None:
    """What `nashra` in .venv/bin calls."""
    from nashra.frugal import keep_memory

    keep_memory()
    run_door(nashra)
