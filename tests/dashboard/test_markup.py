"""What the server sends of a page: few components, whose markup holds the lake's text as text."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from nashra.lake import Storage
from tests.support.made_lake import HOSTILE, article_id, story_id

ARTICLE = f"/articles/2023-09-13.{article_id('2023-09-13', 0)}"
STORY = f"/stories/{story_id('2023-09-14', 3)}"
ROOMS = ["/", "/stories", STORY, "/search?q=روسيا", "/entities", "/entities/Q7747", "/entities/x-hostile", ARTICLE,
         "/sources", "/sources/bbc.com", "/quality", "/nowhere"]  # fmt: skip
COMPONENTS = 70  # of a page at most: those of the choices on top, charts, and what stands around them


@pytest.fixture(scope="module")
def client(storage: Storage) -> Any:
    from nashra_dashboard.app import create_app

    return create_app(storage).server.test_client()


def sent(client: Any, address: str) -> Any:
    """The page as the browser gets it."""
    path, _, search = address.partition("?")
    asked = {
        "output": "..page.children...head.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "head", "property": "data"}],
        "inputs": [{"id": "address", "property": "pathname", "value": path},
                   {"id": "address", "property": "search", "value": f"?{search}"}],
        "changedPropIds": ["address.pathname"],
    }  # fmt: skip
    answer = client.post("/_dash-update-component", json=asked)
    assert answer.status_code == 200
    return json.loads(answer.data)["response"]["page"]["children"]


def components(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, list):
        for each in part:
            yield from components(each)
    elif isinstance(part, dict) and "props" in part:
        yield part
        yield from components(part["props"].get("children"))


def written(page: Any) -> list[str]:
    found = [part["props"].get("dangerouslySetInnerHTML", {}).get("__html", "") for part in components(page)]
    return [each for each in found if each]


class Tags(HTMLParser):
    """The tags of a piece of markup, and whether each that begins ends."""

    def __init__(self, piece: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(piece)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("room", ROOMS)
def test_a_page_is_few_components_and_sound_markup(client: Any, room: str, lang: str) -> None:
    page = sent(client, f"{room}{'&' if '?' in room else '?'}lang={lang}")
    assert 0 < len(list(components(page))) <= COMPONENTS
    pieces = written(page)
    assert pieces
    for piece in map(Tags, pieces):
        assert piece.open == []
        assert not {"script", "img", "iframe", "style"} & set(piece.tags)
        assert not [name for name, _ in piece.attributes if name.startswith("on") or not name.islower()]
        assert all((value or "").startswith(("/", "https://")) for name, value in piece.attributes if name == "href")


def test_hostile_text_is_text_in_what_is_sent(client: Any) -> None:
    pieces = written(sent(client, f"{ARTICLE}?lang=en"))
    assert HOSTILE in "".join(Tags(piece).text for piece in pieces)
    assert HOSTILE not in "".join(pieces)
