"""Institutions of states, named by what they are and whose: «وزارة الخارجية الروسية», «الجيش السوداني».

Every state has a foreign ministry, so they are not listed but put together from two small files of
`include/reference/aliases/`: `institutions.yaml` (kinds) and `demonyms.yaml` (states' adjectives).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, TypeVar

from pydantic import Field, RootModel

from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.limits import read_limits
from nashra.entities.link.types import CURATED, Link
from nashra.text.clitics import ARTICLE
from nashra.yaml_files import Strict, Word, Words, read_model

_MEN = "ين"
_MINISTRY, _AND = "وزاره ", "و"
_AND_THE = f"{_AND}{ARTICLE}"
Found = TypeVar("Found")
Slug = Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*$")]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]  # ISO 3166-1 alpha-2


class KindRow(Strict):
    """A kind of institution as institutions.yaml has it; the comments there say what each key is."""

    ar: Words
    en: Word
    gender: Literal["f", "m"]
    sure: bool = True
    bare: bool | None = None  # not given: ministries are
    names: dict[Country, Word] = Field(default_factory=dict)
    defaults: dict[Word, Country] = Field(default_factory=dict)  # by noun
    lacking: tuple[Country, ...] = ()
    only: tuple[Country, ...] = ()
    abroad: bool = False
    named: bool = True
    around: tuple[tuple[Word, Word], ...] = ()


class KindRows(RootModel[Annotated[dict[Slug, KindRow], Field(min_length=1)]]):
    """What institutions.yaml holds, by slug."""


class StateRow(Strict):
    """A state's adjectives, masculine and without ال."""

    ar: Words
    en: Word


class StateRows(RootModel[Annotated[dict[Country, StateRow], Field(min_length=1)]]):
    """What demonyms.yaml holds, by country."""


class Kind(NamedTuple):
    """A kind of institution.

    `feminine` says which form of the adjective follows the canonical noun, `noun_feminine` which follows this
    one; `sure`, that noun and adjective make a name wherever
    they stand; `bare`, that the noun alone names an institution wherever it stands; `alone`, that it does where a
    recogniser says so. Whose it is the text must tell.
    """

    slug: str
    name_ar: str
    name_en: str
    feminine: bool
    noun_feminine: bool
    sure: bool
    bare: bool
    alone: bool
    names: dict[str, str]
    default: str
    lacking: frozenset[str]
    only: frozenset[str]
    abroad: bool
    named: bool

    def is_had_by(self, country: str) -> bool:
        """Whether a state may have such a body."""
        return country not in self.lacking and (not self.only or country in self.only)


class State(NamedTuple):
    """A state with its adjective: definite feminine, definite masculine, English."""

    country: str
    feminine: str
    masculine: str
    name_en: str


class Institutions(NamedTuple):
    """Kinds by the key of their noun, states by the key of their definite adjective in either gender."""

    kinds: dict[str, Kind]
    states: dict[str, State]
    around: dict[tuple[str, str], Kind]  # beginnings and ends of names with the adjective between them
    curated: dict[str, Link]  # curated entities that are one of these, by the id that it would have
    names: dict[str, str]  # states' names by key -> country
    describing: frozenset[str]  # first words of kinds that only describe, also as they stand before a name: منتخب
    by_slug: dict[str, tuple[int, Kind]]  # the first kind of a slug, with its place among the kinds
    by_country: dict[str, State]  # the first state of a country

    def find(self, key: str) -> Link | None:
        """The institution that a key names in full (kind, then adjective); None when it names none."""
        found = self._parts(key) or self._before_name(key)
        return self._link(*found) if found else None

    def _before_name(self, key: str) -> tuple[Kind, State] | None:
        """The kind and the state of a body that is named with the state's name: «منتخب مصر», «وزارة خارجية البحرين»."""
        tokens = key.split()
        for cut in range(1, len(tokens)):
            country = self.names.get(" ".join(tokens[cut:]))
            kind = self._of_something(tokens[:cut]) if country else None
            if kind and country and (state := self._state(country)):
                return kind, state
        return None

    def kind_named(self, key: str) -> Kind | None:
        """The kind of a noun, of a ministry also with what else it is for: «وزارة الصحة والسكان».

        What follows a definite noun with «و» is the ministry's, unless that is a body («وزارة الداخلية ووزارة العدل»),
        or many («وزارة الداخلية والأحزاب»).
        """
        if kind := self.kinds.get(key):
            return kind
        if not key.startswith(_MINISTRY):
            return None
        tokens, others = key.split(), read_limits().bodies.many
        for cut in range(len(tokens) - 1, 1, -1):
            kind = self.kinds.get(" ".join(tokens[:cut])) if tokens[cut].startswith(_AND_THE) else None
            rest = [token.removeprefix(_AND) for token in tokens[cut:]]
            if kind and all(word.startswith(ARTICLE) and word not in others for word in rest):
                return kind
        return None

    def _of_something(self, tokens: list[str]) -> Kind | None:
        """The kind whose noun stands here as it does before a name, without ال: منتخب, وزارة خارجية."""
        if any(token.startswith(ARTICLE) and len(token) > 4 for token in tokens):
            return None
        *first, last = tokens
        return self.kinds.get(" ".join([*first, ARTICLE + last]))

    def find_bare(self, key: str) -> Link | None:
        """The institution that a noun alone names; with its usual state, if it has one (الخزانة is American)."""
        kind = self.kind_named(key)
        if kind is None or not kind.alone:
            return None
        state = self._state(kind.default)
        return self._link(kind, state) if state else _generic(kind)

    def kind_of(self, key: str, link: Link) -> Kind | None:
        """The kind that a noun alone names, else that of the body it was taken for: «والحرس الوطني», of «الحرس
        الوطني»."""
        if kind := self.kind_named(key):
            return kind
        alone = self.by_slug.get(link.entity_id.removeprefix("ORG-"))
        return alone[1] if alone else None

    def of_country(self, kind: Kind, country: str) -> Link | None:
        """The institution of a kind where it is a country's."""
        state = self._state(country)
        return self._link(kind, state) if state and kind.is_had_by(country) else None

    def by_id(self, entity_id: str) -> Link | None:
        """The institution of an id, with or without its state."""
        slug = entity_id.removeprefix("ORG-")
        alone = self.by_slug.get(slug)
        of_state = self.by_slug.get(slug[:-3]) if slug[-3:-2] == "-" else None
        state = self._state(slug[-2:].upper()) if of_state else None
        if of_state and state and (alone is None or of_state[0] < alone[0]):
            return self._link(of_state[1], state)
        return _generic(alone[1]) if alone else None

    def is_described(self, key: str) -> bool:
        """Whether a key only describes a body that is no name: «المنتخب المصري», «الحكومة»."""
        kind = self.kinds.get(key) or self.find_kind(key)
        return kind is not None and not kind.named

    def described_state(self, key: str) -> str | None:
        """The key of the state's name in what describes its body with it («منتخب مصر»); None for anything else."""
        found = self._before_name(key)
        if found is None or found[0].named:
            return None
        tokens = key.split()
        return next((one for cut in range(1, len(tokens)) if (one := " ".join(tokens[cut:])) in self.names), None)

    def _state(self, country: str) -> State | None:
        return self.by_country.get(country)

    def _link(self, kind: Kind, state: State) -> Link:
        entity_id = f"ORG-{kind.slug}-{state.country.lower()}"
        if curated := self.curated.get(entity_id):
            return curated
        adjective = state.feminine if kind.feminine else state.masculine
        if kind.name_ar.endswith(_MEN):
            adjective = f"{state.masculine}{_MEN}"  # «نقابة الصحفيين العراقيين»
        return Link(
            entity_id,
            "ORG",
            f"{kind.name_ar} {adjective}",
            kind.names.get(state.country) or f"{state.name_en} {kind.name_en}",
            country=state.country,
            english_from=CURATED,
        )

    def find_kind(self, key: str) -> Kind | None:
        """The kind of the institution that a key names in full."""
        found = self._parts(key)
        return found[0] if found else None

    def _parts(self, key: str) -> tuple[Kind, State] | None:
        tokens = key.split()
        for (first, last), around in self.around.items():
            if (
                key.startswith(first)
                and key.endswith(last)
                and (owner := self.states.get(key[len(first) : -len(last)]))
            ):
                return around, owner
        for cut in range(len(tokens) - 1, max(0, len(tokens) - 4), -1):
            kind, adjective = self.kind_named(" ".join(tokens[:cut])), " ".join(tokens[cut:])
            state = self.states.get(adjective)
            if kind and state and kind.noun_feminine == tokens[-1].endswith("ه"):
                return kind, state  # «الدفاع الروسية» is a ministry, «وزير الدفاع الروسي» a minister
            people = self.states.get(adjective[: -len(_MEN)]) if adjective.endswith(_MEN) else None
            if kind and people and tokens[cut - 1].endswith(_MEN):
                return kind, people  # «نقابة الصحفيين العراقيين»
        return None


def _generic(kind: Kind) -> Link:
    return Link(f"ORG-{kind.slug}", "ORG", kind.name_ar, f"{kind.name_en} (state not named)", english_from=CURATED)


def read_institutions(folder: Path) -> Institutions:
    """Read both files; in each, the first spelling is the canonical one. Raises RulesError on a malformed one."""
    kinds: dict[str, Kind] = {}
    around: dict[tuple[str, str], Kind] = {}
    for slug, row in read_kinds(folder / "institutions.yaml").root.items():
        for name in row.ar:
            bare = name.startswith("وزارة ") if row.bare is None else row.bare
            first = name_key(name).split()[0]
            feminine = (
                slug.endswith("ministry") or first.endswith(("ه", "ات")) or (name, row.gender) == (row.ar[0], "f")
            )
            kinds[name_key(name)] = Kind(
                slug,
                row.ar[0],
                _title(row.en),
                row.gender == "f",
                feminine,
                row.sure,
                bare,
                row.bare is not False,
                row.names,
                row.defaults.get(name, ""),
                frozenset(row.lacking),
                frozenset(row.only),
                row.abroad,
                row.named,
            )
        for first, last in row.around:
            around[f"{name_key(first)} ", f" {name_key(last)}"] = kinds[name_key(row.ar[0])]
    states: dict[str, State] = {}
    for country, state in read_states(folder / "demonyms.yaml").root.items():
        canonical = _definite(state.ar[0])
        for adjective in state.ar:
            for form in _definite(adjective):
                states[name_key(form)] = State(country, *canonical, state.en)
    firsts = {key.split()[0] for key, kind in kinds.items() if not kind.named}
    describing = frozenset(firsts | {first.removeprefix(ARTICLE) for first in firsts})
    by_slug = _first_of((kind.slug, (place, kind)) for place, kind in enumerate(kinds.values()))
    by_country = _first_of((state.country, state) for state in states.values())
    return Institutions(kinds, states, around, {}, {}, describing, by_slug, by_country)


def _first_of(pairs: Iterable[tuple[str, Found]]) -> dict[str, Found]:
    """The first of each key."""
    found: dict[str, Found] = {}
    for key, one in pairs:
        found.setdefault(key, one)
    return found


def read_kinds(path: Path) -> KindRows:
    """Raises RulesError on a malformed file."""
    return read_model(path, KindRows)


def read_states(path: Path) -> StateRows:
    """Raises RulesError on a malformed file."""
    return read_model(path, StateRows)


def _title(name: str) -> str:
    """«foreign ministry» -> «Foreign Ministry»."""
    return " ".join(
        word if word in ("of", "the", "and") or word.startswith("al-") else word[:1].upper() + word[1:]
        for word in name.split()
    )


def _definite(adjective: str) -> tuple[str, str]:
    """«كوري شمالي» -> («الكورية الشمالية», «الكوري الشمالي»)."""
    words = adjective.split()
    return " ".join(f"ال{word}ة" for word in words), " ".join(f"ال{word}" for word in words)
