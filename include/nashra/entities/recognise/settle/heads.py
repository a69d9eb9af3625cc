"""Words before a name that are part of it or not, by `include/rules/name_heads.yaml`."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from nashra.article import Mention
from nashra.settings import RULES
from nashra.text.clitics import ARTICLE, read_clitics
from nashra.text.fold import fold
from nashra.text.remembered import Remembered
from nashra.yaml_files import Strict, Word, Words, read_model

_BEFORE = re.compile(r"(?<!\w)\w+ \Z")  # the word right before a mention
_TWO_BEFORE = re.compile(r"(?<!\w)(\w+) (\w+) \Z")
_PLURAL = "ات"
_CITY = frozenset(("مدينه",))  # folded
DOUBTED = 0.8  # a mention with this score keeps its type
REACH = 20  # code points before a mention that are looked at for it


class Outside(Strict):
    """Describing words by the type of what follows them."""

    LOC: Words
    ORG: Words
    MISC: Words


class Marked(Strict):
    """Words before a name in marks, by the type of the name."""

    MISC: Words
    ORG: Words
    LOC: Words


class Between(Strict):
    """Two words of a set phrase between which a paper is named; `day`: a number of a day follows the second."""

    before: Word
    after: Word
    day: bool = False


class HeadLists(Strict):
    """What name_heads.yaml holds."""

    outside: Outside
    inside: Words
    sites: Words
    done: Words
    bodies: Words
    never: Words
    deeds: Words
    begin: Words
    titled: Words
    marked: Marked
    called: Words
    makers: Words
    stations: Words
    police: Words
    offices: dict[Word, Words]
    channels: Words
    issues: Words
    between: tuple[Between, ...]
    two: Words
    wrote: Words
    days: Words
    sides: Words
    remarks: Words
    passing: Words
    theirs: Words
    shown: Words
    prepositions: Words
    tails: Words
    cities: Words
    ways: dict[Word, Word]
    contests: Words
    cups: Words
    schools: Words
    parties: Words
    works: Words
    editions: Words
    trades: Words
    currencies: Words
    thousands: Words
    societies: Words
    armed: Words
    bands: Words
    fighters: Words
    several: Words
    malls: Words


class Heads(NamedTuple):
    """The lists, folded but for the prepositions and tails."""

    outside: dict[str, frozenset[str]]  # by type
    inside: frozenset[str]
    sites: frozenset[str]  # those that are a place whatever a recogniser says
    done: frozenset[str]  # those that are what is done to a person, too
    bodies: frozenset[str]
    never: frozenset[str]  # words of bodies that are in no person's name
    deeds: frozenset[str]  # what somebody did, behind a body's name
    begin: frozenset[str]  # all words that begin a name of a place or a body
    titled: frozenset[str]
    marked: dict[str, str]  # word -> type of the name in marks after it
    called: frozenset[str]  # words before a person's name in marks
    makers: frozenset[str]  # words after a work's name in marks
    stations: frozenset[str]  # words before the police of a place
    police: frozenset[str]
    offices: dict[str, frozenset[str]]  # what an office is of -> the words before it that say what office
    channels: frozenset[str]  # words before a channel's name
    issues: frozenset[str]  # numbers that names of papers end in
    between: tuple[tuple[str, str, bool], ...]  # words of set phrases around a paper, and whether a day follows
    two: frozenset[str]  # words before two papers
    wrote: frozenset[str]  # verbs of who wrote in a paper
    days: frozenset[str]  # words of time that names of papers end in, after a place
    sides: frozenset[str]  # words before a club's name
    remarks: frozenset[str]  # adjectives that a writer adds to a body's name
    passing: frozenset[str]  # participles behind the name of a body or a thing
    theirs: frozenset[str]  # ends of an office behind the body that it is of
    shown: frozenset[str]  # what a headline says is below it
    prepositions: frozenset[str]
    tails: frozenset[str]
    cities: frozenset[str]
    ways: dict[str, str]  # a word -> the one before it, with which it is no head
    contests: frozenset[str]  # words that only say what a cup or a league is, ...
    cups: frozenset[str]  # ... whose name begins with one of these
    schools: frozenset[str]  # bodies that are called after persons
    parties: frozenset[str]  # bodies of which a remark says how they stand
    works: frozenset[str]  # of those that mark MISC, the works: whatever their name looks like
    editions: frozenset[str]  # what comes again each year, or is of one, and has the year in its name
    trades: frozenset[str]  # what ends a firm's name, as written
    currencies: frozenset[str]  # as written
    thousands: frozenset[str]  # words of numbers before a currency, as written
    societies: frozenset[str]  # bodies whose name is never without these
    armed: frozenset[str]  # words that begin the name of an armed band, ...
    bands: frozenset[str]  # ... and those that do before one of `fighters`
    fighters: frozenset[str]
    several: frozenset[str]  # words before several places, as written
    malls: frozenset[str]  # the last word of a shopping centre's name


@cache
def read_heads(path: Path = RULES / "name_heads.yaml") -> Heads:
    """Read the lists. Raises RulesError on a malformed file."""
    found = read_model(path, HeadLists)
    outside = {kind: frozenset(map(fold, words)) for kind, words in found.outside}
    inside, bodies, begin = (frozenset(map(fold, words)) for words in (found.inside, found.bodies, found.begin))
    return Heads(
        outside=outside,
        inside=inside,
        sites=frozenset(map(fold, found.sites)),
        done=frozenset(map(fold, found.done)),
        bodies=bodies,
        never=frozenset(map(fold, found.never)),
        deeds=frozenset(map(fold, found.deeds)),
        begin=begin | inside | bodies,
        titled=frozenset(map(fold, found.titled)),
        marked={fold(word): kind for kind, words in found.marked for word in words},
        called=frozenset(map(fold, found.called)),
        makers=frozenset(found.makers),
        stations=frozenset(map(fold, found.stations)),
        police=frozenset(map(fold, found.police)),
        offices={fold(word): frozenset(map(fold, before)) for word, before in found.offices.items()},
        channels=frozenset(map(fold, found.channels)),
        issues=frozenset(found.issues),
        between=tuple((one.before, one.after, one.day) for one in found.between),
        two=frozenset(found.two),
        wrote=frozenset(found.wrote),
        days=frozenset(found.days),
        sides=frozenset(map(fold, found.sides)),
        remarks=frozenset(found.remarks),
        passing=frozenset(found.passing),
        theirs=frozenset(found.theirs),
        shown=frozenset(found.shown),
        prepositions=frozenset(found.prepositions),
        tails=frozenset(found.tails),
        cities=frozenset(map(fold, found.cities)),
        ways=found.ways,
        contests=frozenset(map(fold, found.contests)),
        cups=frozenset(map(fold, found.cups)),
        schools=frozenset(map(fold, found.schools)),
        parties=frozenset(map(fold, found.parties)),
        works=frozenset(map(fold, found.works)),
        editions=frozenset(map(fold, found.editions)),
        trades=frozenset(found.trades),
        currencies=frozenset(found.currencies),
        thousands=frozenset(found.thousands),
        societies=frozenset(map(fold, found.societies)),
        armed=frozenset(found.armed),
        bands=frozenset(found.bands),
        fighters=frozenset(found.fighters),
        several=frozenset(found.several),
        malls=frozenset(map(fold, found.malls)),
    )


def with_heads(mentions: list[Mention], body: str, heads: Heads) -> list[Mention]:
    """Mentions without the words that only describe them, and with those that are part of their name."""
    kept: list[Mention] = []
    for one in mentions:
        mention = _not_by_way(_as_place(_of_its_head(one, body, heads), heads), body, heads)
        bare = _without(mention, body, heads)
        free = kept[-1].end if kept else 0
        whole = _with(bare, body, heads, free) if bare is mention else bare
        kept.append(_station(whole, body, heads, free))
    return kept


def _of_its_head(mention: Mention, body: str, heads: Heads) -> Mention:
    """A doubtful name with the type that the word before it says: «قبيلة الصيعر»."""
    if mention.score >= DOUBTED or mention.surface.startswith(ARTICLE):
        return mention  # «طائرة الخطوط اليابانية» is theirs
    if _is_called(mention, body, heads):
        return replace(mention, type="PERS")
    if mention.type == "PERS" and " " in mention.surface:
        return mention  # and «شركة كارل باي» is his
    if not (before := _BEFORE.search(body, max(0, mention.start - REACH), mention.start)):
        return mention
    kind = heads.marked.get(fold(before[0][:-1])) or heads.marked.get(fold(before[0][1:-1])) or mention.type
    return mention if kind == mention.type else replace(mention, type=kind)


def _is_called(mention: Mention, body: str, heads: Heads) -> bool:
    """Whether what looks like a body or a place stands right behind who is called so: «المهندسة ثريا لحرش»."""
    first, _, rest = mention.surface.partition(" ")
    if mention.type == "PERS" or not rest:
        return False
    before = _BEFORE.search(body, max(0, mention.start - REACH), mention.start)
    if before is None or not head_of(before[0][:-1], heads.called):
        return False
    return not head_of(first, heads.begin) and not head_of(first, heads.societies)


def _as_place(mention: Mention, heads: Heads) -> Mention:
    """What begins with a place's head, and is taken for a person by the name in it: «قصر البخاري»."""
    first, _, rest = mention.surface.partition(" ")
    placed = mention.type == "PERS" and rest.startswith(ARTICLE) and fold(first) in heads.inside - heads.done
    return replace(mention, type="LOC") if placed else mention


def _not_by_way(mention: Mention, body: str, heads: Heads) -> Mention:
    """A name without a word that tells how, with the one before it."""
    first, _, rest = mention.surface.partition(" ")
    if not rest.strip() or not _tells_how(first, mention.start, body, heads):
        return mention
    start = mention.end - len(rest.lstrip())
    return replace(mention, start=start, surface=body[start : mention.end])


def _tells_how(word: str, start: int, body: str, heads: Heads) -> bool:
    """Whether a word that begins at `start` is a head's, and tells how with the one before it: «عن طريق»."""
    if not (way := heads.ways.get(word)):
        return False
    before = _BEFORE.search(body, max(0, start - REACH), start)
    return before is not None and before[0][:-1] in (way, f"و{way}", f"ف{way}")


def _without(mention: Mention, body: str, heads: Heads) -> Mention:
    first, _, rest = mention.surface.partition(" ")
    if is_built(mention.surface, heads):
        return mention
    if not rest.strip() or mention.type not in heads.outside:
        return mention
    cup = mention.type == "MISC" and fold(rest.split()[0]) in heads.cups and head_of(first, heads.contests)
    if not cup and not head_of(first, heads.outside[mention.type]):
        return mention
    start = mention.end - len(rest.lstrip())
    return replace(mention, start=start, surface=body[start : mention.end])


def is_built(surface: str, heads: Heads) -> bool:
    """Whether what begins with «مدينة» is no town's name but that of a project: «مدينة جازان الاقتصادية»."""
    words = surface.split()
    return len(words) > 2 and bool(head_of(words[0], _CITY)) and fold(words[-1]) in heads.cities


def _with(mention: Mention, body: str, heads: Heads, free: int) -> Mention:
    """A place's name, or a person's in one, with its head, a society's with its own; `free` is where the mention before
    it ends."""
    if mention.type == "MISC":
        return mention
    if not (before := _BEFORE.search(body, max(free, mention.start - REACH), mention.start)):
        return mention
    word = before[0][:-1]
    if mention.type == "ORG":
        return _of_society(mention, word, body, heads)
    if (city := head_of(word, _CITY)) and is_built(f"{city} {mention.surface}", heads):
        start = mention.start - 1 - len(city)
        return replace(mention, type="LOC", start=start, surface=body[start : mention.end])
    if _tells_how(word, mention.start - len(before[0]), body, heads):
        return mention
    if mention.type == "LOC" and (office := _office(mention.start, body, heads, free)):
        start = mention.start - len(office)
        return replace(mention, type="ORG", start=start, surface=body[start : mention.end])
    if mention.type == "PERS" and head_of(word, heads.done):
        return mention
    if head := head_of(word, heads.inside):
        kind = "LOC"
    elif head := head_of(word, heads.bodies if mention.type == "LOC" else heads.schools):
        kind = "ORG"
    else:
        return mention
    start = mention.start - 1 - len(head)
    return replace(mention, type=kind, start=start, surface=body[start : mention.end])


def _of_society(mention: Mention, word: str, body: str, heads: Heads) -> Mention:
    """«أنامل» with the «جمعية» before it."""
    if not (head := head_of(word, heads.societies)):
        return mention
    start = mention.start - 1 - len(head)
    return replace(mention, start=start, surface=body[start : mention.end])


def _office(start: int, body: str, heads: Heads, free: int) -> str:
    """What stands before a place and makes an office of it: «مديرية أمن » القليوبية; "" for none."""
    before = _TWO_BEFORE.search(body, max(free, start - REACH), start)
    if not before or not (listed := heads.offices.get(fold(before[2]))) or not (head := head_of(before[1], listed)):
        return ""
    return f"{head} {before[2]} "


def _station(mention: Mention, body: str, heads: Heads, free: int) -> Mention:
    """«شرطة أوسيم» with the «مركز» before it."""
    if mention.type != "ORG" or fold(mention.surface.partition(" ")[0]) not in heads.police:
        return mention
    before = _BEFORE.search(body, max(free, mention.start - REACH), mention.start)
    if not before or not (head := head_of(before[0][:-1], heads.stations)):
        return mention
    start = mention.start - 1 - len(head)
    return replace(mention, start=start, surface=body[start : mention.end])


def head_of(word: str, listed: frozenset[str]) -> str:
    """The word, without its clitics, when it is a listed one; else ""."""
    return next((bare for bare, folded in _BARE[word] if folded in listed), "")


def _bare(word: str) -> tuple[tuple[str, str], ...]:
    """A word as it stands and without each clitic that it may have, and the same folded."""
    found = (word.removeprefix(clitic) for clitic in ("", *read_clitics().proclitics) if word.startswith(clitic))
    return tuple((bare, fold(bare)) for bare in found)


_BARE = Remembered(_bare)


def kind_of(word: str, heads: Heads) -> str:
    """The type of the name in marks after a word; "" when the word says none. «لموقع», «كتابه» say one, too."""
    return heads.marked.get(marking(word, heads), "")


def marking(word: str, heads: Heads) -> str:
    """The word of `marked` that a word is a form of; "" for none."""
    for clitic in ("", *read_clitics().proclitics):
        if not word.startswith(clitic):
            continue
        bare = fold(word[len(clitic) :]).removeprefix(ARTICLE)
        if bare.endswith(_PLURAL) and bare not in heads.marked:
            continue  # «حملات "يائسة"» are no campaign
        if not clitic.endswith(ARTICLE[-1]) or clitic == "ل":
            for form in (bare, bare[:-1], f"{bare[:-2]}ه"):
                if form in heads.marked:
                    return form
    return ""
