"""A day's originals read some hundreds at a time, to what `gather` makes of each one's `tell` and to their runs of
words: a word is looked up once for all that is asked of it, and no step of what follows is Python's."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nashra.article import Mention
from nashra.mixing import U64, runs_of
from nashra.stories.shingles import RAGGED, SHIFT, DayShingles, Ragged
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told import counted_names, folded_words, stem, tells
from nashra.stories.told_terms import MATRICES, NAME, Ints, Numbers, ToldTerms, matrix_of
from nashra.text.word_hashes import hash64, sure_hashes

KEPT = 200_000  # words, above which their numbers are forgotten
_BITS = 32  # of a term's number, beside that of its row


class Original(NamedTuple):
    """An article that is no duplicate, with its names in the body, linked."""

    article_id: str
    title: str | None
    body: str
    mentions: Sequence[Mention]


class DayReading:
    """What the articles tell of that were added, in the order in which they were."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = defaultdict(count().__next__)
        self._words = _Vocabulary(self._terms)
        self._ids: list[str] = []
        self._lengths: list[Numbers] = []
        self._sparse: dict[str, list[_Sparse]] = {name: [] for name in MATRICES}
        self._ragged: dict[str, list[tuple[Numbers, U64]]] = {name: [] for name in RAGGED}

    def add(self, some: Sequence[Original]) -> None:
        """Some more; the result does not depend on how many at once."""
        if len(self._words) > KEPT:
            self._words = _Vocabulary(self._terms)
        bodies = [folded_words(one.body) for one in some]
        body = _Looked.up(self._words, bodies)
        heads = [folded_words(one.title or "") for one in some]
        rules = read_story_rules()
        head = _Looked.up(self._words, heads)
        stated = _Looked.up(
            self._words, [own or words[: rules.words.lead] for own, words in zip(heads, bodies, strict=True)]
        )
        known = self._words.arrays()
        self._ids += [one.article_id for one in some]
        self._lengths.append(body.sizes)
        self._add_terms(some, heads, body, head, stated, known)
        self._add_runs(some, body, known)

    def _add_terms(
        self, some: Sequence[Original], heads: list[list[str]], body: "_Looked", head: "_Looked", stated: "_Looked",
        known: "_Arrays",
    ) -> None:  # fmt: skip
        times, rows = read_story_rules().words.title_times, len(some)
        entitled = np.repeat(head.keys(known.stems), times)
        self._sparse["words"].append(_counted(np.concatenate([body.keys(known.stems), entitled]), rows))
        self._sparse["titles"].append(_once(stated.keys(known.stems), rows))
        told = np.concatenate([part.keys(known.numbers)[known.numbers[part.words] >= 0] for part in (head, body)])
        self._sparse["numbers"].append(_once(told, rows))
        names = [
            {
                NAME + entity: times
                for of_kind in counted_names(one.mentions, own).values()
                for entity, times in of_kind.items()
            }
            for one, own in zip(some, heads, strict=True)
        ]
        sizes = np.fromiter(map(len, names), np.int64, rows)
        terms = np.fromiter(map(self._terms.__getitem__, chain.from_iterable(names)), np.int32, sizes.sum())
        counts = np.fromiter(chain.from_iterable(one.values() for one in names), np.int32, sizes.sum())
        self._sparse["names"].append(_Sparse(sizes, terms, counts))

    def _add_runs(self, some: Sequence[Original], body: "_Looked", known: "_Arrays") -> None:
        rules, hashes = read_story_rules().copies, known.hashes[body.words]
        whole = body.sizes >= rules.words  # a text that is too short to be told from another has no runs
        runs, first = runs_of(hashes, rules.run, SHIFT), body.rows[: max(len(hashes) - rules.run + 1, 0)]
        inside = (first == body.rows[rules.run - 1 :]) & whole[first]
        self._ragged["runs"].append((np.where(whole, np.maximum(body.sizes - rules.run + 1, 0), 0), runs[inside]))
        telling = known.numbers[body.words] >= 0
        self._ragged["numbers"].append(_distinct(body.rows[telling], hashes[telling], len(some)))
        rows = np.repeat(np.arange(len(some)), [len(one.mentions) for one in some])
        entities = sure_hashes([mention.entity_id for one in some for mention in one.mentions])
        self._ragged["names"].append(_distinct(rows, entities, len(some)))

    def told(self) -> ToldTerms:
        """What they tell of."""
        terms = tuple(sorted(self._terms))
        places = np.zeros(len(terms), np.int32)
        places[[self._terms[term] for term in terms]] = np.arange(len(terms))
        matrices = {}
        for name, parts in self._sparse.items():
            sizes, numbers, counts = (_joined(parts, at) for at in range(3))
            matrices[name] = matrix_of(sizes, numbers, counts, places)
        lengths = np.concatenate([np.zeros(0, np.int64), *self._lengths])
        return ToldTerms(tuple(self._ids), terms, lengths=lengths, **matrices)

    def shingles(self) -> DayShingles:
        """Their runs of words, and what a form would have filled in."""
        found = []
        for name in RAGGED:
            sizes, values = zip(*self._ragged[name], strict=True) if self._ragged[name] else ((), ())
            begin = np.concatenate([[0], np.cumsum(np.concatenate([np.zeros(0, np.int64), *sizes]))])
            found.append(Ragged(begin, np.concatenate([np.zeros(0, np.uint64), *values])))
        return DayShingles(tuple(self._ids), *found)


class _Sparse(NamedTuple):
    """Rows of a matrix: how many terms each has, their numbers, and how often each."""

    sizes: Numbers
    terms: Ints
    counts: Ints


def _joined(parts: Sequence[_Sparse], at: int) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, np.int32), *(part[at] for part in parts)])


class _Arrays(NamedTuple):
    """Of each word by its number."""

    hashes: U64
    stems: Ints
    """Number of its stem among the terms."""
    numbers: Ints
    """Its own, where it is a number that may tell something; else -1."""


class _Vocabulary(dict[str, int]):
    """Folded words, numbered as they come, with what is asked of each."""

    def __init__(self, terms: dict[str, int]) -> None:
        super().__init__()
        self._terms = terms
        self._hashes, self._stems, self._numbers = array("Q"), array("i"), array("i")

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        self._hashes.append(hash64(word))
        self._stems.append(self._terms[stem(word)])
        self._numbers.append(self._terms[word] if word[0] <= "9" and tells(word) else -1)
        return number

    def arrays(self) -> _Arrays:
        """As they are now: copies, for arrays that are looked at cannot grow."""
        return _Arrays(
            np.array(self._hashes, np.uint64), np.array(self._stems, np.int32), np.array(self._numbers, np.int32)
        )


class _Looked(NamedTuple):
    """The words of some texts by their numbers, one text behind the other."""

    words: Ints
    rows: Numbers
    """Which text each is of."""
    sizes: Numbers
    """Words of each text."""

    @classmethod
    def up(cls, words: _Vocabulary, texts: Sequence[list[str]]) -> "_Looked":
        sizes = np.fromiter(map(len, texts), np.int64, len(texts))
        numbers = np.fromiter(map(words.__getitem__, chain.from_iterable(texts)), np.int32, sizes.sum())
        return cls(numbers, np.repeat(np.arange(len(texts)), sizes), sizes)

    def keys(self, of: Ints) -> Numbers:
        """A number for each word that tells its text and what it is a word of."""
        return self.rows << _BITS | of[self.words]


def _counted(keys: Numbers, rows: int) -> _Sparse:
    """Of each row how often each term is among the keys."""
    found, counts = np.unique(keys, return_counts=True)
    return _Sparse(_sizes(found >> _BITS, rows), (found & ((1 << _BITS) - 1)).astype(np.int32), counts.astype(np.int32))


def _once(keys: Numbers, rows: int) -> _Sparse:
    """The same, with 1 for how often."""
    sparse = _counted(keys, rows)
    return sparse._replace(counts=np.ones_like(sparse.counts))


def _distinct(rows: Numbers, values: U64, count: int) -> tuple[Numbers, U64]:
    """The different values of each row, ascending."""
    order = np.lexsort((values, rows))
    rows, values = rows[order], values[order]
    first = np.ones(len(rows), np.bool_)
    first[1:] = (rows[1:] != rows[:-1]) | (values[1:] != values[:-1])
    return _sizes(rows[first], count), values[first]


def _sizes(rows: Numbers, count: int) -> Numbers:
    sizes: Numbers = np.bincount(rows, minlength=count)
    return sizes


def read_day(originals: Iterable[Sequence[Original]]) -> DayReading:
    """All of a day, some at a time."""
    reading = DayReading()
    for some in originals:
        reading.add(some)
    return reading
