"""Trying a changed rules file on a landing before it ships: what it would remove and what it would restore."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner, batches
from nashra.cleaning.commands.changes import Change, Gone, changes_of, gone, told
from nashra.cleaning.commands.rule_sets import Rules, before_edit, with_file
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from nashra.day_option import Day
from nashra.errors import NashraError
from nashra.settings import Settings, load_settings

DIFFERS = 1  # exit code with --exit-code, when a line would go, stay or go for another reason


def try_rules(articles: Sequence[Article], before: Rules, after: Rules, examples: int = 5) -> dict[str, Change]:
    """Changes by rule on some articles, which are one corpus."""
    return changes_of(_pairs(articles, _cleaner(before), _cleaner(after)), examples)


def _cleaner(rules: Rules) -> Cleaner:
    return Cleaner.load(rules.rules, decisions=rules.lines)


def _pairs(articles: Sequence[Article], before: Cleaner, after: Cleaner) -> Iterator[tuple[Article, Gone, Gone]]:
    evidence = CorpusEvidence.build(observe_articles(articles))
    for batch in batches(articles):
        both = zip(batch, before.clean_many(batch, evidence), after.clean_many(batch, evidence), strict=True)
        yield from ((article, gone(old), gone(new)) for article, old, new in both)


@click.command("try")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("landing", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--examples", default=5, show_default=True, type=click.IntRange(0), help="Lines shown of each kind.")
@click.option("--published", is_flag=True, help="Compare with what the lake's removals say, not with a commit.")
@click.option("--day", "days", multiple=True, type=Day(), help="A published day; or several.")
@click.option("--newest", default=3, show_default=True, type=click.IntRange(1), help="Published days without --day.")
@click.option("--exit-code", is_flag=True, help="End with 1 when a line goes, stays or has another reason.")
def try_command(
    file: Path,
    landing: tuple[Path, ...],
    examples: int,
    published: bool,
    days: tuple[datetime, ...],
    newest: int,
    exit_code: bool,
) -> int:
    """Show what the rules in FILE would remove or restore on LANDING... (default: the landing of the settings).

    FILE may be edited where it lies, in include/rules/boilerplate, or be a copy; or include/rules/decisions/lines.tsv.
    It is compared with the last commit's version of it where there is git, with the rules in use where FILE is a copy
    and there is no git. With --published, and for the file in use where there is no git, the lake's days are cleaned
    again and compared with their removals.

    \b
    - a line that would go   + one that would stay   ~ one that goes for another reason, (the old one) before it

    Ends with 0, with 2 when FILE cannot be used; with --exit-code 1 when anything changes.
    """
    settings, after = load_settings(), with_file(file)
    stood = None if published else before_edit(file)
    if stood is None:
        changes, articles = _with_published(settings, landing, days, newest, after, examples)
    elif after.same_as(stood[0]):
        click.echo(f"nothing differs from {stood[1]}")
        return 0
    else:
        if days:
            raise click.UsageError("--day is of published days: give --published, or LANDING")
        said = ", ".join(after.changed(stood[0]))
        click.echo(f"compared with {stood[1]}{said and ': '}{said}", err=True)
        found = _articles(landing, settings)
        changes, articles = try_rules(found, stood[0], after, examples), len(found)
    for line in told(changes, articles):
        click.echo(line)
    return DIFFERS if exit_code and changes else 0


def _articles(landing: tuple[Path, ...], settings: Settings) -> list[Article]:
    from nashra.cleaning.commands.clean_folder import stream_paths

    found = list(stream_paths(landing or (settings.landing,), settings))
    if not found:
        where = ", ".join(map(str, landing)) or settings.landing
        raise NashraError(f"there is no article in {where} to try the rules on")
    return found


def _with_published(
    settings: Settings, landing: tuple[Path, ...], days: tuple[datetime, ...], newest: int, after: Rules, examples: int
) -> tuple[dict[str, Change], int]:
    from nashra.cleaning.commands.as_published import chosen_days, published_pairs

    if landing:
        raise click.UsageError("published days are cleaned as they landed: give NASHRA_LANDING and --day, not LANDING")
    chosen = chosen_days(settings, [day.date().isoformat() for day in days], newest)
    click.echo(f"compared with what {settings.lake} has of {', '.join(chosen)}", err=True)
    articles = 0

    def counted() -> Iterator[tuple[Article, Gone, Gone]]:
        nonlocal articles
        for pair in published_pairs(settings, chosen, _cleaner(after)):
            articles += 1
            yield pair

    return changes_of(counted(), examples), articles
