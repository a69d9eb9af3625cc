"""`nashra quotes`: who said what in articles of a landing."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from nashra.article import Article
from nashra.errors import NashraError
from nashra.settings import Settings, load_settings
from nashra.telling.console import on_console, quiet_option
from nashra.telling.progress import MEGABYTE, awaited, counted


class NoArticles(NashraError):
    """What was given holds no article that can be read."""


@click.command("quotes")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="Also say why each is a quote, and why it is this speaker's (why).")
@quiet_option
def quotes_command(paths: tuple[Path, ...], explain: bool, quiet: bool) -> None:
    """Print who said what in the articles of FILE..., files or folders of a landing, cleaned as one corpus.

    A JSON line for each quote: article (its name, as `nashra clean` gives it), text, start and end (code points in
    the cleaned body, without the marks), speaker and speaker_start (as the body names who speaks), entity_id (the
    speaker's, when linking knows one), cue (the word of saying), kind (direct: in marks; indirect: «قال إن ...»).
    FILE may be - for what is piped in.

    \b
    nashra quotes seeds/landing/2023-09-13
    """
    from nashra.cleaning.commands.clean_folder import bytes_of

    refused: list[str] = []
    articles = quotes = 0
    with on_console(quiet), awaited("reading and cleaning", "MB", 2 * bytes_of(paths) / MEGABYTE):
        for found in quotes_of(paths, load_settings(), refused, explain):
            articles, quotes = articles + 1, quotes + len(found)
            for row in found:
                click.echo(json.dumps(row, ensure_ascii=False))
    for line in refused:
        click.echo(f"not read: {line}", err=True)
    if not articles:
        where = ", ".join(map(str, paths))
        raise NoArticles(f"there is no article in {where}" + (", all was refused" if refused else ""))
    if not quiet:
        click.echo(f"{articles} articles, {quotes} quotes", err=True)


def quotes_of(
    paths: tuple[Path, ...], settings: Settings, refused: list[str], explain: bool = False
) -> Iterator[list[dict[str, object]]]:
    """The quotes of each article of the paths, in order, as rows; `refused` gets a line for what can't be read."""
    from nashra.cleaning.cleaner import Cleaner
    from nashra.cleaning.commands.clean_folder import Names, stream_paths
    from nashra.cleaning.corpus.gathered import evidence_of, groups
    from nashra.entities.link import Linker
    from nashra.entities.recognise import load_recognizer
    from nashra.quotes.find import find_quotes

    many: Counter[str] = Counter()

    def told() -> Iterator[Article]:
        for article in stream_paths(paths, settings, refused):
            many[article.landing_file] += 1
            yield article

    evidence = evidence_of(told())
    if not many:
        return
    cleaner, recognizer, linker, names = Cleaner.load(), load_recognizer(settings), Linker.load(), Names(many)
    batches = groups(stream_paths(paths, settings))
    for batch in counted(batches, "looking for quotes", "articles", sum(many.values())):
        bodies = [cleaned.body for cleaned in cleaner.clean_many(batch, evidence)]
        for article, body, found in zip(batch, bodies, recognizer.mentions(bodies), strict=True):
            name = names.of(article)
            quotes = find_quotes(body, linker.link_article(found, body))
            yield [{"article": name, **quote.row(explain)} for quote in quotes]
