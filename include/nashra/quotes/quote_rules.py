"""include/rules/quotes.yaml: words by which a saying is known, as they stand there."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from nashra.settings import RULES
from nashra.text.fold import fold_line
from nashra.yaml_files import Strict, Word, Words, read_model

FILE = RULES / "quotes.yaml"
Takes = Literal["clause", "marks", "both"]


class Verb(Strict):
    """A verb of saying; see the file's comments."""

    past: Word
    present: Word | None = None
    participle: Word | None = None
    noun: Word | None = None
    takes: Takes = "both"
    of: Word | None = None
    needs: Words = ()
    goes_on: bool = False
    told: bool = False


class Limits(Strict):
    """Numbers of words, but for the shares `share` and `described`."""

    words: int = Field(ge=1)
    words_far: int = Field(ge=1)
    words_alone: int = Field(ge=1)
    words_colon: int = Field(ge=1)
    words_name: int = Field(ge=1)
    words_named: int = Field(ge=1)
    words_turn: int = Field(ge=1)
    share: float = Field(gt=0, lt=1)
    around: int = Field(ge=1)
    described: float = Field(gt=0, le=1)
    reach: int = Field(ge=1)
    reach_after: int = Field(ge=1)


class QuoteRules(Strict):
    """What quotes.yaml holds."""

    verbs: tuple[Verb, ...] = Field(min_length=1)
    according: Words
    according_to_him: Words
    according_verb: Words
    says_so: Words
    impersonal: Words
    seen_from: Words
    showing: Words
    no_saying: Words
    noun_behind: Words
    nouns_too: Words
    books_behind: Words
    measures: Words
    words_of: Words
    quantifiers: Words
    led_by: Words
    hidden: Words
    can_be_said: Words
    own_texts: Words
    earlier: Words
    served: Words
    concedes: Words
    came: Words
    on_that: Words
    negations: Words
    denying: Words
    not_subject: Words
    tells_nobody: Words
    objects: Words
    title_goes_on: Words
    title_leads: Words
    selves: Words
    honours: Words
    relative: Words
    who: Words
    since: Words
    turns: Words
    helpers: Words
    heads: Words
    title_or_verb: Words
    times: Words
    praised: Words
    asides: Words
    paper_again: Words
    after_marks: Words
    beside_marks: Words
    sources: Words
    goes_on: Words
    occasions: Words
    persons_again: Words
    bodies_again: Words
    sources_again: Words
    somebody: Words
    shows: Words
    writers: Words
    last_named: Words
    as_for: Words
    in_it: Words
    audiences: Words
    told_pronouns: Words
    documents: Words
    makes: Words
    of_another: Words
    named_things: Words
    titled: Words
    collective: Words
    texts: Words
    questions: Words
    limits: Limits


@cache
def read_quote_rules(path: Path = FILE) -> QuoteRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, QuoteRules)


_folded: dict[int, tuple[tuple[str, ...], frozenset[str]]] = {}
_phrases: dict[int, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]] = {}
"""By identity of a list of the rules, which is kept beside: to hash a long list costs more than what it is for."""


def folded(words: tuple[str, ...]) -> frozenset[str]:
    """The words as keys to look a folded word up by."""
    known = _folded.get(id(words))
    if known is None:
        known = _folded[id(words)] = (words, frozenset(map(fold_line, words)))
    return known[1]


def phrases(rows: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Phrases as folded words."""
    known = _phrases.get(id(rows))
    if known is None:
        known = _phrases[id(rows)] = (rows, tuple(tuple(fold_line(row).split()) for row in rows))
    return known[1]
