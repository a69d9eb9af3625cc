"""Pages of what is still being worked on follow it, and leave the reader where they are."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from tests.plugins.conftest import FAILED, FAILED_RUN, Site
from tests.support.accessible import lacking, problems, served, signed_in

pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking())


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Any]:
    with served(site.client.app) as home, signed_in(site.tokens["viewer"]) as opened:
        opened.home = home
        yield opened


def stands(state: str) -> None:
    """The state of the failed run from now on."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session

    with create_session() as session:
        session.query(DagRun).filter(DagRun.run_id == FAILED_RUN).update({"state": state})


@pytest.mark.parametrize(
    ("path", "lang", "before", "after"),
    [(f"run?run_id={quote(FAILED_RUN)}", "ar", "قيد التنفيذ", "فاشل"),
     ("days?month=" + FAILED[:7], "en", "Running", "Failed")],
)  # fmt: skip
def test_a_page_follows_a_run_to_its_end(browser: Any, path: str, lang: str, before: str, after: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    stands("running")
    try:
        browser.get(f"{browser.home}/nashra/{path}&lang={lang}")
        assert before in browser.find_element("css selector", "body").text, browser.page_source[:800]
        assert problems(browser) == [], "also while it is followed"
        browser.execute_script(
            "window.kept = true; const part = document.querySelector('main section'); part.tabIndex = 0; part.focus()"
        )
    finally:
        stands("failed")
    time.sleep(12)
    assert browser.execute_script("return window.kept"), "whoever reads in it keeps it"
    browser.execute_script("document.activeElement.blur()")
    WebDriverWait(browser, 60).until(lambda _: after in browser.find_element("css selector", ".heading").text)
    assert browser.execute_script("return !document.querySelector('main').dataset.follow"), "and that was all"
