"""Every page and file of the dashboard, with values that nobody's link has, and questions that no browser asks."""

import json
import time
from typing import Any
from urllib.parse import quote

import pytest

from nashra.lake import Storage
from nashra_dashboard.app import FILES, ROOMS, create_app

SECONDS = 2.0  # that an answer may take
NAMES = ("lang", "from", "to", "page", "order", "q", "type", "country", "section", "source", "quotes", "name", "story",
         "kind", "stage")  # fmt: skip
VALUES = {
    "none": "", "negative": "-1", "beyond": "9" * 5000, "arabic": quote("٣٣"), "nul": "%00a%0d%0ab",
    "script": quote('"><script>alert(1)</script>'), "surrogate": "%ED%A0%80%FF%", "marks": "%22" * 5001,
    "brackets": "(" * 5000, "words": quote("خبر " * 500), "combining": quote("ا" + "\u0301" * 3000), "braces": "{0}%s",
}  # fmt: skip
ODD: list[Any] = [None, 5, 1.5, True, [], {}, ["/"], "\ud800", "//", "/%", "/\x00", "x" * 100_000]


@pytest.fixture(scope="module")
def client(storage: Storage) -> Any:
    return create_app(storage).server.test_client()


def asked(client: Any, outputs: list[str], inputs: list[Any], states: list[Any], changed: str) -> Any:
    """What a browser sends for a callback, whatever the values are."""
    parts = [output.rsplit(".", 1) for output in outputs]
    told = [{"id": name, "property": prop} for name, prop in parts]
    output = f"..{'...'.join(outputs)}.." if len(outputs) > 1 else outputs[0]
    body = {"output": output, "outputs": told if len(told) > 1 else told[0], "inputs": inputs, "state": states,
            "changedPropIds": [changed]}  # fmt: skip
    return client.post("/_dash-update-component", json=body)


def page(client: Any, path: Any, search: Any) -> Any:
    values = [{"id": "address", "property": name, "value": v} for name, v in (("pathname", path), ("search", search))]
    return asked(client, ["page.children", "head.data"], values, [], "address.pathname")


def told(answer: Any, began: float) -> str:
    took = time.monotonic() - began
    if answer.status_code >= 500:
        return str(answer.status_code)
    return f"{took:.1f} s" if took > SECONDS else ""


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_value_of_an_address_is_a_failure(client: Any, value: str) -> None:
    wrong = {}
    for room in ROOMS:
        for name in NAMES:
            began = time.monotonic()
            if said := told(page(client, f"/{room}", f"?q=خبر&{name}={value}&{name}={value}"), began):
                wrong[room, name] = said
        for path in (f"/{room}/{value}", f"/{value}/{room}", f"/{room}/2023-09-14/{value}"):
            began = time.monotonic()
            if said := told(page(client, path, "?lang=en"), began):
                wrong[path[:40], ""] = said
        if room in FILES:
            for form in ("csv", "parquet"):
                query = "&".join(f"{name}={value}" for name in NAMES)
                began = time.monotonic()
                if said := told(client.get(f"/files/{room}.{form}?{query}"), began):
                    wrong[room, form] = said
    assert wrong == {}


def test_bytes_that_are_no_text_are_no_failure(client: Any) -> None:
    for page in FILES:
        answer = client.get(f"/files/{page}.csv", query_string=b"q=\xff\xfe&order=\xd8".decode("latin-1"))
        raw = client.get(f"/files/{page}.csv", environ_overrides={"QUERY_STRING": "q=\xff\xd8&from=\xff"})
        assert answer.status_code < 500 and raw.status_code < 500


@pytest.mark.parametrize("odd", ODD, ids=[repr(odd)[:20] for odd in ODD])
def test_what_no_browser_sends_is_no_failure(client: Any, odd: Any) -> None:
    assert page(client, odd, "?lang=en").status_code < 500
    assert page(client, "/search", odd).status_code < 500


@pytest.mark.parametrize("odd", ODD, ids=[repr(odd)[:20] for odd in ODD])
def test_no_choice_is_a_failure(client: Any, odd: Any) -> None:
    chosen = {"choose": "from"}, {"search": "words"}, {"narrow": "country"}
    for place, one in enumerate(chosen):
        inputs = [[{"id": each, "property": "value", "value": odd if number == place else ""}] * 2
                  for number, each in enumerate(chosen)]  # fmt: skip
        states = [{"id": "address", "property": name, "value": odd} for name in ("pathname", "search")]
        changed = f"{json.dumps(one, separators=(',', ':'))}.value"
        answer = asked(client, [go_of(client)], inputs, states, changed)
        assert answer.status_code < 500
        values = [{"id": each, "property": "value", "value": odd} for each in chosen]
        assert asked(client, [go_of(client)], values, states, changed).status_code < 500


def go_of(client: Any) -> str:
    """The output of the callback that goes where something was chosen, as the browser is told it."""
    known = client.get("/_dash-dependencies").get_json()
    return str(next(each["output"] for each in known if each["output"].startswith("address.href")))
