"""Of which state a ministry or another body is that an article names without one."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

from nashra.entities.link.article.named import Named
from nashra.entities.link.forms.clitic_forms import forms_of
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.institutions import Kind
from nashra.entities.link.span.known import Word
from nashra.entities.link.steps.why import STATE_NOT_NAMED

LONGEST_STATE, LONGEST_OFFICE = 4, 12  # words of a state's name, and of what stands between a person and his body
LONGEST_SESSION = 24  # words between a body and who presides over it
_IN, _INSIDE = "ب", "في"
_SENTENCE_ENDS = frozenset("\n.؟!؛…")


class WhoseBody:
    """Of which state the bodies of an article are that are named without it, by what stands beside them."""

    def __init__(self, knows: Knowledge, named: list[Named], words: list[Word], body: str) -> None:
        self.knows = knows
        self.named = named
        self.words = words
        self.body = body
        self.starts = [word.start for word in words]
        people = [one for one in named if one.curated and one.link.type == "PERS" and one.link.country]
        self.people = {one.mention.end: one.link.country for one in people}  # where each is named last
        self.begin = {one.mention.start: one.link.country for one in people}  # ... and first

    def said_of(self, one: Named) -> str | None:
        """The country of a body by what stands beside it: its state, its man, else where it is said to be."""
        beside = self._after(one, self._of_state) or self._state_of_person(one) or self._of_its_head(one)
        return beside or self._presided(one) or self._after(one, self._of_place)

    def state_beside(self, one: Named) -> str | None:
        """The country that is said right behind a name: «سالزبورغ النمساوية», «سالزبورغ بالنمسا»."""
        return self._after(one, self._of_state)

    def named_before(self, one: Named, kind: Kind) -> str | None:
        """The country of the bodies of this kind that the article gives a state, if they are of one and come first.

        A body named alone before them is another: «مجلس النواب», then «البرلمان الإسباني»; but for the headline's.
        """
        found = self._of_kind.get(kind.slug, [])
        countries = {country for _, country in found if country}
        if len(countries) != 1:
            return None
        if found[0][0] <= one.mention.start and found[0][1]:
            return found[0][1]
        headline = "\n" in self.body and one.mention.end <= self.body.find("\n")
        return next(iter(countries)) if headline else None

    @cached_property
    def _of_kind(self) -> dict[str, list[tuple[int, str | None]]]:
        """Kind of a body -> where each of it stands, and the country that its name or what is beside it gives."""
        institutions = self.knows.reference.institutions
        found: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
        for one in self.named:
            key = name_key(one.name)
            if STATE_NOT_NAMED in one.link.why:
                if kind := institutions.kind_of(key, one.link):
                    found[kind.slug].append((one.mention.start, self.said_of(one)))
            elif one.link.type == "ORG" and (kind := institutions.find_kind(key)):
                found[kind.slug].append((one.mention.start, one.link.country))
        return found

    def _of_its_head(self, one: Named) -> str | None:
        """The country of the known person whose office a body ends: «رئيس مجلس الوزراء نواف سلام»."""
        first, titles = bisect_right(self.starts, one.mention.end - 1), self.knows.trimmer.titles
        before = bisect_right(self.starts, one.mention.start) - 2
        offices = before >= 0 and any(form in titles.parts for form in forms_of(self.words[before].key))
        for number in range(first, min(first + LONGEST_STATE, len(self.words)) if offices else first):
            word = self.words[number]
            if country := self.begin.get(word.start):
                return country
            if not word.joined or not (word.key in titles.kinds or word.key in titles.fillers):
                return None
        return None

    def _presided(self, one: Named) -> str | None:
        """The country of the known person over whose session a body sits: «مجلس الوزراء يجتمع برئاسة نواف سلام»."""
        first = bisect_right(self.starts, one.mention.end - 1)
        over, over_words = None, read_limits().bodies.presided
        for number in range(first, min(first + LONGEST_SESSION, len(self.words))):
            if not self.words[number].joined and self.body[self.words[number - 1].end] in _SENTENCE_ENDS:
                return None
            if over is None and any(form in over_words for form in forms_of(self.words[number].key)):
                over = number
            if over is not None and (country := self.people.get(self.words[number].end)):
                return country
        return None

    def _after(self, one: Named, country_of: Callable[[str], str | None]) -> str | None:
        """The country that a body is said to be in: «مجلس الوزراء بمملكة البحرين», «مجلس القضاء الأعلى في بغداد»."""
        last = bisect_right(self.starts, one.mention.end - 1)
        after = self.words[last : last + LONGEST_STATE + 1]
        keys = [word.key for word in after] if after and after[0].joined else []
        if keys and (state := self.knows.reference.institutions.states.get(keys[0])):
            return state.country  # «خفر السواحل الليبية»
        if not keys or not (keys[0] == _INSIDE or keys[0].startswith(_IN)):
            return None
        keys = keys[1:] if keys[0] == _INSIDE else [keys[0][1:], *keys[1:]]
        parts = (" ".join(keys[:size]) for size in range(min(LONGEST_STATE, len(keys)), 0, -1))
        return next(filter(None, map(country_of, parts)), None)

    def _of_state(self, key: str) -> str | None:
        """The country of a state's name, unless a town has it, too: عمان."""
        reference = self.knows.reference
        name = reference.namesakes.get(("LOC", key))
        several = name and len({country for one in name.readings for country in one.countries}) > 1
        return None if several else reference.institutions.names.get(key)

    def _of_place(self, key: str) -> str | None:
        """The country that a curated place is in, by its name."""
        if ("LOC", key) in self.knows.reference.namesakes:
            return None
        place = self.knows.steps.own("LOC", key)
        return place.country if place else None

    def _state_of_person(self, one: Named) -> str | None:
        """The country of the known person whose office is in a body: «محمد بن نايف نائب رئيس مجلس الوزراء»."""
        at = bisect_right(self.starts, one.mention.start) - 1
        parts = self.knows.trimmer.titles.parts
        for number in range(at, max(0, at - LONGEST_OFFICE), -1):
            if not self.words[number].joined:
                return None
            before = self.words[number - 1]
            if country := self.people.get(before.end):
                return country
            if not any(form in parts for form in forms_of(before.key)):
                return None
        return None
