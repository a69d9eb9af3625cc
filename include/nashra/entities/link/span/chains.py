"""Chains of fathers' names: «تركي بن محمد بن فهد» is one name, and «بن فهد» inside it is nobody's short name."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.persons import Tokens
from nashra.entities.link.span.known import Span, Word
from nashra.entities.link.span.trim import Trimmer
from nashra.entities.recognise.settle.heads import read_heads
from nashra.text.clitics import ARTICLE

SON = frozenset(("بن", "بنت"))  # between a name and its father's; «ابن» begins a name of its own (ابن كثير)
FATHER = frozenset(("ابو", "ابي", "ابا"))
HOUSE = "ال"  # آل, folded: before a house's name
_GOD = "الله"  # a name ends with it, and none is that alone: «رسول الله محمد»
CALLED = 4  # letters of a given name that is no verb: not «كرم», «نصر»
_SERVANT = "عبد"
_RELATIVE, _NAMES = "ي", frozenset(("الهادي", "المهدي"))
_OULD = frozenset(("ولد", "منت"))  # Mauritanians' «بن», which is «was born» elsewhere
_WHEN = frozenset(("عام", "سنه", "يوم", "ليله", "صباح", "مساء", "فجر", "هنا", "هناك"))
SPAN = 6  # words that a chain grows by at the most


class Chains:
    """The chains among the words of one body."""

    def __init__(self, words: list[Word], body: str, trimmer: Trimmer, taken: frozenset[int] = frozenset()) -> None:
        """`taken`: where mentions end."""
        self._words = words
        self._body = body
        self._trimmer, self._taken = trimmer, taken
        self._tokens: Tokens = trimmer.reference.tokens
        self._inner = trimmer.titles.inner
        self._titles = trimmer.titles.kinds.keys() - trimmer.titles.names
        self._starts = [word.start for word in words]
        self._ends = [word.end for word in words]

    def whole(self, mention: Mention) -> Mention:
        """A person's mention with all of the chain that it is a part of."""
        if mention.type != "PERS":
            return mention
        first, last = self._at(mention.start, mention.end)
        if last < first:
            return mention
        start, end = self._left(first), self._right(last)
        if start == first and self._is_called(first, first == last):
            start -= 1
        if (start, end) == (first, last):
            return mention
        begin = mention.start if start == first else self._words[start].start
        close = mention.end if end == last else self._words[end].end
        return replace(mention, start=begin, end=close, surface=self._body[begin:close])

    def _is_called(self, first: int, alone: bool) -> bool:
        """Whether the word before a full name that begins with a father's is the name of who is meant, overlooked:
        «زهير» عبدالله النسور; of a father's name `alone` only a definite one («الصادق» إسماعيل). No title, and no
        everyday word that some are called by."""
        if not first or not self._joined(first):
            return False
        father, key = self._words[first].key, self._words[first - 1].key
        name = key[1:] if key[:1] == "و" and not self._trimmer.is_often_given(key) else key
        if len(name) < CALLED or name == _GOD or name in self._titles or self._is_word(name):
            return False
        definite = name.startswith(ARTICLE)
        if alone > definite or (definite and not self._is_no_adjective(first - 1, name)):
            return False
        if self._words[first - 1].end in self._taken or name in self._trimmer.titles.before:
            return False
        fathers = father.startswith(_SERVANT) or self._trimmer.is_often_given(father)
        return fathers and self._trimmer.is_often_given(name)

    def _is_no_adjective(self, number: int, name: str) -> bool:
        """Whether a definite given name («الصادق» إسماعيل) says nothing of the noun before it: no «النجم العربي»."""
        if name.endswith(_RELATIVE) and name not in _NAMES:
            return False
        before = self._words[number - 1].key if number and self._joined(number) else ""
        return not before.startswith(ARTICLE) or before in self._titles

    @staticmethod
    def _is_word(key: str) -> bool:
        listed = read_words()
        return key in listed.nouns or key in listed.adjectives or listed.has(key)

    def cuts(self, span: Span) -> bool:
        """Whether a known person's name is only a part of a chain."""
        if span.type != "PERS":
            return False
        first, last = self._at(span.start, span.end)
        return last >= first and (self._left(first) != first or self._right(last) != last)

    def _at(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last word of a piece of the body."""
        return bisect_right(self._ends, start), bisect_left(self._starts, end) - 1

    def _left(self, first: int) -> int:
        """Where the chain begins that goes on with a word."""
        for _ in range(SPAN):
            word = self._words[first]
            if first == 0 or not self._joined(first):
                break
            before = self._words[first - 1]
            if word.key in SON and self._is_name(before.key):
                first -= 1
            elif (
                before.key in SON
                and first > 1
                and self._joined(first - 1)
                and self._is_name(self._words[first - 2].key)
            ):
                first -= 2
            else:
                break
        return first

    def _right(self, last: int) -> int:
        """Where the chain ends that a word is in; one that a recogniser ended with «بن» or «أبي» has a name to come."""
        if self._words[last].key in (SON | FATHER) and last + 1 < len(self._words) and self._joined(last + 1):
            last = self._past_titles(last + 1)
        elif self._words[last].key in self._inner and last and self._words[last - 1].key in (SON | self._inner):
            last = self._past_titles(last)
        for _ in range(SPAN):
            if last + 2 >= len(self._words) or not (self._joined(last + 1) and self._joined(last + 2)):
                break
            if self._words[last + 1].key in SON or self._is_ould(last + 1):
                last = self._past_titles(last + 2)
            elif self._words[last + 1].key == HOUSE and self._words[last].key not in SON:
                return last + 2
            else:
                break
        return last

    def _is_ould(self, number: int) -> bool:
        """Whether a word joins two names as «بن» does, and is no «ولد في»."""
        after = self._words[number + 1]
        surface = self._body[after.start : after.end]
        return self._words[number].key in _OULD and surface not in read_heads().prepositions and after.key not in _WHEN

    def _past_titles(self, number: int) -> int:
        """The name behind the titles that a father's name begins with («بن سمو الشيخ حمد»), or the word itself."""
        at = number
        while self._words[at].key in self._inner and at + 1 < len(self._words) and self._joined(at + 1):
            at += 1
        return at

    def _joined(self, number: int) -> bool:
        """Whether nothing but a space stands between a word and the one before it."""
        return self._words[number].joined and self._body[self._words[number].start - 1] in " \u00a0"

    def _is_name(self, key: str) -> bool:
        """Whether a word is a given name, perhaps with و or ل before it; «الأمير بن سلمان» has none."""
        if key in self._titles or key in SON:
            return False
        known = self._tokens.stands_for
        return key in known or (key[:1] in ("و", "ل", "ب") and len(key) > 3 and key[1:] in known)
