"""Names whose last mark was left out: «جامعة "ليليت" الدنماركية»."""

from dataclasses import replace

from nashra.article import Mention

_PAIRS = {"«": "»", "“": "”", '"': '"', "(": ")"}


def with_closing(mentions: list[Mention], body: str) -> list[Mention]:
    """The mentions of a body, one that opens marks and ends right before their other half with that."""
    return [_closed(one, body) for one in mentions]


def _closed(mention: Mention, body: str) -> Mention:
    closing = body[mention.end : mention.end + 1]
    if closing not in _PAIRS.values():  # most
        return mention
    for opening, other in _PAIRS.items():
        if other == closing and opening in mention.surface:
            inside = mention.surface.count(opening)
            left_open = inside % 2 == 1 if opening == other else inside > mention.surface.count(other)
            if left_open:
                end = mention.end + 1
                return replace(mention, end=end, surface=body[mention.start : end])
    return mention
