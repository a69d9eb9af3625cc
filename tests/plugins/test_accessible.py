"""Everybody can read the pages inside Airflow: both looks and languages, by axe-core in a real browser."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.plugins.conftest import DAY, FAILED, Site
from tests.support.accessible import lacking, problems, signed_in, wear
from tests.support.made_lake import article_id

pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking())
PAGES = [
    "days", f"day/{DAY}", f"day/{FAILED}", f"articles/{DAY}", f"article/{DAY}/{article_id(DAY, 3)}", f"entities/{DAY}",
    f"articles/{DAY}?entity=Q7747", f"removals/{DAY}", f"quality/{DAY}", f"quarantine/{DAY}", f"quarantine/{DAY}/0",
    f"review/{DAY}", f"quotes/{DAY}", f"stories/{DAY}", "search?q=%D8%B1%D9%88%D8%B3%D9%8A%D8%A7", "article",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Any]:
    with signed_in(site.tokens["viewer"]) as opened:
        yield opened


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_keeps_a_reader_out(home: str, browser: Any, path: str, look: str) -> None:
    wear(browser, look)
    for lang in ("ar", "en"):
        browser.get(f"{home}/nashra/{path}{'&' if '?' in path else '?'}lang={lang}")
        assert _has_come(browser), browser.page_source[:300]
        assert not browser.title.startswith(("404", "500", "503")), browser.page_source[:300]
        assert problems(browser) == [], lang


def _has_come(browser: Any) -> bool:
    """Whether the page is there, in a while: a busy machine may say that it is loaded while it still reads it."""
    for _ in range(100):
        if browser.execute_script("return document.querySelector('main') !== null"):
            return True
        time.sleep(0.1)
    return False
