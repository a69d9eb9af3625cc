"""What keeps readers from a page, as axe-core sees it: contrast, names of fields, headings, languages, keyboard."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
         "--disable-component-update", "--window-size=1280,900")  # fmt: skip


def lacking() -> str:
    """Why nothing can be looked at; empty when it can."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        return "no chromium with its driver: apt-get install chromium chromium-driver"
    found = all(find_spec(package) for package in ("selenium", "axe_core_python"))
    return "" if found else "selenium and axe-core-python are not installed: extra [faults]"


@contextmanager
def chromium() -> Iterator[Any]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in FLAGS:
        options.add_argument(flag)
    browser = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        yield browser
    finally:
        browser.quit()


@contextmanager
def signed_in(token: str) -> Iterator[Any]:
    """A browser that shows a bearer token with all that it asks for."""
    with chromium() as browser:
        show_token(browser, token)
        yield browser


def show_token(browser: Any, token: str) -> None:
    """Sends a bearer token with all that the browser asks for from now on."""
    browser.execute_cdp_cmd("Network.enable", {})
    bearer = {"Authorization": f"Bearer {token}"}
    browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": bearer})


def wear(browser: Any, look: str) -> None:
    """The system's look that pages follow: "dark" or "light"."""
    wish = {"features": [{"name": "prefers-color-scheme", "value": look}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wish)


def problems(browser: Any) -> list[str]:
    """What is wrong with the page that is open, with the first place of each."""
    from axe_core_python.selenium import Axe

    found = Axe().run(browser, options={"runOnly": TAGS})["violations"]
    return [f"{one['id']} x {len(one['nodes'])}: {one['nodes'][0]['html'][:200]} {_why(one)}" for one in found]


def _why(violation: dict[str, Any]) -> str:
    checks = [check for kind in ("any", "all", "none") for check in violation["nodes"][0][kind]]
    return str(checks[0]["message"]) if checks else str(violation["help"])


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of an ASGI application that is served on this machine."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
