"""Words in a body that say that something is said: «وقال», «مؤكدا», «قوله», «بحسب»."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, count
from typing import Literal

from nashra.quotes.lexicon import Form, Gender, Said, lexicon
from nashra.quotes.quote_rules import QuoteRules, Takes, folded, phrases, read_quote_rules
from nashra.quotes.sentences import Parsed, Word
from nashra.text.fold import fold_line

_OWNERS = ("", "ه", "ها", "هم", "هما", "هن", "نا", "ني", "ك", "كم")
_WRITES = "كتب"  # also «books»
_PARTNERS = 3  # words behind whom «بين» names first, one of which joins the other
_THAT = frozenset(f"{clitic}ان{owner}" for clitic in ("", "ب", "ف") for owner in _OWNERS)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word (or some) of saying."""

    word: int
    """Its number among the words of the body."""
    last: int
    """That of its last word."""
    form: Form | Literal["according"]
    gender: Gender | None
    takes: Takes
    joined: bool
    of: str = ""
    """The word before whoever's words follow, where it is not the subject."""
    goes_on: bool = False
    """Whether it says that whoever spoke before speaks on: «وأضاف»."""
    start: int = 0
    end: int = 0
    past: str = ""
    """The past tense of its verb, as the rules have it."""
    future: bool = False
    """Whether it stands in the future: «وسيكشف»."""


def is_that(key: str) -> bool:
    """Whether a folded word is «إن» or «أن», with «ب» or «ف» before it or a pronoun behind it."""
    return key in _THAT


def find_cues(parsed: Parsed) -> list[Cue]:
    """All of a body in order; what is negated and what the paper says in its own voice are left out."""
    rules, begins = read_quote_rules(), _begins()
    found: list[Cue] = []
    words, behind, vouching = parsed.words, 0, _vouching()
    for at in compress(count(), map(begins.__contains__, parsed.keys)):
        if at < behind:
            continue
        word = words[at]
        length, him = _according(parsed, at) if word.key in vouching else (0, False)
        if length:
            last = words[at + length - 1]
            gender = _owner(last.key) if him else None
            span = (word.start, last.end)
            found.append(Cue(at, at + length - 1, "according", gender, "both", False, "", False, *span))
            behind = at + length
            continue
        said = lexicon().get(word.key)
        if (other := lexicon().other(word.key)) and _has(parsed, at, other):
            said = other
        if said and not _unsaid(parsed, at, rules, said) and _has(parsed, at, said):
            found.append(_of_verb(parsed, at, said))
    return found


@cache
def _begins() -> frozenset[str]:
    """The folded words that may begin a cue: most words don't, and are passed over at once."""
    return frozenset(_phrases()) | _verb_phrases() | lexicon().words()


@cache
def _vouching() -> frozenset[str]:
    """The folded words that may begin a phrase by which somebody vouches."""
    return frozenset(_phrases()) | _verb_phrases()


@cache
def _verb_phrases() -> frozenset[str]:
    """The folded words that begin a phrase of `according_verb`."""
    return frozenset(phrase[0] for phrase in phrases(read_quote_rules().according_verb))


def _of_verb(parsed: Parsed, at: int, said: Said) -> Cue:
    verb, word = said.verb, parsed.words[at]
    of = verb.of or ""
    future = said.form == "present" and word.key.removeprefix("و").startswith("س")
    return Cue(
        at,
        at,
        said.form,
        said.gender,
        verb.takes,
        said.joined,
        of,
        verb.goes_on,
        word.start,
        word.end,
        verb.past,
        future,
    )


def _has(parsed: Parsed, at: int, said: Said) -> bool:
    """Whether the word follows that some verbs say something only with: «جاء في», «عبر عن»."""
    if not said.verb.needs:
        return True
    near = 1 if said.verb.of else read_quote_rules().limits.words_turn
    following = [word.key for word in parsed.words[at + 1 : at + 1 + near]]
    that = next((n for n, key in enumerate(following) if is_that(key)), len(following))
    keys = set(following[: that + 1])  # «عبر قناة كذا، أنها امتنعت عن» says nothing
    needed = folded(said.verb.needs)
    if not needed.isdisjoint(("ان", "بان")) and any(map(is_that, keys)):
        return True
    return not needed.isdisjoint(keys) or (said.verb.of is not None and in_text(parsed, at))


def in_text(parsed: Parsed, at: int) -> bool:
    """Whether what a word of saying tells stands in a text that hangs on «ب»: «جاء بالتقرير أن»."""
    following = [word.key for word in parsed.words[at + 1 : at + 1 + read_quote_rules().limits.around]]
    texts = folded(read_quote_rules().texts)
    return bool(following) and following[0].removeprefix("بال") in texts and any(map(is_that, following))


def _unsaid(parsed: Parsed, at: int, rules: QuoteRules, said: Said) -> bool:
    """Whether a word of saying is negated, a noun, the paper's own voice, or of what shows something: «لم يقل»,
    «رفض ذكر اسمه», «يذكر أن», «مما يؤكد أن»."""
    words = parsed.words
    before = words[at - 1].key if at else ""
    if before in folded(rules.negations) and fold_line(said.verb.past) not in folded(rules.denying):
        return True
    key = words[at].key
    noun = not said.joined and before in folded(rules.noun_behind)
    if said.form == "past" and (noun or _came(words, at, rules)):
        return True
    if said.form == "noun" and before in folded(rules.can_be_said):
        return True  # «يمكن القول إن»
    if (said.verb.of or key in folded(rules.came)) and _earlier_version(words, at, rules):
        return True
    if key == "بين" and _between(words, at):
        return True
    if said.form in ("past", "present") and before in folded(rules.who) and _says_it(key):
        return True  # «المؤتمر الذي تابعته الصحيفة»
    shown = before in folded(rules.showing) or (before == "الذي" and at > 1 and words[at - 2].key == "الامر")
    if said.form == "present" and shown and _then_that(words, at + 1):
        return True
    if key.removeprefix("و") in folded(rules.impersonal) and at + 1 < len(words):
        following = words[at + 1].key
        seen = following == "من" and key.removeprefix("و") in folded(rules.seen_from)  # «تبين من التحريات أن»
        return seen or _then_that(words, at + 1) or following in ("الي", "هنا")
    if before == "من" and said.form == "past" and said.verb.past in rules.nouns_too:
        return True  # «استغرب من رد الشركة»
    if said.verb.past == _WRITES and before.removeprefix("ال") in folded(rules.books_behind):
        return True  # «معرض كتب الأطفال»
    spoken_of = before == "ما" and "في" in said.verb.needs and not _vouched(words, at - 1)  # «ثمن ما جاء في كذا»
    return spoken_of and not any(is_that(word.key) for word in words[at + 1 : at + rules.limits.reach_after])


def _vouched(words: Sequence[Word], at: int) -> bool:
    """Whether what stands before «ما» makes it somebody's words: «وفق ما جاء في»."""
    return at > 0 and words[at - 1].key.removeprefix("و") in folded(read_quote_rules().according)


def _between(words: Sequence[Word], at: int) -> bool:
    """Whether «بين» is «between»: «و» joins another one to what stands behind it, «التعاون بين المغرب وسويسرا»."""
    return any(word.key.startswith("و") for word in words[at + 2 : at + 2 + _PARTNERS])


def _earlier_version(words: Sequence[Word], at: int, rules: QuoteRules) -> bool:
    """Whether a paper owns up to what it wrote before: «ورد في نسخة سابقة من هذا الخبر أن»."""
    keys = [word.key for word in words[at + 2 : at + 4]]
    return len(keys) > 1 and keys[0] in folded(rules.own_texts) and keys[1] in folded(rules.earlier)


def _came(words: Sequence[Word], at: int, rules: QuoteRules) -> bool:
    """Whether a word behind a text says how that came, rather than that somebody replied: «بيان ورد لنا»."""
    if at == 0 or words[at].key not in folded(rules.came):
        return False
    text = words[at - 1].key.removeprefix("بال").removeprefix("ال")
    return text in folded(rules.texts) or text in folded(rules.occasions)


def _then_that(words: Sequence[Word], at: int) -> bool:
    """Whether «أن» or «إلى أن» stands at a place."""
    at += bool(at < len(words) and words[at].key == "الي")
    return at < len(words) and is_that(words[at].key)


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """By the word that they begin with, also joined: the phrases of `according`, folded, longest first, and whether a
    pronoun ends each."""
    rules = read_quote_rules()
    found = [(tuple(fold_line(p).split()), True) for p in rules.according_to_him]
    found += [(tuple(fold_line(p).split()), False) for p in rules.according]
    by_first: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for phrase, him in sorted(found, key=lambda one: -len(one[0])):
        for joined in ("", "و", "ف"):
            by_first.setdefault(joined + phrase[0], []).append((phrase, him))
    return by_first


def _according(parsed: Parsed, at: int) -> tuple[int, bool]:
    """How many words from one on are a phrase of `according`, 0 if none, and whether it ends with a pronoun.

    A phrase whose last word is a clitic («وفقا ل») ends before the word that it hangs on."""
    words = parsed.words
    key = words[at].key
    if key in _verb_phrases() and (verb := _with_verb(parsed, at)):
        return verb, False
    for phrase, him in _phrases().get(key, ()):
        glued = len(phrase[-1]) == 1
        rest = phrase[1:-1] if glued else phrase[1:]
        keys = tuple(word.key for word in words[at + 1 : at + 1 + len(rest)])
        if keys != rest:
            continue
        nearest = at + 1 + len(rest)
        if glued and not (nearest < len(words) and words[nearest].key.startswith(phrase[-1])):
            continue
        return 1 + len(rest), him
    return 0, False


def _with_verb(parsed: Parsed, at: int) -> int:
    """How many words from one on vouch for a sentence only before a word of saying: «على ما أفاد»; 0 if none."""
    keys = tuple(word.key for word in parsed.words[at : at + 3])
    for phrase in phrases(read_quote_rules().according_verb):
        size = len(phrase)
        said = told(keys[size]) if keys[:size] == phrase and size < len(keys) else None
        # «كما» alone is «also» more often, but for a verb that says «it»: «كما أوضحه»
        vouches = size > 1 or (said is not None and (_says_it(keys[size]) or _says_so(parsed, at + size, said)))
        if said is not None and said.form in ("past", "present") and said.verb.takes == "both" and vouches:
            return size
    return 0


def _says_so(parsed: Parsed, at: int, said: Said) -> bool:
    """Whether «كما يقول فلان» ends what it vouches for: neither «أن» nor a colon follows."""
    if fold_line(said.verb.past) not in folded(read_quote_rules().says_so):
        return False
    words = parsed.words[at + 1 : at + 2 + read_quote_rules().limits.words_turn]
    sentence = parsed.sentence(words[0].start) if words else None
    if sentence is None or parsed.words[at].start < sentence.start:
        return False
    if parsed.body[parsed.words[at].end : words[0].start].strip():
        return False  # «كما قال، وليس كذا»
    inside = [word for word in words if word.start < sentence.end]
    return ":" not in parsed.body[words[0].start : sentence.end] and not any(is_that(word.key) for word in inside)


def _says_it(key: str) -> bool:
    """Whether a pronoun ends a word of saying: «أوضحه», «أكدته»."""
    return key.endswith("ته") or (key.endswith("ه") and lexicon().get(key[:-1]) is not None)


def told(key: str) -> Said | None:
    """What a folded word is behind «ما» or «كما», where a verb may say «it»: «كما أوضحه»."""
    return lexicon().get(key) or lexicon().get(key.removesuffix("ه"))


def _owner(key: str) -> Gender:
    return "f" if key.endswith("ها") else "p" if key.endswith(("هم", "هن", "هما")) else "m"
