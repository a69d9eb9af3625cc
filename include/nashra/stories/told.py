"""An article as comparing needs it: counts of words, pieces of words, numbers, names. Small, and made once."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from nashra.article import Mention
from nashra.stories.story_rules import read_story_rules
from nashra.text.fold import fold, fold_line

_KEPT = 200_000  # stems
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells of."""

    article_id: str
    title: tuple[str, ...]
    """Stems of the title's words, in order; of an article without one, those that its body begins with."""
    words: Counter[str]
    """Stems of all words; those of the title count `title_times`."""
    numbers: frozenset[str]
    """Numbers that may tell something: no days, no years."""
    names: dict[str, Counter[str]]
    """By type (PERS, LOC, ORG, MISC): entity ids and how often they are named."""
    length: int
    """Words of the body."""

    @property
    def pieces(self) -> Counter[str]:
        """Pieces of the stems, counted alike."""
        counts: Counter[str] = Counter()
        size = read_story_rules().words.gram
        for word, count in self.words.items():
            for piece in pieces_of(word, size):
                counts[piece] += count
        return counts


def tell(article_id: str, title: str | None, body: str, mentions: Sequence[Mention]) -> Told:
    """What an article tells of. `mentions` are the body's names, linked; an entity named in the title, too, counts
    `title_times` more."""
    rules = read_story_rules()
    times = rules.words.title_times
    text, head = folded_words(body), folded_words(title or "")
    in_title, once = [stem(word) for word in head], Counter(text)
    stems: dict[str, int] = {}  # a Counter would ask twice for each new one
    for stemmed, count in zip(map(_STEMS.__getitem__, once), once.values(), strict=True):
        stems[stemmed] = stems.get(stemmed, 0) + count
    words = Counter(stems)
    for word in in_title:
        words[word] += times
    stated = in_title or [stem(word) for word in text[: rules.words.lead]]
    numbers = frozenset(word for word in (*head, *once) if word[0] <= "9" and tells(word))
    return Told(article_id, tuple(stated), words, numbers, counted_names(mentions, head), len(text))


def counted_names(mentions: Sequence[Mention], head: Sequence[str]) -> dict[str, Counter[str]]:
    """By type (PERS, LOC, ORG, MISC): entity ids and how often they are named; one whose first mention stands in the
    title, too, counts `title_times` more. `head` are the title's words, folded."""
    times, headline = read_story_rules().words.title_times, frozenset(map(stem, head))
    names: dict[str, Counter[str]] = {}
    for mention in mentions:
        counts = names.setdefault(mention.type, Counter())
        counts[mention.entity_id] += 1
        if counts[mention.entity_id] == 1 and _stems(mention.surface) <= headline:
            counts[mention.entity_id] += times
    return names


def folded_words(text: str) -> list[str]:
    """The words of a text in order, folded."""
    return _WORD.findall(fold(text).lower())


@cache
def _affixes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rules = read_story_rules()
    return tuple(map(fold_line, rules.proclitics)), tuple(map(fold_line, rules.endings))


class _Stems(dict[str, str]):
    """The stems of words, kept; all are forgotten where there are too many."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = _stem(word)
        return found


_STEMS = _Stems()


def stem(word: str) -> str:
    """A folded word without a clitic before it and an ending; words of other letters stay as they are."""
    return _STEMS[word]


def _stem(word: str) -> str:
    """A folded word without a clitic before it and an ending; words of other letters stay as they are."""
    if not word.isalpha() or word.isascii():
        return word
    least = read_story_rules().letters
    before, behind = _affixes()
    if word.startswith(before):  # one look for all of them: most words have none
        for affix in before:
            if word.startswith(affix) and len(word) - len(affix) >= least:
                word = word[len(affix) :]
                break
    if word.endswith(behind):
        for affix in behind:
            if word.endswith(affix) and len(word) - len(affix) >= least:
                return word[: -len(affix)]
    return word


@lru_cache(maxsize=50_000)
def _stems(surface: str) -> frozenset[str]:
    return frozenset(stem(word) for word in folded_words(surface))


def pieces_of(word: str, size: int) -> tuple[str, ...]:
    """Runs of `size` letters of a word between two marks; a short word is one piece."""
    marked = f"_{word}_"
    return tuple(marked[at : at + size] for at in range(max(len(marked) - size + 1, 1)))


def tells(word: str) -> bool:
    """Whether a word is a number that may be told of one event only."""
    if not word.isascii() or not word.isdigit() or len(word) < 2:
        return False
    value, rules = int(word), read_story_rules()
    first, last = rules.words.years
    return value > rules.words.numbers_above and not first <= value <= last
