"""A page of a wiki's export (MediaWiki): its title, its day where it says one, and its text without wiki markup.

Pages of other namespaces (talk, templates, files) and redirections are no articles. When a page was last changed is no
day of publication.
"""

import re
from collections.abc import Mapping
from typing import Any

from nashra.landing.records import NOT_NEWS, RecordFault
from nashra.landing.shapes.rules import WikiRules, key, shape_rules
from nashra.landing.shapes.wikitext import plain_wiki, template_values

ROOT, PAGE = "mediawiki", "page"
_SITE = re.compile(rb"<sitename>([^<>]{1,200})</sitename>")


def site_of(head: bytes) -> str | None:
    """What a wiki's export calls the wiki."""
    match = _SITE.search(head)
    return match and match[1].decode("utf-8", "replace")


def wiki_fields(page: Mapping[str, Any]) -> dict[str, Any]:
    """An article's fields. Raises RecordFault for a page that is none."""
    rules = shape_rules().wiki
    text = _latest(page.get("revision.text") or page.get("text"))
    if (space := str(page.get("ns") or "0")) != "0":
        raise RecordFault(f"{NOT_NEWS}a page of a wiki's namespace {space[:10]}")
    if "redirect" in page or key(text[:20]).startswith(rules.redirects):
        raise RecordFault(f"{NOT_NEWS}a redirection of a wiki")
    day = next((value for name in rules.days for value in template_values(text, name)), None)
    return {"title": page.get("title"), "published_at": day, "text": _of(text, rules)}


def _of(text: str, rules: WikiRules) -> str:
    return plain_wiki(text, rules.dropped_links, rules.quotes)


def _latest(said: Any) -> str:
    if isinstance(said, list):
        said = said[-1] if said else ""
    if isinstance(said, dict):
        said = said.get("#text")
    return said if isinstance(said, str) else ""
