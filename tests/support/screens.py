"""The pictures of README and docs, made anew from the sample's three days. Run by hand:

    PYTHONPATH=include .venv/bin/python -m tests.support.screens docs/screens [LAKE]

LAKE has the sample's days already; without it they are run first. Needs what the browser tests need: extra [faults],
and Debian's chromium and chromium-driver.
"""

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from tests.support.accessible import chromium, served, show_token, wear

SIZE = (1280, 1000)
DAY = "2023-09-14"


@click.command(
    help="Pictures of the sample's pages, into FOLDER. LAKE has the sample's days; without it they are run first."
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("sample", metavar="[LAKE]", required=False)
def main(folder: Path, sample: str | None) -> None:
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="nashra-screens-") as home:
        lake = sample or _sample(f"{home}/lake")
        os.environ.update({"NASHRA_AIRFLOW_HOME": f"{home}/airflow", "NASHRA_LAKE": lake})
        with chromium() as browser:
            with _dashboard(lake) as address:
                for look, ending in (("light", ""), ("dark", "-dark")):
                    wear(browser, look)
                    _shot(
                        browser,
                        f"{address}/?lang=ar",
                        folder / f"dashboard-overview-ar{ending}.webp",
                        ".map",
                    )
            with _airflow(browser) as address:
                for look, ending in (("light", ""), ("dark", "-dark")):
                    wear(browser, look)
                    browser.get(f"{address}/nashra/days")
                    browser.execute_script("localStorage.setItem('theme', arguments[0])", look)
                    inside = f"{address}/plugin/nashra/nashra/day/{DAY}?lang=en"
                    _shot(browser, inside, folder / f"night-report{ending}.webp", "iframe")
                    article = f"{address}/nashra/article/{DAY}/{_article()}?lang=ar"
                    _shot(browser, article, folder / f"article-arabic{ending}.webp", "#text")


def _sample(lake: str) -> str:
    from nashra.night.options import Options
    from nashra.night.run.in_process import run_day
    from nashra.night.stages import rebuild_entities, rebuild_stories
    from nashra.settings import CHECKOUT, load_settings

    settings = load_settings(landing=str(CHECKOUT / "seeds" / "landing"), lake=lake, recognizer="embedded")
    for folder in sorted(Path(settings.landing).iterdir()):
        if folder.is_dir():
            run_day(Options(day=folder.name), settings)
    rebuild_entities(settings)
    rebuild_stories(settings)
    return lake


@contextmanager
def _dashboard(lake: str) -> Iterator[str]:
    from werkzeug.serving import make_server

    from nashra.lake import Storage
    from nashra_dashboard.app import create_app

    server = make_server("127.0.0.1", 0, create_app(Storage(lake)).server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@contextmanager
def _airflow(browser: Any) -> Iterator[str]:
    """Airflow's own pages with ours in them, and the browser logged in."""
    import json

    from nashra_airflow.local.environment import Home, airflow_environment

    home = Home()
    home.folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(airflow_environment(home) | {"AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin"})
    from airflow.utils.db import initdb

    initdb()
    from airflow.api_fastapi.app import create_app
    from fastapi.testclient import TestClient

    app = create_app()
    password = json.loads((home.folder / "passwords.json").read_text())["admin"]
    answer = TestClient(app, base_url="http://127.0.0.1").post(
        "/auth/token", json={"username": "admin", "password": password}
    )
    show_token(browser, answer.json()["access_token"])
    with served(app) as address:
        yield address


def _article() -> str:
    """Of the day's articles that lost some lines the longest one."""
    from nashra_ui.lake import Lake

    query = (
        "SELECT article_id FROM {articles} WHERE duplicate_of IS NULL AND title IS NOT NULL "
        "ORDER BY removed_lines BETWEEN 5 AND 9 DESC, body_chars DESC, article_id LIMIT 1"
    )
    return str(Lake().sql(query, DAY, ["articles"])[0]["article_id"])


def _shot(browser: Any, address: str, path: Path, drawn: str) -> None:
    import base64

    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    wide, high = SIZE
    size = {"width": wide, "height": high, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    browser.get(address)
    WebDriverWait(browser, 120).until(lambda b: b.find_elements(By.CSS_SELECTOR, drawn))
    time.sleep(6)
    data = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 85})["data"]
    path.write_bytes(base64.b64decode(data))
    print(path.name, path.stat().st_size, flush=True)


if __name__ == "__main__":
    main()
