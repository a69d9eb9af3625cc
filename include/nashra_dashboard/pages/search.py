"""Articles of the chosen days that hold words, as `nashra search` and the page inside Airflow find them."""

from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from nashra.search.find import Hit, NoIndex, find
from nashra.search.question import NothingAsked, Question
from nashra.search.shown import Piece
from nashra_dashboard.lake import Lake
from nashra_dashboard.parts import card, chips, nothing, number, text, turn
from nashra_dashboard.view import View

AT_ONCE, FURTHEST = 20, 5000  # articles of a page; and of those that answer best, how many are looked through


def page(view: View, lake: Lake) -> list[Any]:
    wanted, source, best = view.query.get("q", ""), view.query.get("source", ""), view.query.get("order") == "best"
    box = dmc.TextInput(
        id={"search": "words"}, value=wanted, placeholder=view.say("search_words"), debounce=True, size="md",
        description=view.say("search_words_hint"), className="search", inputWrapperOrder=["input", "description"],
        **{"aria-label": view.say("search_words")},
    )  # fmt: skip
    orders = chips([
        (view.say("newest_first"), view.here(order="", page=""), not best),
        (view.say("best_first"), view.here(order="best", page=""), best),
        *([(f"{source} ×", view.here(source="", page=""), True)] if source else []),
    ])  # fmt: skip
    if not (wanted.strip() or source):
        return [card(view.say("search"), box, orders, wide=True)]
    at = max(int(view.query["page"]), 1) if view.query.get("page", "").isdecimal() else 1
    skipped = min(AT_ONCE * (at - 1), FURTHEST)
    days = [date.fromisoformat(day) for day in view.days]
    try:
        question = Question(wanted[:500], days[0], days[1], (source,) if source else (), (), best)
        found = find(lake.storage, question, AT_ONCE, skipped)
    except NothingAsked:
        return [card(view.say("search"), box, orders, nothing(view, "nothing_asked"), wide=True)]
    except NoIndex:
        return [card(view.say("search"), box, orders, nothing(view, "no_index"), wide=True)]
    hits: list[Any] = [_hit(view, hit) for hit in found.hits] or [nothing(view, "no_article_found")]
    return [card(view.say("search"), box, orders, *hits, turn(view, at, skipped + AT_ONCE < found.total),
                 note=f"{number(found.total)} {view.say('found')}", wide=True)]  # fmt: skip


def _hit(view: View, hit: Hit) -> Any:
    title: Any = html.Bdi(_pieces(hit.title), dir="auto") if hit.title else view.say("no_title")
    return html.Article(
        [
            html.H3(dcc.Link(title, href=view.to("articles", f"{hit.day}.{hit.article_id}")), dir="auto"),
            html.P(_pieces(hit.snippet), dir="rtl"),
            html.Div(
                [
                    dcc.Link(text(hit.source), href=view.here(source=hit.source, page="")), " · ",
                    text(hit.published_on or hit.day, "ltr"),
                ],
                className="note",
            ),
        ],
        className="hit",
    )  # fmt: skip


def _pieces(pieces: list[Piece]) -> list[Any]:
    return [html.Mark(piece.text) if piece.hit else piece.text for piece in pieces]
