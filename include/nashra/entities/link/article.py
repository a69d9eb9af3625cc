"""Names inside one article: short forms take the entity of the full form that the same article gives."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nashra.article import Mention
from nashra.entities.link.normal import name_key
from nashra.entities.link.persons import units
from nashra.entities.link.types import Link

if TYPE_CHECKING:
    from nashra.entities.link.linker import Linker

NEAR = 45  # code points beside a name in which its bearer's title is looked for
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Named:
    """A mention being linked: its name's units in normal form, and the class of its title."""

    mention: Mention
    link: Link
    form: tuple[str, ...]
    title: str
    curated: bool


def link_mentions(linker: Linker, mentions: list[Mention], body: str) -> list[Mention]:
    """See Linker.link_article."""
    words = frozenset(name_key(word) for word in _WORD.findall(body))
    named = [_name(linker, mention, body, words) for mention in mentions]
    named.sort(key=lambda one: (one.mention.start, one.mention.end))
    memory = {kind: _Memory(linker, body, [n for n in named if n.link.type == kind]) for kind in ("PERS", "ORG")}
    linked: list[Mention] = []
    for one in named:
        link = memory[one.link.type].resolve(one) if one.link.type in memory else one.link
        mention = replace(one.mention, entity_id=link.entity_id, type=link.type)
        if not linked or (linked[-1].start, linked[-1].end) != (mention.start, mention.end):
            linked.append(mention)
    return linked


def _name(linker: Linker, mention: Mention, body: str, words: frozenset[str]) -> Named:
    """The mention cut to its name, with the entity that the name has without help of the article."""
    start, title = linker.trimmer.start(mention.type, mention.surface, words)
    surface = mention.surface[start:]
    whole = linker.steps.curated(mention.type, name_key(mention.surface))
    link = whole or linker.link(mention.type, surface)
    cut = replace(mention, start=mention.start + start, surface=surface)
    form = tuple(linker.reference.tokens.canonical(u) for u in units(name_key(surface)))
    if link.type != "PERS":
        form = tuple(linker.steps.normal_form(link.type, name_key(surface)).split())
    if not title and link.type == "PERS":
        title = _title_before(linker, body, cut.start)
    return Named(cut, link, form, title, link.why.startswith(("alias", "spelling", "decision", "sounds")))


def _title_before(linker: Linker, body: str, start: int) -> str:
    """The class of the title that stands right before a name, or ""."""
    before = [name_key(word) for word in _WORD.findall(body[max(0, start - 30) : start])][-2:]
    if not before or body[start - 1 : start] in (".", "\n"):
        return ""
    kinds = linker.trimmer.titles.kinds
    return kinds.get(" ".join(before)) or kinds.get(before[-1], "")


class _Memory:
    """The full names of one type that an article gives, and which of them a short form stands for."""

    def __init__(self, linker: Linker, body: str, named: list[Named]) -> None:
        self.links: dict[str, Link] = {}
        self.forms: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.counts: Counter[str] = Counter()
        self.titles: dict[str, set[str]] = defaultdict(set)
        for one in named:
            if len(one.form) < 2:
                continue
            entity_id = one.link.entity_id
            self.links.setdefault(entity_id, one.link)
            self.forms[entity_id].add(one.form)
            self.counts[entity_id] += 1
            if one.link.type == "PERS":
                self.titles[entity_id] |= _titles_near(linker, body, one)

    def resolve(self, one: Named) -> Link:
        """The entity of a mention, seen with the rest of the article."""
        if one.curated:
            return one.link
        fitting = [
            entity_id
            for entity_id, forms in self.forms.items()
            if entity_id != one.link.entity_id and any(_shortens(one.form, form, one.link.type) for form in forms)
        ]
        if one.title:
            same = [found for found in fitting if one.title in self.titles[found]]
            fitting = same or [found for found in fitting if not self.titles[found]]
        if len(fitting) > 1:
            ranked = sorted(fitting, key=lambda found: (-self.counts[found], found))
            clear = self.counts[ranked[0]] >= 2 * self.counts[ranked[1]]
            fitting = ranked[:1] if clear else []
        if not fitting:
            return one.link
        full = self.links[fitting[0]]
        return full.because(f"short for a name of the article; {full.why}")


def _shortens(short: tuple[str, ...], full: tuple[str, ...], kind: str) -> bool:
    """Whether a form is part of a fuller one: a person's first or last units, an organisation's first."""
    if len(short) >= len(full):
        return False
    if kind == "ORG":
        return len(short) >= 2 and full[: len(short)] == short
    if full[: len(short)] == short or full[-len(short) :] == short:
        return True
    return len(short) >= 2 and short[0] == full[0] and short[-1] == full[-1]


def _titles_near(linker: Linker, body: str, one: Named) -> set[str]:
    """Classes of the titles beside a full name: «كيم دونغ يوب، الأستاذ في جامعة …» is academic."""
    mention = one.mention
    after = body[mention.end : mention.end + NEAR].partition("\n")[0].partition(".")[0]
    before = body[max(0, mention.start - NEAR) : mention.start].rpartition("\n")[2].rpartition(".")[2]
    kinds = linker.trimmer.titles.kinds
    found = {kinds.get(name_key(word), "") for word in _WORD.findall(before) + _WORD.findall(after)}
    return (found | {one.title}) - {""}
