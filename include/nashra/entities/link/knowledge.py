"""What names are linked by: the reference data, made ready once, and what it says of a name alone."""

from functools import cached_property

from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.reference import Reference
from nashra.entities.link.reference.state_words import StateWords
from nashra.entities.link.span.junk import Junk, read_not_names
from nashra.entities.link.span.known import Known
from nashra.entities.link.span.trim import Trimmer
from nashra.entities.link.steps.decide import Steps
from nashra.entities.link.types import TYPES, Link

CACHE = 500_000  # names whose link is remembered; forgetting them costs time only


class Knowledge:
    """What is known of names before an article is read."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.steps = Steps(reference)
        self.known = Known(reference)
        self.trimmer = Trimmer(reference, self.steps)
        self.states = frozenset(reference.institutions.states)
        self.junk = Junk(self.states, read_not_names(), read_words(), reference.given)
        self.state_words = StateWords(reference)
        self._of_any_state: dict[str, bool] = {}  # keys of listed bodies, which are few
        self._links: dict[tuple[str, str], Link] = {}
        self._forms: dict[tuple[str, str], tuple[str, ...]] = {}

    def link(self, kind: str, name: str) -> Link:
        """The entity of a name that has a type (PERS, LOC, ORG or MISC).

        Any name gets one, also an empty one. Raises ValueError on another type.
        """
        found = self._links.get((kind, name))
        if found is None:
            if kind not in TYPES:
                raise ValueError(f"type {kind!r} is none of {', '.join(TYPES)}")
            if len(self._links) >= CACHE:
                self._links.clear()
            found = self._links[kind, name] = self.steps.decide(kind, self.trimmer.bare(kind, name))
        return found

    def is_a_persons(self, name: str) -> bool:
        """Whether a word is a given name of some, or a family's of many."""
        key = without_article(name_key(name))
        stands_for = self.reference.tokens.stands_for.get(key, key)
        return bool(self.reference.given[key]) or self.reference.surnames[stands_for] >= read_limits().persons.common

    def is_arabs(self, unit: str) -> bool:
        """Whether Arabs are called by a word of a person's form, and hardly anybody else."""
        return unit in self.reference.tokens.surely_arabic or unit.startswith("عبد")

    @cached_property
    def adjectives_of_states(self) -> frozenset[str]:
        """The definite adjectives of states as they stand in the form of a body's name."""
        return frozenset(self.steps.normal_form("ORG", word) for word in self.states if " " not in word)

    @cached_property
    def adjectives(self) -> frozenset[str]:
        """Adjectives as they stand in the form of a body's name: those of states, and what english.yaml has."""
        words = [*self.reference.institutions.states, *read_words().adjectives]
        words += [f"{word}ه" for word in read_words().adjectives]
        return frozenset(self.steps.normal_form("ORG", word) for word in words if " " not in word)

    def is_of_any_state(self, link: Link, key: str) -> bool:
        """Whether a listed body of a state has a name of common words, as others have theirs: «الجبهة الشعبية»."""
        if link.type != "ORG" or link.country is None or " " not in key:
            return False
        found = self._of_any_state.get(key)
        if found is None:
            heads, (first, *rest) = read_limits().bodies.of_states, key.split()
            found = without_article(first) in heads and all(map(self._is_common_word, rest))
            self._of_any_state[key] = found
        return found

    def _is_common_word(self, key: str) -> bool:
        """Whether a word is an everyday one, and no adjective of a state."""
        words, bare = read_words(), without_article(key)
        forms = (bare, bare.removesuffix("ه"))
        common = any(form in words.nouns or form in words.adjectives or words.has(form) for form in forms)
        return common and key not in self.states

    @cached_property
    def media(self) -> frozenset[str]:
        """The ids of agencies, papers and channels."""
        return frozenset(paper.entity_id for several in self.reference.papers.values() for paper in several)

    def is_called_by_child(self, name: str) -> bool:
        """Whether a name is a person's after a child: «أم محمد»."""
        first, _, rest = name_key(name).partition(" ")
        return first in ("ام", "ابو") and rest in self.reference.tokens.given

    def form(self, kind: str, surface: str) -> tuple[str, ...]:
        """The words of a name in normal form, for finding it in a fuller one."""
        found = self._forms.get((kind, surface))
        if found is None:
            if len(self._forms) >= CACHE:
                self._forms.clear()
            found = tuple(self.steps.form_of(kind, surface).split())
            self._forms[kind, surface] = found
        return found
