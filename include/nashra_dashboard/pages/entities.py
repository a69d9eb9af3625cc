"""All names of the days, to search and to choose from; and, with a key, the page of one."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from nashra.text.fold import fold_line
from nashra_dashboard.lake import Lake
from nashra_dashboard.listed import Listing, take_along
from nashra_dashboard.listed import heads as heads_of
from nashra_dashboard.pages import entity
from nashra_dashboard.parts import card, chips, legend, name, nothing, number, other_name, table, text
from nashra_dashboard.view import View

AT_ONCE = 40
TYPES = ("PERS", "LOC", "ORG", "MISC")
# What each column is ordered by; a name by that of the page's language.
ORDERS = {
    "articles": "articles DESC", "mentions": "mentions DESC", "spellings": "spelling_count DESC",
    "first_day": "first_day DESC", "last_day_named": "last_day DESC", "type": "type",
}  # fmt: skip
FOUND = """
SELECT e.entity_id, e.type, e.name_ar, e.name_en, e.is_made_english, e.first_day, e.last_day, e.spelling_count,
       c.articles, c.mentions
FROM (SELECT of, sum(articles)::BIGINT AS articles, sum(mentions)::BIGINT AS mentions
      FROM counted WHERE day BETWEEN ? AND ? GROUP BY of) AS c
JOIN known AS e USING (of)
"""
OF_WORDS, OF_TYPE = "JOIN search AS s ON s.of = e.of AND contains(s.names, ?)\n", "WHERE e.type = ?\n"


def page(view: View, lake: Lake) -> list[Any]:
    return entity.page(view, lake) if view.key else [_list(view, lake)]


def listing(view: View) -> Listing:
    """The names of the days, of a type, with words in one of their spellings."""
    kind, words = _kind(view), fold_line(view.query.get("q", ""))
    select = FOUND + OF_WORDS * bool(words) + OF_TYPE * bool(kind)
    given = (*view.days, *(value for value in (words, kind) if value))
    orders = ORDERS | {"name": "name_ar" if view.arabic else "name_en"}
    return Listing("names", select, given, orders, "articles DESC, mentions DESC, entity_id")


def _kind(view: View) -> str:
    return kind if (kind := view.query.get("type", "")) in TYPES else ""


def _list(view: View, lake: Lake) -> Any:
    wanted, kind = view.query.get("q", ""), _kind(view)
    shown = listing(view).page(view, lake, AT_ONCE)
    rows = shown.rows
    types = [("types_all", "")] + [(f"types_{each}", each) for each in TYPES]
    search = dmc.TextInput(
        id={"search": "names"}, value=wanted, placeholder=view.say("search_names"), debounce=True, size="md",
        description=view.say("search_hint"), className="search", inputWrapperOrder=["input", "description"],
        **{"aria-label": view.say("search_names")},
    )  # fmt: skip
    choose = chips((view.say(key), view.here(type=each, page=""), each == kind) for key, each in types)
    return card(
        view.say("entities"), search, choose, _table(view, rows) if rows else nothing(view, "nothing_found"),
        *legend(view, rows), shown.foot(view),
        note=f"{number(shown.found)} {view.say('found')}", links=take_along(view) if rows else None, wide=True,
        behind=listing(view).behind(view),
    )  # fmt: skip


def _table(view: View, rows: list[dict[str, Any]]) -> Any:
    heads = ("name", "in_other_language", "type", "articles", "mentions", "spellings", "first_day", "last_day_named")
    body = [
        [
            dcc.Link(name(view, row), href=view.to("entities", row["entity_id"])), other_name(view, row),
            html.Span(view.say(f"type_{row['type']}"), className=f"badge type-{row['type']}"),
            number(row["articles"]), number(row["mentions"]), number(row["spelling_count"]),
            text(row["first_day"], "ltr"), text(row["last_day"], "ltr"),
        ]
        for row in rows
    ]  # fmt: skip
    said = [view.say(head) for head in heads]
    return table(view, said, body, numbers=(3, 4, 5), links=heads_of(view, listing(view), heads))
