"""The rest of a story that a page hides until readers ask for it: «اقرأ المزيد»."""

from nashra.landing.pages.measures import Measures
from nashra.landing.pages.outline import HEADINGS, Outline
from nashra.landing.pages.page_rules import PageRules

HIDDEN, CARDS = "hidden", "related"  # what names say of it: the latter where they say "read more"
_PARAGRAPHS = frozenset(["p", "li", "blockquote"])
_TOLD = 0.3  # share of its text that is paragraphs: tables and lists may be the rest
_SEVERAL = 3  # paragraphs that no window with a field to write in has
_TOGETHER = 2  # sentences that no excerpt has
_EMBEDS = "amp-"
_SENTENCE_ENDS = (".", "!", "؟", "?", "…", "»", '"', ":")


def is_rest(
    outline: Outline, element: int, reason: str, headline: int | None, measures: Measures, rules: PageRules
) -> bool:
    """Whether a hidden element goes on with the text that stands above it in the same parent: it holds paragraphs, and
    nothing that another line says. Copies for printers say all of it, windows stand elsewhere.
    """
    if reason not in (HIDDEN, CARDS) or not measures.paragraphs(element):
        return False
    text = measures.text(element)
    if measures.paragraphs(element) < _TOLD * text:
        return False
    if measures.links(element) > (rules.alike_links * text if reason == HIDDEN else 0):
        return False
    lines = range(outline.first[element], outline.last[element])
    said = [line for line in lines if measures.paragraph[line] and _is_sentence(outline, line)]
    if reason == CARDS and (len(said) < _TOGETHER or outline.tag[outline.owner[lines.start]] in HEADINGS):
        return False
    around = outline.parent[element]
    while around > 0 and outline.first[around] == lines.start and outline.last[around] == lines.stop:
        if outline.tag[around].startswith(_EMBEDS):
            return False  # what it shows until a post is loaded
        around = outline.parent[around]
    top = max(outline.first[around], -1 if headline is None else headline + 1)
    above = [line for line in range(top, lines.start) if measures.paragraph[line]]
    if not above or not _stands_in(outline, above[-1], around):
        return False
    writes = any(element <= field < outline.until[element] for field in outline.fields)
    if writes and sum(measures.paragraph[line] > 0 for line in lines) < _SEVERAL:
        return False
    return not is_copy(outline, element)


def is_copy(outline: Outline, element: int) -> bool:
    """Whether most lines of an element stand elsewhere on the page, too, alone or in longer ones."""
    lines = range(outline.first[element], outline.last[element])
    others = "\n".join([*outline.text[: lines.start], *outline.text[lines.stop :]])
    return 2 * sum(outline.text[line] in others for line in lines) >= len(lines)


def _is_sentence(outline: Outline, line: int) -> bool:
    return outline.tag[outline.owner[line]] not in HEADINGS and outline.text[line].endswith(_SENTENCE_ENDS)


def _stands_in(outline: Outline, line: int, parent: int) -> bool:
    """Whether a paragraph stands in an element itself, or in a paragraph or a box of its own right below it."""
    owner = outline.owner[line]
    if owner == parent:
        return True
    alone = outline.tag[owner] in _PARAGRAPHS or outline.last[owner] - outline.first[owner] == 1
    return alone and outline.parent[owner] == parent
