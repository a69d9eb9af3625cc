"""What stands beside the article by its tag, its role or its name: menus, comments, calls, cards of other stories."""

from functools import lru_cache
from itertools import accumulate

from nashra.landing.pages.calls import find_calls
from nashra.landing.pages.measures import Measures
from nashra.landing.pages.others import Alike, find_others
from nashra.landing.pages.outline import HEADINGS, Outline, children
from nashra.landing.pages.page_rules import PageRules
from nashra.landing.pages.places import Place
from nashra.landing.pages.rest import HIDDEN, is_copy, is_rest

AUTHOR, CARDS, COMMENTS, CALLS, TAGS = "author", "related", "comments", "calls", "tags"  # kinds of pages.yaml
POSTS, CHROME = "posts", "chrome"
_BESIDE = int(Place.NAV | Place.ASIDE | Place.FOOTER | Place.FORM)  # plain numbers: each element is asked for them
_HEADER = int(Place.HEADER)
_WRAPS = _BESIDE | _HEADER
_NAMES = {flag: (Place(flag & -flag).name or "").lower() for flag in range(1, 256) if flag & _BESIDE == flag}
_CARDS = frozenset(["div", "article", "section", "td", "li", "table"])
_CAPTION = "figcaption"
_BELOW = frozenset(["comments", "related"])  # what may be longer than the story above it
_SECTIONS = frozenset(["article", "section", "main"])  # whose headers are not the site's
_SECTION_DEPTH = 10  # elements around a header among which a section is looked for
_CUT, _SENTENCE_ENDS = ("…", "...", "..", "]"), (".", "!", "؟", "?", "»", '"', ")")
_BOX = 4  # elements around a card, itself among them, that may be the box it stands in
_BIO = 2  # lines of who wrote a story, below it: a name and what its bearer is
_NAME, _WRITERS = 4, 2  # words of a name; how many write a story
_BANNER = 10  # elements around a paragraph that may be the banner it stands in
_NEVER = frozenset(["body", "main"])  # elements whose names say what the page is, not what they are for


def find_apart(
    outline: Outline, headline: int | None, measures: Measures, rules: PageRules, *, posts: bool = False
) -> list[str]:
    """For each element why it is no part of the article; "" when nothing says so. Posts of networks are, unless they
    are asked for or hold most of the page's paragraphs: then they are what the story is about.

    An element that holds the headline or most of the page's paragraphs is not set apart, whatever it is: ASP.NET
    puts a whole page into one form, and some publishers the story into an aside.
    """
    found = [""] * len(outline.tag)
    total = measures.all_paragraphs
    sums = list(accumulate(measures.paragraph, initial=0))

    def told_before(line: int, least: int = rules.paragraph_few) -> bool:
        """Whether a story stands between the headline and a line."""
        return headline is not None and sums[line] - sums[min(headline + 1, line)] >= least

    alike = _side_by_side(outline)
    told = dict.fromkeys(_cards(outline, alike, headline, measures, rules), CARDS)
    told |= dict.fromkeys(find_others(outline, alike, headline, measures, rules), CARDS)
    told |= dict.fromkeys(_boxes(outline, headline, measures, rules), CARDS)
    calls = find_calls(outline, headline, measures, rules)
    told |= dict.fromkeys((box for box in calls if told_before(outline.first[box], rules.paragraph_chars)), CALLS)
    told |= dict.fromkeys(_under_comment_headings(outline, headline, measures, rules), COMMENTS)
    told |= dict.fromkeys(_pressable(outline, headline, measures, rules), CARDS)
    told |= dict.fromkeys(_of_the_site(outline, headline, measures, rules), CHROME)
    told |= dict.fromkeys(_bios(outline, headline, rules), AUTHOR)
    told |= dict.fromkeys(_consent(outline, headline, measures, rules), CALLS)
    others = {line for element in told for line in range(outline.first[element], outline.last[element])}
    own = sums
    if any(measures.paragraph[line] for line in others):
        own = list(accumulate((0 if line in others else it for line, it in enumerate(measures.paragraph)), initial=0))
    total = own[-1]
    embedded = [element for element, said in enumerate(outline.said) if said == POSTS]
    posts = posts or sum(map(measures.paragraphs, embedded)) > rules.apart_most * total
    for element in range(1, len(outline.tag)):
        up = outline.parent[element]
        if found[up]:
            found[element] = found[up]
            continue
        if element in told:
            found[element] = told[element]
            continue
        if (
            not outline.said[element]
            and outline.place[element] == outline.place[up]
            and outline.tag[element] != _CAPTION
        ):
            continue  # most elements
        reason = _reason(outline, element, up, rules)
        if not reason or outline.holds(element, headline) or (posts and reason == POSTS):
            continue
        paragraphs = own[outline.last[element]] - own[outline.first[element]]
        most = rules.apart_named if reason == outline.said[element] else rules.apart_most
        below = reason in _BELOW and told_before(outline.first[element])
        if paragraphs > most * total and not below and not (reason == HIDDEN and is_copy(outline, element)):
            continue
        few = _lines(outline, element) < _BIO or not told_before(outline.first[element])
        if reason == AUTHOR and not paragraphs and few:
            continue
        if reason in rules.thin and paragraphs >= max(rules.thin_paragraphs, measures.text(element) / 2):
            continue
        if is_rest(outline, element, reason, headline, measures, rules):
            continue
        found[element] = reason
    _clear_wrappers(outline, found)
    return found


def _reason(outline: Outline, element: int, up: int, rules: PageRules) -> str:
    tag, said = outline.tag[element], outline.said[element]
    if said and tag not in _NEVER and not (said == CARDS and _is_lead(outline, element, rules)):
        return said
    place = outline.place[element] & ~outline.place[up]
    if place & _BESIDE:
        return _NAMES[place & _BESIDE]
    if place & _HEADER and not _in_section(outline, up):
        return "header"
    return "captions" if tag == _CAPTION else ""


def _is_lead(outline: Outline, element: int, rules: PageRules) -> bool:
    """Whether it is one paragraph that leads nowhere: called a teaser, it is the story's own lead."""
    if outline.tag[element] != "p" or _lines(outline, element) != 1:
        return False
    line = outline.first[element]
    return not outline.links[line] and len(outline.text[line]) >= rules.paragraph_chars


def _in_section(outline: Outline, element: int) -> bool:
    for _ in range(_SECTION_DEPTH):
        if element <= 0:
            return False
        if outline.tag[element] in _SECTIONS:
            return True
        element = outline.parent[element]
    return False


def _side_by_side(outline: Outline) -> Alike:
    """Elements with one parent, one tag and one name: the first, less its number. Those behind it are often a story's
    own: "post-812 category-sport"."""
    beside: dict[tuple[int, str], list[int]] = {}
    parents, firsts, lasts = outline.parent, outline.first, outline.last
    for element, tag in enumerate(outline.tag):
        if tag in _CARDS and firsts[element] < lasts[element]:
            beside.setdefault((parents[element], tag), []).append(element)
    alike: dict[tuple[int, str, str], list[int]] = {}
    for (parent, tag), group in beside.items():
        for element in group if len(group) > 1 else ():
            name = _first_name(outline.names[element])
            alike.setdefault((parent, tag, name), []).append(element)
    return alike


@lru_cache(maxsize=8192)
def _first_name(names: str) -> str:
    return names.partition(" ")[0].rstrip("0123456789")


def _boxes(outline: Outline, headline: int | None, measures: Measures, rules: PageRules) -> list[int]:
    """Boxes with one other story: a word that leads on, a title that is a link, perhaps an excerpt."""
    found: list[int] = []
    most = rules.apart_named * measures.all_paragraphs
    for line, linked in enumerate(outline.linked[1:]):  # of the line below each
        title, label = outline.text[line + 1], outline.text[line]
        if not linked or outline.linked[line] or len(label) > rules.comment_chars or len(title) < rules.card_title:
            continue
        if linked < rules.link_whole * len(title) or not rules.leads_on(label):
            continue
        element, box = outline.owner[line], 0
        while element > 0 and outline.first[element] == line and _lines(outline, element) <= rules.card_lines:
            if box and _lines(outline, element) > _lines(outline, box) + 1:
                break  # more than an excerpt below it: a piece of the story that begins with a box
            if (
                _lines(outline, element) > 1
                and measures.paragraphs(element) <= most
                and not outline.holds(element, headline)
            ):
                box = element
            element = outline.parent[element]
        if box:
            found.append(box)
    return found


def _cards(
    outline: Outline, alike: Alike, headline: int | None, measures: Measures, rules: PageRules
) -> frozenset[int]:
    """Teasers of other stories: elements alike, side by side, each with a link for a title and little else.

    Where as many of their like tell something and lead nowhere, they are a story's pieces, one of which says what else
    to read. When no paragraph of the page stands outside of them they are what the page is about, but for those that
    stand below the headline in a box or under a heading for other stories: a page of a film has hardly its own text.
    """
    found: list[int] = []
    for members in alike.values():
        if len(members) < rules.card_run:
            continue
        group = [element for element in members if _lines(outline, element) <= rules.card_lines]
        if not any(measures.links(element) >= rules.card_title for element in group):
            continue  # no title that leads elsewhere: none of them is a card
        if len(group) >= rules.card_run:
            cut = 2 * sum(_is_cut(outline, element, rules) for element in group) > len(group)
            cards = [element for element in group if _is_card(outline, element, cut, rules)]
            if cards and len(cards) > sum(
                measures.paragraphs(other) > 0 and not measures.links(other) for other in members
            ):
                found += (element for element in cards if not outline.holds(element, headline))
    found += _like_cards(outline, found, headline, rules)
    if sum(map(measures.paragraphs, found)) >= measures.all_paragraphs > 0:
        found = [element for element in found if _called_others(outline, element, headline, rules)]
    return frozenset(found)


def _like_cards(outline: Outline, cards: list[int], headline: int | None, rules: PageRules) -> list[int]:
    """Elements called like the teasers of a page that are built as they are, fewer side by side: two amid the story."""
    known = {(outline.tag[card], outline.names[card]) for card in cards if outline.names[card].strip()}
    taken = set(cards)
    return [
        element
        for element, tag in enumerate(outline.tag)
        if known
        and tag in _CARDS
        and (tag, outline.names[element]) in known
        and element not in taken
        and 0 < _lines(outline, element) <= rules.card_lines
        and not outline.holds(element, headline)
        and _is_card(outline, element, False, rules)
    ]


def _called_others(outline: Outline, card: int, headline: int | None, rules: PageRules) -> bool:
    """Whether a card stands below the headline in a box that is named for other stories, or below such a heading."""
    if headline is None or outline.first[card] <= headline:
        return False
    element = box = card
    for _ in range(_BOX):
        if element <= 0 or outline.tag[element] in _NEVER or outline.holds(element, headline):
            break
        if outline.said[element] in _BELOW:
            return True
        box, element = element, outline.parent[element]
    above = range(max(outline.first[box] - 1, headline + 1), outline.first[card])
    return any(rules.leads_on(outline.text[line]) and not outline.links[line] for line in above)


def _is_cut(outline: Outline, element: int, rules: PageRules) -> bool:
    """Whether a card's last paragraph ends within a sentence, as those of a round-up of papers don't."""
    for line in reversed(range(outline.first[element], outline.last[element])):
        if len(outline.text[line]) - outline.linked[line] >= rules.paragraph_chars:
            return outline.text[line].endswith(_CUT) or not outline.text[line].endswith(_SENTENCE_ENDS)
    return False


def _is_card(outline: Outline, element: int, cut: bool, rules: PageRules) -> bool:
    beside, titles, snippets, headed = 0, 0, 0, False
    for line in range(outline.first[element], outline.last[element]):
        size, linked = len(outline.text[line]), outline.linked[line]
        beside += size - linked
        if linked < rules.link_whole * size:
            snippets += size - linked >= rules.paragraph_chars
        elif size >= rules.card_title and line not in outline.inward:
            titles += 1
            headed |= outline.tag[outline.owner[line]] in HEADINGS
    most = rules.card_excerpt if headed and cut else rules.card_chars
    return beside <= most and titles > 0 and bool(snippets or outline.pictures[element])


def _under_comment_headings(outline: Outline, headline: int | None, measures: Measures, rules: PageRules) -> list[int]:
    """What stands below the heading of the comments, beside it: the story is above."""
    if headline is None:
        return []
    above = 0
    for line in range(headline + 1, len(outline.text)):
        above += measures.paragraph[line]
        if above < rules.paragraph_few or not rules.heads_comments(outline.text[line]):
            continue
        element = outline.owner[line]
        while outline.parent[element] > 0 and _lines(outline, outline.parent[element]) == 1:
            element = outline.parent[element]
        if (outer := outline.parent[element]) > 0:
            beside = children(outline, outer)
            return [child for child in beside if child >= element and not outline.holds(child, headline)]
    return []


def _lines(outline: Outline, element: int) -> int:
    return outline.last[element] - outline.first[element]


def _pressable(outline: Outline, headline: int | None, measures: Measures, rules: PageRules) -> list[int]:
    """Boxes without a link that lead elsewhere when they are pressed: a picture, a title, perhaps an excerpt."""
    return [
        element
        for element in sorted(outline.pressable)
        if headline is not None
        and outline.tag[element] in _CARDS
        and outline.pictures[element]
        and outline.first[element] > headline
        and 0 < _lines(outline, element) <= rules.card_lines
        and measures.plain(element) <= rules.card_chars
        and len(outline.text[outline.first[element]]) >= rules.card_title
    ]


def _of_the_site(outline: Outline, headline: int | None, measures: Measures, rules: PageRules) -> list[int]:
    """Boxes that begin with a heading under which sites speak of themselves: who they are, what may be done there."""
    found: list[int] = []
    for line, characters in enumerate(measures.paragraph[1:]):  # of the line below each
        if not characters or outline.links[line] or not rules.heads_site(outline.text[line]):
            continue
        element, box = outline.owner[line], 0
        while element > 0 and outline.first[element] == line and not outline.holds(element, headline):
            box = element if _lines(outline, element) > 1 else 0
            element = outline.parent[element]
        if box:
            found.append(box)
    return found


def _consent(outline: Outline, headline: int | None, measures: Measures, rules: PageRules) -> list[int]:
    """Banners that ask for consent, told by what they say."""
    found: list[int] = []
    paragraphs = [line for line, characters in enumerate(measures.paragraph) if characters]
    if not rules.asks_consent(" ".join(outline.text[line] for line in paragraphs)):
        return found
    for line in paragraphs:
        if not rules.asks_consent(outline.text[line]):
            continue
        element = outline.owner[line]
        for _ in range(_BANNER):
            if outline.parent[element] <= 0 or not _is_banner(outline, outline.parent[element], headline, rules):
                break
            element = outline.parent[element]
        lines = range(outline.first[element], outline.last[element])
        above = headline is not None and line < headline
        named = any(outline.said[around] == CALLS for around in _around(outline, line, headline))
        if above or named or any(rules.consents(outline.text[other]) for other in lines):
            found.append(element)
    return found


def _around(outline: Outline, line: int, headline: int | None) -> list[int]:
    """The elements around a line, the innermost first, that are not the headline's too."""
    found, element = list[int](), outline.owner[line]
    while element > 0 and len(found) < _BANNER and not outline.holds(element, headline):
        found.append(element)
        element = outline.parent[element]
    return found


def _bios(outline: Outline, headline: int | None, rules: PageRules) -> list[int]:
    """Small boxes of their own with a name and what its bearer is: who wrote the story. Several are who it is about."""
    found: list[int] = []
    for line, text in enumerate(outline.text[1:], 1):
        if len(text) < rules.paragraph_chars:
            continue
        name = outline.text[line - 1]
        if not 1 < len(name.split(None, _NAME)) <= _NAME or name.endswith(_CUT + _SENTENCE_ENDS):
            continue
        if not rules.tells_writer(text):
            continue
        box = outline.owner[line]
        while box > 0 and outline.first[box] > line - 1:
            box = outline.parent[box]
        if box > 0 and _lines(outline, box) <= _BOX and not outline.holds(box, headline):
            found.append(box)
    return found if len(found) <= _WRITERS else []


def _is_banner(outline: Outline, element: int, headline: int | None, rules: PageRules) -> bool:
    return _lines(outline, element) <= rules.consent_lines and not outline.holds(element, headline)


def _clear_wrappers(outline: Outline, apart: list[str]) -> None:
    """A form, header or aside around the article says nothing of the lines in it: its flag is taken away."""
    place = outline.place
    for element in range(1, len(outline.tag)):
        if not place[element] & _WRAPS:
            continue
        wraps = place[element] & ~place[outline.parent[element]] & _WRAPS
        if wraps and not apart[element]:
            for inner in range(element, outline.until[element]):
                place[inner] &= ~wraps
