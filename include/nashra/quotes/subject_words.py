"""What the words of a subject are: titles, verbs, what is said, whom it is said to."""

from collections.abc import Sequence
from functools import cache

from nashra.article import Mention
from nashra.quotes.lexicon import lexicon
from nashra.quotes.quote_rules import QuoteRules, folded
from nashra.quotes.sentences import Parsed, Word
from nashra.yaml_files import Words

SIGNS = frozenset(":؛()[]،,\n")


class SubjectWords:
    """Tells the words of one body apart."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention], rules: QuoteRules) -> None:
        self.parsed, self.rules = parsed, rules
        self.mentions = sorted(mentions, key=lambda mention: (mention.start, mention.end))
        self._starts = folded(rules.not_subject)
        self._persons, self._bodies = folded(rules.persons_again), folded(rules.bodies_again)
        self._documents = folded(rules.documents)
        self._first_at: dict[int, Mention] = {}
        self._person_at: dict[int, Mention] = {}
        self._in_names: set[int] = set()
        for mention in self.mentions:
            self._first_at.setdefault(mention.start, mention)
            if mention.type == "PERS":
                self._person_at.setdefault(mention.start, mention)
            self._in_names.update(word.start for word in parsed.within(mention.start, mention.end))
        self._objects, self._said_things = folded(rules.objects), _said_things(rules.objects)
        self._titles = _titles(rules.persons_again, rules.heads)

    def _is_manner(self, word: Word) -> bool:
        """Whether a word says how it is said: «ضاحكا», «مازحًا», or that it is said: «أضاف قوله»."""
        if word.key.startswith("ال") or self._in_name(word):
            return False
        said = lexicon().get(word.key)
        return (len(word.key) > 3 and word.key.endswith("ا")) or (
            said is not None and said.form in ("participle", "noun")
        )

    def _honours(self, words: Sequence[Word]) -> bool:
        """Whether a word that may be what is said honours who speaks: «سعادة فلان», «سعادته», not «سعادته بالفوز»."""
        if len(words) < 2:
            return False
        if words[0].key in self._persons:
            return not words[1].key.startswith("ب")
        return words[0].key in self._objects and self.person_at(words[1].start) is not None

    def _is_imam(self, words: Sequence[Word]) -> bool:
        """Whether «إمام» is meant, which folds as «أمام» does."""
        below = self.parsed.body[words[0].start] == "إ" and words[0].key in self._titles
        return below and len(words) > 1

    def tells(self, word: Word) -> bool:
        """Whether a word says anything of somebody: «المدير», not «لي», nor a number or a letter."""
        if self._in_name(word):
            return True
        return sum(letter.isalpha() for letter in word.key) > 1 and word.key not in folded(self.rules.tells_nobody)

    def is_none(self, key: str) -> bool:
        """Whether a word begins no subject: an adverb, a preposition, or what is said («أهمية»)."""
        bare = key[1:].removeprefix("ل").removeprefix("ال") if key[:1] in "لب" else ""
        return (
            key.startswith("بال")
            or key in self._starts
            or (bare != "" and bare in self._starts)
            or self._is_object(key)
        )

    def _is_object(self, key: str) -> bool:
        """Whether a word is what is said: «أهمية», «حرصه»."""
        return key.removeprefix("ال") in self._said_things

    def _is_owned_object(self, key: str) -> bool:
        """Whether a word within a subject ends it: «حرصه», «عدم»."""
        return key in folded(self.rules.negations) or (
            self._is_object(key)
            and (key[-1:] in "هاي" or key.endswith("هم"))
            and key.removeprefix("ال") not in self._objects
        )

    def _is_owned_occasion(self, word: Word) -> bool:
        """Whether a word is an occasion of whoever speaks, behind the subject: «كلمته», «بحسابه»."""
        key = word.key.removeprefix("ب")
        if not key.endswith(("ه", "ها")) or self._in_name(word) or self.parsed.body[word.end - 1] == "ة":
            return False
        noun = key.removesuffix("ها") if key.endswith("ها") else key.removesuffix("ه")
        occasions = folded(self.rules.occasions)
        return key in occasions or noun in occasions or noun.removesuffix("ت") + "ه" in occasions

    def _is_done(self, key: str) -> bool:
        """Whether an indefinite word is what somebody does, or to whom, rather than who it is: «جلسة», «بيانا»."""
        if key in folded(self.rules.quantifiers):
            return True
        occasions = folded(self.rules.occasions)
        return key in occasions or (len(key) > 3 and key.removesuffix("ا") in occasions)

    def _is_owned(self, word: Word) -> bool:
        """Whether a pronoun ends a noun: «لقائه», not «الدولة», nor «المياه», which the article tells apart."""
        return word.key.endswith("ه") and self.parsed.body[word.end - 1] != "ة" and not word.key.startswith("ال")

    def _is_ordered(self, title: Word, word: Word) -> bool:
        """Whether a word behind a title that stands for somebody is what is ordered or done, not whom they serve:
        «الوزير بصرف مساعدة», but «المتحدث باسم», «النائب بالبرلمان», «المسؤول بوزارة كذا»."""
        thing = word.key[1:]
        if title.key not in self._persons or word.key[:1] != "ب" or len(thing) < 3 or self._in_name(word):
            return False
        served = thing.startswith("ال") or self.is_body("ال" + thing) or self.is_title(thing)
        return not served and word.key not in folded(self.rules.goes_on) and thing not in folded(self.rules.served)

    def person_at(self, at: int) -> Mention | None:
        """The person whose name begins at a place."""
        return self._person_at.get(at)

    def body_at(self, at: int) -> bool:
        """Whether the name of a body or place begins at a place."""
        return any(m.start == at and m.type != "PERS" for m in self.mentions)

    def is_title(self, key: str) -> bool:
        """Whether a folded word says who somebody is: «الوزير», «رئيس», «مصدر»."""
        return key.removeprefix("ال") in self._titles or key in folded(self.rules.sources)

    def is_person(self, key: str) -> bool:
        """Whether a folded word says what a person, not a body, is: «المتحدث», «وزير»."""
        bare = key.removeprefix("ال")
        return bare in self._titles and "ال" + bare not in self._bodies

    def is_body(self, key: str) -> bool:
        """Whether a folded word says what a body is: «الوزارة», «حكومة», «صحف»."""
        bare = key.removeprefix("ال")
        return "ال" + bare in self._bodies or bare in folded(self.rules.collective)

    def _mention_at(self, at: int) -> Mention | None:
        first = self._first_at
        return first.get(at - 1) or first.get(at) or first.get(at + 1)

    def _described(self, word: Word) -> bool:
        """Whether a word goes on with a description: neither an adverb nor a verb."""
        return word.key not in self._starts and word.key not in folded(self.rules.selves)

    def is_said(self, word: Word) -> bool:
        """Whether a word is a verb of saying, so that it ends a title."""
        said = lexicon().get(word.key)
        return said is not None and said.form != "noun" and (said.verb.takes != "marks" or said.form == "present")

    def _is_told(self, word: Word) -> bool:
        """Whether a word says to whom something is said: «للصحفيين», «لوكالة كذا»."""
        if not word.key.startswith("ل") or self._in_name(word):
            return False
        named = self._first_at.get(word.start + 1)
        behind = self._first_at.get(word.start + 2) if word.key.startswith("لل") else None
        if named is None and behind is not None and behind.type == "ORG":
            named = behind  # «للجوهرة»
        if named is not None and self._then_person(named.end):
            return False  # «الأمين العام لاتحاد كذا فلان»
        return named is not None or word.key[1:].removeprefix("ل") in folded(self.rules.audiences)

    def _then_person(self, at: int) -> bool:
        """Whether a person's name follows a place, with nothing but a title between."""
        person = next((m for m in self.mentions if m.type == "PERS" and m.start >= at), None)
        if person is None:
            return False
        between = self.parsed.within(at, person.start)
        if not between and self.parsed.body[at : person.start].strip(" ") in ("،", ","):
            return True
        titled = all(word.key.startswith("ال") or word.key in self._titles for word in between)
        return titled and len(between) <= 3 and SIGNS.isdisjoint(self.parsed.body[at : person.start])

    def _is_made(self, word: Word) -> bool:
        """Whether a verb behind a text tells who made it: «تقرير نشرته», «دراسة أجراها»."""
        return word.key in _making(self.rules.makes)

    def _in_name(self, word: Word) -> bool:
        return word.start in self._in_names


@cache
def _making(verbs: Words) -> frozenset[str]:
    """The forms of verbs whose object is the text that stands before them."""
    stems = [(verb.removesuffix("ي"), "ا" if verb.endswith("ي") else "") for verb in folded(verbs)]
    return frozenset(stem + end + of for stem, weak in stems for end in (weak, "ت") for of in ("ه", "ها"))


@cache
def owned_objects(objects: Words) -> frozenset[str]:
    """What is said, with a pronoun for whose it is: «صحته», «أهميتها»."""
    stems = [word[:-1] + "ت" if word.endswith("ه") else word for word in folded(objects)]
    return frozenset(stem + of for stem in stems for of in ("ه", "ها", "هم"))


@cache
def _titles(*lists: Words) -> frozenset[str]:
    """The folded words of some lists without ال."""
    return frozenset(word.removeprefix("ال") for words in lists for word in folded(words))


@cache
def _said_things(objects: Words) -> frozenset[str]:
    """Nouns for what is said, alone and with a pronoun: «حرصه», «أهميته»."""
    bases = {*folded(objects), *(word[:-1] for word in folded(objects) if word.endswith("ه"))}
    bases |= {word[:-1] + "ت" for word in folded(objects) if word.endswith("ه")}
    return folded(objects) | {base + of for base in bases for of in ("ه", "ها", "هم", "ي", "نا")}
