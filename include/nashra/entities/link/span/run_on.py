"""Names that a recogniser ran on: over what a known name is for («الاتحاد الأوروبي للأردن»), over where it is («لجنة
التعديات بإمارة منطقة جازان»), or into the next name («نصر الله ظريف»).

Only a mention that nothing knows is cut, and only where the rest of the article, or the reference, has the name.
"""

from dataclasses import replace

from nashra.article import Mention
from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.clitic_forms import forms_of
from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.limits import read_limits
from nashra.entities.link.span.trim import read_titles
from nashra.entities.link.steps.decide import Steps
from nashra.entities.recognise.settle.heads import read_heads
from nashra.text.clitics import ARTICLE, MERGED, read_clitics

_FOR, _IN, _AND, _RELATIVE, _MEN = "ل", "ب", "و", "ي", "ين"
_AGAINST = "على"  # as written
OFFICE_LETTERS = 5  # of the shortest word that is taken for «for» and a place
IN_LETTERS = 6  # of the shortest word that is taken for «in» and a place
_DEPUTY = frozenset(("وكيل", "وكيله", "الوكيل"))  # whose field stands behind the body: «وكيل أمانة الأحساء للخدمات»
_MINISTRY = "وزاره "
_REGION = "منطقه"
LONGEST_PERSON = 4  # words of a person behind his office
_HAMZA = ("بأ", "بإ", "بآ")  # only a word of its own begins with the second letter


class RunOn:
    """What the names of one article say of those that went on too long.

    `alone` has the keys of the article's mentions, a key as often as it is one; `persons` the keys of persons' short
    names (a full name's last word), each with the full names that it is short for.
    """

    def __init__(self, steps: Steps, alone: dict[str, int], persons: dict[str, set[str]]) -> None:
        self._steps = steps
        self._alone = alone
        self._persons = persons

    def parts(self, mention: Mention, before: str = "") -> list[Mention]:
        """The names that a mention nothing knows holds; itself where it is one. `before` is the word before."""
        words = mention.surface.split(" ")
        keys = [name_key(word) for word in words]
        if len(words) < 2 or not all(keys) or len(" ".join(keys).split()) != len(words):
            return [mention]
        if mention.type == "ORG" and (parts := self._in_another(mention, words, keys)):
            return parts
        if mention.type == "PERS" and (
            parts := self._against(mention, words) or self._of_office(mention, words, before)
        ):
            return parts
        if mention.type in ("ORG", "LOC") and (parts := self._with_holder(mention, words, keys, before)):
            return parts
        whole = " ".join(keys)
        if mention.type == "PERS" and self._goes_on_in_words(keys, whole):
            return [_piece(mention, words, 0, 1)]
        of_deputy = any(form in _DEPUTY for form in forms_of(before))
        for size in range(len(words) - 1, 0, -1):
            first, rest = " ".join(keys[:size]), keys[size:]
            deputy = of_deputy and rest[0].startswith(MERGED)
            if size > 1 and mention.type == "ORG" and (deputy or self._is_for(first, rest)):
                return [_piece(mention, words, 0, size), *self._place(mention, words, size, rest)]
            if mention.type in ("ORG", "LOC") and self._is_side_of(keys, size):
                return [_piece(mention, words, 0, size)]
            placed = mention.type == "LOC" or (size > 1 and mention.type == "ORG")
            if placed and (place := self._where(mention, words, size, rest)):
                return [_piece(mention, words, 0, size), place]
            if mention.type == "LOC" and self._is_of_state(first, rest):
                return [_piece(mention, words, 0, size)]
            if mention.type == "MISC" and self._is_given_to(first, rest):
                return [_piece(mention, words, 0, size)]
            if mention.type == "PERS" and self._ends_before(first, rest):
                return [_piece(mention, words, 0, size)]
            if mention.type == "ORG" and (parts := self._and(mention, words, size, first, rest)):
                return parts
            if self._are_two(mention.type, whole, first, " ".join(rest)):
                second = replace(_piece(mention, words, size, len(words)), type="PERS")
                return [_piece(mention, words, 0, size), second]
        return [mention]

    def _against(self, mention: Mention, words: list[str]) -> list[Mention]:
        """Two persons of whom one won «على» the other, where the article names each by himself; none where it is a
        name: many write «على» for علي."""
        for size in range(1, len(words) - 1):
            if words[size] != _AGAINST:
                continue
            first, second = name_key(" ".join(words[:size])), name_key(" ".join(words[size + 1 :]))
            if self._alone.get(first) and self._alone.get(second):
                return [_piece(mention, words, 0, size), _piece(mention, words, size + 1, len(words))]
        return []

    def _of_office(self, mention: Mention, words: list[str], before: str) -> list[Mention]:
        """The place that an office is of, and the person who has it: «العمدة السابق لكيفة محمد ولد أحمد»."""
        first, titles = name_key(words[0]), read_titles()
        given = self._steps.reference.given
        if not first.startswith(_FOR) or before not in titles.fillers or len(first) < OFFICE_LETTERS or given[first]:
            return []
        cut = len(MERGED) if words[0].startswith(MERGED) else len(_FOR)
        if given[first[len(_FOR) :]]:
            return []
        place = replace(mention, type="LOC", start=mention.start + cut, surface=words[0][cut:])
        place = replace(place, end=place.start + len(place.surface))
        return [place, _piece(mention, words, 1, len(words))]

    def _with_holder(self, mention: Mention, words: list[str], keys: list[str], before: str) -> list[Mention]:
        """A body or a place, and the person behind it who leads it or is of it, as the word before says: «رئيس مركز
        مسلية إبراهيم الشعبي». None of what is called after persons: «مدير مستشفى الحبيب بورقيبة»."""
        heads, given = read_heads(), self._steps.reference.given
        if keys[0] in heads.sites or keys[0] in read_words().in_his_name or not _holds_office(before):
            return []
        least, bodies = read_limits().persons.common, read_limits().bodies
        for size in range(2, len(words) - 1):
            fathers = keys[size + 1 : -1]
            first, last = keys[size], keys[-1]
            named = given[first] >= least and not read_words().has(first) and not self._steps.own("LOC", last)
            named = named and len(words) - size <= LONGEST_PERSON
            between = keys[size - 1]
            behind_a_name = given[between] or between in bodies.honoured or read_words().has(without_article(between))
            if named and not behind_a_name and all(given[word] or word in bodies.honoured_fathers for word in fathers):
                common = last.removeprefix(ARTICLE) in read_words().nouns
                if common or last in self._steps.reference.institutions.states:
                    return []
                person = replace(_piece(mention, words, size, len(words)), type="PERS")
                return [_piece(mention, words, 0, size), person]
        return []

    def _goes_on_in_words(self, keys: list[str], whole: str) -> bool:
        """Whether a person who is named by one word everywhere else goes on in definite words that are nobody's name:
        «تاباتا القيد الحديدي»."""
        rest, known = keys[1:], self._steps.reference.tokens.stands_for
        if len(rest) < 2 or self._alone.get(whole, 0) > 1 or self._alone.get(keys[0], 0) <= read_limits().agree.alone:
            return False
        definite = all(word.startswith(ARTICLE) and not self._steps.reference.given[word] for word in rest)
        return definite and rest[0] not in known and not self._steps.reference.surnames[rest[0].removeprefix(ARTICLE)]

    def _is_side_of(self, keys: list[str], size: int) -> bool:
        """Whether a name that ends with a place goes on with where in its state that is: «البصرة جنوب العراق»."""
        side, state = keys[size], " ".join(keys[size + 1 :])
        if side not in read_clitics().bare_after or not state or not self._is_place(keys[size - 1]):
            return False
        return state in self._steps.reference.institutions.names

    def _is_for(self, first: str, rest: list[str]) -> bool:
        """Whether a known body's name goes on with whom it does something for: a place, or one word, when the article
        has the body by itself, or any that follow a ministry («وكيل وزارة العمل للتفتيش»)."""
        if not rest[0].startswith(_FOR):
            return False
        body = self._steps.reference.institutions.find_bare(first)
        if body and not first.startswith(_MINISTRY) and rest[0].endswith((_RELATIVE, _MEN)):
            return False  # whose it is: «الجمعية الوطنية للانتقالي», «للمتقاعدين»
        if body and (first.startswith(_MINISTRY) or (len(rest) == 1 and rest[0].startswith(MERGED))):
            return True  # «النيابة العامة للتحقيق»
        if self._steps.own("ORG", first) is None:
            return False
        if self._steps.own("LOC", _for_whom(rest)):
            return True
        return len(rest) == 1 and self._alone.get(first, 0) >= read_limits().agree.alone

    def _in_another(self, mention: Mention, words: list[str], keys: list[str]) -> list[Mention]:
        """A body, and the body or the place that «ب» says it is in («اللجنة التجارية بغرفة جدة»); the body alone where
        that is a definite noun («إدارة العمليات بالأمانة»), which is no name; none where nothing says so."""
        listed = read_words()
        for size in range(2, len(words)):
            inner = keys[size][1:]
            if keys[size][0] != _IN or keys[size - 1] in read_limits().bodies.concerned:
                continue
            last = size == len(words) - 1
            if last and inner.startswith(ARTICLE) and listed.has(inner.removeprefix(ARTICLE)):
                return [_piece(mention, words, 0, size)]
            if not last and listed.has(inner):
                return [_piece(mention, words, 0, size), *self._other(mention, words, keys, size)]
        return []

    def _other(self, mention: Mention, words: list[str], keys: list[str], size: int) -> list[Mention]:
        """The body or the place after «ب», without a word that only says what it is («محافظة الليث», «منطقة تبوك»); of
        what leads the body («بقيادة السعودية») only a known place."""
        head, following = keys[size][1:], " ".join(keys[size + 1 :])
        rest = replace(_piece(mention, words, size + 1, len(words)), type="LOC")
        known = self._steps.own("LOC", following) is not None
        if head in read_heads().outside["LOC"] or (head == _REGION and known):
            return [rest]
        if head in read_limits().bodies.leading:
            return [rest] if known else []
        kind = "ORG" if ("ORG", head) in read_words().heads else "LOC"
        whole = _piece(mention, words, size, len(words))
        return [replace(whole, type=kind, start=whole.start + 1, surface=whole.surface[1:])]

    def _is_of_state(self, first: str, rest: list[str]) -> bool:
        """Whether a known place is only said to be a state's: «الحديدة اليمنية»."""
        if len(rest) > 1 or rest[0] not in self._steps.reference.institutions.states:
            return False
        bare = first.removeprefix(ARTICLE)  # «الساحل الليبي» is no town's
        common = ("LOC", bare) in read_words().heads or bare in read_words().nouns
        return self._is_place(first) and not common

    def _is_given_to(self, first: str, rest: list[str]) -> bool:
        """Whether a known prize or work goes on with whom it is for: «جائزة نوبل للسلام للعراقية»."""
        if not rest[0].startswith(MERGED) or ARTICLE + rest[0][2:] not in self._steps.reference.institutions.states:
            return False
        return self._steps.own("MISC", first) is not None

    def _ends_before(self, first: str, rest: list[str]) -> bool:
        """Whether a well-known person is named before a last word that is nobody's name: «كلاوديو رانييري مستغربا»."""
        if len(rest) > 1 or rest[0] in self._steps.reference.tokens.stands_for:
            return False
        if rest[0].startswith(ARTICLE) and (" " not in first or not _is_common(rest[0].removeprefix(ARTICLE))):
            return False
        return self._steps.own("PERS", first) is not None and (" " in first or bool(self._alone.get(first)))

    def _and(self, mention: Mention, words: list[str], size: int, first: str, rest: list[str]) -> list[Mention]:
        """A curated body and what «و» joins to it, if that is one («سابك وأرامكو»); none where all is one name."""
        if not rest[0].startswith(_AND):
            return []
        if first.startswith(_MINISTRY) and rest[0][1:] in read_limits().bodies.many:
            return [_piece(mention, words, 0, size)]  # «وزارة الداخلية والأحزاب»
        if self._steps.own("ORG", first) is None:
            return []
        if first in self._steps.reference.ambiguous:
            return []
        second = " ".join([rest[0][1:], *rest[1:]])
        found = [_piece(mention, words, 0, size)]
        if self._steps.own("ORG", second) or self._steps.reference.institutions.find(second):
            piece = _piece(mention, words, size, len(words))
            found.append(replace(piece, start=piece.start + 1, surface=piece.surface[1:]))
        return found

    def _place(self, mention: Mention, words: list[str], size: int, rest: list[str]) -> list[Mention]:
        """The known place that a body does something for: أردن of «الاتحاد الأوروبي للأردن»."""
        if not self._steps.own("LOC", _for_whom(rest)):
            return []
        piece = _piece(mention, words, size, len(words))
        cut = len(MERGED) if rest[0].startswith(MERGED) else len(_FOR)
        return [replace(piece, type="LOC", start=piece.start + cut, surface=piece.surface[cut:])]

    def _where(self, mention: Mention, words: list[str], size: int, rest: list[str]) -> Mention | None:
        """The known place that a body is in: «المحكمة الابتدائية بسوسة»."""
        key = " ".join([rest[0][1:], *rest[1:]])
        if rest[0][0] != _IN or not (words[size].startswith(_HAMZA) or len(rest[0]) >= IN_LETTERS):
            return None
        if not self._is_place(key):
            return None
        if self._is_place(" ".join(rest)):
            return None  # the letter may be the place's
        piece = _piece(mention, words, size, len(words))
        return replace(piece, type="LOC", start=piece.start + 1, surface=piece.surface[1:])

    def _is_place(self, key: str) -> bool:
        return self._steps.own("LOC", key) is not None or bool(self._steps.places(key))

    def _are_two(self, kind: str, whole: str, first: str, second: str) -> bool:
        """Whether two names of the article, the second a person's short one, only stand side by side."""
        if kind == "ORG" and self._steps.own("ORG", first) and self._steps.own("PERS", second):
            return True  # «برشلونة تشافي»
        if kind in ("ORG", "LOC"):
            known = self._steps.own(kind, first) or (kind, first) in self._steps.reference.namesakes
            return bool(known) and self._is_short(second, whole)
        given = self._steps.reference.given[first] if " " not in first else 0
        once = kind == "PERS" and whole.count(" ") == 1 and self._alone.get(whole) == 1 and not given
        if once and min(self._alone.get(first, 0), self._alone.get(second, 0)) >= read_limits().agree.often:
            return True
        both = kind == "PERS" and self._is_short(first, whole) and self._is_short(second, whole)
        return both and given < read_limits().persons.common

    def _is_short(self, key: str, whole: str) -> bool:
        """Whether a person of the article is called so in short, who is named in full elsewhere or well known."""
        known = self._persons.get(key, set()) - {key, whole} or self._steps.own("PERS", key)
        return bool(known) and bool(self._alone.get(key))


def _holds_office(before: str) -> bool:
    """Whether the word before a body says who somebody is in it: «رئيس», «عضو»."""
    titles = read_titles()
    forms = forms_of(name_key(before)) if before else ()
    return any(form in titles.kinds or form in titles.parts for form in forms)


def _is_common(bare: str) -> bool:
    """Whether a word is an everyday noun or adjective, as the end of «حيدر العبادي الأكراد»."""
    words = read_words()
    return bare in words.nouns or bare in words.adjectives or bare.removesuffix("ه") in words.adjectives


def _for_whom(rest: list[str]) -> str:
    """The key of what stands after «ل»."""
    first = rest[0][1:] if not rest[0].startswith(MERGED) else ARTICLE + rest[0][2:]
    return " ".join([first, *rest[1:]])


def _piece(mention: Mention, words: list[str], start: int, end: int) -> Mention:
    """Some words of a mention, as one."""
    begin = mention.start + len(" ".join(words[:start])) + (start > 0)
    surface = " ".join(words[start:end])
    return replace(mention, start=begin, end=begin + len(surface), surface=surface)
