"""Names inside one article: short forms take the entity of the full form that the same article gives, and a name that
several bear the one that the article speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from nashra.article import Mention
from nashra.entities.link.clubs import Clubs
from nashra.entities.link.context import Context, forms_of
from nashra.entities.link.english.compose import read_words
from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.forms.persons import FOREIGN, units
from nashra.entities.link.in_body import SHORTENED, agreed, as_clubs, as_persons, doubted
from nashra.entities.link.limits import read_limits
from nashra.entities.link.named import Named
from nashra.entities.link.overlooked import overlooked
from nashra.entities.link.own_paper import with_own_paper
from nashra.entities.link.reference.namesakes import NO_NAME
from nashra.entities.link.reference.papers import MEDIA, Paper
from nashra.entities.link.reference.reference import Place
from nashra.entities.link.span.adjectives import is_adjective
from nashra.entities.link.span.bare import bare_words, in_marks, outside
from nashra.entities.link.span.chains import Chains
from nashra.entities.link.span.described import described
from nashra.entities.link.span.goes_on import with_adjectives
from nashra.entities.link.span.known import Word, untied, words_of
from nashra.entities.link.span.mend_spans import UNPLACED, mend
from nashra.entities.link.span.run_on import RunOn
from nashra.entities.link.span.said import is_said
from nashra.entities.link.span.trim import with_article, word_before
from nashra.entities.link.steps import GEONAMES, INSTITUTION, LISTED, NAMESAKE, NOT_A_NAME, RULE, STATE_NOT_NAMED
from nashra.entities.link.types import Link
from nashra.entities.recognise.settle.heads import kind_of, read_heads
from nashra.entities.text.sentences import split_sentences
from nashra.text.clitics import ARTICLE

if TYPE_CHECKING:
    from nashra.entities.link.linker import Linker

ANYBODY = "other"  # the class of titles that tell nothing
BESIDE = 2  # words on each side that are looked at for what decides between namesakes
LONGEST_STATE, LONGEST_OFFICE = 4, 12  # words of a state's name, and of what stands between a person and his body
_IN, _INSIDE = "ب", "في"
_SETTLING = ("alias", "spelling", "decision", "sounds", INSTITUTION)  # reasons that the article needn't confirm
_LISTED = ("alias", "spelling", "decision", INSTITUTION)  # reasons of names that someone listed
_WORD = re.compile(r"\w+")
_IN_PLACE = re.compile(r"ب(?![ئؤءة])\w{3,}\Z")  # a hamza on its seat begins no word
_RELATIVE, LEAST = ("ي", "يه"), 4  # ends of adjectives, and more letters than «إلى» has


@dataclass(slots=True)
class Text:
    """A body, the keys of all of its words, and of those that have no proclitic where they stand."""

    body: str
    words: frozenset[str]
    bare: frozenset[str]


def link_mentions(
    linker: Linker, mentions: list[Mention], body: str, home: str | None, paper: Paper | None = None
) -> list[Mention]:
    """See Linker.link_article; `home` is the country of the article's `paper`."""
    words = words_of(body)
    keys = frozenset(word.key for word in words)
    chains = Chains(words, body, linker.trimmer)
    ordered = sorted(map(chains.whole, mentions), key=lambda mention: (mention.start, mention.end))
    ordered = list(with_adjectives(ordered, body, linker.states))
    bare = bare_words(words, body)
    spans = [untied(span, body) for span in linker.known.spans(words) if not chains.cuts(span)]
    spans = [linker.known.as_written(span, body[span.start : span.end]) for span in spans]
    spans = outside(spans, bare, words)
    ordered = mend(ordered, spans, words, linker.trimmer, body)
    text = Text(body, keys, bare)
    cut = (_name(linker, mention, text) for mention in _placed(ordered, body))
    named = _parted(linker, [one for one in cut if one is not None], text)
    named.sort(key=lambda one: (one.mention.start, one.mention.end))
    named = agreed(linker, as_clubs(linker, as_persons(linker, named), body))
    settle = _Settling(linker, named, words, body, home)
    named = settle.full(named)
    memory = {kind: _Memory(linker, body, [n for n in named if n.link.type == kind]) for kind in SHORTENED}
    linked: list[Mention] = []
    unsure = doubted(named, body, linker)
    for one in named:
        full = memory[one.link.type].resolve(one) if one.link.type in memory else one.link
        link = settle.link(one) if full is one.link else full
        if link is None or (link.why.startswith(RULE) and link.entity_id in unsure):
            continue
        mention = _without_and(one, link, linker).of(link.entity_id, link.type)
        if not linked or (linked[-1].start, linked[-1].end) != (mention.start, mention.end):
            linked.append(mention)
    with_paper = with_own_paper(linked, body, paper)
    added = overlooked(linker, named, with_paper, words, body, settle.clubs)
    if not added and with_paper is linked:
        return linked
    return _placed(sorted([*with_paper, *added], key=lambda one: one.start), body)


def _without_and(one: Named, link: Link, linker: Linker) -> Mention:
    """A mention without the «و» that only a namesake's name begins with: «الرياض وجدة»."""
    mention = one.mention
    if not link.why.startswith(NAMESAKE) or not mention.surface.startswith("و"):
        return mention
    rest = linker.steps.own(link.type, name_key(mention.surface[1:]))
    if rest is None or rest.entity_id != link.entity_id:
        return mention
    return mention.at(mention.start + 1, mention.surface[1:])


def _parted(linker: Linker, named: list[Named], text: Text) -> list[Named]:
    """The mentions, those that went on too long cut to the names that the article has (see `run_on`)."""
    if not any(one.link.why.startswith(RULE) and " " in one.mention.surface for one in named):
        return named
    alone = Counter(name_key(one.name) for one in named)
    persons: dict[str, set[str]] = defaultdict(set)
    for one in named:
        for word in _short_names(one) if one.link.type == "PERS" else ():
            persons[word].add(name_key(one.name))
    run_on = RunOn(linker.steps, alone, persons)
    found: list[Named] = []
    for one in named:
        unknown = one.link.why.startswith(RULE) and " " in one.mention.surface
        before = word_before(text.body, one.mention.start) if unknown else ""
        parts = run_on.parts(one.mention, before) if unknown else [one.mention]
        if parts == [one.mention]:
            found.append(one)
            continue
        cut = [_name(linker, part, text) for part in parts]
        found += [part for part in cut if part is not None]
    return found


def _short_names(one: Named) -> tuple[str, ...]:
    """The keys by which a person may be called who is named here in full: the last word, «نصر الله» as one."""
    words = name_key(one.name).split()
    return (words[-1], " ".join(words[-2:])) if len(units(" ".join(words))) > 1 else ()


def _placed(mentions: list[Mention], body: str) -> list[Mention]:
    """The mentions, each with its sentence: those that the reference added have none yet.

    One between two mentions of a sentence is in it; only for others is the body split again.
    """
    starts: list[int] = []
    placed: list[Mention] = []
    after = [mention.sentence_no for mention in mentions]
    for at in range(len(after) - 2, -1, -1):
        after[at] = after[at + 1] if after[at] == UNPLACED else after[at]
    for mention, following in zip(mentions, after, strict=True):
        if mention.sentence_no == UNPLACED:
            number = placed[-1].sentence_no if placed else 0
            if number != following:
                starts = starts or _sentence_starts(body)
                number = max(0, bisect_right(starts, mention.start) - 1)
            mention = replace(mention, sentence_no=number)
        placed.append(mention)
    return placed


@lru_cache(maxsize=1)  # of one article
def _sentence_starts(body: str) -> list[int]:
    return [sentence.starts[0] for sentence in split_sentences(body)]


def _name(linker: Linker, mention: Mention, text: Text) -> Named | None:
    """The mention cut to its name, with the entity that the name has without help of the article.

    None when it is no name (see `junk`).
    """
    body = text.body
    given = with_article(body, mention.start, mention.end)
    back = len(given) - len(mention.surface)  # letters that were put back
    key = name_key(given)
    decided = (mention.type, key) in linker.reference.decisions
    whole = linker.link(mention.type, given) if decided else linker.steps.curated(mention.type, key)
    marked = in_marks(body, mention.start, mention.end)
    whole_word = marked or key.partition(" ")[0] in text.bare
    start, title = linker.trimmer.start(mention.type, given, text.words, whole_word)
    start = max(0, start - back)
    if mention.type == "PERS" and not start:
        start = linker.trimmer.title_goes_on(body, mention.start, mention.surface)
    if whole is None:
        start += linker.junk.name_begins(mention.type, mention.surface[start:])
    surface = mention.surface[start:]
    if whole is None:
        surface = surface[: linker.junk.name_ends(mention.type, surface)]
        surface = surface[: linker.trimmer.end(mention.type, surface)]
    begin = mention.start + start
    name, called = with_article(body, begin, begin + len(surface)), ""  # with its title, if that is part of it
    link = whole or linker.link(mention.type, name)
    if head := described(linker.steps, link, surface):
        begin, surface = begin + head, surface[head:]
        name, link = surface, linker.link(link.type, surface)
    if not start and mention.type == "LOC" and link.why.startswith(RULE) and _is_in(linker, body, begin, surface):
        begin, surface, name = begin + 1, surface[1:], surface[1:]
        link = linker.link("LOC", name)
    if not start and link.type == "LOC" and link.why.startswith(LISTED) and _is_in_town(linker, surface):
        begin, surface, name = begin + 1, surface[1:], surface[1:]
        link = linker.link("LOC", name)
    if mention.type in ("LOC", "ORG") and link.why.startswith(RULE) and linker.is_called_by_child(name):
        mention = replace(mention, type="PERS")
        link = linker.link("PERS", name)
    listed = link.why.startswith(_LISTED)
    if mention.type == "PERS" and not listed and (titled := _with_title(linker, body, begin, name)):
        link, called = titled, f"{word_before(body, begin)} {name}"
        name = called if link.why.startswith(NAMESAKE) else name
    if mention.type == "LOC" and not link.why.startswith(_LISTED):
        link = _with_head(linker, body, begin, name, link)
    institutions = linker.reference.institutions
    if link.type == "ORG" and name_key(name).partition(" ")[0] in institutions.describing:
        if institutions.is_described(name_key(name)) or (link.why.startswith(RULE) and _is_described(linker, name)):
            return None
        if state := institutions.described_state(name_key(name)):
            tail = _last_words(surface, len(state.split()))
            begin, surface, name = begin + tail, surface[tail:], surface[tail:]
            mention, link = replace(mention, type="LOC"), linker.link("LOC", name)
    if link.why.startswith(NOT_A_NAME):
        return None
    known = link.why.startswith(_LISTED)
    if known and link.type in ("LOC", "ORG") and linker.junk.is_adverb(surface):
        return None
    if linker.junk.in_address(body, begin, begin + len(surface)):
        return None
    listed = known or link.why == STATE_NOT_NAMED
    if is_adjective(link, surface, body, begin, text.words, linker.states, listed):
        return None
    sure = mention.score >= read_limits().names.sure or (marked and (" " in key or key.startswith(ARTICLE)))
    if not known and linker.junk.is_junk(mention.type, surface, sure):
        return None
    said = marked and " " not in key and not key.startswith(ARTICLE) and mention.score < read_limits().names.quoted
    if said and link.why.startswith(RULE):
        return None
    if marked and link.why.startswith(RULE) and mention.score < read_limits().names.sure and not title:
        before = word_before(body, begin - 1)
        if not kind_of(before, read_heads()) and is_said(body, begin, begin + len(surface), linker.states):
            return None
    if link.why.startswith(RULE) and linker.trimmer.is_title(surface):
        return None
    if (
        link.why.startswith(RULE)
        and not sure
        and linker.junk.is_common(mention.type, surface, linker.is_a_persons(surface))
    ):
        return None
    cut = mention.at(begin, surface)
    form = linker.form(link.type, called or name)
    if not title and link.type == "PERS":
        title = _title_before(linker, body, begin)
    return Named(cut, name, link, form, title, link.why.startswith(_SETTLING))


def _is_in_town(linker: Linker, surface: str) -> bool:
    """Whether a place of a list, of which nothing else is known, is rather «in» a known town: «برادس» in رادس."""
    if " " in surface or not surface.startswith(_IN) or surface[1:2] in ("ا", "و", "ي"):
        return False
    towns = linker.steps.places(name_key(surface[1:]))
    return bool(towns) and towns[0].population >= read_limits().places.well_known


def _is_in(linker: Linker, body: str, begin: int, surface: str) -> bool:
    """Whether the «ب» that a place begins with is a preposition: right after a body's definite adjective it is («مركز
    الأمن الوطني بتازركة»)."""
    if not _IN_PLACE.match(surface) or linker.steps.places(name_key(surface)):
        return False
    before = word_before(body, begin)
    relative = len(before) > LEAST and before.startswith(ARTICLE) and before.endswith(_RELATIVE)
    return relative and before not in linker.states


def _with_title(linker: Linker, body: str, begin: int, name: str) -> Link | None:
    """The curated person of a name with the title right before it: «الملك فهد», «الملك عبدالله» of several."""
    before, key = word_before(body, begin), name_key(name)
    for titled in (f"{form} {key}" for form in forms_of(before)) if before else ():
        if ("PERS", titled) in linker.reference.namesakes:
            return linker.steps.decide("PERS", titled)  # the article says of whom
        if found := linker.steps.own("PERS", titled):
            return found
    return None


def _is_described(linker: Linker, name: str) -> bool:
    """Whether a name is adjectives after what only describes a body: «المنتخب السعودي الأولمبي»."""
    institutions, adjectives = linker.reference.institutions, read_words().adjectives
    first, *rest = name_key(name).split()
    return institutions.is_described(first) and all(
        word in institutions.states or without_article(word).removesuffix("ه") in adjectives for word in rest
    )


def _last_words(surface: str, count: int) -> int:
    """Where the last words of a surface begin."""
    return [found.start() for found in _WORD.finditer(surface)][-count]


def _with_head(linker: Linker, body: str, begin: int, name: str, link: Link) -> Link:
    """The curated place of a name with the word before it that says what it is, which others bear too: «محافظة بابل».

    A town of GeoNames stays, where the place with that word is its own surroundings: «ولاية المهدية».
    """
    before, key = word_before(body, begin), name_key(name)
    if not before:
        return link
    found = next(filter(None, (linker.steps.own("LOC", f"{form} {key}") for form in forms_of(name_key(before)))), None)
    own = found and link.why.startswith(GEONAMES) and link.country == found.country
    return link if found is None or own else found


def _title_before(linker: Linker, body: str, start: int) -> str:
    """The class of the title that stands right before a name, or ""."""
    before = [name_key(word) for word in _WORD.findall(body[max(0, start - 30) : start])][-2:]
    if not before or body[start - 1 : start] in (".", "\n"):
        return ""
    kinds = linker.trimmer.titles.kinds
    return kinds.get(" ".join(before)) or kinds.get(before[-1], "")


class _Memory:
    """The full names of one type that an article gives, and which of them a short form stands for."""

    def __init__(self, linker: Linker, body: str, named: list[Named]) -> None:
        self.linker = linker
        self.links: dict[str, Link] = {}
        self.forms: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.counts: Counter[str] = Counter()
        self.curated = {one.link.entity_id for one in named if one.curated}
        self.first: dict[str, int] = {}  # where each is named in full first
        self.shorts: dict[tuple[str, ...], list[int]] = defaultdict(list)  # where a form stands, untitled
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.definite: dict[str, set[bool]] = defaultdict(set)  # whether an entity's full names begin with the article
        for one in named:
            if not one.title:
                self.shorts[one.form].append(one.mention.start)
            if len(one.form) < 2:
                continue
            entity_id = one.link.entity_id
            self.first.setdefault(entity_id, one.mention.start)
            self.links.setdefault(entity_id, one.link)
            self.forms[entity_id].add(one.form)
            self.definite[entity_id].add(name_key(one.name).startswith(ARTICLE))
            self.counts[entity_id] += 1
            if one.link.type == "PERS":
                self.titles[entity_id] |= _titles_near(linker, body, one)

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
        if chosen is None:
            return one.link
        full = self.links[chosen]
        if STATE_NOT_NAMED in one.link.why and full.why.startswith(RULE) and not self._goes_on(one, chosen):
            return one.link
        return full.because(f"short for a name of the article; {full.why}")

    def _without_state(self, one: Named, full: tuple[str, ...]) -> bool:
        """Whether a club's fuller form only says besides whose it is: «بازل» of «بازل السويسري».

        «اتصالات» is not «الاتصالات السعودية»: both names begin alike, with the article or without.
        """
        one_word = one.link.type == "ORG" and one.link.why.startswith(RULE) and one.form == full[:1]
        return one_word and len(full) == len(one.form) + 1 and full[1] in self.linker.adjectives_of_states

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
        return (
            one.link.type == "PERS"
            and len(one.form) == 1
            and one.link.entity_id not in self.links
            and self.linker.reference.surnames[one.form[0]] >= read_limits().persons.common
        )

    def _of_many(self, one: Named) -> bool:
        """Whether a short form is a name of many, so that another title tells of another person: كيم, not بن حمادي."""
        known, common = self.linker.reference, read_limits().persons.common
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


class _Settling:
    """Gives names that several entities bear the one that the article speaks of."""

    def __init__(self, linker: Linker, named: list[Named], words: list[Word], body: str, home: str | None) -> None:
        self.linker = linker
        self.named = named
        self.words = words
        self.starts = [word.start for word in words]
        people = (one for one in named if one.curated and one.link.type == "PERS" and one.link.country)
        self.people = {one.mention.end: one.link.country for one in people}  # where each is named last
        sure = (one.link for one in named if self._speaks(one))
        self.context = Context(words, sure, linker.state_words, home)
        self.clubs = Clubs(linker, named, words, self.context)

    def _speaks(self, one: Named) -> bool:
        """Whether a name is somebody's beyond doubt, so that it tells of which country the article is."""
        return (
            (one.curated or one.link.why.startswith(NAMESAKE))
            and STATE_NOT_NAMED not in one.link.why
            and MEDIA not in one.link.why
            and not self._of_several_countries(one)
            and not self._is_adjective(one)
        )

    def _of_several_countries(self, one: Named) -> bool:
        """Whether a name is one of several in different countries: طرابلس is, المغرب (the prayer) isn't."""
        name = self.linker.reference.namesakes.get((one.mention.type, name_key(one.name)))
        return name is not None and len({country for reading in name.readings for country in reading.countries}) > 1

    def _is_adjective(self, one: Named) -> bool:
        """Whether a state's name ends in its adjective, which speaks for it already: السعودية, «الجمهورية التونسية»."""
        return one.link.type == "LOC" and name_key(one.name).rpartition(" ")[2] in self.linker.states

    def full(self, named: list[Named]) -> list[Named]:
        """The mentions, names of several words that several bear settled: their short forms stand for who is meant."""
        return [
            replace(one, link=self.link(one) or one.link)
            if one.link.why.startswith(NAMESAKE) and len(one.form) > 1
            else one
            for one in named
        ]

    def link(self, one: Named) -> Link | None:
        """The entity of a mention; None when it is no name here."""
        steps, key, link = self.linker.steps, name_key(one.name), one.link
        if (one.mention.type, key) in steps.reference.decisions:
            return link
        if namesake := steps.reference.namesakes.get((one.mention.type, key)):
            before, after = self._beside(one)
            if any(steps.is_club(reading.entity_id) for reading in namesake.readings):
                entity_id = self.clubs.reading(namesake, key, before, after, one.name)
            else:
                reading = self.context.reading(namesake, one.name, before, after)
                entity_id = reading.entity_id if reading else None
            if entity_id is None:
                return steps.otherwise(namesake, one.mention.type, key, one.name)
            if entity_id == NO_NAME:
                return None
            found = steps.by_id(entity_id) or Link(entity_id, one.mention.type, one.name)
            return found.because(f"{NAMESAKE}: the article decides")
        if club := self._club(one, key):
            return club
        if steps.is_club(link.entity_id) and " " not in key and self.clubs.is_word(key, self._beside(one)[0]):
            return None
        if link.why.startswith(GEONAMES) and (places := steps.places(key)):
            place = self.context.place(places)
            if place and self._in_a_small_one(one, place):
                place = None
            return steps.place(place) if place else steps.unplaced(key, one.name)
        if STATE_NOT_NAMED in link.why:
            return self._institution(one, key, link)
        return link

    def _beside(self, one: Named) -> tuple[list[str], list[str]]:
        """The keys of the words right before and right after a mention."""
        at = bisect_right(self.starts, one.mention.start) - 1
        last = bisect_right(self.starts, one.mention.end - 1) - 1
        before = [word.key for word in self.words[max(0, at - BESIDE) : at]]
        return before, [word.key for word in self.words[last + 1 : last + 1 + BESIDE]]

    def _club(self, one: Named, key: str) -> Link | None:
        """The club of a word that nothing else knows, in an article about its sport: «الوصل»."""
        known = one.link.type == "ORG" and one.link.why.startswith(RULE)
        readings = self.linker.reference.club_names.get(key) if known else None
        found = self.clubs.of_word(key, readings, *self._beside(one)) if readings else None
        link = self.linker.steps.by_id(found) if found else None
        return link.because(f"{NAMESAKE}: the article decides") if link else None

    def _in_a_small_one(self, one: Named, place: Place) -> bool:
        """Whether a word before a city's name says that it is a village's or a quarter's: «قرية العين»."""
        at = bisect_right(self.starts, one.mention.start) - 1
        if at < 1 or place.population < read_limits().places.famous:
            return False
        word = self.words[at - 1].key
        return any(form in self.linker.trimmer.titles.small for form in forms_of(word))

    def _institution(self, one: Named, key: str, link: Link) -> Link:
        """The body of the state that is named beside it, that the article gave it before, or that the article is about.

        A noun with a usual state keeps that if it is named.
        """
        usual, institutions = link.country, self.linker.reference.institutions
        country = self._said_of(one) or self._named_before(one, key)
        if country is None:
            context, abroad = self.context, institutions.kinds[key].abroad
            about = None if abroad and len(context.votes) > 1 else context.country
            country = about or (context.at_home if abroad or not context.opening else None)
        if country is None or (usual and self.context.votes.get(usual)):
            return link
        found = institutions.of_country(key, country)
        return found.because(f"institution of the state that the article is about ({country})") if found else link

    def _named_before(self, one: Named, key: str) -> str | None:
        """The country of the bodies of this kind that the article gives a state, if they are of one and come first.

        A body named alone before them is another: «مجلس النواب», then «البرلمان الإسباني».
        """
        kind = self._of_kind.get(self.linker.reference.institutions.kinds[key].slug, [])
        countries = {country for _, country in kind if country}
        return kind[0][1] if len(countries) == 1 and kind[0][0] <= one.mention.start else None

    @cached_property
    def _of_kind(self) -> dict[str, list[tuple[int, str | None]]]:
        """Kind of a body -> where each of it stands, and the country that its name or what is beside it gives."""
        institutions = self.linker.reference.institutions
        found: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
        for one in self.named:
            key = name_key(one.name)
            if STATE_NOT_NAMED in one.link.why:
                found[institutions.kinds[key].slug].append((one.mention.start, self._said_of(one)))
            elif one.link.type == "ORG" and (kind := institutions.find_kind(key)):
                found[kind.slug].append((one.mention.start, one.link.country))
        return found

    def _said_of(self, one: Named) -> str | None:
        """The country of a body by what stands beside it: its state, its man, else where it is said to be."""
        return self._after(one, self._of_state) or self._state_of_person(one) or self._after(one, self._of_place)

    def _after(self, one: Named, country_of: Callable[[str], str | None]) -> str | None:
        """The country that a body is said to be in: «مجلس الوزراء بمملكة البحرين», «مجلس القضاء الأعلى في بغداد»."""
        last = bisect_right(self.starts, one.mention.end - 1)
        after = self.words[last : last + LONGEST_STATE + 1]
        keys = [word.key for word in after] if after and after[0].joined else []
        if keys and (state := self.linker.reference.institutions.states.get(keys[0])):
            return state.country  # «خفر السواحل الليبية»
        if not keys or not (keys[0] == _INSIDE or keys[0].startswith(_IN)):
            return None
        keys = keys[1:] if keys[0] == _INSIDE else [keys[0][1:], *keys[1:]]
        parts = (" ".join(keys[:size]) for size in range(min(LONGEST_STATE, len(keys)), 0, -1))
        return next(filter(None, map(country_of, parts)), None)

    def _of_state(self, key: str) -> str | None:
        """The country of a state's name, unless a town has it, too: عمان."""
        reference = self.linker.reference
        name = reference.namesakes.get(("LOC", key))
        several = name and len({country for one in name.readings for country in one.countries}) > 1
        return None if several else reference.institutions.names.get(key)

    def _of_place(self, key: str) -> str | None:
        """The country that a curated place is in, by its name."""
        if ("LOC", key) in self.linker.reference.namesakes:
            return None
        place = self.linker.steps.own("LOC", key)
        return place.country if place else None

    def _state_of_person(self, one: Named) -> str | None:
        """The country of the known person whose office is in a body: «محمد بن نايف نائب رئيس مجلس الوزراء»."""
        at = bisect_right(self.starts, one.mention.start) - 1
        parts = self.linker.trimmer.titles.parts
        for number in range(at, max(0, at - LONGEST_OFFICE), -1):
            if not self.words[number].joined:
                return None
            before = self.words[number - 1]
            if country := self.people.get(before.end):
                return country
            if not any(form in parts for form in forms_of(before.key)):
                return None
        return None


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


def _titles_near(linker: Linker, body: str, one: Named) -> set[str]:
    """Classes of the titles beside a full name: «كيم دونغ يوب، الأستاذ في جامعة …» is academic."""
    mention, near = one.mention, read_limits().persons.title_near
    after = body[mention.end : mention.end + near].partition("\n")[0].partition(".")[0]
    before = body[max(0, mention.start - near) : mention.start].rpartition("\n")[2].rpartition(".")[2]
    kinds = linker.trimmer.titles.kinds
    found = {kinds.get(name_key(word), "") for word in _WORD.findall(before) + _WORD.findall(after)}
    return (found | {one.title}) - {""}
