"""The text of a page that is empty until its script has run: the story in JSON-LD, or in the script's own state."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from nashra.landing.limits import Limits
from nashra.landing.pages.linked_data import Story
from nashra.landing.pages.outline import letters_of, read_outline
from nashra.landing.pages.page_rules import PageRules

_MOST_CHARS = 5_000_000
_MOST_VALUES = 20_000
_DECODER = json.JSONDecoder(strict=False)
_BODIES = ("articlebody", "body", "content", "contenthtml", "bodyhtml", "text", "html")


def script_lines(
    story: Story, states: Callable[[], list[str]], lines: Sequence[str], limits: Limits, rules: PageRules
) -> list[str]:
    """Lines of the story as a script would show it, when the page itself shows hardly any of it; else none."""
    shown = sum(map(letters_of, lines))
    hidden = story.body
    if not hidden and shown < rules.script_letters:
        hidden = max(map(_longest_body, states()), key=len, default="")
    letters = letters_of(hidden)
    if letters < rules.script_letters or shown > rules.script_share * letters:
        return []
    return text_lines(hidden, limits, rules)


def text_lines(text: str, limits: Limits, rules: PageRules) -> list[str]:
    """Lines of a text in a script, which may be marked up."""
    if "<" in text:
        from selectolax.lexbor import LexborHTMLParser

        from nashra.landing.pages.bounds import check_bounds

        marked = "<br>".join(text.split("\n")) if "<p" not in text and "<br" not in text else text
        check_bounds(marked, limits)
        tree = LexborHTMLParser(marked)
        top = tree.body or tree.root
        return read_outline(top, rules, limits).text if top is not None else []
    return [line for part in text.split("\n") if (line := " ".join(part.split()))]


def _longest_body(state: str) -> str:
    """The longest text under a name for bodies in a script's JSON."""
    if len(state) > _MOST_CHARS:
        return ""
    try:
        waiting: list[Any] = [_DECODER.raw_decode(state.lstrip())[0]]  # behind it the script may go on
    except (ValueError, RecursionError):
        return ""
    best = ""
    for _ in range(_MOST_VALUES):
        if not waiting:
            break
        value = waiting.pop()
        if isinstance(value, dict):
            for name, inner in value.items():
                if isinstance(inner, dict | list):
                    waiting.append(inner)
                elif isinstance(inner, str) and len(inner) > len(best) and name.lower().replace("_", "") in _BODIES:
                    best = inner
        elif isinstance(value, list):
            waiting += [inner for inner in value if isinstance(inner, dict | list)]
    return best
