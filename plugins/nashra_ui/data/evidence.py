"""A removal's evidence as a reader understands it, in Arabic and English."""

import re
import unicodedata
from collections import Counter

from nashra.cleaning.ledger.repair import read_edits
from nashra.labels import read_labels, retold

_WEIGHED = re.compile(
    r"(?P<parts>[a-z ]+ [+-]\d+\.\d(?:, [a-z ]+ [+-]\d+\.\d)*): (?P<sum>-?\d+\.\d) over (?P<limit>-?\d+\.\d)"
)
# Around a text that is shown beside others: Arabic on both sides of an arrow would turn what became what around.
_APART, _END = "\u2068", "\u2069"
MUCH, LITTLE = 3.0, 1.0  # log odds from which a piece of evidence is strong, and below which it is weak


def readable(evidence: str, lang: str = "en") -> str:
    """Weights as reasons for and against; the edits of a repair as what became what, and how often; a sentence in the
    reader's language; anything else as it is."""
    if match := _WEIGHED.fullmatch(evidence):
        return _weighed(match, lang)
    if not evidence.startswith("[["):
        return retold(evidence, lang)
    try:
        edits = read_edits(evidence)
    except (ValueError, TypeError):  # not ours
        return evidence
    told = Counter((_called(old, lang), _called(new, lang)) for _, old, new in edits)
    arrow = "←" if lang == "ar" else "→"
    comma = "، " if lang == "ar" else ", "
    return comma.join(
        f"{old} {arrow} {new}" + (f" ×{times}" if times > 1 else "") for (old, new), times in told.items()
    )


def shown(text: str, lang: str = "en") -> str:
    """A removed text as it is; one of which nothing can be seen by what it is made of."""
    if not text:
        return "∅"
    seen = any(character.isprintable() and not character.isspace() for character in text)
    return text if seen else _called(text, lang)


def _weighed(match: re.Match[str], lang: str) -> str:
    speaks: list[str] = []
    against: list[str] = []
    parts = [part.rpartition(" ") for part in match["parts"].split(", ")]
    known = {name: float(figure) for name, _, figure in parts}
    if "certain rule" in known:  # says more than that some rule knows it
        known.pop("rule", None)
    if any(weight >= LITTLE for weight in known.values()):  # then what weighs little decided nothing
        known = {name: weight for name, weight in known.items() if abs(weight) >= LITTLE}
    for name, weight in known.items():
        said = _say(f"evidence_{name}" if weight > 0 else f"against_{name}", lang)
        if abs(weight) >= MUCH:
            said += f" ({_say('evidence_much', lang)})"
        elif abs(weight) < LITTLE:
            said += f" ({_say('evidence_little', lang)})"
        (speaks if weight > 0 else against).append(said)
    comma, stop = ("، ", "؛ ") if lang == "ar" else (", ", "; ")
    sentences = [f"{_say('evidence_for', lang)}: {comma.join(speaks)}"] if speaks else []
    sentences += [f"{_say('evidence_against', lang)}: {comma.join(reversed(against))}"] if against else []
    total = f"{_say('evidence_sum', lang)} {match['sum']}{comma}{_say('evidence_limit', lang)} {match['limit']}"
    return stop.join([*sentences, total])


def _say(key: str, lang: str) -> str:
    found = read_labels("airflow").get(key)
    return getattr(found, lang) if found else key.partition("_")[2]


def _called(text: str, lang: str) -> str:
    """What can be seen as it is, what can't by its name."""
    if not text:
        return _say("nothing_instead", lang)
    if text.isprintable() and " " not in text:
        return f"{_APART}“{text}”{_END}"
    return " + ".join(
        _name(character, lang) + (f" ×{times}" if times > 1 else "") for character, times in Counter(text).items()
    )


def _name(character: str, lang: str) -> str:
    """A character that cannot be seen, by its label; by its name in Unicode where it has none."""
    found = read_labels("airflow").get(f"character_{ord(character):04x}")
    return getattr(found, lang) if found else unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"
