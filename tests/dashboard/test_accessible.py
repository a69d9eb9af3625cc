"""Everybody can read the dashboard: both looks and languages, by axe-core in a real browser."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from tests.support.accessible import chromium, lacking, problems, wear

pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking())
PAGES = [
    "/",
    "/stories",
    "/entities",
    "/entities/Q7747",
    "/quality",
    "/quotes",
    "/quarantine",
    "/sources",
    "/search?q=%D8%B1%D9%88%D8%B3%D9%8A%D8%A7",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


def _is_true(script: str, browser: Any) -> bool:
    return bool(browser.execute_script(script))


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_keeps_a_reader_out(home: str, browser: Any, path: str, look: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    wear(browser, look)
    for lang in ("ar", "en"):
        browser.get(f"{home}{path}{'&' if '?' in path else '?'}lang={lang}")
        ready = f"return document.documentElement.lang == '{lang}' && document.querySelector('.parts h1')"
        WebDriverWait(browser, 60).until(partial(_is_true, ready))
        assert problems(browser) == [], lang
