"""What no callback touches is sent as markup.

Dash makes a component of each tag, which a browser draws many times slower than the tag itself: a story of fifty
articles has three thousand. The links in markup are followed by assets/links.js.
"""

from html import escape
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

Part = Any
CALLED = {"className": "class", "tabIndex": "tabindex"}  # what Dash calls an attribute -> what a browser does
NO_END = {"br"}  # tags
FOLLOWED = ("/", "https://", "http://")  # how an address begins that a link may have


class Drawn(str):
    """A picture as markup, which holds nothing of the lake's text."""


def as_markup(part: Part) -> Part:
    """The part as Dash sends it, with what stands in an element as one string wherever all of it is plain."""
    if isinstance(part, list | tuple):
        return [as_markup(each) for each in part]
    if not isinstance(part, Component):
        return part
    sent = _sent(part)
    if (inside := sent["props"].pop("children", None)) is None:
        return sent
    if _is_element(part) and (written := markup(inside)) is not None:
        sent["props"]["dangerouslySetInnerHTML"] = {"__html": written}  # its texts are escaped by `markup`
    else:
        sent["props"]["children"] = as_markup(inside)
    return sent


def markup(part: Part) -> str | None:
    """Text, elements and links as HTML; None where the part holds a component that needs Dash."""
    if part is None:
        return ""
    if isinstance(part, Drawn):
        return part
    if isinstance(part, str | int | float):
        return escape(str(part))
    if isinstance(part, list | tuple):
        pieces = [markup(each) for each in part]
        return None if None in pieces else "".join(piece for piece in pieces if piece is not None)
    if not (_is_element(part) or isinstance(part, dcc.Link)) or isinstance(getattr(part, "id", ""), dict):
        return None
    props = _sent(part)["props"]
    if (inside := markup(props.pop("children", None))) is None:
        return None
    tag = "a" if isinstance(part, dcc.Link) else str(part._type).lower()
    begin = f"<{tag}{''.join(_attribute(name, value) for name, value in props.items())}>"
    return begin if tag in NO_END else f"{begin}{inside}</{tag}>"


def _sent(component: Any) -> dict[str, Any]:
    return dict(component.to_plotly_json())


def _is_element(part: Part) -> bool:
    return isinstance(part, Component) and part._namespace == html.Div._namespace


def _attribute(name: str, value: Any) -> str:
    if value is None or (name == "href" and not str(value).startswith(FOLLOWED)):
        return ""
    if name == "style":
        value = ";".join(f"{key}:{said}" for key, said in value.items())
    return f' {CALLED.get(name, name)}="{escape(str(value))}"'
