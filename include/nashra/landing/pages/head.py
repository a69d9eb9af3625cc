"""What a page's head says in meta elements and links, and its scripts of linked data; no judgement yet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from nashra.landing.pages.called import called
from nashra.landing.pages.flight import numbered, pushed, streamed
from nashra.landing.shapes.script_values import text_at

_MOST = 500  # elements of a kind that are looked at
_TITLE = 2000  # characters of <title> that are read
_NAMES = ("property", "name", "itemprop", "http-equiv")
_STATE = re.compile(
    r"\s*(?:window|self|globalThis)(?:\.[\w$]{1,80}|\[[\"'][\w$]{1,80}[\"']\])\s*=\s*(?:(?=[\[{])|JSON\.parse\(\s*(?=[\"']))"
)
_MARKED = "a.p-canonical[href], a.u-url[href]"  # microformats: the page's own address in its body
_ADDRESS = re.compile(r"https?://[^/\s]++(/?[^\s]*+)", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """Values as they stand in the page, stripped and never empty."""

    metas: dict[str, list[str]] = field(default_factory=dict)  # by name, in lower case, in the page's order
    title: str = ""  # of <title>
    canonical: str | None = None
    linked_data: list[str] = field(default_factory=list)  # JSON-LD as text

    def first(self, *names: str) -> str | None:
        """The first value under the first of these names that has one."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    def all(self, *names: str) -> list[str]:
        return [value for name in names for value in self.metas.get(name, ())]

    @property
    def address(self) -> str | None:
        """The page's own address: rel=canonical, else og:url; the one with a path where only one has one."""
        found = [url for url in (self.canonical, self.first("og:url")) if url and _ADDRESS.fullmatch(url)]
        return next((url for url in found if len(_path(url)) > 1), found[0] if found else None)


def _path(url: str) -> str:
    match = _ADDRESS.fullmatch(url)
    return match[1] if match else ""


def read_head(tree: LexborHTMLParser) -> Head:
    """Metas are looked for in the whole page: some publishers put them in its body."""
    head = Head()
    for node in tree.tags("meta")[:_MOST]:
        attributes = node.attributes
        value = " ".join((attributes.get("content") or "").split())
        if value:
            for kind in _NAMES:
                if name := attributes.get(kind):
                    head.metas.setdefault(name.strip().lower(), []).append(value)
    head.title = " ".join((_text(tree, "head > title") or _text(tree, "title"))[:_TITLE].split())
    if (link := tree.css_first("link[rel=canonical][href]")) is not None:
        head.canonical = (link.attributes.get("href") or "").strip() or None
    if head.canonical is None and len(marked := tree.css(_MARKED)) == 1:
        head.canonical = (marked[0].attributes.get("href") or "").strip() or None
    head.linked_data = [node.text() or "" for node in tree.css("script[type='application/ld+json']")[:_MOST]]
    return head


def read_states(tree: LexborHTMLParser, attributes: Iterable[str]) -> list[str]:
    """The JSON that scripts would show the page from: those that hold nothing else, or give it to a name, and what
    stands in one of some attributes."""
    found = [
        value for name in attributes for node in tree.css(f"[{name}]")[:_MOST]
        if (value := node.attributes.get(name) or "").lstrip()[:1] in ("{", "[")
    ]  # fmt: skip
    pieces: list[str] = []
    for node in tree.tags("script")[:_MOST]:
        text = node.text() or ""
        kind = node.attributes.get("type") or ""
        if kind == "application/json":
            found.append(numbered(text) or text)
        elif piece := pushed(text):
            pieces.append(piece)
        elif not kind or "javascript" in kind:
            if state := called(text):
                found.append(state)
            elif match := _STATE.match(text):
                state = text[match.end() :]
                found.append(text_at(state) if state[:1] in "\"'" else state)
    stream = streamed(pieces)
    return [*found, stream] if stream else found


def _text(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return "" if node is None else node.text() or ""
