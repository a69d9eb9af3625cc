"""The story that a page's JSON-LD tells of: headline, dates, authors, section, and sometimes its whole text."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from nashra.landing.pages.words import alike
from nashra.landing.shapes.script_values import as_json
from nashra.landing.shapes.whole_numbers import whole_number

_MOST_CHARS = 2_000_000  # of one script
_MOST_ITEMS = 3_000  # objects and lists that are looked at, over all scripts
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|\]\]>|/\*\]\]>\*/)\s*+(?:;\s*+)?$"
)
_STORIES = (  # the surest first
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "reviewnewsarticle",
    "backgroundnewsarticle", "liveblogposting", "article", "blogposting", "report", "socialmediaposting",
    "advertisercontentarticle", "satiricalarticle", "scholarlyarticle", "techarticle", "recipe", "videoobject",
    "medicalwebpage", "podcastepisode", "webpage", "itempage",
)  # fmt: skip
_OF_A_LIST = "itemListElement"  # under which a list names pages, other stories among them
_SITES = ("website", "newsmediaorganization", "organization", "corporation")


@dataclass(slots=True)
class Story:
    """What JSON-LD says of the page's story; nothing where it says nothing."""

    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    body: str = ""
    url: str | None = None
    section: str | None = None
    authors: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    site_names: list[str] = field(default_factory=list)  # of its publisher, and of sites and organisations beside it
    paid: bool = False  # the page says that reading it costs something


def read_story(scripts: Iterable[str], titles: Iterable[str], address: str | None) -> Story:
    """The story among a page's linked data: that with the page's address or title before others of its kind."""
    wanted = [title for title in titles if title]
    items = [item for item, listed in _items(scripts) if not listed or _is_of(item, wanted, address)]
    stories = [item for item in items if _rank(item) < len(_STORIES)]
    stories.sort(key=lambda item: (not _is_of(item, wanted, address), _rank(item)))
    story = Story()
    for item in stories:
        if item is not stories[0] and not _is_of(item, wanted, address):
            continue
        _add(story, item)
    names = [_name(item.get("publisher")) for item in stories] + [
        _text(item.get(key)) for item in items if _type(item) in _SITES for key in ("name", "alternateName")
    ]
    story.site_names = [name for name in dict.fromkeys(names) if name]
    return story


def _items(scripts: Iterable[str]) -> Iterator[tuple[dict[str, Any], bool]]:
    """All objects of the scripts, outer ones first, and whether each is one of a list of pages; what can't be read is
    passed over."""
    left = _MOST_ITEMS
    for script in scripts:
        waiting: deque[tuple[Any, bool]] = deque([(_decoded(script), False)])
        while waiting and left:
            value, listed = waiting.popleft()
            left -= 1
            if isinstance(value, dict):
                if "@type" in value:
                    yield value, listed
                inside = [(inner, listed or name == _OF_A_LIST) for name, inner in value.items()]
            elif isinstance(value, list):
                inside = [(inner, listed) for inner in value]
            else:
                continue
            waiting.extend((inner, of_list) for inner, of_list in inside if isinstance(inner, dict | list))


def _decoded(script: str) -> Any:
    if len(script) > _MOST_CHARS:
        return None
    for mended in (str, lambda text: _WRAPPING.sub("", text), lambda text: as_json(_WRAPPING.sub("", text))):
        try:
            return json.loads(mended(script), strict=False, parse_int=whole_number)
        except (ValueError, RecursionError):
            continue
    return None


def _type(item: dict[str, Any]) -> str:
    kind = item.get("@type")
    kinds = [
        name.rpartition("/")[2].lower()
        for name in (kind if isinstance(kind, list) else [kind])
        if isinstance(name, str)
    ]
    return min(kinds, key=lambda name: _STORIES.index(name) if name in _STORIES else len(_STORIES), default="")


def _rank(item: dict[str, Any]) -> int:
    kind = _type(item)
    return _STORIES.index(kind) if kind in _STORIES else len(_STORIES)


def _is_of(item: dict[str, Any], titles: list[str], address: str | None) -> bool:
    own = {_text(item.get("url")), _text(item.get("@id")), _text(item.get("mainEntityOfPage"))}
    if isinstance(page := item.get("mainEntityOfPage"), dict):
        own |= {_text(page.get("@id")), _text(page.get("url"))}
    if address and address in {url.partition("#")[0] for url in own if url}:
        return True
    headline = _text(item.get("headline")) or _text(item.get("name"))
    return bool(headline) and any(alike(headline, title) for title in titles)


def _page_of(item: dict[str, Any]) -> str:
    """The address of the page whose main thing a story is: a name alone within the page ("#main") is none."""
    page = item.get("mainEntityOfPage")
    said = [page.get("@id"), page.get("url")] if isinstance(page, dict) else [page]
    return next((url for one in said if (url := _text(one)).startswith(("http://", "https://")) and "#" not in url), "")


def _add(story: Story, item: dict[str, Any]) -> None:
    """Fills what is still empty."""
    video = _type(item) == "videoobject"
    page = _type(item) in ("webpage", "itempage", "medicalwebpage")
    if not page:
        story.headline = story.headline or _text(item.get("headline")) or _text(item.get("name"))
        story.body = story.body or _body(item)
    story.published = (
        story.published or _text(item.get("datePublished")) or (_text(item.get("uploadDate")) if video else "") or None
    )
    story.modified = story.modified or _text(item.get("dateModified")) or None
    story.url = story.url or _text(item.get("url")) or _page_of(item) or None
    story.section = story.section or next(iter(_texts(item.get("articleSection"))), None)
    story.authors = story.authors or _names(item.get("author"))
    story.keywords = story.keywords or _keywords(item.get("keywords"))
    free = item.get("isAccessibleForFree")
    story.paid = story.paid or free is False or (isinstance(free, str) and free.lower() == "false")


def _body(item: dict[str, Any]) -> str:
    """The story's text: articleBody, or the entries of a live blog in their order."""
    body = item.get("articleBody")
    parts = (
        [body]
        if isinstance(body, str)
        else [part for part in body if isinstance(part, str)]
        if isinstance(body, list)
        else []
    )
    updates = item.get("liveBlogUpdate")
    for update in updates if isinstance(updates, list) else []:
        if isinstance(update, dict):
            parts += [text for key in ("headline", "articleBody") if isinstance(text := update.get(key), str)]
    return "\n".join(part.strip() for part in parts if part.strip())


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    return [text for one in (value if isinstance(value, list) else [value]) if (text := _text(one))]


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names(value: Any) -> list[str]:
    found = [_name(one) for one in (value if isinstance(value, list) else [value])]
    return [name for name in dict.fromkeys(found) if name and "://" not in name]


def _keywords(value: Any) -> list[str]:
    return [part.strip() for text in _texts(value) for part in re.split("[,،؛;]", text) if part.strip()]
