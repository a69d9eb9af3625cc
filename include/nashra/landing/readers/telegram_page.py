"""messages.html of Telegram's export for people: a message a record, as its JSON export has them."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from nashra.landing.limits import Limits
from nashra.landing.records import Passed, Record

_MARKS = (b'class="page_body chat_page"', b'class="message ')
_NO_WORDS, _SERVICE = "a message without words", "a message of the service"


def is_telegram(data: bytes) -> bool:
    """Whether a page is such an export."""
    return all(mark in data for mark in _MARKS)


def read_messages(page: str, _: Limits) -> Iterator[Record | Passed]:
    tree = LexborHTMLParser(page)
    channel = _text(tree.css_first(".page_header .text"))
    for number, message in enumerate(tree.css("div.message")):
        if "default" not in (message.attributes.get("class") or "").split():
            yield Passed(_SERVICE)
        elif (words := message.css_first("div.text")) is None:
            yield Passed(_NO_WORDS)
        else:
            date = message.css_first(".date")
            fields: dict[str, Any] = {
                "text": _inner(words),
                "source": channel or _text(message.css_first(".from_name")),
            }
            if date is not None:
                fields["date"] = date.attributes.get("title")
            said = {name: value for name, value in fields.items() if value}
            yield Record(number, said, partial(_raw, message.html or ""))


def _text(node: LexborNode | None) -> str:
    return "" if node is None else " ".join(node.text().split())


def _inner(node: LexborNode) -> str:
    html = node.html or ""
    return html[html.find(">") + 1 : html.rfind("</")].strip()


def _raw(html: str) -> bytes:
    return html.encode("utf-8", "replace")
