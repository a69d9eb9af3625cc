"""A page of HTML to the lines of its article, and what its head says: the door of this room."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from nashra.landing.facts.place_names import place_names
from nashra.landing.limits import Limits
from nashra.landing.pages import places
from nashra.landing.pages.apart import TAGS, find_apart
from nashra.landing.pages.begun import may_have_templates, tags_begun
from nashra.landing.pages.bounds import check_bounds, for_parser
from nashra.landing.pages.head import Head, read_head, read_states
from nashra.landing.pages.left_out import count_left_out
from nashra.landing.pages.linked_data import Story, read_story
from nashra.landing.pages.main_part import find_parts, marked_part
from nashra.landing.pages.measures import Measures, foreign_lines
from nashra.landing.pages.outline import HEADINGS, Outline, letters_of
from nashra.landing.pages.page_rules import PageRules, load_page_rules
from nashra.landing.pages.published import find_published
from nashra.landing.pages.saved import saved_from
from nashra.landing.pages.script_text import hidden_story
from nashra.landing.pages.templates import open_templates
from nashra.landing.pages.title import find_title, headline_over_name, site_names, title_above
from nashra.landing.pages.trim import trim
from nashra.landing.pages.walk import read_outline
from nashra.landing.pages.words import inside, words
from nashra.text.fold import fold_line

_MOST_TAGS = 20
_SITE = 5  # words of a site's name
_PART = re.compile(r"([^\W\d_]{3,15}(?: [^\W\d_]{2,15}){0,2})\s?[-–—ـ]{1,2}\s{1,2}")
_DASH = re.compile(r"\s?[-–—ـ]{1,2}\s{1,2}")
_STATES = (b"__NEXT_DATA__", b"__NUXT", b"_STATE__", b"application/json")  # of scripts from which a page is shown


@dataclass(slots=True)
class Page:
    """What a page says of its article. Dates and addresses are as the page writes them."""

    text: str = ""  # a line for each block of the main part
    title: str | None = None
    date: str | None = None  # of publication
    modified: str | None = None
    url: str | None = None
    site: str | None = None
    section: str | None = None
    authors: list[str] = field(default_factory=list)
    keywords: str | list[str] | None = None
    of_links: bool = False  # it shows nothing but links: a front page, a section, a tag
    not_found: bool = False  # it says that nothing is there, though a server answered as if something were
    paid: bool = False  # the page says that all of it is for subscribers
    line_places: bytes = b""  # where each line of `text` stood: places.unpack
    left_out: dict[str, int] = field(default_factory=dict)  # letters that are in no line of `text`, by place


def read_page(html: str, limits: Limits, *, posts: bool = False, data: bytes | None = None) -> Page:
    """The article of a page, with posts of networks that it shows among its paragraphs only where `posts` are asked
    for. `data`: the same in UTF-8, where it is at hand.

    Raises RecordFault when reading it would cost more than `limits` allow."""
    data = for_parser(html) if data is None else data
    begun = tags_begun(data)
    check_bounds(data, limits, begun)
    noted = saved_from(html)
    opened = open_templates(html) if may_have_templates(begun) else html
    tree = LexborHTMLParser(data if opened is html else for_parser(opened))
    top = tree.body or tree.root
    if top is None:
        return Page()
    rules, head = load_page_rules(), read_head(tree)
    outline = read_outline(top, rules, limits)
    story = read_story(head.linked_data, [head.first("og:title") or "", head.title], head.address)
    names = site_names(head, story)
    title, headline = find_title(head, story, outline, names)
    measures = Measures(outline, rules)
    if foreign := foreign_lines(outline, headline, measures, rules):
        measures = Measures(outline, rules, foreign=foreign)
    apart = find_apart(outline, headline, measures, rules, posts=posts)
    measures = Measures(outline, rules, lambda line: not apart[outline.owner[line]], foreign)
    page = _described(Page(), head, story, names)
    lines, trimmed = _article(outline, headline, apart, measures, rules, [*page.authors, *names], posts=posts)
    page.url = page.url or noted
    page.keywords = page.keywords or _tags(outline, headline, apart)
    body = next((line for line in lines if measures.paragraph[line] and line != headline), None)
    above = None
    if body is not None:
        above = (
            title_above(outline, body)
            if title is None
            else headline_over_name(outline, body, title, headline, head.title, rules)
        )
    page.title = outline.text[above] if above is not None else title
    if above == body and above is not None:  # the headline itself was long enough for a paragraph
        body = next((line for line in lines if measures.paragraph[line] and line > above), None)
    page.date = find_published(head, story, outline, headline if above is None else above, body, apart, rules)
    page.left_out = count_left_out(outline, lines, apart, trimmed)
    said = [outline.text[line] for line in lines]
    if title is not None and headline in lines and title in outline.text[headline]:
        at = lines.index(headline)  # less its badge: cleaning knows the line for the title
        if badge := letters_of(said[at]) - letters_of(title):
            page.left_out["other"] = page.left_out.get("other", 0) + badge
        said[at] = title
    if body in lines and (begins := _site_before(said[lines.index(body)], names or _behind(head.title, title))):
        page.left_out["other"] = page.left_out.get("other", 0) + letters_of(begins)
        said[lines.index(body)] = said[lines.index(body)][len(begins) :]
    unsure = page.title if _shows_others(data, outline, lines, headline, body, rules) else None
    shown = said
    if story.body and body is None:  # the lists of links beside a story that a script has yet to show
        shown = [
            outline.text[line] for line in lines if outline.linked[line] < rules.link_whole * len(outline.text[line])
        ]
    hidden = hidden_story(story, lambda: read_states(tree, rules.state_attributes), shown, unsure, limits, rules, title)
    if hidden.lines:
        page.text = "\n".join(hidden.lines)
        page.line_places = places.pack([0] * len(hidden.lines), [0.0] * len(hidden.lines))
        page.date = page.date or hidden.date
        page.url = page.url or hidden.url
        if hidden.title and (page.title is None or inside(words(hidden.title), words(page.title))):
            page.title = hidden.title  # less the site's name, with which <title> has it
        page.left_out = count_left_out(outline, [], apart, trimmed)
        return page
    page.text = "\n".join(said)
    page.of_links = (
        not page.date
        and not story.body
        and (_of_links(outline, lines, measures, rules) or _of_cards(outline, lines, measures, rules))
    )
    page.not_found = not page.date and not story.body and rules.says_not_found([head.title, page.title], said)
    page.line_places = places.pack(
        [outline.place[outline.owner[line]] for line in lines],
        [outline.linked[line] / len(outline.text[line]) for line in lines],
    )
    return page


def _behind(said: str, title: str | None) -> list[str]:
    """What stands in <title> behind the headline, if it is a few words: the site's name."""
    rest = said[len(title) :].strip(" -–—|:»·") if title and said.startswith(title) else ""
    return [rest] if 0 < len(rest.split()) <= _SITE else []


def _site_before(text: str, names: Sequence[str]) -> str:
    """The name of the page's own site with which its first sentence begins, and the dash behind it. Papers are called
    after places too: those say where a story was written."""
    for name in names:
        dash = _DASH.match(text, len(name)) if text.startswith(name) else None
        if dash and fold_line(name) not in place_names().places:
            return text[: dash.end()]
        begins = _PART.match(text)  # a part of it: «عمون - …» on «وكالة عمون الإخبارية»
        if begins and f" {begins[1]} " in f" {name} " and fold_line(begins[1]) not in place_names().places:
            return begins[0]
    return ""


def _article(
    outline: Outline,
    headline: int | None,
    apart: list[str],
    measures: Measures,
    rules: PageRules,
    makers: Sequence[str],
    *,
    posts: bool,
) -> tuple[list[int], dict[int, str]]:
    """Lines of the article, and why the others of its elements are not among them."""
    parts = find_parts(outline, headline, apart, measures, rules) or marked_part(outline, apart, measures, rules)
    inside = sorted({line for part in parts for line in range(outline.first[part], outline.last[part])})
    lines = [line for line in inside if not apart[outline.owner[line]]]
    return trim(outline, lines, headline, apart, measures, rules, makers, posts=posts) if lines else (inside, {})


def _shows_others(
    html: bytes, outline: Outline, lines: Sequence[int], headline: int | None, body: int | None, rules: PageRules
) -> bool:
    """Whether what a page shows may be other stories alone, as one does whose own a script fills in: no line shows its
    headline, or others stand below it, one of them above the first paragraph."""
    if headline is not None and body is not None and headline <= body:
        heads = [line for line in range(headline + 1, body) if outline.tag[outline.owner[line]] in HEADINGS]
        below = sum(outline.tag[outline.owner[line]] in HEADINGS for line in lines if line > body)
        announced = any(rules.leads_on(outline.text[line]) for line in heads)
        if not heads or (not announced and len(heads) + below < rules.card_run):
            return False
    return any(name in html for name in _STATES)


def _of_links(outline: Outline, lines: list[int], measures: Measures, rules: PageRules) -> bool:
    """Whether the lines of an article are links of a headline's length, and no paragraph is among them."""
    linked = [line for line in lines if outline.linked[line] >= rules.link_whole * len(outline.text[line])]
    headlines = [line for line in linked if len(outline.text[line]) >= rules.card_title]
    whole = sum(len(outline.text[line]) for line in lines)
    return (
        len(headlines) >= rules.link_run
        and sum(len(outline.text[line]) for line in linked) >= rules.link_whole * whole
        and not any(measures.paragraph[line] for line in lines)
    )


def _of_cards(outline: Outline, lines: list[int], measures: Measures, rules: PageRules) -> bool:
    """Whether each paragraph is a short one right below a headline that leads elsewhere."""

    def leads(line: int) -> bool:
        letters = len(outline.text[line])
        return letters >= rules.card_title and outline.linked[line] >= rules.link_whole * letters

    paragraphs = [line for line in lines if measures.paragraph[line]]
    return len(paragraphs) >= rules.link_run and all(
        len(outline.text[line]) <= rules.card_chars and any(map(leads, range(max(line - 2, 0), line)))
        for line in paragraphs
    )


def _tags(outline: Outline, headline: int | None, apart: list[str]) -> list[str]:
    """The links of a list of tags below the headline."""
    return [
        text
        for line, text in enumerate(outline.text)
        if line > (headline or 0) and apart[outline.owner[line]] == TAGS and outline.links[line] == 1
    ][:_MOST_TAGS]


def _described(page: Page, head: Head, story: Story, names: list[str]) -> Page:
    page.url = head.address or story.url or head.canonical
    page.site = names[0] if names else None
    page.section = head.first("article:section", "section") or story.section
    page.authors = story.authors or [
        name for name in head.all("author", "dc.creator", "article:author") if "/" not in name
    ]
    page.modified = story.modified or head.first("article:modified_time", "og:updated_time", "datemodified")
    page.keywords = head.first("keywords", "news_keywords") or head.all("article:tag") or story.keywords or None
    page.paid = story.paid or (head.first("article:content_tier") or "").lower() in ("locked", "metered")
    return page
