"""What stands below a text that was sent or printed: who sent it, whom to ask, where it leads."""

import re
from collections.abc import Sequence

from nashra.landing.pages.measures import Measures
from nashra.landing.pages.outline import HEADINGS, Outline
from nashra.landing.pages.page_rules import PageRules

_ADDRESS = re.compile(r"https?://\S+$")  # written out at a line's end


def about_senders(outline: Outline, lines: Sequence[int], measures: Measures, rules: PageRules) -> Sequence[int]:
    """What stands below the mark that ends a release: who sent it, and whom to ask."""
    for at in range(max(len(lines) - 1 - rules.about_lines, 1), len(lines)):
        line = lines[at]
        if not rules.ends_story(outline.text[lines[at - 1]]) or not rules.heads_about(outline.text[line]):
            continue
        below = lines[at + 1 :]
        paragraphs = sum(measures.paragraph[other] > 0 for other in below)
        above = sum(measures.paragraph[other] > 0 for other in lines[:at])
        others = any(
            outline.tag[outline.owner[other]] in HEADINGS and not rules.heads_about(outline.text[other])
            for other in below
        )
        if below and len(below) <= rules.about_lines and paragraphs < above and not others:
            return lines[at:]
    return ()


def addresses_below(outline: Outline, kept: Sequence[int], rules: PageRules) -> Sequence[int]:
    """Several short lines at the end that each end in an address, and their headings, as prints have them."""
    at, addresses = len(kept), 0
    for place in range(len(kept) - 1, 0, -1):
        text = outline.text[kept[place]]
        if not addresses and "©" in text and len(text) <= rules.heading_chars:
            continue
        if ends := _ADDRESS.search(text):
            addresses += 1
        if not (ends and ends.start() <= rules.heading_chars) and not (
            addresses and text.endswith(":") and len(text) <= rules.heading_chars
        ):
            break
        at = place
    return kept[at:] if addresses > 1 else ()
