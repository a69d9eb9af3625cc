"""Adjectives that are written as a name: «حكومة سورية», «أمتنا العربية», «السياسة الخارجية الأمريكية».

The word right before tells: an adjective follows the noun that it agrees with.
"""

from functools import cache

from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.clitic_forms import forms_of
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.limits import read_limits
from nashra.entities.link.span.trim import word_before
from nashra.entities.link.types import Link
from nashra.entities.recognise.settle.heads import kind_of, read_heads
from nashra.text.clitics import ARTICLE, read_clitics

_FEMININE = ("ه", "ات")  # folded
_RELATIVE = "يه"
_MINE = ("نا", "ها", "هم", "هن", "كم")  # a noun with these is definite: «أمتنا»
_SUBJECTS = frozenset(("العربيه", "الدوله", "الساعه", "الليله", "النتيجه", "المره"))  # «العربية السعودية» is the state
_CLITICS = ("", "و", "ب", "ل", "ف", "لل", "وب", "ول")


def is_adjective(
    link: Link, surface: str, body: str, start: int, words: frozenset[str], states: frozenset[str], known: bool
) -> bool:
    """Whether body[start:] begins with an adjective rather than with the name that `link` is.

    `surface` stands there; `words` are the keys of the body's words, `states` those of states' definite adjectives.
    `known`: someone listed the name.
    """
    if body[start - 1 : start].isalpha():
        before = ""  # a clitic is written onto it: «بسورية»; «و» joins it to what stands before
        joined = word_before(body, start - 1) if body[start - 1] == "و" else ""
    else:
        before = joined = word_before(body, start) if body[start - 2 : start - 1].isalnum() else ""
    key = name_key(surface)
    if before in _prepositions():
        return False
    if link.type == "MISC":
        return key in read_words().languages and _is_no_language(before, joined)
    if _is_of_a_people(key) and not before.startswith(ARTICLE) and kind_of(before, read_heads()):
        return True  # «قناة عبرية»
    if not before or not known:
        return False
    if link.type == "ORG":
        short = key.startswith(ARTICLE) and key.partition(" ")[0].endswith(_RELATIVE)
        return short and before.startswith(ARTICLE) and before.endswith(_FEMININE)
    if link.type != "LOC" or " " in key or not key.endswith(_RELATIVE):
        return False
    if key in states:  # a state that is called by its adjective: «المدن السعودية», but «زار الرئيس السعودية»
        agrees = before.endswith(_FEMININE) or before in read_limits().names.plurals
        return before.startswith(ARTICLE) and agrees and before not in _SUBJECTS
    if ARTICLE + key not in states:
        return False
    usual = name_key(link.name_ar or "")
    elsewhere = usual != key and any(f"{clitic}{usual}" in words for clitic in _CLITICS)
    return elsewhere or (before.endswith(_FEMININE) and not before.startswith(ARTICLE))


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(map(name_key, read_clitics().bare_after))


def _is_of_a_people(key: str) -> bool:
    """Whether a word is an indefinite adjective in «ية» of those that longer names are made of: «كردية»."""
    return " " not in key and key.endswith(_RELATIVE) and key[:-1] in read_words().adjectives


def _is_no_language(before: str, joined: str) -> bool:
    """Whether the words before a language's name say that something else is so called."""
    listed, told = read_words().languages, read_limits().names.languages
    if any(form in listed or form.removeprefix(ARTICLE) in told for form in forms_of(joined)):
        return False
    if joined and not before:
        return joined.startswith(ARTICLE) or joined.endswith(_MINE)  # «الدولية والعربية»
    return before.startswith(ARTICLE) or before.endswith(_MINE)
