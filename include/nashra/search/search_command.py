"""`nashra search`: articles that hold words, over all published days."""

import json
from datetime import date, datetime

import click

from nashra.day_option import Day


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1)
@click.option("--from", "first", type=Day(), help="The first landing day.")
@click.option("--to", "last", type=Day(), help="The last one.")
@click.option("--source", "sources", multiple=True, help="Only this source; again for more.")
@click.option("--name", "names", multiple=True, help="Only articles that name this entity id; again: and this one.")
@click.option("--country", "countries", multiple=True, help="Only articles about this country, RU; again: or this one.")
@click.option("--section", "sections", multiple=True, help="Only of this section, politics; again: or this one.")
@click.option("--quotes", "in_quotes", is_flag=True, help="Words of one quote; --name is then who says it.")
@click.option("--best", is_flag=True, help="Those with the words in their title first, by likeness; else the newest.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000), help="Articles at the most.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object an article.")
@click.option("--build", is_flag=True, help="Bring the indexes up to date first, and mend them.")
@click.option("--lake", help="Where the tables are; NASHRA_LAKE or lake/ when not given.")
def search_command(
    words: tuple[str, ...],
    first: datetime | None,
    last: datetime | None,
    sources: tuple[str, ...],
    names: tuple[str, ...],
    countries: tuple[str, ...],
    sections: tuple[str, ...],
    in_quotes: bool,
    best: bool,
    limit: int,
    as_json: bool,
    build: bool,
    lake: str | None,
) -> None:
    """Find articles by their words: «nashra search درنة "إعصار دانيال" -مصر».

    An article answers that has all words, in title or body, however they are spelled and whatever is written onto them
    (و ب ل ك ال). "A phrase" stands as it is; -word must not be there. Duplicates are left out.
    """
    from nashra.lake import Storage
    from nashra.search.find import find
    from nashra.search.index import index_days
    from nashra.search.known import in_latin_alone, named_so, require_known
    from nashra.search.question import Question
    from nashra.settings import load_settings
    from nashra.tables.read.present import require_lake

    if unknown := [word for word in words if word.startswith("--")]:
        raise click.NoSuchOption(unknown[0])
    place = Storage(lake or load_settings().lake)
    require_lake(place)
    if build:
        index_days(place, look_at=None)
        if not (words or sources or names or countries or sections):
            return
    text = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    question = Question(
        text, _day(first), _day(last), sources, names, tuple(map(str.upper, countries)), sections, in_quotes, best
    )  # fmt: skip
    require_known(place, question)
    found = find(place, question, limit)
    for hit in found.hits:
        title = "".join(piece.text for piece in hit.title)
        said = "".join(f"[{piece.text}]" if piece.hit and not as_json else piece.text for piece in hit.snippet)
        if as_json:
            fields = {"day": hit.day, "article_id": hit.article_id, "source": hit.source, "url": hit.url,
                      "published_on": hit.published_on, "title": title, "snippet": said}  # fmt: skip
            fields |= {"speaker": hit.speaker, "cue": hit.cue} if in_quotes else {}
            click.echo(json.dumps(fields, ensure_ascii=False))
        else:
            who = f"  — {_who(hit.speaker, hit.cue)}\n" if in_quotes else ""
            click.echo(f"{hit.day}  {hit.article_id}  {hit.source}\n  {title or '(no title)'}\n  {said}\n{who}")
    shown = f"{len(found.hits)} of {found.total}" if len(found.hits) < found.total else str(found.total)
    click.echo(f"({shown} articles on {len(found.days)} days)", err=as_json)
    if not found.total and in_latin_alone(text):
        like = named_so(place, text)
        how = f"of such a name there are, for --name: {', '.join(like)}" if like else "ask in Arabic"
        click.echo(f"(articles are in Arabic; {how})", err=True)


def _who(speaker: str | None, cue: str | None) -> str:
    """Who said it, and the word of saying: of what somebody denies it tells all."""
    return " · ".join(filter(None, (speaker or "(nobody is named)", cue)))


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
