"""The application, made at its first request: processes that only load the plugin pay nothing for it."""

import sys
import threading
from collections.abc import Awaitable, Callable
from typing import Any

WARM_UP_SECONDS = 5.0  # after the API server loaded the plugin, so as not to slow its start


class LazyApp:
    """An ASGI application that makes the real one when it is first called."""

    def __init__(self) -> None:
        self._app: Callable[..., Awaitable[None]] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if self._app is None:
            from nashra_ui.app import make_app

            self._app = make_app()
        await self._app(scope, receive, send)


def warm_up() -> None:
    """Imports and starts what the first page would wait for."""
    import duckdb  # noqa: F401

    from nashra_ui.charts import seconds_chart

    seconds_chart([("plan", 1.0)], "en")


def warm_up_later() -> None:
    """In the API server only, in the background."""
    if "api-server" in sys.argv:
        timer = threading.Timer(WARM_UP_SECONDS, warm_up)
        timer.daemon = True
        timer.start()
