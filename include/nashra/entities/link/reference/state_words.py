"""The country that a word alone speaks for."""

from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.clitic_forms import forms_of
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.institutions import State
from nashra.entities.link.reference.reference import Reference
from nashra.text.clitics import ARTICLE

CACHE = 200_000  # words whose countries are remembered


class StateWords(dict[str, str | None]):
    """The country that a word alone speaks for, an adjective of its state: each is looked up once."""

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self.second = reference.second_words  # of adjectives of two words
        self.whole = reference.whole_states  # ids of states and of capitals, by which states are meant, too
        self._states = reference.institutions.states
        self._given = reference.given
        self._adjectives = read_words().adjectives
        self._common = read_limits().persons.common

    def __missing__(self, key: str) -> str | None:
        if len(self) >= CACHE:
            self.clear()
        country = self[key] = self.of(key, "")
        return country

    def of(self, key: str, following: str) -> str | None:
        """The country of a word with the one behind it."""
        for form in forms_of(key):
            if form.removeprefix(ARTICLE).removesuffix("ه") in self._adjectives:
                continue  # «المالية» is rather finance than Mali
            state = (
                (self._states.get(f"{form} {following}") if following in self.second else None)
                or self._states.get(form)
                or self._indefinite(form)
            )
            if state:
                return state.country
        return None

    def _indefinite(self, key: str) -> State | None:
        """The state of an indefinite adjective («وزير تونسي»), unless it is a given name: تركي."""
        return None if self._given[key] >= self._common else self._states.get(ARTICLE + key)
