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

        self._making = threading.Lock()

    def make(self) -> Callable[..., Awaitable[None]]:
        with self._making:
            if self._app is None:
                from nashra_ui.app import make_app

                self._app = make_app()
            return self._app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await (self._app or self.make())(scope, receive, send)

    def warm_up(self) -> None:
        """Imports and starts what the first page would wait for."""
        from nashra_ui.charts import seconds_chart
        from nashra_ui.data.asked import asked
        from nashra_ui.lake import Lake

        self.make()
        Lake().sql("SELECT 1", None, [])
        seconds_chart([("plan", 1.0)], "en")
        if days := Lake().days():  # how names sound is compared over all days, once until they are others
            asked(Lake(), days[-1:])

    def warm_up_later(self) -> None:
        """In the API server that has the pages, in the background."""
        if "api-server" in sys.argv and "execution" not in sys.argv:
            timer = threading.Timer(WARM_UP_SECONDS, self.warm_up)
            timer.daemon = True
            timer.start()
