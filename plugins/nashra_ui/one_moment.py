"""A page asks several questions of the lake, some about what an earlier one found. Where a day is published anew
between two of them, the page is made again: an article would be shown with another one's names marked in it."""

from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

TIMES = 3  # that a page is made at the most: days that are published again and again end in a page all the same
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Version = tuple[Any, ...] | None

_seen: ContextVar[dict[tuple[str, str | None], Version] | None] = ContextVar("seen", default=None)


def saw(table: str, day: str | None, version: Version) -> None:
    """Notes what a file was known by when the page that is being made first looked at it."""
    seen = _seen.get()
    if seen is not None:
        seen.setdefault((table, day), version)


class OneMoment(APIRoute):
    """The route of a page that only reads."""

    def get_route_handler(self) -> Handler:
        make = super().get_route_handler()

        async def of_one_moment(request: Request) -> Response:
            for left in reversed(range(TIMES)):
                seen: dict[tuple[str, str | None], Version] = {}
                noted = _seen.set(seen)
                try:
                    page = await make(request)
                except HTTPException:
                    if not left or not await run_in_threadpool(_moved, seen):
                        raise
                else:
                    if not left or not await run_in_threadpool(_moved, seen):
                        return page
                finally:
                    _seen.reset(noted)
            raise AssertionError("the last time ends in a page")

        return of_one_moment


def _moved(seen: dict[tuple[str, str | None], Version]) -> bool:
    """Whether a file that a page looked at is another one by now."""
    from nashra_ui.lake import Lake

    if not seen:
        return False
    lake = Lake()
    return any(lake.version(table, day) != version for (table, day), version in seen.items())
