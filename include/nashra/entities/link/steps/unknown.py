"""Names that nobody has listed: an id made from the name's own normal form."""

from collections.abc import Iterable

from nashra.entities.link.forms.normal import name_key, skeleton, without_article
from nashra.entities.link.limits import read_spelt
from nashra.entities.link.steps.index import Room
from nashra.entities.link.steps.initials import initials_of
from nashra.entities.link.steps.why import RULE, made
from nashra.entities.link.types import Link
from nashra.text.clitics import ARTICLE

_SON, _OF, _SERVANT = "بن", "ي", "عبدال"
_HOUSE = "ال "
_ENDINGS = frozenset(("الله", "الدين"))  # of a given name of two words
# Words that belong to the one behind them
_JOINED = frozenset((_SON, "ابن", "ال", "ابو", "ابا", "ابي", "بو", "ام", "ولد", "عبد"))
_FEWEST = 2  # words of «بن» and a father


class Unknown(Room):
    """The last step."""

    def rule(self, kind: str, key: str, name: str) -> Link:
        """An entity of its own, with an id of its form."""
        if kind == "PERS" and (short := self._without_fathers(key)) != key and (known := self.index.own(kind, short)):
            return known.because(f"{known.why}, with the father's name")  # «خالد محفوظ بحاح»
        form = self.own_form(kind, key) or key or name
        return Link(made(kind, form), kind, None, why=f"{RULE}: normal form «{form}»")

    def own_form(self, kind: str, key: str) -> str:
        """What the id of an unknown name is made from. A name of one word is its spelling: others sound like it."""
        if kind == "PERS":
            if key.startswith(_HOUSE) and key.count(" ") == 1:
                return key  # «آل عمر» is not عمر
            if " " in key and (form := self.index.foreigners.form(key)):
                return form
            key = self._without_fathers(key)
            compound = " " in key or key.startswith("عبدال")  # بن يحيى, عبد الرحمان
            return self.reference.tokens.form(key, articles=True) if compound else key
        if " " not in key:
            return key
        if kind == "LOC":
            key = self._without_sort(key)
        return self.normal_form(kind, self._without_region(self._without_trades(key)) if kind == "ORG" else key)

    def _without_trades(self, key: str) -> str:
        """The key of a chamber of commerce without what it is of: «غرفة جدة التجارية الصناعية» is «غرفة جدة», «الغرفة
        التجارية والصناعية» is «الغرفة التجارية»."""
        first, *rest = key.split()
        words = self.limits.bodies
        if first not in words.chambers:
            return key
        left = [word for word in rest if word not in words.trades]
        return " ".join([first, *(left or rest[:1])])

    def _without_sort(self, key: str) -> str:
        """The key of an airport or a base without what only says of which sort it is: «مطار عدن الدولي»."""
        first, *rest, last = key.split()
        return key.rpartition(" ")[0] if rest and last in self.limits.places.sorts.get(first, ()) else key

    def _without_region(self, key: str) -> str:
        """The key of a town's office without the word for what the town is: «أمانة منطقة الرياض» is «أمانة الرياض»."""
        first, second, *rest = key.split()
        words = self.limits.bodies
        if first not in words.offices or second not in words.regions or not rest:
            return key
        town = " ".join(rest)
        return f"{first} {town}" if self.index.own("LOC", town) or town in self.reference.places else key

    def _without_fathers(self, key: str) -> str:
        """A full name without the fathers in it, where its family is a small one, of which two with one given name are
        hardly in the news: «عزام بن محمد الدخيل» is عزام الدخيل, and so is «عزام محمد الدخيل». Not of a tribe
        («الخثعمي»), whose men are many."""
        first, *fathers, last = key.split() if " " in key else (key, "")
        rare = not self.reference.given[first]  # «جديع بن نهار القحطاني»: hardly another of his tribe is called so
        tribe = last.endswith(_OF) and not rare and not self._is_seldom(first, without_article(last))
        if not fathers or tribe or last in _ENDINGS or not self._are_fathers(first, fathers):
            return key
        if not last.startswith(ARTICLE) and not self._are_arabs(first, map(without_article, fathers)):
            return key  # «جان كلود يونكر»
        family, known, limits = without_article(last), self.reference, self.limits.persons
        many = known.surnames[known.tokens.stands_for.get(family, family)] >= limits.family
        given = known.given[family] >= (limits.common if last.startswith(ARTICLE) else 1)
        short = last.startswith(ARTICLE) and family == last
        return key if (many and not rare) or given or short or fathers[-1] in _JOINED else f"{first} {last}"

    def _is_seldom(self, first: str, family: str) -> bool:
        """Whether a family that is called by where it is from is no known tribe, and few are called by the given name:
        «زياد بن عبدالوهاب الرقيطي»."""
        known, limits = self.reference, self.limits.persons
        if family in limits.tribes or known.given[first] >= limits.seldom:
            return False
        return not known.surnames[known.tokens.stands_for.get(family, family)]

    def _are_arabs(self, first: str, fathers: Iterable[str]) -> bool:
        """Whether hardly anybody but Arabs is called by a given name, and Arabs by the fathers' behind it."""
        tokens = self.reference.tokens
        arab = first.startswith(_SERVANT) or first in tokens.surely_arabic
        return arab and all(word == _SON or word.startswith(_SERVANT) or word in tokens.arabic for word in fathers)

    def _are_fathers(self, first: str, words: list[str]) -> bool:
        """Whether words behind a given name are «بن» and a father, or given names alone."""
        if words[0] == _SON:
            return len(words) >= _FEWEST
        known, least, spelt = self.reference.given, self.limits.persons.common, read_spelt()
        bare = (first, *map(without_article, words))
        return _ENDINGS.isdisjoint(words) and all(known[word] >= least and word not in spelt for word in bare)

    def form_of(self, kind: str, name: str) -> str:
        """The normal form of a name as written."""
        return self.normal_form(kind, name_key(name))

    def normal_form(self, kind: str, key: str) -> str:
        """One form for the spellings of a name, apart for near misses; the ids of longer names are made from it.

        Places are foreign words like persons' names. Organisations and other names are mostly Arabic words, where
        a vowel or an emphatic letter makes another word, so only ال, the final vowel and ج/غ are levelled.
        """
        if kind == "PERS":
            return self.reference.tokens.form(key)
        if kind == "LOC":
            return skeleton(key)
        return initials_of(key) or " ".join(
            bare[:-1] if len(bare) > 3 and bare[-1] in "اهي" else bare
            for bare in (without_article(token).replace("ج", "غ") for token in key.split())
        )

    def unlisted(self, key: str, name: str) -> Link:
        """A body whose name is a listed one's, of which the article says that it is another's."""
        return self.rule("ORG", key, name)

    def unplaced(self, key: str, name: str) -> Link:
        """A place of which nothing says which of its name it is: it has an id of the name, and no coordinates."""
        return self.rule("LOC", key, name)
