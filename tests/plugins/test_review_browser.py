"""Answers stay in the reader's browser until they are forgotten, and go along from all pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nashra.lake import Storage
from tests.plugins.conftest import Site
from tests.support import review_lake
from tests.support.accessible import lacking, problems, served, signed_in, wear

pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking())
FORM = "return [...new FormData(document.getElementById('review')).entries()].filter(([, value]) => value)"


@pytest.fixture
def browser(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    lake = Storage(str(tmp_path / "lake"))
    review_lake.write_review_day(lake)
    monkeypatch.setenv("NASHRA_LAKE", lake.address)
    with served(site.client.app) as home, signed_in(site.tokens["viewer"]) as opened:
        opened.get(f"{home}/nashra/review/{review_lake.DAY}?lang=ar")
        yield opened


def test_answers_are_kept_sent_and_forgotten(browser: Any) -> None:
    def radios() -> list[Any]:
        return list(browser.find_elements("css selector", "#kept input[type=radio]"))

    def given() -> str:
        return str(browser.find_element("id", "given").text)

    assert given() == "0 / 6"
    name, value = radios()[1].get_attribute("name"), radios()[1].get_attribute("value")
    radios()[1].click()
    assert given() == "1 / 6"
    browser.refresh()
    assert (radios()[1].is_selected(), given()) == (True, "1 / 6")
    other = '{"about":"line","verdict":"keep","source":"x.example","text":"سطر"}'
    browser.execute_script(
        "const all = JSON.parse(localStorage['nashra.review']); all.ffffffffffff = arguments[0];"
        "localStorage['nashra.review'] = JSON.stringify(all)", other,
    )  # fmt: skip
    browser.refresh()
    assert given() == "1 / 6 (+1)"
    assert sorted(browser.execute_script(FORM)) == sorted([[name, value], ["answer-ffffffffffff", other]])
    for look in ("light", "dark"):
        wear(browser, look)
        assert problems(browser) == []
    browser.find_element("id", "forget").click()
    assert (given(), radios()[1].is_selected(), browser.execute_script(FORM)) == ("0 / 6", False, [])
