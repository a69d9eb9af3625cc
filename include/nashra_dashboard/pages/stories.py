"""The stories of the chosen days, the biggest first; with a key, one of them."""

from typing import Any

import dash_mantine_components as dmc

from nashra.text.fold import fold_line
from nashra_dashboard.lake import Lake
from nashra_dashboard.pages import story
from nashra_dashboard.parts import card, nothing, number, turn
from nashra_dashboard.stories import BIGGEST, rows
from nashra_dashboard.view import View

AT_ONCE = 20


def page(view: View, lake: Lake) -> list[Any]:
    return story.page(view, lake) if view.key else [_list(view, lake)]


def _list(view: View, lake: Lake) -> Any:
    wanted = view.query.get("q", "")
    at = max(int(view.query["page"]), 1) if view.query.get("page", "").isdecimal() else 1
    skipped = AT_ONCE * (at - 1)
    found = lake.ask(BIGGEST, *view.days, fold_line(wanted), AT_ONCE, skipped)
    total = found[0]["found"] if found else 0
    box = dmc.TextInput(
        id={"search": "stories"}, value=wanted, placeholder=view.say("search_stories"), debounce=True, size="md",
        description=view.say("search_hint"), className="search", inputWrapperOrder=["input", "description"],
        **{"aria-label": view.say("search_stories")},
    )  # fmt: skip
    return card(
        view.say("stories"), box, rows(view, lake, found) if found else nothing(view, "no_stories"),
        turn(view, at, skipped + AT_ONCE < total),
        note=f"{number(total)} {view.say('found')} · {view.say('single_stories')}", wide=True,
    )  # fmt: skip
