"""Clubs that are called by their town alone, which a recogniser took for the town: «ضد إشبيلية», «مباراة روما»."""

from dataclasses import replace

from nashra.entities.link.article.named import Named
from nashra.entities.link.forms.clitic_forms import forms_of
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits
from nashra.entities.link.span.trim import word_before
from nashra.entities.link.steps.why import NAMESAKE
from nashra.entities.link.types import Link


def town_clubs(knows: Knowledge, named: list[Named], body: str, keys: frozenset[str]) -> list[Named]:
    """The mentions, towns made the clubs that are called so where an article about sport names them as a side.

    One word before it somewhere in the article says that it is («مدرب», «ضد»); where a word before it says that it is
    the town («مدينة»), or that something is in it, it stays the town. `keys` are those of the article's words.
    """
    clubs = {number: club for number, one in enumerate(named) if (club := _club(knows, one))}
    limits = read_limits().clubs
    if not clubs or sum(word in keys for word in limits.sport) < limits.about_word:
        return named
    before = {number: word_before(body, named[number].mention.start) for number in clubs}
    sides = {name_key(named[number].name) for number, word in before.items() if _says(word, limits.faced)}
    return [
        _as_club(one, clubs[number], knows)
        if number in clubs and name_key(one.name) in sides and not _is_town(before[number], body, one)
        else one
        for number, one in enumerate(named)
    ]


def _club(knows: Knowledge, one: Named) -> Link | None:
    """The club that is called as a town is, of one word; None for other mentions."""
    if one.link.type != "LOC" or " " in one.name or one.link.why.startswith(NAMESAKE):
        return None
    club = knows.steps.own("ORG", name_key(one.name))
    return club if club and knows.steps.is_club(club.entity_id) else None


def _says(word: str, listed: tuple[str, ...]) -> bool:
    return bool(word) and any(form in listed for form in forms_of(name_key(word)))


def _is_town(word: str, body: str, one: Named) -> bool:
    """Whether the word before a name, or a letter on it, says that it is a place."""
    return _says(word, read_limits().clubs.towns) or body[one.mention.start - 1 : one.mention.start] == "ب"


def _as_club(one: Named, club: Link, knows: Knowledge) -> Named:
    mention = replace(one.mention, type="ORG")
    return replace(one, mention=mention, link=club, form=knows.form("ORG", one.name), curated=True)
