"""Institutions of states, named by what they are and whose: «وزارة الخارجية الروسية», «الجيش السوداني».

Every state has a foreign ministry, so they are not listed but put together from two small files of
`include/reference/aliases/`: `institutions.yaml` (kinds) and `demonyms.yaml` (states' adjectives).
"""

from pathlib import Path
from typing import Any, NamedTuple

from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.types import Link
from nashra.errors import BadFile
from nashra.yaml_files import read_yaml


class Kind(NamedTuple):
    """A kind of institution.

    `feminine` says which form of the adjective follows the canonical noun, `noun_feminine` which follows this
    one; `sure`, that noun and adjective make a name wherever
    they stand; `bare`, that the noun alone names an institution (of a state that the text must tell).
    """

    slug: str
    name_ar: str
    name_en: str
    feminine: bool
    noun_feminine: bool
    sure: bool
    bare: bool
    names: dict[str, str]
    default: str


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

    def find(self, key: str) -> Link | None:
        """The institution that a key names in full (kind, then adjective); None when it names none."""
        found = self._parts(key)
        return self._link(*found) if found else None

    def find_bare(self, key: str) -> Link | None:
        """The institution that a noun alone names; with its usual state, if it has one (الخزانة is American)."""
        kind = self.kinds.get(key)
        if kind is None or not kind.bare:
            return None
        state = next((one for one in self.states.values() if one.country == kind.default), None)
        return self._link(kind, state) if state else Link(f"ORG-{kind.slug}", "ORG", kind.name_ar, kind.name_en)

    def _link(self, kind: Kind, state: State) -> Link:
        return Link(
            f"ORG-{kind.slug}-{state.country.lower()}",
            "ORG",
            f"{kind.name_ar} {state.feminine if kind.feminine else state.masculine}",
            kind.names.get(state.country) or f"{state.name_en} {kind.name_en}",
            country=state.country,
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
            kind, state = self.kinds.get(" ".join(tokens[:cut])), self.states.get(" ".join(tokens[cut:]))
            if kind and state and kind.noun_feminine == tokens[-1].endswith("ه"):
                return kind, state  # «الدفاع الروسية» is a ministry, «وزير الدفاع الروسي» a minister
        return None


def read_institutions(folder: Path) -> Institutions:
    """Read both files; in each, the first spelling is the canonical one."""
    kinds: dict[str, Kind] = {}
    around: dict[tuple[str, str], Kind] = {}
    for slug, row in _read(folder / "institutions.yaml").items():
        for name in row["ar"]:
            bare = row.get("bare", name.startswith("وزارة "))
            feminine = slug.endswith("ministry") or name_key(name).split()[0].endswith(("ه", "ات"))
            kinds[name_key(name)] = Kind(
                slug,
                row["ar"][0],
                _title(row["en"]),
                row["gender"] == "f",
                feminine,
                row.get("sure", True),
                bare,
                row.get("names", {}),
                row.get("defaults", {}).get(name, ""),
            )
        for first, last in row.get("around", []):
            around[f"{name_key(first)} ", f" {name_key(last)}"] = kinds[name_key(row["ar"][0])]
    states: dict[str, State] = {}
    for country, row in _read(folder / "demonyms.yaml").items():
        if not isinstance(country, str):  # YAML's NO without quotes is a truth value
            raise BadFile(f"demonyms.yaml: {country!r} is no country code: put quotes around it")
        canonical = _definite(row["ar"][0])
        for adjective in row["ar"]:
            for form in _definite(adjective):
                states[name_key(form)] = State(country, *canonical, row["en"])
    return Institutions(kinds, states, around)


def _read(path: Path) -> dict[str, dict[str, Any]]:
    return dict(read_yaml(path))


def _title(name: str) -> str:
    """«foreign ministry» -> «Foreign Ministry»."""
    return " ".join(word if word in ("of", "the") else word[:1].upper() + word[1:] for word in name.split())


def _definite(adjective: str) -> tuple[str, str]:
    """«كوري شمالي» -> («الكورية الشمالية», «الكوري الشمالي»)."""
    words = adjective.split()
    return " ".join(f"ال{word}ة" for word in words), " ".join(f"ال{word}" for word in words)
