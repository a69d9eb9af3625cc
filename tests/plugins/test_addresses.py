"""Every parameter of every page, found in the application itself, with values that nobody's link has."""

import time
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest

from tests.plugins.conftest import DAY
from tests.plugins.test_pages import hostile_id, hostile_story

SECONDS = 2.0  # that an answer may take
SCRIPT = '"><script>alert(1)</script>'
VALUES = {
    "none": "", "negative": "-1", "beyond": "99999999999999999999", "script": quote(SCRIPT), "nul": "%00a%0d%0ab",
    "surrogate": "%ED%A0%80%FF%", "marks": "%22" * 5001, "brackets": "(" * 5000, "words": quote("خبر " * 500),
    "combining": quote("ا" + "\u0301" * 3000),
}  # fmt: skip


class Asked(NamedTuple):
    """A page, with an address of it that is right."""

    path: str  # with its parameters in braces
    right: str
    names: tuple[str, ...]  # of the query


def pages(site: Any) -> list[Asked]:
    from fastapi.dependencies.utils import get_flat_dependant
    from nashra_ui.app import make_app

    given = {"day": DAY, "article_id": hostile_id(), "row": "2", "story_id": hostile_story(DAY), "name": "nashra.css"}
    found = []
    route: Any
    for route in make_app().router.routes:
        if "GET" in getattr(route, "methods", ()):
            names = tuple(one.alias for one in get_flat_dependant(route.dependant).query_params)
            found.append(Asked(route.path, route.path.format(**given), names))
    return found


def told(site: Any, address: str) -> str:
    """What is wrong with an answer; "" when nothing is."""
    began = time.monotonic()
    try:
        answer = site.get(address, follow_redirects=False)
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]
    took = time.monotonic() - began
    if answer.status_code >= 500:
        return str(answer.status_code)
    is_page = answer.headers["content-type"].startswith("text/html")  # bytes of a record are saved, not shown
    if (is_page and "<script>alert" in answer.text) or "x" in answer.cookies:
        return "taken as markup"
    return f"{took:.1f} s" if took > SECONDS else ""


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_value_of_a_parameter_is_a_failure(site: Any, value: str) -> None:
    site.page(f"/day/{DAY}")  # the first page starts what others use
    wrong: dict[str, str] = {}
    for page in pages(site):
        addresses = [f"{page.right}?{name}={value}" for name in page.names]
        addresses += [f"{page.right}?{name}={value}&{name}={value}&{name}=1" for name in page.names[:1]]
        addresses.append(f"{page.right}?lang={value}&{value}={value}&=&&")
        for name in ("day", "article_id", "row", "story_id", "name"):
            if f"{{{name}}}" in page.path and value:
                rest = {"day": DAY, "article_id": hostile_id(), "row": "2", "story_id": hostile_story(DAY), "name": "a"}
                addresses.append(page.path.format(**rest | {name: value}))
        wrong |= {address[:150]: said for address in addresses if (said := told(site, address))}
    assert wrong == {}


def test_what_is_missing_or_far_too_much_is_no_failure(site: Any) -> None:
    wrong = {}
    for page in pages(site):
        many = "&".join(f"{name}={number}" for number in range(2000) for name in page.names[:1] or ["a"])
        for address in (page.right, f"{page.right}?{many}", f"{page.right}?" + "&" * 20_000):
            if said := told(site, address):
                wrong[address[:150]] = said
    assert wrong == {}
