"""Where a span of a folded line is in the line as it stands."""

from functools import lru_cache

from nashra.text.fold import fold


def raw_span(raw: str, start: int, end: int) -> tuple[int, int]:
    """Where a span of the folded, stripped line is in the line itself: folding only drops characters."""
    plain = fold(raw)
    lead = len(plain) - len(plain.lstrip())
    if len(plain) == len(raw):
        return lead + start, lead + end
    places = [index for index, character in enumerate(raw) if _kept(character)][lead:]
    if start >= len(places):
        return len(raw), len(raw)
    return places[start], places[min(end, len(places)) - 1] + 1 if end > start else places[start]


@lru_cache(maxsize=4096)
def _kept(character: str) -> bool:
    return fold(character) != ""
