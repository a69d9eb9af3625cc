"""Who said what on the chosen days: all of it, of one name, or of one story; with words in it, and as a file."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from nashra.text.spelled import spelled
from nashra_dashboard.lake import Lake
from nashra_dashboard.listed import Listing, orders, take_along
from nashra_dashboard.parts import card, chips, nothing, number, statements
from nashra_dashboard.view import View

AT_ONCE = 40
KINDS = ("direct", "indirect")
ORDERS = {"day": "day DESC", "speaker": "name_ar", "source": "source"}
ORDER_NAMES = {"day": "latest", "speaker": "speaker", "source": "source"}
SAID = """
SELECT day, article_id, n, source, title, entity_id, name_ar, name_en, speaker, kind, cue, text
FROM article_quotes AS q WHERE day BETWEEN ? AND ?
"""
OF_NAME, OF_KIND = " AND entity_id = ?", " AND kind = ?"
OF_STORY = " AND (day, article_id) IN (SELECT (day, article_id) FROM story_articles WHERE story_id = ?)"
OF_WORDS = " AND (regexp_matches(text, ?) OR regexp_matches(speaker, ?) OR regexp_matches(name_ar, ?))"
CALLED = "SELECT name_ar, name_en FROM known WHERE entity_id = ?"
TITLED = "SELECT title FROM storied WHERE story_id = ?"


def listing(view: View) -> Listing:
    """The statements of the days, in the order of the day, the article, and their places in it."""
    words = spelled(_words(view))
    given = [
        (view.query.get("name", ""), OF_NAME), (_kind(view), OF_KIND), (view.query.get("story", ""), OF_STORY),
        (words, OF_WORDS),
    ]  # fmt: skip
    select = SAID.rstrip() + "".join(condition for value, condition in given if value)
    values = [value for value, condition in given if value for _ in range(condition.count("?"))]
    return Listing("quotes", select, (*view.days, *values), ORDERS, "day DESC, source, article_id, n")


def page(view: View, lake: Lake) -> list[Any]:
    shown, say, kind = listing(view).page(view, lake, AT_ONCE), view.say, _kind(view)
    box = dmc.TextInput(
        id={"search": "quotes"}, value=_words(view), placeholder=say("search_quotes"), debounce=True, size="md",
        description=say("search_hint"), className="search", inputWrapperOrder=["input", "description"],
        **{"aria-label": say("search_quotes")},
    )  # fmt: skip
    kinds = [("types_all", "")] + [(f"quote_{each}", each) for each in KINDS]
    return [card(
        say("quotes"), box, chips((say(key), view.here(kind=each, page=""), each == kind) for key, each in kinds),
        _narrowed(view, lake), orders(view, listing(view), ORDER_NAMES),
        statements(view, shown.rows, sources=True) if shown.rows else nothing(view, "no_quotes"), shown.foot(view),
        note=f"{number(shown.found)} {say('found')}", links=take_along(view) if shown.rows else None, wide=True,
        behind=listing(view).behind(view),
    )]  # fmt: skip


def _words(view: View) -> str:
    return view.query.get("q", "")[:500]


def _kind(view: View) -> str:
    return kind if (kind := view.query.get("kind", "")) in KINDS else ""


def _narrowed(view: View, lake: Lake) -> Any:
    """Whose words, and those in which story; a click shows all again."""
    chosen: list[tuple[Any, str, bool]] = []
    if name := view.query.get("name", ""):
        found = lake.ask(CALLED, name)
        chosen.append((f"{view.name(found[0]) if found else name} ×", view.here(name="", page=""), True))
    if story := view.query.get("story", ""):
        titles = lake.ask(TITLED, story)
        said = (titles[0]["title"] if titles else story) or view.say("no_title")
        chosen.append((html.Bdi(f"{said} ×"), view.here(story="", page=""), True))
    return chips(chosen) if chosen else None
