"""The stories of the chosen days, the biggest first; with a key, one of them."""

from typing import Any

import dash_mantine_components as dmc

from nashra.text.fold import fold_line
from nashra_dashboard.lake import Lake
from nashra_dashboard.listed import Listing, orders, page_of, take_along
from nashra_dashboard.pages import story
from nashra_dashboard.parts import card, nothing, number
from nashra_dashboard.stories import ALL, ORDERS, SOME, TIE, rows
from nashra_dashboard.view import View

AT_ONCE = 20
ORDER_NAMES = {"articles": "most_articles", "sources": "most_sources", "last": "latest", "first": "begun_last"}


def page(view: View, lake: Lake) -> list[Any]:
    return story.page(view, lake) if view.key else [_list(view, lake)]


def listing(view: View) -> Listing:
    """The stories of the days with words in title or lead, as a file has them."""
    wanted = (*view.days, fold_line(view.query.get("q", "")))
    return Listing("stories", ALL, wanted, ORDERS, TIE)


def _list(view: View, lake: Lake) -> Any:
    wanted, listed = view.query.get("q", ""), listing(view)
    some = SOME.format(by=listed.by(view))
    shown = page_of(view, AT_ONCE, lambda skip: lake.ask(some, *view.days, fold_line(wanted), AT_ONCE, skip))
    box = dmc.TextInput(
        id={"search": "stories"}, value=wanted, placeholder=view.say("search_stories"), debounce=True, size="md",
        description=view.say("search_hint"), className="search", inputWrapperOrder=["input", "description"],
        **{"aria-label": view.say("search_stories")},
    )  # fmt: skip
    return card(
        view.say("stories"), box, orders(view, listed, ORDER_NAMES),
        rows(view, lake, shown.rows) if shown.rows else nothing(view, "no_stories"),
        shown.foot(view), links=take_along(view) if shown.rows else None,
        note=f"{number(shown.found)} {view.say('found')} · {view.say('single_stories')}", wide=True,
        behind=listed.behind(view),
    )  # fmt: skip
