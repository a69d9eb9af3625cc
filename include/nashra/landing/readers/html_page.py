"""HTML as readers meet it: whole pages, and markup inside a text field."""

import re

from nashra.landing.limits import Limits
from nashra.landing.pages.bounds import parsed
from nashra.landing.pages.page import Page, read_page
from nashra.landing.pages.page_rules import load_page_rules
from nashra.landing.pages.walk import read_outline

__all__ = ["Page", "declared_charset", "markup_text", "read_page"]

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*+=\s*+["']?\s*+([A-Za-z0-9_\-]{2,30})""", re.IGNORECASE)
_WHOLE = re.compile(r"<(?:html|body|head)[\s>]", re.IGNORECASE)
_LOOK = 4000  # characters of a text in which a page shows itself


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page's head names, lower case."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii").lower() if match else None


def markup_text(markup: str, limits: Limits) -> str:
    """The lines of a marked-up text: of a whole page its article, of a piece of one all of it. Raises RecordFault."""
    if _WHOLE.search(markup, 0, _LOOK):
        return read_page(markup, limits).text
    tree = parsed(markup, limits)
    top = tree.body or tree.root
    return "" if top is None else "\n".join(read_outline(top, load_page_rules(), limits).text)
