"""Adjectives of states in a text."""

from collections.abc import Iterator, Sequence
from itertools import compress

from nashra.topics.known_names import Known
from nashra.topics.words import bare_word, forms

ACCUSATIVE, OF_A_STATE = "ا", "يا"
_LETTERS = 4  # of a noun in the accusative, which ذا and ما are not
PERSON = "_"
"""Stands for a name; no word of a text is this one."""


def adjectives_in(words: Sequence[str], known: Known, of_clubs: bool = False) -> Iterator[tuple[int, str]]:
    """The countries whose adjectives stand in a text, each with the number of its word; one of two words goes before
    one of one. That of a player, a trainer or an envoy is of where he comes from, in sport of clubs also that before a
    name.
    """
    adjectives, behind = known.adjectives, 0
    for at in compress(range(len(words)), map(known.first_words.__getitem__, words)):
        if at < behind:
            continue
        first = forms(words[at])
        second = forms(words[at + 1]) if at + 1 < len(words) else ()
        pair = next((adjectives[both] for a in first for b in second if (both := f"{a} {b}") in adjectives), None)
        one = pair or next((adjectives[a] for a in first if a in adjectives), None)
        behind = at + (2 if pair else 1)
        of_a_name = of_clubs and behind < len(words) and words[behind] == PERSON
        if one and not of_a_name and not (at and known.borne[words[at - 1]]) and not _is_state(words, at, pair, known):
            yield at, one


def _is_state(words: Sequence[str], at: int, pair: str | None, known: Known) -> bool:
    """Whether a word that may be an adjective in the accusative is a state's name."""
    state = not pair and words[at].endswith(OF_A_STATE) and bare_word(words[at]).removeprefix("ب") in known.places
    return state and not (at and is_counted(words[at - 1]))


def is_counted(before: str) -> bool:
    """Whether what stands before an adjective that is spelt like its state is a noun in the accusative, or a number."""
    return before.isdigit() or (before.endswith(ACCUSATIVE) and len(before) >= _LETTERS)
