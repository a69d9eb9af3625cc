"""What the names of one article tell each other: one name is of one type, and two spellings of a name are one.

Only names that nothing knows are changed; across articles they stay as they are, for there two names that differ by a
vowel may be two people's.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import combinations

from nashra.entities.link.forms.normal import other_ending, other_pattern, without_article
from nashra.entities.link.forms.similar import distance, similarity
from nashra.entities.link.limits import read_limits

Form = tuple[str, ...]
_DESCENT = "ي"  # ends the adjective of a place: «الشبيبة القيروانية» is «شبيبة القيروان»


def one_type(seen: Iterable[tuple[str, str, float]]) -> dict[str, str]:
    """Key -> type, of (key, type, score) of names that nothing knows: the type with the most score."""
    scores: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for key, kind, score in seen:
        scores[key][kind] += score
    return {key: min(kinds, key=lambda kind: (-kinds[kind], kind)) for key, kinds in scores.items() if len(kinds) > 1}


def one_spelling(
    forms: Counter[Form],
    known: Collection[Form],
    kind: str,
    is_known: Callable[[str], bool],
    is_arabs: Callable[[str], bool] = lambda _: True,
) -> dict[Form, Form]:
    """Form -> the form that it is another spelling of, among the forms of several words of one type.

    `forms` counts each; of two the one that a reference has (`known`) stays, else the commoner, else the first seen.
    `is_known`: a lexicon of names has the word of a person's form; of any other, it is an adjective. `is_arabs`:
    Arabs are called so, of whose families' names a vowel tells.
    """
    same = _same_person if kind == "PERS" else _same_body
    long = [form for form in forms if len(form) > 1]
    order = {form: (form not in known, -forms[form], place) for place, form in enumerate(long)}
    found: dict[Form, Form] = {}
    for one, other in combinations(sorted(long, key=order.__getitem__), 2):
        if one in found or other in found or other in known:
            continue
        often = forms[one] >= read_limits().agree.times * forms[other]
        rare = kind == "PERS" and (often or not is_arabs(one[0]))
        if same(one, other, is_known) or (rare and _same_family(one, other)):
            found[other] = one
    return found


def _same_person(one: Form, other: Form, is_known: Callable[[str], bool]) -> bool:
    """Whether two full names differ in one word only, by its vowels, and nobody is known to be called so."""
    differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(differing) != 1:
        return False
    a, b = (unit.removeprefix("~") for unit in differing[0])
    limits = read_limits().likeness
    return (
        min(len(a), len(b)) > 3
        and not (is_known(a) and is_known(b))
        and not other_pattern(a, b)
        and not other_ending(a, b)
        and distance(a, b) < limits.short_distance
        and similarity(a, b) >= limits.token
    )


def _same_family(one: Form, other: Form) -> bool:
    """Whether two full names differ by vowels of the family's name only: of two brothers the other names would."""
    if one[:-1] != other[:-1]:
        return False
    a, b = (form[-1].removeprefix("~") for form in (one, other))
    limits = read_limits().likeness
    return min(len(a), len(b)) > 3 and distance(a, b) < limits.short_distance and similarity(a, b) >= limits.token


def _same_body(one: Form, other: Form, is_adjective: Callable[[str], bool]) -> bool:
    """Whether two names of bodies or works are the same words: one with the adjective of a place, with «و» or «ال»
    misplaced, with a letter that sounds alike, or without an adjective."""
    if len(one) == len(other) and list(map(_without_descent, one)) == list(map(_without_descent, other)):
        return True
    least = read_limits().agree.words
    if min(len(one), len(other)) < least or one[0] != other[0]:
        return False
    if len(one) == len(other):
        return distance(_plain(one), _plain(other)) < read_limits().likeness.short_distance
    short, long = sorted((one, other), key=len)
    left_out = [word for word in long if word not in short]
    within = short[-1] == long[-1] and len(long) - len(short) == 1 and _is_within(short, long)
    if within and not left_out:
        return True  # a word stands twice: «وجوه.. وجوه: المدينة ليلا»
    return within and len(left_out) == 1 and is_adjective(left_out[0])


def _without_descent(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith(_DESCENT) else word


def _plain(form: Form) -> str:
    return " ".join(without_article(word[1:]) if word.startswith("وال") else word for word in form)


def _is_within(short: Form, long: Form) -> bool:
    """Whether the words of one name stand in another in the same order."""
    rest = iter(long)
    return all(word in rest for word in short)
