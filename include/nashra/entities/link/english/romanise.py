"""A Latin form for an Arabic name that no reference knows as a whole; none rather than a guessed one.

Arabic writes no short vowels, so a word can be written in Latin letters only when the lexicon of names has it, and the
lexicon holds foreign names that it has from one person each: these are written only inside a name that is known whole.
What it has in the French manner, or with the g of Egypt, is written so only where they do.
"""

import re
from collections.abc import Mapping

from nashra.entities.link.english.habits import Habit
from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.forms.persons import Tokens
from nashra.text.clitics import ARTICLE

_ARABIC = re.compile("[ء-يٱ-ۓ]")
# Letters of Swedes, Turks, Slavs: no Arab writes his name with one, as the Maghreb does with é and ï
_FOREIGN = re.compile("[äöüåøæßćčđğıłńňőřśšşťůűźžżāēīōūÄÖÜÅØÆĆČĐĞİŁŃŇŐŘŚŠŞŤŮŰŹŽŻĀĒĪŌŪ]")
_SERVANT, _OF = "عبدال", "ي"
_WAW = "و"
_LONG = re.compile("[اوي]")
_VOWELS = "aei"
_NO_ARTICLE = ("أل", "إل", "آل")
_OTHER_G = re.compile("[غقك]")  # a g may be theirs
_CH = re.compile("(?<![Ss])che?$|(?<![Ss])ch")
_HARD_G = re.compile("[Gg](?!eo)")
_BEFORE = re.compile(r"(?i)\A(?:al|el|ash|esh|ech|[ae][ndrstz])[-' ]")  # an article in Latin letters
_ARTICLE = re.compile(r"(?i)(?:a[ldnrtsz]|ash|el|e[dnrtsz]|ech)[-' ]|al[a-z]{4}|el[a-z]{4}")


# Behind a given name the number of a king or a pope; الأول to العاشر
_KINGS = {
    "الاول": "I", "الثاني": "II", "الثالث": "III", "الرابع": "IV", "الخامس": "V", "السادس": "VI", "السابع": "VII",
    "الثامن": "VIII", "التاسع": "IX", "العاشر": "X",
}  # fmt: skip


def _is_son(key: str) -> bool:
    return key in ("بن", "ابو")


def romanise(
    name: str, tokens: Tokens, habit: Habit, letters: Mapping[str, str] | None = None, person: bool = False
) -> str | None:
    """The name in Latin letters, or None when one of its words can't be told.

    Words in Latin letters stay as they are. `letters` are names of letters: with them «بي سي» is BC. Of a `person` the
    family's name needs only to be in the lexicon, when the given name is an Arab's.
    """
    raw = name.split()
    if not raw:
        return None
    if not _ARABIC.search(name):
        return " ".join(raw)
    words: list[str] = []
    parts = _parts(raw)
    arab = person and len(parts) > 1 and _names_an_arab([key for _, key in parts], tokens)
    spelt = letters is not None and _spells(parts, letters)
    for place, (given, key) in enumerate(parts):
        if person and place and place == len(parts) - 1 and key in _KINGS and not _is_son(parts[place - 1][1]):
            words.append(_KINGS[key])
        elif not _ARABIC.search(given):
            words.append(given)
        elif letters and spelt and key in letters:
            if not (letter := _letter(given, letters[key])):
                return None
            joined = place and parts[place - 1][1] in letters
            words[-1:] = [words[-1] + letter] if joined and words else [*words[-1:], letter]
        elif (particle := habit.particles.get(key)) and len(parts) > 1:
            words.append(particle)
        elif word := _word(key, tokens, habit, person, arab, given.startswith(_NO_ARTICLE)):
            family = word.endswith("a") and given.endswith(_OF) and given.startswith(ARTICLE)
            words.append(f"{word[:-1]}i" if family else word)  # the lexicon has a woman's: «سلمى» of السلمي
        else:
            return None
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _letter(given: str, letter: str) -> str | None:
    """The letter that a name of one stands for: «إي» is E and «آي» I; «أي» may be either, or A."""
    return letter if letter != "E" else {"إ": "E", "آ": "I"}.get(given[:1])


def _spells(parts: list[tuple[str, str]], letters: Mapping[str, str]) -> bool:
    """Whether names of letters stand for them: several («بي بي سي»), or one before a number («إيه 380»)."""
    named = [key in letters for _, key in parts]
    return sum(named) > 1 or (len(parts) > 1 and named[0] and not any(_ARABIC.search(given) for given, _ in parts[1:]))


def _parts(raw: list[str]) -> list[tuple[str, str]]:
    """(as written, key) of each word, «عبد الله» as one."""
    parts: list[tuple[str, str]] = []
    for word in raw:
        key = name_key(word)
        if parts and parts[-1][1] == "عبد" and key.startswith("ال"):
            parts[-1] = (f"{parts[-1][0]}{word}", parts[-1][1] + key)
        else:
            pieces = key.split()
            parts.extend(
                (word if len(pieces) == 1 else one, one) if _ARABIC.search(one) else (word, key) for one in pieces
            )
    return parts


def _names_an_arab(keys: list[str], tokens: Tokens) -> bool:
    """Whether a full name is an Arab's: by its given name, or one of foreigners, too, with parts that they lack."""
    return _is_arab(keys[0], tokens) or (_bare(keys[0]) in tokens.arabic and any(map(_is_part, keys[1:])))


def _is_part(key: str) -> bool:
    return key in ("بن", "ابو") or key.startswith(_SERVANT) or without_article(key) != key


def _is_arab(key: str, tokens: Tokens) -> bool:
    return _bare(key) in tokens.surely_arabic or key.startswith("عبدال") or key in ("بن", "ابو", "ام", "ال")


def _bare(key: str) -> str:
    bare = without_article(key)
    return "عبد" + bare[5:] if bare.startswith("عبدال") and len(bare) > 7 else bare


def _word(key: str, tokens: Tokens, habit: Habit, person: bool, arab: bool, whole: bool = False) -> str | None:
    """`whole`: the first letters are no article: «إلياس», «ألدرين»."""
    bare = _bare(key)
    definite = key.startswith("ال") and without_article(key) != key
    if definite and (usual := habit.names.get(key)):
        return usual
    if bare == "عبد":
        return None  # half a name
    if usual := habit.names.get(key) or habit.names.get(bare):
        latin = usual
    elif key.startswith(_SERVANT) and (of := tokens.written(key.removeprefix(_SERVANT))):
        latin = habit.servant + (of if habit.servant.endswith(" ") else of.lower())
    elif bare in tokens.stands_for and (
        (arab and _says_so(bare, tokens)) or (definite and person) or bare in tokens.surely_arabic
    ):
        latin = _as_there(tokens.written(bare) or "", bare, tokens, habit, arab)
        if not _begins(bare, latin, habit) or _FOREIGN.search(latin):
            return None  # the lexicon has another name for it: ثبيتي, Otaibi; بورجى, Börje
    else:
        return None
    if not latin or (whole and definite and latin[0].lower() not in _VOWELS):
        return None
    return f"{habit.article}{latin}" if definite and not _ARTICLE.match(latin) else latin


def _says_so(token: str, tokens: Tokens) -> bool:
    """Whether the lexicon has a family's name for itself, not as a spelling of another: it has شيلة as سهيلي."""
    return token in tokens.arabic or _LONG.sub("", tokens.stands_for.get(token, "")) == _LONG.sub("", token)


def _begins(token: str, latin: str, habit: Habit) -> bool:
    """Whether Latin letters may be those of a name, by the first of each; its article aside."""
    bare = _BEFORE.sub("", latin).lower().lstrip("'’ʿ")
    return not latin or token[0] not in habit.begins or bare[:1] in habit.begins[token[0]]


def _as_there(latin: str, token: str, tokens: Tokens, habit: Habit, arab: bool) -> str:
    """A name of the lexicon without what only the French manner, and Egypt's, have."""
    if not habit.french:
        if "ش" in token and "تش" not in token:
            latin = _CH.sub("sh", latin.replace("Ch", "Sh"))
        if token.endswith("ان") and latin.endswith(("ane", "ene")):
            latin = f"{latin[:-3]}an"
        latin = latin.replace("Dj", "J").replace("dj", "j") if "ج" in token else latin
        if not habit.egyptian and _WAW not in token:
            latin = latin.replace("ou", "u")  # a short vowel: «المهندس» is no Mouhandis
    if not habit.egyptian and (arab or token in tokens.surely_arabic) and "ج" in token and not _OTHER_G.search(token):
        latin = _HARD_G.sub(lambda found: "J" if found[0] == "G" else "j", latin)
    return latin
