"""Articles of the chosen days that hold words, as `nashra search` and the page inside Airflow find them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from nashra.exported import as_file, file_name
from nashra.search.facets import COUNTRY, sections
from nashra.search.find import Hit, NoIndex, find
from nashra.search.known import in_latin_alone
from nashra.search.question import NothingAsked, Question
from nashra.search.shown import Piece
from nashra.search.taken import MOST, command, taken
from nashra_dashboard.lake import Lake
from nashra_dashboard.listed import span, take_along
from nashra_dashboard.parts import card, chips, nothing, number, sql, text, turn, when
from nashra_dashboard.view import View

AT_ONCE, FURTHEST = 20, 5000  # articles of a page; and of those that answer best, how many are looked through


COUNTRIES = """
SELECT country FROM known WHERE country IS NOT NULL GROUP BY country ORDER BY sum(mentions) DESC, country
"""


def page(view: View, lake: Lake) -> list[Any]:
    asked = _Asked.of(view)
    box = dmc.TextInput(
        id={"search": "words"}, value=asked.words, placeholder=view.say("search_words"), debounce=True, size="md",
        description=view.say("search_words_hint"), className="search", inputWrapperOrder=["input", "description"],
        **{"aria-label": view.say("search_words")},
    )  # fmt: skip
    head = [box, _narrowed(view, lake, asked), _orders(view, asked)]
    if not asked.anything:
        return [card(view.say("search"), *head, wide=True)]
    at = view.at
    skipped = min(AT_ONCE * (at - 1), FURTHEST)
    try:
        found = find(lake.storage, asked.question(view), AT_ONCE, skipped)
    except NothingAsked:
        return [card(view.say("search"), *head, nothing(view, "nothing_asked"), wide=True)]
    except NoIndex:
        return [card(view.say("search"), *head, nothing(view, "no_index"), wide=True)]
    hits: list[Any] = [_hit(view, hit) for hit in found.hits] or _nothing_found(view, asked)
    again = sql(view, command(asked.question(view), found.total), kind="command")
    return [card(view.say("search"), *head, *hits, turn(view, at, skipped + AT_ONCE < found.total),
                 note=f"{number(found.total)} {view.say('found')}", links=take_along(view) if found.hits else None,
                 behind=again, wide=True)]  # fmt: skip


def file(view: View, lake: Lake, form: str) -> tuple[str, bytes]:
    """Name and bytes of the file of all that was found. Raises NothingAsked and NoIndex."""
    table, _ = taken(lake.storage, _Asked.of(view).question(view))
    return f"{file_name(f'search-{span(view)}', table.num_rows, MOST)}.{form}", as_file(table, form)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address looks for; what no article can be is left out."""

    words: str
    source: str
    country: str
    section: str
    quotes: bool
    best: bool

    @classmethod
    def of(cls, view: View) -> "_Asked":
        said = view.query.get
        country, section = said("country", "").upper(), said("section", "")
        return cls(
            said("q", ""), said("source", ""), country if COUNTRY.fullmatch(country) else "",
            section if section in sections() else "", said("quotes") == "true", said("order") == "best",
        )  # fmt: skip

    @property
    def anything(self) -> bool:
        return bool(self.words.strip() or self.source or self.country or self.section)

    def question(self, view: View) -> Question:
        """Raises NothingAsked."""
        first, last = (date.fromisoformat(day) for day in view.days)
        source, country, section = ((value,) if value else () for value in (self.source, self.country, self.section))
        return Question(self.words[:500], first, last, source, (), country, section, self.quotes, self.best)


def _nothing_found(view: View, asked: _Asked) -> list[Any]:
    """What is said where nothing answers; words in Latin letters may be a name, of which the page of names has the
    English one."""
    said = [nothing(view, "no_article_found")]
    if in_latin_alone(asked.words):
        said.append(chips([(view.say("english_name"), view.to("entities", q=asked.words), False)]))
    return said


def _narrowed(view: View, lake: Lake, asked: _Asked) -> Any:
    codes = [str(row["country"]) for row in lake.ask(COUNTRIES)]
    codes += [asked.country] if asked.country and asked.country not in codes else []
    known = [{"value": section, "label": view.say(f"section_{section}")} for section in sections()]
    return html.Div(
        [_choice(view, "country", codes, asked.country), _choice(view, "section", known, asked.section)],
        className="narrowed",
    )


def _choice(view: View, name: str, data: Any, value: str) -> Any:
    return dmc.Select(
        id={"narrow": name}, data=data, value=value or None, label=view.say(name), placeholder=view.say("types_all"),
        clearable=True, searchable=True, w=180, size="sm", limit=300,
    )  # fmt: skip


def _orders(view: View, asked: _Asked) -> Any:
    return chips([
        (view.say("newest_first"), view.here(order="", page=""), not asked.best),
        (view.say("best_first"), view.here(order="best", page=""), asked.best),
        (view.say("in_quotes"), view.here(quotes="" if asked.quotes else "true", page=""), asked.quotes),
        *([(f"{asked.source} ×", view.here(source="", page=""), True)] if asked.source else []),
    ])  # fmt: skip


def _hit(view: View, hit: Hit) -> Any:
    title: Any = html.Bdi(_pieces(hit.title), dir="auto") if hit.title else view.say("no_title")
    return html.Article(
        [
            html.H3(dcc.Link(title, href=view.to("articles", f"{hit.day}.{hit.article_id}")), dir="rtl"),
            html.P(_pieces(hit.snippet), dir="rtl"),
            html.Div(
                [
                    dcc.Link(text(hit.source), href=view.here(source=hit.source, page="")), " · ",
                    *when(view, hit.published_on, hit.day), *_who(hit),
                ],
                className="note",
            ),
        ],
        className="hit",
    )  # fmt: skip


def _who(hit: Hit) -> list[Any]:
    """Who says a quote that was found, and the word of saying."""
    said = [text(word) for word in (hit.speaker, hit.cue) if word]
    return [part for word in said for part in (" · ", word)]


def _pieces(pieces: list[Piece]) -> list[Any]:
    return [html.Mark(piece.text) if piece.hit else piece.text for piece in pieces]
