"""Which of several stories of a file's records is the article, where they are the same one in several forms."""

from collections.abc import Iterable

from nashra.landing.facts.alike_texts import before_it, made_of
from nashra.landing.facts.bare import bare
from nashra.landing.facts.leaves import Place
from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.of_file.rows import Row
from nashra.landing.shapes.values import is_page

_BEGINNING = 40  # letters by which two texts are known to begin alike
_FEWEST = 3  # records before whose texts the same words tell an instruction
Stories = dict[Place, dict[Row, str]]


def whole_story(stories: Stories) -> Place | None:
    """The place of the longest, but no prompt that says the same before each of the others, and no page from which they
    were taken. None where another story is nearly as long."""
    best = max(stories, key=lambda place: (mean_length(stories[place].values()), len(place)))
    for place, texts in stories.items():
        if place != best and (_is_asked_about(texts, stories[best]) or _is_taken_from_pages(texts, stories[best])):
            return whole_story({other: held for other, held in stories.items() if other != best})
    longest = mean_length(stories[best].values())
    for texts in stories.values():
        rival = mean_length(texts.values()) * looks_rules().longer > longest
        if rival and not _says_the_same(texts, stories[best]):
            return None
    return best


def mean_length(texts: Iterable[str]) -> float:
    lengths = [len(text) for text in texts]
    return sum(lengths) / len(lengths)


def _is_asked_about(texts: dict[Row, str], others: dict[Row, str]) -> bool:
    """Whether others hold texts whole, each after the same words."""
    if len(texts) < _FEWEST:
        return False
    before = {before_it(text, others[row]) if row in others else None for row, text in texts.items()}
    return len(before) == 1 and bool(before.pop())


def _is_taken_from_pages(texts: dict[Row, str], others: dict[Row, str]) -> bool:
    """Whether others are whole pages, and texts what somebody took from these."""
    return not any(map(is_page, texts.values())) and all(
        row in others and is_page(others[row]) and made_of(text, others[row]) for row, text in texts.items()
    )


def _says_the_same(texts: dict[Row, str], others: dict[Row, str]) -> bool:
    begun = set(map(_begin, others.values()))
    return begun.issuperset(map(_begin, texts.values())) or all(
        row in others and made_of(text, others[row]) for row, text in texts.items()
    )


def _begin(text: str) -> str:
    return bare(text[: 4 * _BEGINNING])[:_BEGINNING]
