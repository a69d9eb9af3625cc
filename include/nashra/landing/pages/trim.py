"""What is no article inside its own elements: link lists, captions, calls to other stories."""

import re
from collections.abc import Sequence
from datetime import UTC

from nashra.landing.facts.dates import find_date
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.facts.place_names import place_names
from nashra.landing.pages.credits import credits_of
from nashra.landing.pages.endings import about_senders, addresses_below
from nashra.landing.pages.entries import is_clock, said_in_each
from nashra.landing.pages.measures import Measures
from nashra.landing.pages.outline import HEADINGS, Outline, children
from nashra.landing.pages.page_rules import PageRules
from nashra.landing.pages.pulled import pulled
from nashra.text.fold import fold

_NO_CAPTIONS = HEADINGS | {"blockquote", "pre", "table", "li"}
_EXCERPT, _EXCERPT_LINES = 40, 6  # characters of an excerpt at the least, lines around it that are looked at
_TAGS = re.compile(r"(?:#\w+[\s,،]*)+")  # a line of nothing else
_CREDIT = re.compile(r"\s*\(([^()]{1,60})\)$")  # behind a caption: who took the picture
_NOTES = 3  # lines of a text's end that may tell of the text itself
_ACCOUNT = re.compile(r"[-–—(]\s?@[\w.]+\)?$|^[-–—]\s?.{1,60}\(@[\w.]+\)")
_CREDITED = 40  # characters of whose picture it is
_NAME, _PARTED = 4, " ,،-–|"  # words of a name behind a day, what stands between them
_DIGIT = re.compile(r"\d")
_RIGHTS = ("©", "(c)", "(C)")
_TIMED = 2  # lines of a film's title and its length
_PHOTOS = 3  # pictures of a list of them
_KICKERS = 4  # lines above a headline that may be its kickers
_NEST = 4  # elements around a caption that are looked at
_SENTENCE_ENDS = (".", "!", "؟", "?")
_ENDS = (".", "!", "?", "؟", "…", "،", "»", '"', "”", ")")


def trim(
    outline: Outline,
    lines: Sequence[int],
    headline: int | None,
    apart: Sequence[str],
    measures: Measures,
    rules: PageRules,
    makers: Sequence[str] = (),
    *,
    posts: bool = False,
) -> tuple[list[int], dict[int, str]]:
    """Lines that stay, and why the others don't: "links", "figure", "notes", "credits", "tools" to use
    the text with, or "again" for what the story says itself.

    When most of the text would go, links are what the page is about: none of them goes.
    """
    gone = dict.fromkeys(_link_runs(outline, lines, headline, rules), "links")
    taken, whole = (sum(len(outline.text[line]) for line in some) for some in (gone, lines))
    if taken > rules.links_most * whole:
        gone = {}
    for line in lines:
        if line not in gone and line != headline and _caption(outline, line, measures, rules):
            gone[line] = "figure"
    gone |= dict.fromkeys(_centred_captions(outline, lines, headline, rules), "figure")
    paragraphs = [line for line in lines if measures.paragraph[line] and line != headline]
    again = [
        *_second_copy(outline, paragraphs),
        *_excerpts(outline, lines, headline),
        *pulled(outline, lines, headline, rules),
    ]
    gone |= dict.fromkeys(again, "again")
    gone |= dict.fromkeys(_kickers(outline, lines, headline, measures), "credits")
    gone |= dict.fromkeys(_sources(outline, lines, headline, rules), "notes")
    said = [line for line in lines if line != headline and line not in gone]
    gone |= dict.fromkeys((line for line in (*said[:1], *said[-_NOTES:]) if rules.notes(outline.text[line])), "notes")
    gone |= dict.fromkeys(about_senders(outline, lines, measures, rules), "notes")
    gone |= dict.fromkeys(said_in_each(outline, lines, headline), "credits")
    gone |= dict.fromkeys((line for line in lines if _TAGS.fullmatch(outline.text[line])), "tags")
    gone |= dict.fromkeys(
        (line for line in lines if line != headline and rules.offers_sound(outline.text[line])), "tools"
    )
    gone |= dict.fromkeys((line for line in said[-_NOTES:] if outline.text[line].startswith(_RIGHTS)), "footer")
    gone |= {} if posts else dict.fromkeys(_posts(outline, lines), "posts")
    gone |= dict.fromkeys(outline.notes.intersection(lines), "notes")
    gone |= dict.fromkeys(credits_of(outline, lines, headline, makers, rules), "credits")
    kept = [line for line in lines if line not in gone]
    gone |= dict.fromkeys(_dated(outline, kept, headline, measures, rules), "credits")
    gone |= dict.fromkeys(addresses_below(outline, [line for line in lines if line not in gone], rules), "links")
    for line in _dangling(outline, [line for line in lines if line not in gone], headline, apart):
        gone[line] = "links"
    return [line for line in lines if line not in gone], gone


def _dated(
    outline: Outline, lines: Sequence[int], headline: int | None, measures: Measures, rules: PageRules
) -> list[int]:
    """The line between the headline and the first paragraph, where there is one, if it is a day, with an hour and a
    name or without: among others cleaning tells what each is."""
    top = lines.index(headline) + 1 if headline in lines else len(lines)
    if top + 1 >= len(lines) or not measures.paragraph[lines[top + 1]]:
        return []
    line = lines[top]
    text = outline.text[line]
    plain = fold(text) if len(text) <= rules.date_chars and _DIGIT.search(text) else ""
    day = find_date(plain, UTC)
    if day is None or outline.tag[outline.owner[line]] in HEADINGS or text.endswith(_ENDS):
        return []
    before = metadata_words().weekday.sub(" ", plain[: day.start]).strip(_PARTED)
    name = rules.less_clock(plain[day.end :].lower()).strip(_PARTED)
    told = before or len(name.split()) > _NAME or name in place_names().places
    return [] if told else [line]


def _posts(outline: Outline, lines: Sequence[int]) -> list[int]:
    """Lines of quotations that end with the name of an account: posts of a network, set into a text."""
    found: list[int] = []
    for line in lines:
        if "@" not in outline.text[line] or not _ACCOUNT.search(outline.text[line]):
            continue
        element = outline.owner[line]
        box = element if outline.tag[element] == "blockquote" else outline.parent[element]
        if outline.tag[box] == "blockquote":
            found += (other for other in lines if outline.holds(box, other))
    return found


def _dangling(outline: Outline, kept: Sequence[int], headline: int | None, apart: Sequence[str]) -> list[int]:
    """Headings of what is set apart: no text stands below them but another heading's."""
    found: list[int] = []
    for at, line in enumerate(kept):
        below = kept[at + 1] if at + 1 < len(kept) else len(outline.text)
        if line == headline or below == line + 1 or outline.tag[outline.owner[line]] not in HEADINGS:
            continue
        if outline.text[line].endswith(_ENDS):
            continue  # a text of headings alone
        ends = below == len(outline.text) or outline.tag[outline.owner[below]] in HEADINGS
        if ends and line + 1 < len(outline.text) and apart[outline.owner[line + 1]]:
            found.append(line)
    return found


def _sources(outline: Outline, lines: Sequence[int], headline: int | None, rules: PageRules) -> list[int]:
    """A heading of what a text was made from, and what stands below it, up to the next heading."""
    found: list[int] = []
    inside = False
    for line in lines[1:]:
        if outline.tag[outline.owner[line]] in HEADINGS and line != headline:
            inside = rules.heads_sources(outline.text[line])
        if inside:
            found.append(line)
    return found


def _kickers(outline: Outline, lines: Sequence[int], headline: int | None, measures: Measures) -> Sequence[int]:
    """Short lines above the headline, where no text stands there: sections, days, the way to the page."""
    above = lines[: lines.index(headline)] if headline in lines else ()
    few = len(above) <= _KICKERS and not any(
        measures.paragraph[line] or outline.text[line].endswith(_SENTENCE_ENDS) for line in above
    )
    return above if few else ()


def _second_copy(outline: Outline, paragraphs: Sequence[int]) -> Sequence[int]:
    """The paragraphs from where all of them begin anew: some pages hold their text twice, once for telephones."""
    texts = [outline.text[line] for line in paragraphs]
    for half in (len(texts) // 2, len(texts) - len(texts) // 2):
        if half > 1 and texts[half:] == texts[: len(texts) - half]:
            return paragraphs[half:]
    return ()


def _excerpts(outline: Outline, lines: Sequence[int], headline: int | None) -> list[int]:
    """Lines close below the headline that a paragraph below them begins with: made of the story, cut anywhere."""
    top = lines.index(headline) + 1 if headline in lines else 0
    found: list[int] = []
    for at in range(top, min(top + _EXCERPT_LINES, len(lines))):
        said = outline.text[lines[at]].rstrip(" .…[]")
        below = lines[at + 1 : at + 1 + _EXCERPT_LINES]
        if len(said) >= _EXCERPT and any(
            outline.text[line].startswith(said) and len(outline.text[line]) > len(said) + 1 for line in below
        ):
            found.append(lines[at])
    return found


def _link_runs(outline: Outline, lines: Sequence[int], headline: int | None, rules: PageRules) -> list[int]:
    """Lines that lead elsewhere: single ones that are wholly a link, or several below each other with one each."""
    gone: list[int] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end] != headline and _leads_away(outline, lines[end], rules):
            end += 1
        run = lines[at:end]
        if run and (len(run) >= rules.link_run or all(_wholly_link(outline, line, rules) for line in run)):
            above = lines[at - 1] if at else None
            if above is not None and above != headline and above not in gone and _announces(outline, above, run, rules):
                gone.append(above)
            gone += run
        at = max(end, at + 1)
    return gone


def _leads_away(outline: Outline, line: int, rules: PageRules) -> bool:
    """Whether a line is about its one link: a sentence that links a name is not."""
    text = outline.text[line]
    if line in outline.inward:
        return False  # an entry's own heading, whose link is for those who want to point at it
    if outline.links[line] != 1 or len(text) > rules.link_line_chars:
        return False
    return _wholly_link(outline, line, rules) or (
        outline.linked[line] >= rules.link_line * len(text) and not text.endswith(_SENTENCE_ENDS)
    )


def _wholly_link(outline: Outline, line: int, rules: PageRules) -> bool:
    return outline.linked[line] >= rules.link_whole * len(outline.text[line])


def _announces(outline: Outline, line: int, run: Sequence[int], rules: PageRules) -> bool:
    """Whether a line is the heading of the links below it."""
    text = outline.text[line]
    if len(text) > rules.heading_chars or text.endswith(_ENDS):
        return False
    return len(run) > 1 or rules.leads_on(text)


def _of_photos(outline: Outline, item: int) -> bool:
    """Whether a list's item is one of several that are a picture and a line each."""
    around = outline.parent[item]
    lines = outline.last[around] - outline.first[around]
    return outline.tag[item] == "li" and lines >= _PHOTOS and outline.pictures[around] >= lines


def _centred_captions(outline: Outline, lines: Sequence[int], headline: int | None, rules: PageRules) -> list[int]:
    """Short lines set in the middle, each below an element with nothing but a picture: a text that is not."""
    centred = [line for line in lines if outline.owner[line] in outline.centred and line != headline]
    if not centred or 2 * len(centred) > len(lines):
        return []
    found: list[int] = []
    for line in centred:
        element = outline.owner[line]
        beside = [child for child in children(outline, outline.parent[element]) if child < element]
        if beside and len(outline.text[line]) <= rules.caption_chars and not outline.links[line]:
            above = beside[-1]
            if outline.pictures[above] and outline.first[above] == outline.last[above]:
                found.append(line)
    return found


def _is_alone(outline: Outline, element: int) -> bool:
    """Whether an element has one line, or beside it how long a film lasts."""
    first, last = outline.first[element], outline.last[element]
    return last - first == 1 or (
        last - first == _TIMED and any(is_clock(outline.text[line]) for line in (first, last - 1))
    )


def _caption(outline: Outline, line: int, measures: Measures, rules: PageRules) -> bool:
    """Whether a line is all the text of an element with a picture, or stands in a figure, and is no sentence."""
    text, element = outline.text[line], outline.owner[line]
    credit = _CREDIT.search(text) if text.endswith(")") else None
    credited = credit is not None and (
        rules.says_who_made(credit[1])
        or (len(credit[1]) <= _CREDITED and text[: credit.start()].endswith(_SENTENCE_ENDS))
    )
    ends = measures.paragraph[line] and (text if credit is None else _CREDIT.sub("", text)).endswith(_ENDS)
    if len(text) > rules.caption_chars or (ends and not credited):
        return False
    for _ in range(_NEST):
        if element <= 0 or (outline.tag[element] in _NO_CAPTIONS and not _of_photos(outline, element)):
            return False
        if outline.tag[element] == "figure":
            return True
        if _is_alone(outline, element) and outline.pictures[element]:
            return True
        element = outline.parent[element]
    return False
