"""The lake followed while nobody looks.

Who comes first in the morning sees the night's publication and waits no longer than who comes second: a lake that was
just opened answers its first questions slowly, so they are asked here.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from dash.development.base_component import Component

from nashra_dashboard.lake import Lake
from nashra_dashboard.view import PAGES

LOOK_EVERY = 60.0
"""Seconds between two looks for a new publication: a look lists the tables, which an S3 store counts."""
ABOUT = ("stories", "entities", "sources", "articles")
"""Pages about one thing, in the order in which the one before links to them."""
ASKED = "رئيس"
"""A word of each day's news: the first question reads the index of words."""
Show = Callable[[str, str], Any]
"""Draws a page from its path and its query."""
logger = logging.getLogger(__name__)


def follow(
    lake: Lake, show: Show, every: float = LOOK_EVERY, stopped: threading.Event | None = None
) -> threading.Thread:
    """Draws a page of each kind now and after each publication, beside whoever asks for pages, until `stopped`."""
    until = stopped or threading.Event()

    def work() -> None:
        drawn = None
        while True:
            if lake.state != drawn:
                drawn = lake.state
                draw_each(show)
            if until.wait(every):
                return
            lake.look_quietly()

    thread = threading.Thread(target=work, name="following", daemon=True)
    thread.start()
    return thread


def draw_each(show: Show) -> None:
    """Draws each page, and of each kind of thing the page of the first one that another page leads to."""
    try:
        found: dict[str, tuple[str, str]] = {}
        for page in PAGES:
            _note(show("/" if page == "overview" else f"/{page}", ""), found)
        for kind in ABOUT:
            if kind in found:
                _note(show(*found[kind]), found)
        show("/search", urlencode({"q": ASKED}))
    except Exception:  # whoever asks for that page is told; it is no reason to stop serving the others
        logger.exception("a page could not be drawn beforehand")


def _note(part: Any, found: dict[str, tuple[str, str]]) -> None:
    """Notes the first link to each kind of thing."""
    for address in _addresses(part):
        path, _, query = address.partition("?")
        kind, _, key = path.lstrip("/").partition("/")
        if key and kind in ABOUT:
            found.setdefault(kind, (path, query))


def _addresses(part: Any) -> Iterator[str]:
    if isinstance(part, list | tuple):
        for each in part:
            yield from _addresses(each)
    elif isinstance(part, Component):
        if isinstance(address := getattr(part, "href", None), str):
            yield address
        yield from _addresses(getattr(part, "children", None))
