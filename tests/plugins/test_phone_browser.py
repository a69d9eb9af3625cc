"""Lists of the pages inside Airflow on a phone: they are ordered, and no wider than it is."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.plugins.conftest import DAY, Site
from tests.support.accessible import lacking, signed_in

pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking())
LISTS = {"articles": "removed", "entities": "articles", "removals": "text", "quality": "stage", "stories": "sources"}


@pytest.fixture(scope="module")
def phone(site: Site) -> Iterator[Any]:
    with signed_in(site.tokens["viewer"]) as opened:
        size = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        yield opened


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_ordered_on_a_phone(home: str, phone: Any, name: str, lang: str) -> None:
    phone.get(f"{home}/nashra/{name}/{DAY}?lang={lang}")
    edges = phone.execute_script(
        "return [...document.querySelectorAll('thead a')].map(e => e.getBoundingClientRect()).map(r => "
        "[r.left, r.right, r.height])"
    )
    assert len(edges) >= 2
    assert all(left >= 0 and right <= 400 and height >= 24 for left, right, height in edges), "each can be touched"
    said = phone.execute_script(
        "return getComputedStyle(document.querySelector('thead:has(a) tr'), '::before').content"
    )
    assert said == {"ar": '"الترتيب:"', "en": '"Order:"'}[lang]
    phone.find_element("css selector", f"thead a[href*='order={LISTS[name]}']").click()
    assert f"order={LISTS[name]}" in phone.current_url
    assert phone.execute_script("return document.querySelector('th[aria-sort] a').checkVisibility()")
    assert not phone.execute_script("return document.documentElement.scrollWidth > innerWidth + 1")
