"""Whom a sentence without a word of saying is about: the subject of its verb, in front of it or behind it."""

from nashra.quotes.lexicon import Gender
from nashra.quotes.quote_rules import QuoteRules, folded
from nashra.quotes.sentences import Word
from nashra.quotes.subjects import Again, Speaker, Subjects, without_aside

_LONGEST = 12  # words from a sentence's beginning to its comma that may be a circumstance


def main_subject(subjects: Subjects, start: int, stop: int, gender: Gender | None, why: str) -> Speaker | Again | None:
    """The subject of the clause in [start, stop), by name or by title; None where the clause does not begin with one.

    `gender` is that of the word of saying that asks for it: a verb of another has another subject."""
    words = _clause(subjects, start, stop)
    if not words:
        return None
    first = words[0]
    key = first.key.removeprefix("و")
    titled = subjects.is_title(key) and key not in folded(subjects.rules.title_or_verb)
    if subjects.person_at(first.start) is not None or titled:
        return subjects.read(first.start, stop, gender, why)
    if len(words) < 2 or first.key.removeprefix("و").startswith("ال") or subjects.body_at(first.start):
        return None
    if gender in ("m", "f") and (gender == "f") != first.key.endswith("ت"):
        return None
    second = words[1]
    if subjects.parsed.body[first.end : second.start].strip() or subjects.is_none(second.key):
        return None
    if not titled_as(second.key, gender, subjects.rules):
        return None
    if gender == "p" and second.key.endswith("و"):  # «منظمو الاحتجاج في المدينة»: not where they are
        stop = next((word.start for word in words[2:] if subjects.is_none(word.key)), stop)
    elif gender == "p" and second.key.endswith("ون"):  # «طالب اقتصاديون بمزيد من كذا»
        stop = next((word.start for word in words[2:] if word.key.startswith("ب") and len(word.key) > 3), stop)
    found = subjects.read(second.start, stop, gender, why)
    if isinstance(found, Speaker) and (
        found.kind == "name"
        or subjects.is_title(second.key)
        or (gender == "f" and subjects.is_body(second.key))
        or (gender == "p" and second.key.endswith(("ون", "و", "ات")))
        or (gender == "p" and second.key in folded(subjects.rules.somebody))  # «منظمو الاحتجاج»
    ):
        return found
    return found if isinstance(found, Again) and found.body is not None else None


def titled_as(key: str, gender: Gender | None, rules: QuoteRules) -> bool:
    """Whether a title, if a folded word is one, may be that of somebody of a gender."""
    return gender != "f" or key.endswith("ه") or key not in folded(rules.persons_again)


def _clause(subjects: Subjects, start: int, stop: int) -> list[Word]:
    """The words of a clause from its verb or subject on: without what joins it, or what says when and where."""
    words, turns = subjects.parsed.within(start, stop), folded(subjects.rules.turns)
    helpers = folded(subjects.rules.helpers)
    while words and (words[0].key in turns or words[0].key.removeprefix("و") in turns | helpers):
        words = words[1:]
    rest = without_aside(words, subjects.rules)
    if len(rest) < len(words):
        return rest
    if words and subjects.is_none(words[0].key.removeprefix("و")):
        for number, word in enumerate(words[1 : _LONGEST + 1], 1):
            if subjects.parsed.body[words[number - 1].end : word.start].strip() in ("،", ","):
                return words[number:]
        return []
    return words
