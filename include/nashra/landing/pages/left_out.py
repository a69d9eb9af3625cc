"""What of a page is in no line of its article: letters by place, so that nothing leaves without being counted."""

from collections.abc import Mapping, Sequence

from nashra.landing.pages.outline import Outline, letters_of

PLACES = ("nav", "aside", "header", "footer", "form", "figure", "comments", "links", "other")
_OF = {"captions": "figure", "related": "links", "figure": "figure"}  # reasons that are counted under another name


def count_left_out(
    outline: Outline, kept: Sequence[int], apart: Sequence[str], trimmed: Mapping[int, str]
) -> dict[str, int]:
    """Letters and digits of the page that are in no line that is kept, by place."""
    texts: dict[str, list[str]] = {}
    inside = frozenset(kept)
    for line, text in enumerate(outline.text):
        if line not in inside:
            reason = trimmed.get(line) or apart[outline.owner[line]]
            place = _OF.get(reason, reason)
            texts.setdefault(place if place in PLACES else "other", []).append(text)
    found = dict(outline.unseen)
    for place, lines in texts.items():
        found[place] = found.get(place, 0) + letters_of("".join(lines))
    return {place: found[place] for place in PLACES if found.get(place)}
