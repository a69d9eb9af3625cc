"""The pictures of README and docs, made anew from the sample's three days. Run by hand:

    PYTHONPATH=include .venv/bin/python -m tests.support.screens docs/screens [LAKE]

LAKE has the sample's days already; without it they are run first. Needs what the browser tests need: extra [faults],
and Debian's chromium and chromium-driver.
"""

import os
import struct
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from tests.support.accessible import chromium, served, wear

SIZE = (1280, 1000)
DAY = "2023-09-14"
COLOURS = 256


def main() -> None:
    folder = Path(sys.argv[1]).absolute()
    with tempfile.TemporaryDirectory(prefix="nashra-screens-") as home:
        lake = sys.argv[2] if len(sys.argv) > 2 else _sample(f"{home}/lake")
        os.environ.update({"NASHRA_AIRFLOW_HOME": f"{home}/airflow", "NASHRA_LAKE": lake})
        with chromium() as browser:
            with _dashboard(lake) as address:
                for look, ending in (("light", ""), ("dark", "-dark")):
                    wear(browser, look)
                    _shot(
                        browser, f"{address}/?lang=ar", folder / f"dashboard-overview-ar{ending}.png", ".js-plotly-plot"
                    )
            with _airflow(browser) as address:
                for look, ending in (("light", ""), ("dark", "-dark")):
                    wear(browser, look)
                    browser.get(f"{address}/nashra/days")
                    browser.execute_script("localStorage.setItem('theme', arguments[0])", look)
                    inside = f"{address}/plugin/nashra/nashra/day/{DAY}?lang=en"
                    _shot(browser, inside, folder / f"night-report{ending}.png", "iframe")
                    article = f"{address}/nashra/article/{DAY}/{_article()}?lang=ar"
                    _shot(browser, article, folder / f"article-arabic{ending}.png", "#text")


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
    bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": bearer})
    with served(app) as address:
        yield address


def _article() -> str:
    """The day's article of which most lines went."""
    from nashra_ui.lake import Lake

    query = "SELECT article_id FROM {articles} WHERE duplicate_of IS NULL ORDER BY removed_lines DESC, 1 LIMIT 1"
    return str(Lake().sql(query, DAY, ["articles"])[0]["article_id"])


def _shot(browser: Any, address: str, path: Path, drawn: str) -> None:
    import base64

    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    wide, high = SIZE
    size = {"width": wide, "height": high, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(address)
    WebDriverWait(browser, 120).until(lambda b: b.find_elements(By.CSS_SELECTOR, drawn))
    time.sleep(6)
    data = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
    path.write_bytes(smaller(base64.b64decode(data)))
    print(path.name, path.stat().st_size, flush=True)


def smaller(png: bytes) -> bytes:
    """A picture of eight bits a colour in 256 colours: text and lines lose nothing that is seen, and half of the bytes."""
    pixels = _pixels(png)
    rough = pixels & 0xF8
    packed = (rough[..., 0].astype(np.uint32) << 16) | (rough[..., 1].astype(np.uint32) << 8) | rough[..., 2]
    found, place, counts = np.unique(packed, return_inverse=True, return_counts=True)
    kept = np.sort(np.argsort(-counts, kind="stable")[:COLOURS])
    sums = [np.bincount(place.ravel(), pixels[..., n].ravel().astype(np.float64)) / counts for n in range(3)]
    means = np.stack(sums, axis=1)
    distances = ((means[:, None, :] - means[kept][None, :, :]) ** 2).sum(axis=2)
    numbers = distances.argmin(axis=1)[place.reshape(packed.shape)].astype(np.uint8)
    high, wide = numbers.shape
    rows = np.concatenate([np.zeros((high, 1), np.uint8), numbers], axis=1).tobytes()
    palette = means[kept].round().astype(np.uint8).tobytes()
    parts = [(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)), (b"PLTE", palette),
             (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, parts))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    name, data = part
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _pixels(png: bytes) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Rows, columns and red, green, blue of a PNG as Chromium writes it: eight bits, not interlaced."""
    at, data = 8, b""
    wide = high = depth = 0
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if name == b"IHDR":
            wide, high, _, kind = struct.unpack(">IIBB", body[:10])
            depth = {2: 3, 6: 4}[kind]
        data += body if name == b"IDAT" else b""
        at += length + 12
    raw = np.frombuffer(zlib.decompress(data), np.uint8).reshape(high, wide * depth + 1)
    before = np.zeros((wide, depth), np.uint8)
    rows = []
    for line in raw:
        before = _unfiltered(int(line[0]), line[1:].reshape(wide, depth), before)
        rows.append(before)
    return np.stack(rows)[..., :3]


def _unfiltered(kind: int, line: Any, above: Any) -> Any:
    """A row of pixels as it was before PNG's filter: each told by its difference from those beside and above it."""
    if kind == 0:
        return line
    if kind == 1:
        return np.cumsum(line, axis=0, dtype=np.uint8)
    if kind == 2:
        return line + above
    made = np.zeros((len(line) + 1, line.shape[1]), np.int32)
    up = np.concatenate([np.zeros((1, line.shape[1]), np.int32), above.astype(np.int32)])
    for n in range(len(line)):
        left, over, corner = made[n], up[n + 1], up[n]
        if kind == 3:
            guess = (left + over) // 2
        else:
            whole = left + over - corner
            far = [abs(whole - one) for one in (left, over, corner)]
            nearer = np.where(far[1] <= far[2], over, corner)
            guess = np.where((far[0] <= far[1]) & (far[0] <= far[2]), left, nearer)
        made[n + 1] = (line[n] + guess) & 0xFF
    return made[1:].astype(np.uint8)


if __name__ == "__main__":
    main()
