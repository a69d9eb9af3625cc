"""The application, made at its first request: processes that only load the plugin pay nothing for it."""

import logging
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

WARM_UP_SECONDS = 5.0  # after the API server loaded the plugin, so as not to slow its start
LOOK_AGAIN_SECONDS = 60.0  # before the lake is looked at for a day that was published
DAYS_AHEAD = 31  # newest days whose words are fetched before anybody asks
logger = logging.getLogger(__name__)


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
        from nashra_ui.lake import Lake

        self.make()
        Lake().sql("SELECT 1", None, [])
        seconds_chart([("plan", 1.0)], "en")
        self.ask_ahead()

    def ask_ahead(self) -> None:
        """Works out the review of the newest day, unless it is known: how names sound is compared over all days, which
        takes seconds that no reader should wait for after a publication. Of a lake on S3 the indexes of words of its
        newest days are fetched, too."""
        from nashra.search.fetch import fetch_ahead
        from nashra.search.find import indexed_days
        from nashra_ui.data.asked import asked
        from nashra_ui.lake import Lake

        lake = Lake()
        if days := lake.days():
            asked(lake, days[-1:])
        fetch_ahead(lake.storage, list(indexed_days(lake.storage).values())[:DAYS_AHEAD])

    def _keep_warm(self) -> None:
        ready = False
        while True:
            try:
                if ready:
                    self.ask_ahead()
                else:
                    self.warm_up()
                    ready = True
            except Exception:  # a lake that cannot be read just now is told to whoever opens a page of it
                logger.debug("not warm", exc_info=True)
            time.sleep(LOOK_AGAIN_SECONDS)

    def warm_up_later(self) -> None:
        """In the API server that has the pages, in the background."""
        if "api-server" in sys.argv and "execution" not in sys.argv:
            timer = threading.Timer(WARM_UP_SECONDS, self._keep_warm)
            timer.daemon = True
            timer.start()
