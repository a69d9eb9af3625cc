"""The full names that an article gives, and which of them its short forms stand for."""

import re
from collections import Counter, defaultdict
from functools import cache

from nashra.entities.link.article.named import Named
from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.forms.persons import FOREIGN
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits
from nashra.entities.link.span.trim import word_before
from nashra.entities.link.steps.why import NAMESAKE, RULE, STATE_NOT_NAMED
from nashra.entities.link.types import Link
from nashra.text.clitics import ARTICLE

_SONS = frozenset(("بن", "ابن", "ال"))
ANYBODY = "other"  # the class of titles that tell nothing
_WORD = re.compile(r"\w+")
_SIGNED = re.compile(r" ?\([^\W\d][^()\n]{1,30}\)| ?[-–—ـ] ?\w")


class FullNames:
    """The full names of one type that an article gives, and which of them a short form stands for."""

    def __init__(self, knows: Knowledge, body: str, named: list[Named]) -> None:
        self.knows = knows
        self._body = body
        self.links: dict[str, Link] = {}
        self.forms: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.counts: Counter[str] = Counter()
        self.curated = {one.link.entity_id for one in named if one.curated}
        self.first: dict[str, int] = {}  # where each is named in full first
        self.shorts: dict[tuple[str, ...], list[int]] = defaultdict(list)  # where a form stands, untitled
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.definite: dict[str, set[bool]] = defaultdict(set)  # whether an entity's full names begin with the article
        spoken_of = {one.link.entity_id for one in named if not _writes(one, body)}
        for one in named:
            if not one.title:
                self.shorts[one.form].append(one.mention.start)
            if len(one.form) < 2 or one.link.entity_id not in spoken_of:
                continue  # who only signs a report is nobody of whom it speaks
            entity_id = one.link.entity_id
            self.first.setdefault(entity_id, one.mention.start)
            self.links.setdefault(entity_id, one.link)
            self.forms[entity_id].add(one.form)
            self.definite[entity_id].add(name_key(one.name).startswith(ARTICLE))
            self.counts[entity_id] += 1
            if one.link.type == "PERS":
                self.titles[entity_id] |= _titles_near(knows, body, one)

    def resolve(self, one: Named) -> Link:
        """The entity of a mention, seen with the rest of the article."""
        common = one.curated and self._common_surname(one)
        if one.curated and not common:
            return one.link
        several = one.link.why.startswith(NAMESAKE)
        alone = one.link.type == "ORG" and len(one.form) == 1 and _is_definite(one)  # «المقاولون» of «المقاولون العرب»
        fitting = [
            entity_id
            for entity_id, forms in self.forms.items()
            if entity_id != one.link.entity_id
            and any(
                _shortens(one.form, form, one.link.type)
                or (alone and one.form == form[:1])
                or (
                    self._without_state(one, form)
                    and name_key(one.name).startswith(ARTICLE) in self.definite[entity_id]
                )
                or (_says_what(one.form, form, one.link.type) and not several)
                for form in forms
            )
        ]
        fitting = self._fullest(fitting)
        if one.title not in ("", ANYBODY) and (len(fitting) > 1 or self._of_many(one)):
            same = [found for found in fitting if one.title in self.titles[found]]
            fitting = same or [found for found in fitting if not self.titles[found]]
        chosen = fitting[0] if len(fitting) == 1 else self._among(fitting, one)
        if chosen is None or self._is_a_firms(one):
            return one.link
        full = self.links[chosen]
        if STATE_NOT_NAMED in one.link.why and full.why.startswith(RULE) and not self._goes_on(one, chosen):
            return one.link
        return full.because(f"short for a name of the article; {full.why}")

    def _is_a_firms(self, one: Named) -> bool:
        """Whether a family's name is its firm's («مجموعة عنبتاوي»), or of many («أسرة بن لادن»), and nobody's alone."""
        if one.link.type != "PERS" or one.curated or len(one.form) > 1:
            return False
        before, limits = word_before(self._body, one.mention.start), read_limits().persons
        if before in limits.firms:
            return not self.knows.reference.given[name_key(one.name)]
        return before in limits.houses and name_key(one.name).partition(" ")[0] in _SONS

    def _without_state(self, one: Named, full: tuple[str, ...]) -> bool:
        """Whether a club's fuller form only says besides whose it is: «بازل» of «بازل السويسري».

        «اتصالات» is not «الاتصالات السعودية»: both names begin alike, with the article or without.
        """
        one_word = one.link.type == "ORG" and one.link.why.startswith(RULE) and one.form == full[:1]
        return one_word and len(full) == len(one.form) + 1 and full[1] in self.knows.adjectives_of_states

    def _goes_on(self, one: Named, chosen: str) -> bool:
        """Whether a fuller name of a state's body has more of what it does: «وزارة الشؤون البلدية والقروية»."""
        size = len(one.form)
        return any(form[:size] == one.form and form[size].startswith("و") for form in self.forms[chosen] if form[size:])

    def _fullest(self, fitting: list[str]) -> list[str]:
        """The entities without those that nothing knows and whose names are themselves short for another's."""
        if len(fitting) < 2:
            return fitting
        return [
            one
            for one in fitting
            if not self.links[one].why.startswith(RULE)
            or not any(
                _shortens(short, full, self.links[one].type)
                for other in fitting
                if other != one
                for short in self.forms[one]
                for full in self.forms[other]
            )
        ]

    def _common_surname(self, one: Named) -> bool:
        """Whether a curated short form («الشيباني») is a surname of many, so that the article may mean another."""
        if one.link.type != "PERS" or len(one.form) > 1 or one.link.entity_id in self.links:
            return False
        known = self.knows.reference.surnames[one.form[0]]
        return known >= read_limits().persons.common or (known > 0 and not one.title and self._ends_another(one))

    def _ends_another(self, one: Named) -> bool:
        """Whether the article named before, in full, somebody else of a known person's family: «نيكسون» of «سينثيا
        نيكسون»."""
        own = self.knows.form("PERS", one.link.name_ar or "")[:1]
        return any(
            form[-1:] == one.form and form[:1] != own and self.first[entity_id] < one.mention.start
            for entity_id, forms in self.forms.items()
            for form in forms
        )

    def _of_many(self, one: Named) -> bool:
        """Whether a short form is a name of many, so that another title tells of another person: كيم, not بن حمادي."""
        known, common = self.knows.reference, read_limits().persons.common
        return max(known.surnames[one.form[-1]], known.given[one.form[-1]]) >= common

    def _among(self, fitting: list[str], one: Named) -> str | None:
        """Which of several full names a short form means; None when the article doesn't make it clear.

        The one named in full twice as often as any other; else, curated ones before others, the only one named
        before; else the first, when the short form was settled on it before the second was named.
        """
        if not fitting:
            return None
        ranked = sorted(fitting, key=lambda found: (-self.counts[found], found))
        if self.counts[ranked[0]] >= 2 * self.counts[ranked[1]]:
            return ranked[0]
        if known := [found for found in fitting if found in self.curated]:
            fitting = known
        before = sorted(
            (found for found in fitting if self.first[found] < one.mention.start), key=self.first.__getitem__
        )
        if len(before) < 2:
            return before[0] if before else None
        begin, end = self.first[before[0]], self.first[before[1]]
        uses = sum(begin < start < end for start in self.shorts[one.form])
        return before[0] if uses >= read_limits().persons.settled else None


def _writes(one: Named, body: str) -> bool:
    """Whether a person stands where a report is signed, at the beginning of a line and before a place in brackets or a
    dash: «سالم الحربي (أبها)»."""
    start, end = one.mention.start, one.mention.end
    if one.link.type != "PERS" or body[start - 1 : start] not in ("", "\n"):
        return False
    return _SIGNED.match(body, end) is not None


def _is_definite(one: Named) -> bool:
    """Whether a name that nothing knows begins with the article."""
    return one.link.why.startswith(RULE) and name_key(one.name).startswith(ARTICLE)


def _shortens(short: tuple[str, ...], full: tuple[str, ...], kind: str) -> bool:
    """Whether a form is part of a fuller one: a person's first or last units, an organisation's first."""
    if len(short) >= len(full):
        return False
    if kind in ("ORG", "MISC"):
        return (len(short) >= 2 and full[: len(short)] == short) or (kind == "MISC" and _ends(short, full))
    if full[: len(short)] == short or full[-len(short) :] == short:
        return True
    if len(short) == 1 and full[-1].endswith(short[0]) and full[-1].removesuffix(short[0]) in FOREIGN:
        return True  # «بروين» of «كيفن دي بروين»
    if len(short) < 2 or short[0] != full[0] or short[-1] != full[-1]:
        return False
    rest = iter(full)
    return all(unit in rest for unit in short)  # «محمد حمد العمري» is not «محمد بن علي ياسين العمري»


def _ends(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a work's form of several words ends a fuller one: «الرسم على الماء», «فن الخط والرسم على الماء»."""
    last = full[-len(short) :]
    return (
        len(short) >= read_limits().agree.words
        and last[1:] == short[1:]
        and without_article(last[0].removeprefix("و")) in short[:1]
    )


def _says_what(short: tuple[str, ...], full: tuple[str, ...], kind: str) -> bool:
    """Whether a body's fuller form only says besides what it is: «نادي بازل»."""
    return kind == "ORG" and full[1:] == short and full[0] in _described_by()


@cache
def _described_by() -> frozenset[str]:
    """Words that only say what a body is, as they are in a form."""
    return frozenset(word.replace("ج", "غ").rstrip("اهي") for word in read_limits().bodies.described_by)


def _titles_near(knows: Knowledge, body: str, one: Named) -> set[str]:
    """Classes of the titles beside a full name: «كيم دونغ يوب، الأستاذ في جامعة …» is academic."""
    mention, near = one.mention, read_limits().persons.title_near
    after = body[mention.end : mention.end + near].partition("\n")[0].partition(".")[0]
    before = body[max(0, mention.start - near) : mention.start].rpartition("\n")[2].rpartition(".")[2]
    kinds = knows.trimmer.titles.kinds
    found = {kinds.get(name_key(word), "") for word in _WORD.findall(before) + _WORD.findall(after)}
    return (found | {one.title}) - {""}
