"""The headline of a page: what its head, its linked data and its visible headings agree on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from itertools import combinations

from nashra.landing.facts.dates import find_date
from nashra.landing.pages.head import Head
from nashra.landing.pages.linked_data import Story
from nashra.landing.pages.outline import Outline
from nashra.landing.pages.page_rules import PageRules
from nashra.landing.pages.words import alike, inside, words
from nashra.landing.shapes.rules import shape_rules
from nashra.text.fold import fold

# Marks of a quotation part nothing: they touch what they quote.
_JOINT = re.compile(r"\s[-–—|·•:/«»‹›]{1,2}\s|\s?(?:\||›|>>|::)\s?|\s»|«\s")
_HEADINGS = ("h1", "h2", "h3", "h4")
_BADGE = re.compile(
    r"\d{1,4}(?:\D{0,12}|[\s/.-]?\D{2,12}\d{4}|[/.-]\d{1,2}(?:[/.-]\d{2,4})?)"
)  # a day, its parts glued or not
_GLUED, _SURE = re.compile(r"[^\W\d_]{3,12}"), 5  # such a word, and words of a headline that <title> need say only once
_WORD = re.compile(r"[^\W\d_]{2,12}")
_LABEL = re.compile(r"(?:الموضوع|موضوع|العنوان|عنوان الخبر|thread|topic)\s?:", re.IGNORECASE)  # as forums say it
_DAY_END = re.compile(r"\s[-–|]?\s?\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d$")  # of agencies' pages
_PARTS = 6  # of a <title> that are looked at
_METAS = {"og:title": 3, "twitter:title": 1, "title": 1, "headline": 1, "dc.title": 1, "parsely-title": 1}
_STORY, _TITLE, _H1, _SHOWN = 3, 2, 3, 2  # weight of JSON-LD, of <title>, of an h1, of another line that says it
_MOST_H1 = 5
_NAME, _SHORT = 4, 80  # words of a site's name, characters of a line that says it: a logo, a footer
_FEWEST = 4  # words of a title that nothing but <title> says
_ABOVE, _LONGEST = 5, 200  # lines above the first paragraph that may be the headline, characters of one
_BELOW_NAME = 2  # lines below a name in which the headline stands
_SENTENCE_ENDS = (".", "،", ":", "؛")
_HIDDEN = "hidden"  # a kind of what elements are for
_CLOSE = 0.4  # share of a longer wording that a shorter one in it needs, to stand for it


Words = tuple[str, ...]


@dataclass(slots=True)
class _Wording:
    text: str
    weight: float = 0.0
    line: int | None = None  # that shows it
    h1: bool = False


def site_names(head: Head, story: Story) -> list[str]:
    """What the page calls its site, the surest first."""
    metas = head.all("og:site_name", "application-name", "apple-mobile-web-app-title", "al:android:app_name")
    return list(dict.fromkeys([*metas, *story.site_names]))


def _shown_name(title: str, outline: Outline) -> str:
    """The end of a <title> that a short line of the page says too, as logos and footers say the site's name."""
    last = _JOINT.split(title)[-1].strip()
    if last == title or not 0 < len(words(last)) <= _NAME:
        return ""
    return last if any(len(line) <= _SHORT and last in line and line != title for line in outline.text) else ""


def find_title(head: Head, story: Story, outline: Outline, names: Iterable[str]) -> tuple[str | None, int | None]:
    """The title, never one of the site's names; and the line of the page that shows it, if one does."""
    names = [*names, _shown_name(head.title, outline)]
    sites = {words(name) for name in (*names, *shape_rules().front_pages)} - {()}
    said = [(head.first(name), weight) for name, weight in _METAS.items()] + [(story.headline, _STORY)]
    sources = [(_shown_rest(_without_site(text, sites), names, outline), weight) for text, weight in said if text]
    runs = _runs(_shown_rest(head.title, names, outline))
    shown = _shown(outline, [*(text for text, _ in sources), *runs])
    found: dict[Words, _Wording] = {}
    for text, weight in sources:
        _vote(found, text, weight, sites)
    for line in _headings(outline, "h1")[:_MOST_H1]:
        text = _less_badge(outline.text[line], [*(text for text, _ in sources), *runs])
        said_by_it = words(text)
        if said_by_it in sites or (said_by_it in found and found[said_by_it].h1):
            continue
        if len(said_by_it) < _FEWEST and said_by_it not in found and not inside(said_by_it, words(head.title)):
            below = _headline_below(outline, line)  # a site's or a section's name, set as the first heading
            line, text = (line, text) if below is None else (below, outline.text[below])
        if (one := _vote(found, text, _H1, sites)) is not None:
            one.text, one.line, one.h1 = text, line, True
    if head.title:
        _vote(found, _part_of_title(head.title, runs, found, shown, sites), _TITLE, sites)
    for wording, line in shown.items():
        if (one := found.get(wording)) is not None and not one.h1:
            one.line, one.weight = line, one.weight + _SHOWN
            if words(outline.text[line]) == wording:
                one.text = outline.text[line]
    best = _best(found)
    if best is not None and best.weight <= _TITLE and len(words(best.text)) < _FEWEST and best.line is None:
        return None, None  # <title> alone says it, and it is as short as a name: of a site, a section, a printer's view
    return (best.text, best.line) if best else (None, None)


def _less_badge(text: str, said: list[str]) -> str:
    """A heading less what a theme sets before it, where the page's head says the rest: a day, «22آذارالعنوان», that it
    is a headline, «الموضوع:», or, where it says it twice, a word, «مباشر»."""
    for wording in said:
        badge = text.removesuffix(wording).rstrip()
        if not badge or len(badge) == len(text) or len(words(wording)) < _FEWEST:
            continue
        if _BADGE.fullmatch(badge) or _LABEL.fullmatch(badge) or (said.count(wording) > 1 and _WORD.fullmatch(badge)):
            return wording
        if len(words(wording)) > _SURE and _GLUED.fullmatch(badge):
            return wording
    return text


def _headline_below(outline: Outline, name: int) -> int | None:
    """The heading right below a short one that nothing else says, if it has a headline's length and leads nowhere."""
    for line in range(name + 1, min(name + 1 + _BELOW_NAME, len(outline.text))):
        text = outline.text[line]
        if outline.tag[outline.owner[line]] in _HEADINGS[1:3] and not outline.linked[line]:
            return line if len(words(text)) >= _FEWEST and not text.endswith(_SENTENCE_ENDS) else None
    return None


def headline_over_name(
    outline: Outline, body: int, said: str, shown: int | None, head: str, rules: PageRules
) -> int | None:
    """The line close above an article's first paragraph that is its headline, where the page's title is a short name
    that stands elsewhere, or nowhere: a site's, in the place of each headline.

    Where the page shows the name, that line is another part of <title>, or the name is a section's, or a logo: a
    heading that leads to another page and that is all of <title>. Where it shows it nowhere, that line is a heading, or
    the page has none.
    """
    if len(words(said)) > _NAME:
        return None
    if shown is not None and shown > body:
        shown = None  # a footer's
    section = shown is not None and rules.names_section(said)
    heading = shown is None and outline.tag[outline.owner[body]] in _HEADINGS[:3]
    if (section or heading) and _is_headline(outline, body):
        return body  # long enough for a paragraph
    above = title_above(outline, body)
    if above is None or (shown is not None and above <= shown):
        return None
    if shown is not None:
        logo = words(head) == words(said) and outline.linked[shown] >= len(outline.text[shown])
        part = words(outline.text[above]) in (words(part) for part in _JOINT.split(head))
        return above if logo or part or section else None
    headings = [line for line in _headings(outline, *_HEADINGS[:3]) if line < body]
    return above if not headings or outline.tag[outline.owner[above]] in _HEADINGS[:3] else None


def title_above(outline: Outline, body: int) -> int | None:
    """The line close above an article's first paragraph that may be its headline, where no head and no h1 says one."""
    return next((line for line in range(body - 1, max(body - 1 - _ABOVE, -1), -1) if _is_headline(outline, line)), None)


def _is_headline(outline: Outline, line: int) -> bool:
    """Whether a line may be one: some words that lead nowhere, no sentence and no day."""
    text = outline.text[line]
    if outline.linked[line] * 2 > len(text) or len(text) > _LONGEST or text.endswith(_SENTENCE_ENDS):
        return False
    return len(words(text)) >= _FEWEST and find_date(fold(text), UTC) is None


def _vote(found: dict[Words, _Wording], text: str, weight: float, sites: set[Words]) -> _Wording | None:
    wording = words(text)
    if not wording or wording in sites:
        return None
    one = found.setdefault(wording, _Wording(text))
    one.weight += weight
    return one


def _best(found: dict[Words, _Wording]) -> _Wording | None:
    """The wording that most are for. One that stands in another is for it: the longer if the page shows it, since
    heads are cut short, else the shorter, since they carry names of sites and sections."""
    total = {wording: one.weight for wording, one in found.items()}
    for shorter, longer in combinations(sorted(found, key=len), 2):
        if len(shorter) < len(longer) and inside(shorter, longer):
            if found[longer].line is not None and found[shorter].line is None:
                total[longer] += found[shorter].weight
            elif found[longer].line is None and len(shorter) >= _CLOSE * len(longer):
                total[shorter] += found[longer].weight
    if not found:
        return None
    best = found[max(found, key=lambda wording: (total[wording], len(wording)))]
    if not best.h1:  # the head's own wording of a heading: readers see the heading
        headings = [one for one in found.values() if one.h1 and alike(one.text, best.text)]
        return headings[0] if headings else best
    return best


def _part_of_title(
    title: str, runs: list[str], found: dict[Words, _Wording], shown: dict[Words, int], sites: set[Words]
) -> str:
    """The parts of <title> that say the title: as the page shows it, as others say it, else the longest."""
    known = [run for run in runs if words(run) not in sites and (words(run) in shown or words(run) in found)]
    if known:
        return max(known, key=lambda run: (words(run) in shown, len(run)))
    parts = [part for part in _JOINT.split(title) if words(part) and words(part) not in sites]
    return max(parts, key=len, default=title).strip()


def _runs(title: str) -> list[str]:
    """Parts of a <title> between its bars and dashes, single and side by side."""
    borders = [(0, 0), *((match.start(), match.end()) for match in _JOINT.finditer(title)), (len(title), len(title))]
    borders = [*borders[:_PARTS], borders[-1]] if len(borders) > _PARTS + 1 else borders
    runs = [title[start:end].strip() for (_, start), (end, _) in combinations(borders, 2)]
    runs += [rest for run in runs if (rest := _DAY_END.sub("", run)) != run]  # counts where the page shows it so
    name, colon, rest = title.partition(": ")
    if (
        colon and 0 < len(words(name)) <= _NAME
    ):  # blogs write «name: title»; it counts where the page shows the title so
        runs.append(rest.strip())
    return runs


def _without_site(text: str, sites: set[Words]) -> str:
    """A title less the site's name at its end or its beginning."""
    borders = list(_JOINT.finditer(text))
    if borders and words(text[borders[-1].end() :]) in sites:
        text = text[: borders[-1].start()]
    elif borders and words(text[: borders[0].start()]) in sites:
        text = text[borders[0].end() :]
    return text.strip()


def _shown_rest(text: str, names: Iterable[str], outline: Outline) -> str:
    """A title less a site's name that nothing parts from it, where a line of the page says the rest alone."""
    for name in filter(None, names):
        rest = text.removeprefix(f"{name} ").removesuffix(f" {name}").strip()
        if rest != text and len(words(rest)) >= _FEWEST and words(rest) in map(words, outline.text):
            return rest
    return text


def _headings(outline: Outline, *tags: str) -> list[int]:
    return [line for line, owner in enumerate(outline.owner) if outline.tag[owner] in tags]


def _is_hidden(outline: Outline, line: int) -> bool:
    element = outline.owner[line]
    while element > 0:
        if outline.said[element] == _HIDDEN:
            return True
        element = outline.parent[element]
    return False


def _shown(outline: Outline, wordings: list[str]) -> dict[Words, int]:
    """Lines that say one of the wordings: a heading before a line that is none, links to other pages not at all."""
    wanted = {words(text) for text in wordings} - {()}
    lengths = [len(text) for text in wordings if text]
    shortest, longest = 0.7 * min(lengths, default=0), 1.3 * max(lengths, default=0)
    found: dict[Words, int] = {}
    ranks: dict[Words, int] = {}
    for line, text in enumerate(outline.text):
        if not shortest <= len(text) <= longest:
            continue
        tag = outline.tag[outline.owner[line]]
        rank = _HEADINGS.index(tag) if tag in _HEADINGS else len(_HEADINGS)
        if rank == len(_HEADINGS) and outline.linked[line]:
            continue
        said = words(text)
        if said in wanted and _is_hidden(outline, line):
            rank = len(_HEADINGS)  # of a copy for printers
        if rank < len(_HEADINGS) and said not in wanted and len(said) > _FEWEST and said[:-1] in wanted:
            said = said[:-1]  # a badge behind it
        if said in wanted and rank < ranks.get(said, len(_HEADINGS) + 1):
            found[said], ranks[said] = line, rank
    return found
