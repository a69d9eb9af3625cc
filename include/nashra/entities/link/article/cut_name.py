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
from nashra.entities.link.steps.why import GEONAMES, INSTITUTION, LISTED, NAMESAKE, NOT_A_NAME, RULE, STATE_NOT_NAMED
from nashra.entities.link.types import Link
from nashra.entities.recognise.settle.heads import kind_of, read_heads
from nashra.text.clitics import ARTICLE, MERGED, read_clitics

# Words right before a side's name
SIDES = frozenset(f"{clitic}{word}" for clitic in ("", "ل", "ب", "و") for word in ("فريق", "نادي"))
_PEOPLE = ("ين", "ون")
_IN = "ب"
_SETTLING = ("alias", "spelling", "decision", "sounds", INSTITUTION)  # reasons that the article needn't confirm
_LISTED = ("alias", "spelling", "decision", INSTITUTION)  # reasons of names that someone listed
_WORD = re.compile(r"\w+")
_IN_PLACE = re.compile(r"ب(?![ئؤءة])\w{3,}\Z")  # a hamza on its seat begins no word
_FEMININE = "ه"
_RELATIVE, LEAST = ("ي", "يه"), 4  # ends of adjectives, and more letters than «إلى» has


@dataclass(slots=True)
class Text:
    """A body, the keys of its words, of those that have no proclitic where they stand, and where mentions end."""

    body: str
    words: frozenset[str]
    bare: frozenset[str]
    ends: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Cut:
    """A mention on its way to its name."""

    mention: Mention
    text: Text
    key: str  # of the mention as it is given, with an article that a clitic took
    marked: bool  # whether marks hold it alone
    start: int  # letters cut off its beginning as clitics, titles and what begins no name
    begin: int  # where the name begins in the body
    surface: str  # the name as it stands there
    name: str  # and as it is written without what is joined to it
    link: Link  # what the name is
    title: str = ""  # the class of the title that was cut off
    called: str = ""  # the name with the title before it, where that says who it is

    @property
    def body(self) -> str:
        return self.text.body

    @property
    def kind(self) -> str:
        return self.mention.type

    def drop(self, letters: int, link: Link) -> None:
        """Cuts letters off the beginning: what is left is what `link` says."""
        self.begin, self.surface = self.begin + letters, self.surface[letters:]
        self.name, self.link = self.surface, link

    def has(self, *reasons: str) -> bool:
        """Whether the link is there for one of some reasons."""
        return self.link.why.startswith(reasons)


def cut_to_name(knows: Knowledge, mention: Mention, text: Text) -> Named | None:
    """The mention cut to its name, with the entity that the name has without help of the article.

    None when it is no name (see `junk`).
    """
    cut = _cut(knows, mention, text)
    if cut is None:
        return None
    _drop_what_is_before(knows, cut)
    if cut.kind in ("LOC", "ORG") and cut.has(RULE) and knows.is_called_by_child(cut.name):
        cut.mention, cut.link = replace(cut.mention, type="PERS"), knows.link("PERS", cut.name)
    _take_what_is_before(knows, cut)
    if cut.kind == "ORG":
        if cut.has(RULE):
            _of_people(knows, cut)
        _without_his_state(knows, cut)
    if (kind := _kind_by_head(knows, cut)) and kind != cut.kind:
        cut.mention, cut.link = replace(cut.mention, type=kind), knows.link(kind, cut.name)
    if _only_describes(knows, cut) or _is_no_name(knows, cut):
        return None
    title = cut.title
    if not title and cut.link.type == "PERS":
        title = _title_before(knows, cut.body, cut.begin)
    form = knows.form(cut.link.type, cut.called or cut.name)
    named = cut.mention.at(cut.begin, cut.surface)
    return Named(named, cut.name, cut.link, form, title, cut.has(*_SETTLING))


def _cut(knows: Knowledge, mention: Mention, text: Text) -> _Cut | None:
    """The mention without clitics, titles and words at its ends that are of no name; None for an initial."""
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
        return None  # «إس. جايشانكار»
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
    name = with_article(body, begin, begin + len(surface))  # with its title, if that is part of it
    if mention.type == "PERS":
        name = knows.trimmer.without_inner(name)
    link = whole or (knows.steps.decide("LOC", name) if uncut else knows.link(mention.type, name))
    return _Cut(mention, text, key, marked, start, begin, surface, name, link, title)


def _drop_what_is_before(knows: Knowledge, cut: _Cut) -> None:
    """Cuts off words that describe the name, and the «in» that a place seems to begin with."""
    if head := described(knows.steps, cut.link, cut.surface):
        cut.drop(head, knows.link(cut.link.type, cut.surface[head:]))
    if not cut.start and cut.kind == "LOC" and cut.has(RULE) and _is_in(knows, cut.text, cut.begin, cut.surface):
        cut.drop(1, knows.link("LOC", cut.surface[1:]))
    if not cut.start and cut.link.type == "LOC" and cut.has(LISTED) and _is_in_town(knows, cut.surface):
        cut.drop(1, knows.link("LOC", cut.surface[1:]))


def _of_people(knows: Knowledge, cut: _Cut) -> None:
    """Ends a club's name before whose it is and another named beside it: «الاتفاق والقادسية السعوديين»."""
    first, _, last = cut.name.partition(" ")
    if not last.endswith(_PEOPLE) or name_key(last[:-2]) not in knows.states:
        return
    name = f"{first} {last[:-2]}"
    link = knows.link("ORG", name)
    if not link.why.startswith(RULE):
        cut.surface = cut.surface[: len(cut.surface) - len(last) - 1]
        cut.name, cut.link = name, link


def _without_his_state(knows: Knowledge, cut: _Cut) -> None:
    """Ends a known body's name before the state of a man in it: «اللجنة الأولمبية الدولية الألماني» توماس باخ."""
    before, _, last = cut.surface.rpartition(" ")
    if not last.endswith(_RELATIVE[0]) or " " not in before or name_key(last) not in knows.states:
        return
    key = name_key(cut.name.rpartition(" ")[0])
    feminine = key.endswith(_FEMININE) and key.partition(" ")[0].endswith(_FEMININE)  # «مؤسسة النقد السعودي» is whole
    if feminine and (own := knows.steps.own("ORG", key)):
        cut.surface, cut.name, cut.link = before, cut.name.rpartition(" ")[0], own


def _take_what_is_before(knows: Knowledge, cut: _Cut) -> None:
    """Lets the title before a person, or the word before a place, say who or what it is."""
    if cut.kind == "PERS" and not cut.has(*_LISTED) and (titled := _with_title(knows, cut.body, cut.begin, cut.name)):
        cut.link, cut.called = titled, f"{word_before(cut.body, cut.begin)} {cut.name}"
        cut.name = cut.called if cut.has(NAMESAKE) else cut.name
    if cut.kind == "LOC" and not cut.has(*_LISTED):
        cut.link = _with_head(knows, cut.body, cut.begin, cut.name, cut.link)


def _kind_by_head(knows: Knowledge, cut: _Cut) -> str | None:
    """The type that the first word of a name says that nothing knows: a mosque is a place in every article, and so is a
    side of a known place («شرق المتوسط»), or what ends as malls do («دارين مول»).

    What is for something is a firm that is called by a place: «جبل عمر للتطوير».
    """
    first, _, rest = name_key(cut.name).partition(" ")
    titled = cut.kind == "MISC" and cut.marked  # «رواية "وادي الظلال"»
    if not rest or not cut.has(RULE) or cut.kind == "PERS" or titled or f" {MERGED}" in f" {rest}":
        return None
    heads = read_heads()
    if first in heads.sites or rest.rpartition(" ")[2] in heads.malls:
        return "LOC"
    if first in read_clitics().bare_after and knows.steps.own("LOC", rest):
        return "LOC"
    return "ORG" if first in heads.bodies else None


def _only_describes(knows: Knowledge, cut: _Cut) -> bool:
    """Whether an organisation's name only says what it is («المنتخب»); of one with its state the state is the name."""
    institutions = knows.reference.institutions
    key = name_key(cut.name)
    if cut.link.type != "ORG" or key.partition(" ")[0] not in institutions.describing:
        return False
    if institutions.is_described(key) or (cut.has(RULE) and _is_described(knows, cut.name)):
        return True
    if state := institutions.described_state(key):
        tail = _last_words(cut.surface, len(state.split()))
        cut.mention = replace(cut.mention, type="LOC")
        cut.drop(tail, knows.link("LOC", cut.surface[tail:]))
    return False


def _is_no_name(knows: Knowledge, cut: _Cut) -> bool:
    """Whether what is left is a word, an adjective, a part of an address, or what somebody said."""
    names, known, ruled = read_limits().names, cut.has(*_LISTED), cut.has(RULE)
    surface, body, score = cut.surface, cut.body, cut.mention.score
    if cut.has(NOT_A_NAME):
        return True
    if known and cut.link.type in ("LOC", "ORG") and knows.junk.is_adverb(surface):
        return True
    if knows.junk.in_address(body, cut.begin, cut.begin + len(surface)):
        return True
    listed = known or cut.link.why == STATE_NOT_NAMED
    if is_adjective(cut.link, surface, body, cut.begin, cut.text.words, knows.states, listed):
        return True
    phrase = " " in cut.key or cut.key.startswith(ARTICLE)
    sure = score >= names.sure or (cut.marked and phrase)
    sure = sure or (cut.kind == "LOC" and word_before(body, cut.begin) in knows.trimmer.towns)
    if not known and knows.junk.is_junk(cut.kind, surface, sure):
        return True
    if not ruled:
        return False
    if cut.kind == "PERS" and not cut.title and " " not in surface and not cut.marked:
        before = word_before(body, cut.begin)
        if before not in knows.trimmer.titles.kinds and knows.junk.is_said_of(before, surface):
            return True
        if knows.junk.is_of_followers(before, surface) and name_key(before) not in knows.trimmer.titles.kinds:
            return True
    if cut.marked and not phrase and score < names.quoted:
        return True
    if cut.marked and not cut.title and score < names.sure and _is_saying(knows, cut):
        return True
    if not cut.marked and knows.trimmer.is_title(cut.kind, surface) and word_before(body, cut.begin) not in SIDES:
        return True
    return not sure and knows.junk.is_common(cut.kind, surface, knows.is_a_persons(surface))


def _is_saying(knows: Knowledge, cut: _Cut) -> bool:
    """Whether what marks hold is said, and no name that a word before them announces."""
    before = word_before(cut.body, cut.begin - 1)
    announced = kind_of(before, read_heads())
    return not announced and is_said(cut.body, cut.begin, cut.begin + len(cut.surface), knows.states)


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


def _is_in(knows: Knowledge, text: Text, begin: int, surface: str) -> bool:
    """Whether the «ب» that a place begins with is a preposition: right after a body's definite adjective it is («مركز
    الأمن الوطني بتازركة»), and right after another name («ملعب البساتين بتازركة»)."""
    body = text.body
    if not _IN_PLACE.match(surface) or knows.steps.places(name_key(surface)):
        return False
    if begin - 1 in text.ends and body[begin - 1] == " ":
        return True
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
