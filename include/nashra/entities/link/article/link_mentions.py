"""Names inside one article: short forms take the entity of the full form that the same article gives, and a name that
several bear the one that the article speaks of."""

from collections import Counter, defaultdict

from nashra.article import Mention
from nashra.entities.link.article.apposed import apposed, by_fewer_words
from nashra.entities.link.article.bylines import bylines
from nashra.entities.link.article.capitals import capitals
from nashra.entities.link.article.cut_name import Text, cut_to_name
from nashra.entities.link.article.full_names import FullNames
from nashra.entities.link.article.in_body import SHORTENED, agreed, as_clubs, as_ministries, as_persons, doubted
from nashra.entities.link.article.named import Named
from nashra.entities.link.article.nicknames import nicknamed
from nashra.entities.link.article.overlooked import overlooked
from nashra.entities.link.article.own_paper import with_own_paper
from nashra.entities.link.article.pacts import pacts
from nashra.entities.link.article.placing import placed
from nashra.entities.link.article.report_places import with_report_places
from nashra.entities.link.article.settling import Settling
from nashra.entities.link.article.town_clubs import town_clubs
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.forms.persons import units
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.reference.papers import Paper
from nashra.entities.link.span.bare import bare_words, outside
from nashra.entities.link.span.chains import Chains
from nashra.entities.link.span.dashed import undashed
from nashra.entities.link.span.given_apart import with_families
from nashra.entities.link.span.goes_on import with_adjectives
from nashra.entities.link.span.known import KEY_OF, untied, words_of
from nashra.entities.link.span.mend_spans import mend
from nashra.entities.link.span.run_on import RunOn
from nashra.entities.link.span.trim import word_before
from nashra.entities.link.steps.why import NAMESAKE, RULE
from nashra.entities.link.types import Link

_AND = "و"
_OTHER = frozenset("«\"“”„'‘’([#@_/")  # marks that may be a name's own, with those at its end, and those of no name


def link_mentions(
    knows: Knowledge, mentions: list[Mention], body: str, home: str | None, paper: Paper | None = None
) -> list[Mention]:
    """See Linker.link_article; `home` is the country of the article's `paper`."""
    words = words_of(body)
    keys = frozenset(map(KEY_OF, words))
    chains = Chains(words, body, knows.trimmer, frozenset(mention.end for mention in mentions))
    whole = (_with_its_letter(knows, _without_marks(mention), body) for mention in mentions)
    parted = undashed(list(whole), knows.steps, body)
    ordered = sorted(map(chains.whole, parted), key=lambda mention: (mention.start, mention.end))
    ordered = with_families(ordered, body, knows.trimmer)
    ordered = list(with_adjectives(ordered, body, knows.states))
    bare = bare_words(words, body)
    spans = [untied(span, body) for span in knows.known.spans(words) if not chains.cuts(span)]
    spans = [knows.known.as_written(span, body[span.start : span.end]) for span in spans]
    spans = outside(spans, bare, words)
    ordered = mend(ordered, spans, words, knows.trimmer, body)
    text = Text(body, keys, bare, frozenset(mention.end for mention in ordered))
    cut = (cut_to_name(knows, mention, text) for mention in placed(ordered, body))
    named = _parted(knows, [one for one in cut if one is not None], text)
    named.sort(key=lambda one: (one.mention.start, one.mention.end))
    named = as_ministries(knows, named, body, home)
    named = town_clubs(knows, named, body, keys)
    named = apposed(agreed(knows, as_clubs(knows, as_persons(knows, named), body)), body)
    named = by_fewer_words(named, knows.states)
    named = pacts(knows, bylines(knows, capitals(knows, named, body), body), body)
    settle = Settling(knows, named, words, body, home)
    named = settle.full(named)
    memory = {kind: FullNames(knows, body, [n for n in named if n.link.type == kind]) for kind in SHORTENED}
    linked: list[Mention] = []
    unsure = doubted(named, body, knows)
    for one in named:
        full = memory[one.link.type].resolve(one) if one.link.type in memory else one.link
        link = settle.link(one) if full is one.link else full
        link = nicknamed(linked[-1] if linked else None, one, link, body)
        if link is None or (link.why.startswith(RULE) and link.entity_id in unsure):
            continue
        mention = _without_and(one, link, knows).of(link.entity_id, link.type)
        if not linked or (linked[-1].start, linked[-1].end) != (mention.start, mention.end):
            linked.append(mention)
    with_paper = with_report_places(knows, with_own_paper(linked, body, paper), body)
    added = overlooked(knows, named, with_paper, words, body, settle.clubs)
    if not added and with_paper is linked:
        return linked
    return placed(sorted([*with_paper, *added], key=lambda one: one.start), body)


def _without_marks(mention: Mention) -> Mention:
    """A mention without what is no letter before it: «+البوليساريو», a vowel sign of the letter that was cut off."""
    surface = mention.surface
    if surface[:1].isalnum() or not any(map(str.isalnum, surface)):
        return mention
    start = next(place for place, letter in enumerate(surface) if letter.isalnum())
    if not _OTHER.isdisjoint(surface[:start]):
        return mention
    return mention.at(mention.start + start, surface[start:])


def _with_its_letter(knows: Knowledge, mention: Mention, body: str) -> Mention:
    """A mention with the «و» before it that is a known name's own, where it was taken for «and»: «روحاني واشنطن»."""
    start = mention.start - 1
    if start < 0 or body[start] != _AND or mention.type == "PERS" or body[max(0, start - 1) : start].isalnum():
        return mention
    steps, kind, key = knows.steps, mention.type, name_key(mention.surface)
    if steps.own(kind, f"{_AND}{key}") is None or steps.own(kind, key) or steps.places(key):
        return mention
    return mention.at(start, body[start : mention.end])


def _without_and(one: Named, link: Link, knows: Knowledge) -> Mention:
    """A mention without the «و» that only a namesake's name begins with: «الرياض وجدة»."""
    mention = one.mention
    if not link.why.startswith(NAMESAKE) or not mention.surface.startswith(_AND):
        return mention
    rest = knows.steps.own(link.type, name_key(mention.surface[1:]))
    if rest is None or rest.entity_id != link.entity_id:
        return mention
    return mention.at(mention.start + 1, mention.surface[1:])


def _parted(knows: Knowledge, named: list[Named], text: Text) -> list[Named]:
    """The mentions, those that went on too long cut to the names that the article has (see `run_on`)."""
    if not any(one.link.why.startswith(RULE) and " " in one.mention.surface for one in named):
        return named
    alone = Counter(name_key(one.name) for one in named)
    persons: dict[str, set[str]] = defaultdict(set)
    for one in named:
        for word in _short_names(one) if one.link.type == "PERS" else ():
            persons[word].add(name_key(one.name))
    run_on = RunOn(knows.steps, alone, persons)
    found: list[Named] = []
    for one in named:
        unknown = one.link.why.startswith(RULE) and " " in one.mention.surface
        before = word_before(text.body, one.mention.start) if unknown else ""
        parts = run_on.parts(one.mention, before) if unknown else [one.mention]
        if parts == [one.mention]:
            found.append(one)
            continue
        cut = [cut_to_name(knows, part, text) for part in parts]
        found += [part for part in cut if part is not None]
    return found


def _short_names(one: Named) -> tuple[str, ...]:
    """The keys by which a person may be called who is named here in full: the last word, «نصر الله» as one."""
    words = name_key(one.name).split()
    return (words[-1], " ".join(words[-2:])) if len(units(" ".join(words))) > 1 else ()
