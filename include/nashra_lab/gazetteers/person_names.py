"""Names of persons: which tokens, and which full names, are spellings of one another.

No two names of aliases/given_names.txt are. Other two are joined when they sound alike and are written alike in Latin
letters: each alone would join too much («هشام» and «هاشم» sound alike, «Hisham» and «Hashem» keep them apart).
"""

from collections import Counter, defaultdict
from pathlib import Path

import pyarrow as pa
from rapidfuzz import fuzz

from nashra.entities.link.forms.normal import coarse, levelled, name_key, other_pattern
from nashra.entities.link.forms.persons import units
from nashra.entities.link.forms.similar import similarity
from nashra.entities.link.reference.given_names import given_names
from nashra.settings import REFERENCE
from nashra_lab.gazetteers.latin_spellings import fits, latin_key, titled
from nashra_lab.gazetteers.name_sources import Attested, names_file, romanizer_names

ALIKE = 0.75  # similarity of two Arabic spellings with equal consonants ...
LATIN_ALIKE = 92  # ... whose Latin forms are this much alike (rapidfuzz ratio, 0..100)
ALIKE_ELSE = 0.80  # similarity of two spellings with unlike consonants but an equal Latin form
MAJOR = 0.25  # a Latin form counts when it is seen this often, relative to the commonest
COMMON = 100  # a token seen so often is a name in its own right


def build_persons(names: Path) -> tuple[pa.Table, pa.Table]:
    """(tokens, full names); see the module."""
    attested = [*romanizer_names(), *_parts(names)]
    full = [one for one in attested if len(units(one.key)) > 1]
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for one in attested:
        if len(parts := units(one.key)) == 1 and len(parts[0]) > 1:
            seen[parts[0]][one.latin] += one.seen
    stands_for = _cluster(seen, given_names(REFERENCE / "aliases" / "given_names.txt"))
    tokens = [
        {
            "token": token,
            "stands_for": known,
            "latin": _display(seen[token], token),
            "coarse": coarse(token),
            "level": levelled(token),
        }
        for token, known in sorted(stands_for.items())
    ]
    common = {token for token, latin in seen.items() if latin.total() >= COMMON}
    persons = _full_names(full, common)
    return pa.Table.from_pylist(tokens), pa.Table.from_pylist(persons)


def _parts(names: Path) -> list[Attested]:
    rows = (row for row in names_file(names) if row.type in ("PER-part", "PER") and row.english)
    return [Attested(name_key(row.name), row.english, 1) for row in rows if "(" not in row.name]


def _display(latin: Counter[str], token: str = "") -> str:
    """The commonest Latin form; of a token, the commonest that has its consonants, if any has."""
    fitting = [form for form in latin if token and fits(token, form)] or list(latin)
    best = min(fitting, key=lambda form: (-latin[form], form))
    return titled(best) if best == best.lower() else best


def _fitting(latin: Counter[str], key: str) -> str:
    """The commonest Latin form that has a full name's consonants, or ""."""
    joined = key.replace(" ", "")
    best = _display(latin, joined)
    return best if fits(joined, best) else ""


def _cluster(seen: dict[str, Counter[str]], own: frozenset[str]) -> dict[str, str]:
    """Token -> the token it is a spelling of; the commonest come first and stand for themselves."""

    def apart(token: str, known: str) -> bool:
        return {token, known} <= own or _both_common(seen, token, known) or other_pattern(token, known)

    latin = {token: _major(forms) for token, forms in seen.items()}
    stands_for: dict[str, str] = {}
    by_sound: dict[str, list[str]] = defaultdict(list)
    by_latin: dict[str, list[str]] = defaultdict(list)
    for token in sorted(seen, key=lambda token: (-seen[token].total(), token)):
        near = [
            (similarity(token, known), known)
            for known in by_sound[coarse(token)]
            if _latin_alike(latin[token], latin[known]) and not apart(token, known)
        ]
        best = max(((value, known) for value, known in near if value >= ALIKE), default=None)
        if best is None:
            equal = {known for form in latin[token] for known in by_latin[form]}
            same = ((similarity(token, known), known) for known in equal if not apart(token, known))
            best = max(((value, known) for value, known in same if value >= ALIKE_ELSE), default=None)
        stands_for[token] = best[1] if best else token
        if not best:
            by_sound[coarse(token)].append(token)
            for form in latin[token]:
                by_latin[form].append(token)
    return stands_for


def _both_common(seen: dict[str, Counter[str]], token: str, known: str) -> bool:
    """Whether two tokens are names in their own right, like جمال and جميل, however alike they are."""
    return seen[token].total() >= COMMON and seen[known].total() >= COMMON and levelled(token) != levelled(known)


def _major(forms: Counter[str]) -> list[str]:
    keys: Counter[str] = Counter()
    for form, count in forms.items():
        keys[latin_key(form)] += count
    most = max(keys.values())
    return sorted(key for key, count in keys.items() if key and count >= MAJOR * most)


def _latin_alike(some: list[str], others: list[str]) -> bool:
    return any(fuzz.ratio(one, other) >= LATIN_ALIKE for one in some for other in others)


def _full_names(full: list[Attested], common: set[str]) -> list[dict[str, str]]:
    """Full names with their Latin form; those of one Latin form that sound alike stand for the first."""
    latin: dict[str, Counter[str]] = defaultdict(Counter)
    for one in full:
        latin[one.key][one.latin] += one.seen
    by_latin: dict[str, list[str]] = defaultdict(list)
    rows = []
    for key in sorted(latin, key=lambda key: (-latin[key].total(), key)):
        forms = [latin_key(form) for form in sorted(latin[key])]
        known = {other for form in forms for other in by_latin[form]}
        best = max(((similarity(key, other), other) for other in known if _may_join(key, other, common)), default=None)
        stands_for = best[1] if best and best[0] >= ALIKE else key
        if stands_for == key:
            for form in forms:
                by_latin[form].append(key)
        rows.append({"key": key, "stands_for": stands_for, "latin": _fitting(latin[key], key), "coarse": coarse(key)})
    return sorted(rows, key=lambda row: row["key"])


def _may_join(key: str, other: str, common: set[str]) -> bool:
    """Whether two keys don't differ by two tokens that are common names each: محمد صلاح, محمد صالح."""
    ours, theirs = units(key), units(other)
    if len(ours) != len(theirs):
        return True
    return not any(a != b and a in common and b in common for a, b in zip(ours, theirs, strict=True))
