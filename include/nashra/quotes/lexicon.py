"""The forms of verbs of saying, and which of them a word is."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from nashra.quotes.quote_rules import QuoteRules, Verb, read_quote_rules
from nashra.text.fold import fold_line

Form = Literal["past", "present", "participle", "noun"]
Gender = Literal["m", "f", "p"]
"""He, she, or they (two, too)."""
_CLITICS: dict[Form, tuple[str, ...]] = {
    "past": ("", "و", "ف"),
    "present": ("", "و", "ف", "س", "وس", "فس", "ل", "ول"),
    "participle": ("", "و", "ف"),
    "noun": ("", "ب", "و", "وب", "ل"),
}
_SHORT = 2  # letters of a verb whose dual is rather a noun: «ردا على سؤال»
_WHOM = ("ه", "ها", "هم", "نا", "ني")
_OF_HIM: dict[Gender, tuple[str, ...]] = {"m": ("ه",), "f": ("ها",), "p": ("هم", "هما", "هن")}


@dataclass(frozen=True, slots=True)
class Said:
    """What a word of saying is."""

    verb: Verb
    form: Form
    gender: Gender | None
    joined: bool
    """Whether «و» or «ف» joins it to what stands before."""


class Lexicon:
    """Looks words of saying up."""

    def __init__(self, rules: QuoteRules) -> None:
        self._forms: dict[str, Said] = {}
        self._others: dict[str, Said] = {}
        for verb in rules.verbs:
            for form, gender, word in _forms(verb):
                for clitic in _CLITICS[form]:
                    said = Said(verb, form, gender, clitic[:1] in ("و", "ف") and clitic != "")
                    key = clitic + fold_line(word)
                    if self._forms.setdefault(key, said) is not said and verb.of and verb.needs:
                        self._others.setdefault(key, said)

    def words(self) -> frozenset[str]:
        """All folded words of saying."""
        return frozenset(self._forms)

    def other(self, key: str) -> Said | None:
        """What else a folded word may be, with the word behind it that the other verb needs: «ورد في»; else «و» and
        «رد»."""
        return self._others.get(key)

    def get(self, key: str) -> Said | None:
        """What a folded word is, if it is one of saying."""
        return self._forms.get(key)


@cache
def lexicon() -> Lexicon:
    """That of quotes.yaml."""
    return Lexicon(read_quote_rules())


def _forms(verb: Verb) -> list[tuple[Form, Gender | None, str]]:
    """All forms of a verb but for clitics before it."""
    weak = verb.past[-1] in "ىا"
    stem = verb.past[:-1] if weak else verb.past
    found: list[tuple[Form, Gender | None, str]] = [
        ("past", "m", verb.past),
        ("past", "f", stem + "ت"),
        ("past", "p", stem + "وا"),
        ("past", "p", verb.past + "ن"),
        ("past", "p", stem + "تا"),
    ]
    if not weak:
        found.append(("past", "f", verb.past + "ته"))
    if not weak and len(verb.past) > _SHORT:
        found.append(("past", "p", verb.past + "ا"))
    if verb.told:
        found += [("past", "m", verb.past + him) for him in _WHOM]
        found += [("past", "f", f"{verb.past}ت{him}") for him in _WHOM]
    if verb.present:
        own = verb.present[1:]
        short = own[:-1] if own[-1] in "يوى" else own
        found += [("present", "m", "ي" + own), ("present", "f", "ت" + own), ("present", "p", f"ي{short}ون")]
        found += [("present", "m", f"ي{own}ه"), ("present", "f", f"ت{own}ه"), ("present", "p", f"ي{own}ان")]
        found += [("present", "m", f"ي{own}ها"), ("present", "f", f"ت{own}ها")]
    if verb.participle:
        base = verb.participle
        found += [("participle", "m", base + "ا"), ("participle", "f", base + "ة")]
        found += [("participle", "p", base.removesuffix("ي") + "ين"), ("participle", "p", base + "ات")]
    if verb.noun:
        found += [("noun", gender, verb.noun + of) for gender, owners in _OF_HIM.items() for of in owners]
        if verb.noun == "قول":
            found.append(("noun", None, "القول"))
    return found
