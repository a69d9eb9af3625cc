"""What is no article inside its own elements: link lists, captions, calls to other stories."""

import re
from collections.abc import Sequence
from datetime import UTC

from nashra.landing.facts.dates import find_date
from nashra.landing.pages.measures import Measures
from nashra.landing.pages.outline import HEADINGS, Outline
from nashra.landing.pages.page_rules import PageRules
from nashra.text.fold import fold

_NO_CAPTIONS = HEADINGS | {"blockquote", "pre", "table", "li"}
_EXCERPT, _EXCERPT_LINES = 40, 6  # characters of an excerpt at the least, lines around it that are looked at
_PULLED, _MOST_QUOTED = 300, 100  # characters of a pulled quotation at the most; how many quotations are looked at
_MARKS = "\"“”«»„‟'‘’ .…"
_QUOTES = frozenset(["blockquote", "aside", "figure"])
_NEST = 4  # elements around a caption that are looked at
_SENTENCE_ENDS = (".", "!", "؟", "?")
_FIELDS = re.compile(r"[|•·]")  # between what a line says of a story
_ENDS = (".", "!", "?", "؟", "…", "،", "»", '"', "”", ")")


def trim(
    outline: Outline, lines: Sequence[int], headline: int | None, measures: Measures, rules: PageRules
) -> tuple[list[int], dict[int, str]]:
    """Lines that stay, and why the others don't: "links", "figure", "notes", "credits", or "again" for what the
    story says itself.

    When most of the text would go, links are what the page is about: none of them goes.
    """
    gone = dict.fromkeys(_link_runs(outline, lines, headline, rules), "links")
    taken, whole = (sum(len(outline.text[line]) for line in some) for some in (gone, lines))
    if taken > rules.links_most * whole:
        gone = {}
    for line in lines:
        if line not in gone and line != headline and _caption(outline, line, measures, rules):
            gone[line] = "figure"
    paragraphs = [line for line in lines if measures.paragraph[line] and line != headline]
    again = [
        *_second_copy(outline, paragraphs),
        *_excerpts(outline, lines, headline),
        *_pulled(outline, lines, headline),
    ]
    gone |= dict.fromkeys(again, "again")
    gone |= dict.fromkeys(outline.notes.intersection(lines), "notes")
    gone |= dict.fromkeys(_credits(outline, lines, headline, rules), "credits")
    return [line for line in lines if line not in gone], gone


def _credits(outline: Outline, lines: Sequence[int], headline: int | None, rules: PageRules) -> list[int]:
    """Lines between headline and text that say who made the story and when, parted by bars or dots: «كتبت سلوى النجار ·
    2 مايو 2024». A place and a day are none of them: that is where the story was filed."""
    if headline is None:
        return []
    found: list[int] = []
    for line in [line for line in lines if line > headline][:_EXCERPT_LINES]:
        text = outline.text[line]
        if len(text) > rules.date_chars or text.endswith(_SENTENCE_ENDS):
            break
        pieces = [piece.strip() for piece in _FIELDS.split(text) if piece.strip()]
        credited = len(pieces) > 2 or any(map(rules.says_who_made, pieces))
        if len(pieces) > 1 and credited and any(find_date(fold(piece), UTC) for piece in pieces):
            found.append(line)
    return found


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


def _pulled(outline: Outline, lines: Sequence[int], headline: int | None) -> list[int]:
    """Quotations set large beside the text that they are taken from: in marks, or in an element for them, and a part
    of another line."""
    quoted = [line for line in lines if line != headline and _is_quoted(outline, line)][:_MOST_QUOTED]
    if not quoted:
        return []
    taken = set(quoted)
    said = "\n".join(outline.text[line] for line in lines if line != headline and line not in taken)
    return [line for line in quoted if outline.text[line].strip(_MARKS) in said]


def _is_quoted(outline: Outline, line: int) -> bool:
    text, element = outline.text[line], outline.owner[line]
    if not _EXCERPT <= len(text) <= _PULLED:
        return False
    if text[0] in _MARKS and outline.tag[element] != "p":  # a paragraph of a text may be said again by a later one
        return True
    return any(outline.tag[around] in _QUOTES for around in (element, outline.parent[element]))


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


def _caption(outline: Outline, line: int, measures: Measures, rules: PageRules) -> bool:
    """Whether a line is all the text of an element with a picture, or stands in a figure, and is no sentence."""
    text, element = outline.text[line], outline.owner[line]
    if len(text) > rules.caption_chars or (measures.paragraph[line] and text.endswith(_ENDS)):
        return False
    for _ in range(_NEST):
        if element <= 0 or outline.tag[element] in _NO_CAPTIONS:
            return False
        if outline.tag[element] == "figure":
            return True
        if outline.last[element] - outline.first[element] == 1 and outline.pictures[element]:
            return True
        element = outline.parent[element]
    return False
