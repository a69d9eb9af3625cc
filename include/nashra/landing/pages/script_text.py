"""The text of a page that is empty until its script has run: the story in JSON-LD, or in the script's own state."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nashra.landing.facts.field_candidates import is_article_like
from nashra.landing.facts.fields import map_fields
from nashra.landing.facts.markup import decoded_entities
from nashra.landing.facts.markup_rules import markup_rules
from nashra.landing.limits import Limits
from nashra.landing.pages.bounds import parsed
from nashra.landing.pages.linked_data import Story
from nashra.landing.pages.outline import letters_of
from nashra.landing.pages.page_rules import PageRules
from nashra.landing.pages.walk import read_outline
from nashra.landing.pages.words import alike, inside, words
from nashra.landing.shapes.blocks import block_text
from nashra.landing.shapes.whole_numbers import whole_number

_MOST_CHARS = 5_000_000
_MOST_VALUES = 20_000
_DECODER = json.JSONDecoder(strict=False, parse_int=whole_number)
_LONG = re.compile(r"[^\W\d_]{5,}")  # words that two stories hardly share
_ARTICLES = 20  # items of a list by which it is one of other stories
_BODIES = (
    "articlebody",
    "body",
    "content",
    "contenthtml",
    "bodyhtml",
    "text",
    "html",
    "details",
    "fulltext",
    "newstext",
)
_RENDERED = "rendered"  # WordPress says texts and titles as {"rendered": "..."}
_IN_PIECES = frozenset([*_BODIES, "paragraphs", "blocks", "contentelements", "components"])


@dataclass(slots=True)
class Hidden:
    """A story that a page shows only once its script has run; no lines where the page shows one itself."""

    lines: list[str] = field(default_factory=list)
    title: str | None = None  # as the script's state has it beside the story
    date: str | None = None  # likewise, of publication
    url: str | None = None  # likewise


def hidden_story(
    story: Story,
    states: Callable[[], list[str]],
    lines: Sequence[str],
    title: str | None,
    limits: Limits,
    rules: PageRules,
    called: str | None = None,
) -> Hidden:
    """The story as a script would show it, when the page itself shows hardly any of it, or other stories alone: then
    `title` is the page's, and the script's state has it beside the story. What the page is `called` says whether the
    story of its linked data is the page's own."""
    shown = sum(map(letters_of, lines))
    if story.body and _tells_another(story, lines, called, rules):
        return Hidden(text_lines(story.body, limits, rules))
    if title is not None and not story.body and shown >= rules.script_letters:
        return _instead(title, states(), lines, limits, rules)
    body, holder = story.body, dict[str, Any]()
    if not body and shown < rules.script_letters:
        body, holder = max(map(_longest_body, states()), key=lambda found: len(found[0]), default=(body, holder))
    letters = letters_of(body)
    if letters < rules.script_letters or shown > rules.script_share * letters:
        return Hidden()
    return Hidden(text_lines(body, limits, rules), *_told_beside(holder))


def _tells_another(story: Story, lines: Sequence[str], called: str | None, rules: PageRules) -> bool:
    """Whether linked data tell the story that a page is called after, and its lines another one: comments, or what to
    read next, below a story that a script shows."""
    if not called or letters_of(story.body) < rules.script_letters or not alike(story.headline or "", called):
        return False
    told = set(_LONG.findall(story.body))
    return bool(told) and len(told.intersection(*[_LONG.findall(" ".join(lines))])) < rules.script_same * len(told)


def _instead(title: str, states: list[str], lines: Sequence[str], limits: Limits, rules: PageRules) -> Hidden:
    """The story of a state that is called as the page is, where hardly any of its lines is on the page."""
    wanted = words(title)
    for body, holder in map(_longest_body, states):
        said, date, url = _told_beside(holder)
        called = words(said or "")
        if letters_of(body) < rules.script_letters or not (inside(called, wanted) or inside(wanted, called)):
            continue
        found = text_lines(body, limits, rules)
        if 2 * len(set(found) & set(lines)) < len(set(found)):
            return Hidden(found, said, date, url)
    return Hidden()


def _told_beside(holder: Mapping[str, Any]) -> tuple[str | None, str | None, str | None]:
    """Headline, day and address that an object of a script's state says beside a story."""
    said = map_fields(holder) if holder else {}
    day = said.get("published_at")
    date = None if day is None else day.isoformat() if isinstance(day, datetime) else str(day)
    return said.get("title"), date, said.get("url")


def text_lines(text: str, limits: Limits, rules: PageRules) -> list[str]:
    """Lines of a text in a script, which may be marked up, and the markup escaped."""
    for _ in range(markup_rules().most_rounds):
        if "<" in text or not markup_rules().escaped_tag.search(text):
            break
        text = decoded_entities(text)
    if "<" in text:
        marked = "<br>".join(text.split("\n")) if "<p" not in text and "<br" not in text else text
        tree = parsed(marked, limits)
        top = tree.body or tree.root
        return read_outline(top, rules, limits).text if top is not None else []
    return [line for part in text.split("\n") if (line := " ".join(part.split()))]


def _longest_body(state: str) -> tuple[str, dict[str, Any]]:
    """The longest text under a name for bodies in a script's JSON, and the object that holds it."""
    if len(state) > _MOST_CHARS:
        return "", {}
    try:
        waiting: list[Any] = [_DECODER.raw_decode(state.lstrip())[0]]  # behind it the script may go on
    except (ValueError, RecursionError):
        return "", {}
    best, holder = "", dict[str, Any]()
    for _ in range(_MOST_VALUES):
        if not waiting:
            break
        value = waiting.pop()
        if isinstance(value, dict):
            value = {name: _rendered(inner) for name, inner in value.items()}
            for name, inner in value.items():
                if isinstance(inner, dict | list):
                    waiting.append(inner)
                if name.lower().replace("_", "") not in (_IN_PIECES if isinstance(inner, list) else _BODIES):
                    continue
                text = _in_pieces(inner) if isinstance(inner, list) else inner
                if isinstance(text, str) and len(text) > len(best):
                    best, holder = text, value
        elif isinstance(value, list):
            waiting += [inner for inner in value if isinstance(inner, dict | list)]
    return best, holder


def _rendered(value: Any) -> Any:
    return value[_RENDERED] if isinstance(value, dict) and isinstance(value.get(_RENDERED), str) else value


def _in_pieces(value: Any) -> str | None:
    """A text that is a list of paragraphs or blocks."""
    if not isinstance(value, list) or not all(isinstance(item, str | dict) for item in value):
        return None
    if all(isinstance(item, str) for item in value):
        return "\n".join(value)
    articles = any(isinstance(item, dict) and is_article_like(item) for item in value[:_ARTICLES])
    return None if articles else block_text(value)
