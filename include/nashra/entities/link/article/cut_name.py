"""A mention cut to its name, and whether it is one."""

import re
from dataclasses import dataclass, replace

from nashra.article import Mention
from nashra.entities.link.article.named import Named
from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.clitic_forms import forms_of
from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits
from nashra.entities.link.span.adjectives import is_adjective
from nashra.entities.link.span.bare import in_marks
from nashra.entities.link.span.described import described
from nashra.entities.link.span.said import is_said
from nashra.entities.link.span.trim import with_article, word_before
from nashra.entities.link.steps import GEONAMES, INSTITUTION, LISTED, NAMESAKE, NOT_A_NAME, RULE, STATE_NOT_NAMED
from nashra.entities.link.types import Link
from nashra.entities.recognise.settle.heads import kind_of, read_heads
from nashra.text.clitics import ARTICLE

_IN = "ب"
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


def cut_to_name(knows: Knowledge, mention: Mention, text: Text) -> Named | None:
    """The mention cut to its name, with the entity that the name has without help of the article.

    None when it is no name (see `junk`).
    """
    body = text.body
    given = with_article(body, mention.start, mention.end)
    back = len(given) - len(mention.surface)  # letters that were put back
    key = name_key(given)
    decided = (mention.type, key) in knows.reference.decisions
    whole = knows.link(mention.type, given) if decided else knows.steps.curated(mention.type, key)
    marked = in_marks(body, mention.start, mention.end)
    whole_word = marked or key.partition(" ")[0] in text.bare
    start, title = knows.trimmer.start(mention.type, given, text.words, whole_word)
    start = max(0, start - back)
    if mention.type in ("ORG", "MISC") and key in read_words().letters and body[mention.end : mention.end + 1] == ".":
        return None  # «إس. جايشانكار»: an initial
    uncut = start == 1 and mention.type == "LOC" and _is_whole(knows, mention, body)
    start = 0 if uncut else start
    if mention.type == "PERS" and not start:
        start = knows.trimmer.title_goes_on(body, mention.start, mention.surface)
    if whole is None:
        start += knows.junk.name_begins(mention.type, mention.surface[start:])
    surface = mention.surface[start:]
    if whole is None:
        surface = surface[: knows.junk.name_ends(mention.type, surface)]
        surface = surface[: knows.trimmer.end(mention.type, surface)]
    begin = mention.start + start
    name, called = with_article(body, begin, begin + len(surface)), ""  # with its title, if that is part of it
    link = whole or (knows.steps.decide("LOC", name) if uncut else knows.link(mention.type, name))
    if head := described(knows.steps, link, surface):
        begin, surface = begin + head, surface[head:]
        name, link = surface, knows.link(link.type, surface)
    if not start and mention.type == "LOC" and link.why.startswith(RULE) and _is_in(knows, body, begin, surface):
        begin, surface, name = begin + 1, surface[1:], surface[1:]
        link = knows.link("LOC", name)
    if not start and link.type == "LOC" and link.why.startswith(LISTED) and _is_in_town(knows, surface):
        begin, surface, name = begin + 1, surface[1:], surface[1:]
        link = knows.link("LOC", name)
    if mention.type in ("LOC", "ORG") and link.why.startswith(RULE) and knows.is_called_by_child(name):
        mention = replace(mention, type="PERS")
        link = knows.link("PERS", name)
    listed = link.why.startswith(_LISTED)
    if mention.type == "PERS" and not listed and (titled := _with_title(knows, body, begin, name)):
        link, called = titled, f"{word_before(body, begin)} {name}"
        name = called if link.why.startswith(NAMESAKE) else name
    if mention.type == "LOC" and not link.why.startswith(_LISTED):
        link = _with_head(knows, body, begin, name, link)
    institutions = knows.reference.institutions
    if link.type == "ORG" and name_key(name).partition(" ")[0] in institutions.describing:
        if institutions.is_described(name_key(name)) or (link.why.startswith(RULE) and _is_described(knows, name)):
            return None
        if state := institutions.described_state(name_key(name)):
            tail = _last_words(surface, len(state.split()))
            begin, surface, name = begin + tail, surface[tail:], surface[tail:]
            mention, link = replace(mention, type="LOC"), knows.link("LOC", name)
    if link.why.startswith(NOT_A_NAME):
        return None
    known = link.why.startswith(_LISTED)
    if known and link.type in ("LOC", "ORG") and knows.junk.is_adverb(surface):
        return None
    if knows.junk.in_address(body, begin, begin + len(surface)):
        return None
    listed = known or link.why == STATE_NOT_NAMED
    if is_adjective(link, surface, body, begin, text.words, knows.states, listed):
        return None
    sure = mention.score >= read_limits().names.sure or (marked and (" " in key or key.startswith(ARTICLE)))
    if not known and knows.junk.is_junk(mention.type, surface, sure):
        return None
    said = marked and " " not in key and not key.startswith(ARTICLE) and mention.score < read_limits().names.quoted
    if said and link.why.startswith(RULE):
        return None
    if marked and link.why.startswith(RULE) and mention.score < read_limits().names.sure and not title:
        before = word_before(body, begin - 1)
        if not kind_of(before, read_heads()) and is_said(body, begin, begin + len(surface), knows.states):
            return None
    if link.why.startswith(RULE) and knows.trimmer.is_title(surface):
        return None
    if (
        link.why.startswith(RULE)
        and not sure
        and knows.junk.is_common(mention.type, surface, knows.is_a_persons(surface))
    ):
        return None
    cut = mention.at(begin, surface)
    form = knows.form(link.type, called or name)
    if not title and link.type == "PERS":
        title = _title_before(knows, body, begin)
    return Named(cut, name, link, form, title, link.why.startswith(_SETTLING))


def _is_whole(knows: Knowledge, mention: Mention, body: str) -> bool:
    """Whether a place right after a word that says what it is has no preposition of its own («بلدة بليدا»): the rest
    is no place that everybody knows («بلدة بلبنان»)."""
    rest = name_key(mention.surface[1:])
    before = knows.trimmer.towns
    return mention.surface[0] != "و" and word_before(body, mention.start) in before and not knows.steps.own("LOC", rest)


def _is_in_town(knows: Knowledge, surface: str) -> bool:
    """Whether a place of a list, of which nothing else is known, is rather «in» a known town: «برادس» in رادس."""
    if " " in surface or not surface.startswith(_IN) or surface[1:2] in ("ا", "و", "ي"):
        return False
    towns = knows.steps.places(name_key(surface[1:]))
    return bool(towns) and towns[0].population >= read_limits().places.well_known


def _is_in(knows: Knowledge, body: str, begin: int, surface: str) -> bool:
    """Whether the «ب» that a place begins with is a preposition: right after a body's definite adjective it is («مركز
    الأمن الوطني بتازركة»)."""
    if not _IN_PLACE.match(surface) or knows.steps.places(name_key(surface)):
        return False
    before = word_before(body, begin)
    relative = len(before) > LEAST and before.startswith(ARTICLE) and before.endswith(_RELATIVE)
    return relative and before not in knows.states


def _with_title(knows: Knowledge, body: str, begin: int, name: str) -> Link | None:
    """The curated person of a name with the title right before it: «الملك فهد», «الملك عبدالله» of several."""
    before, key = word_before(body, begin), name_key(name)
    for titled in (f"{form} {key}" for form in forms_of(before)) if before else ():
        if ("PERS", titled) in knows.reference.namesakes:
            return knows.steps.decide("PERS", titled)  # the article says of whom
        if found := knows.steps.own("PERS", titled):
            return found
    return None


def _is_described(knows: Knowledge, name: str) -> bool:
    """Whether a name is adjectives after what only describes a body: «المنتخب السعودي الأولمبي»."""
    institutions, adjectives = knows.reference.institutions, read_words().adjectives
    first, *rest = name_key(name).split()
    return institutions.is_described(first) and all(
        word in institutions.states or without_article(word).removesuffix("ه") in adjectives for word in rest
    )


def _last_words(surface: str, count: int) -> int:
    """Where the last words of a surface begin."""
    return [found.start() for found in _WORD.finditer(surface)][-count]


def _with_head(knows: Knowledge, body: str, begin: int, name: str, link: Link) -> Link:
    """The curated place of a name with the word before it that says what it is, which others bear too: «محافظة بابل».

    A town of GeoNames stays, where the place with that word is its own surroundings: «ولاية المهدية».
    """
    before, key = word_before(body, begin), name_key(name)
    if not before:
        return link
    found = next(filter(None, (knows.steps.own("LOC", f"{form} {key}") for form in forms_of(name_key(before)))), None)
    own = found and link.why.startswith(GEONAMES) and link.country == found.country
    return link if found is None or own else found


def _title_before(knows: Knowledge, body: str, start: int) -> str:
    """The class of the title that stands right before a name, or ""."""
    before = [name_key(word) for word in _WORD.findall(body[max(0, start - 30) : start])][-2:]
    if not before or body[start - 1 : start] in (".", "\n"):
        return ""
    kinds = knows.trimmer.titles.kinds
    return kinds.get(" ".join(before)) or kinds.get(before[-1], "")
