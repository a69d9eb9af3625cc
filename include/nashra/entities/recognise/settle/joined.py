"""What stands between two names, or right behind a person's: the «and» of a list, a hyphen, «علي», a line's end."""

import re
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.recognise.settle.in_place import as_one
from nashra.text.clitics import read_clitics
from nashra.text.fold import fold

_AND, _SERVANT = "و", "عبد"
_HYPHENS = frozenset("-‐‑")
# A recogniser that folds letters takes the name for «على», which many write so.
_ALI = re.compile(r" علي(?!\w)")
_GOES_ON = re.compile(r" (?:و\w|(?:من|في|إلى|على|عن|مع|أن|إن|الذي)\b)")
# Words of a person's name that another follows, or that follow another: a line that ends, or begins, so goes on.
_FOLLOWED = frozenset(("عبد", "أبو", "ابو", "أبا", "أبي", "أم", "بن", "ابن", "بنت", "ولد", "آل"))
_FOLLOWS = frozenset(("بن", "بنت", "الله", "الدين"))
_LAST, _FIRST = re.compile(r"(?<!\w)(\w+)\n\Z"), re.compile(r"\n(\w+)")
REACH = 20  # code points before a mention that are looked at for the word there
LEAST = 2  # letters of a name behind «و»


def with_joined(mentions: list[Mention], body: str) -> list[Mention]:
    """The mentions of a body: a second one of a list without its «و», two that a hyphen joins as one, a person's name
    with the «علي» that it ends in, and two families that «و» joins apart."""
    whole = _over_lines(_with_ali(mentions, body), body) if "\n" in body else _with_ali(mentions, body)
    apart = [piece for mention in whole for piece in _families(mention, mentions)]
    kept: list[Mention] = []
    for mention in apart:
        before = kept[-1] if kept else None
        if before and _is_hyphened(before, mention, body):
            kept[-1] = as_one(before, mention, body)
        else:
            kept.append(_without_and(before, mention, body))
    return kept


def _over_lines(mentions: list[Mention], body: str) -> list[Mention]:
    """The mentions, a person's name that a line's end breaks as one: «عبد» and «الله الثني», «محمد» and «بن سعد»."""
    kept: list[Mention] = []
    for number, mention in enumerate(mentions):
        before = kept[-1] if kept else None
        if mention.type != "PERS":
            kept.append(mention)
            continue
        start = mention.start
        if (last := _LAST.search(body, max(0, start - REACH), start)) is not None:
            named = before is not None and before.type == "PERS" and before.end == last.end(1)
            if before and named and (last[1] in _FOLLOWED or mention.surface.split()[0] in _FOLLOWS):
                start = before.start
                kept.pop()
            elif last[1] == _SERVANT and (before is None or before.end <= last.start(1)):
                start = last.start(1)
        end, limit = mention.end, mentions[number + 1].start if number + 1 < len(mentions) else len(body)
        first = _FIRST.match(body, end) if mention.surface.split()[-1] in _FOLLOWED else None
        if first and first.end() <= limit:
            end = first.end()
        if (start, end) != (mention.start, mention.end):
            mention = replace(mention, start=start, end=end, surface=body[start:end])
        kept.append(mention)
    return kept


def _without_and(before: Mention | None, mention: Mention, body: str) -> Mention:
    """«رويترز ووايرد»: of two names that only a space parts the «و» is what joins them."""
    first = mention.surface.partition(" ")[0]
    joined = (
        before is not None
        and body[before.end : mention.start] == " "
        and first[0] == _AND
        and len(first) > LEAST
        and (before.type == mention.type or mention.type != "PERS")  # «الدائرة وليد سالم»
        and fold(first) not in read_clitics().whole
    )
    return replace(mention, start=mention.start + 1, surface=mention.surface[1:]) if joined else mention


def _is_hyphened(before: Mention, mention: Mention, body: str) -> bool:
    """«جان-كلود»: no space stands around the hyphen, as it does behind the place of a report («باريس - جان»)."""
    return before.type == mention.type == "PERS" and body[before.end : mention.start] in _HYPHENS


def _with_ali(mentions: list[Mention], body: str) -> list[Mention]:
    """The mentions, persons' names with the «علي» behind them.

    Only where nothing follows that one could be on.
    """
    starts = {mention.start for mention in mentions}
    whole: list[Mention] = []
    for mention in mentions:
        found = _ALI.match(body, mention.end) if mention.type == "PERS" else None
        if found and found.start() + 1 not in starts and _is_a_name(body, found.end()):
            mention = replace(mention, end=found.end(), surface=body[mention.start : found.end()])
        whole.append(mention)
    return whole


def _is_a_name(body: str, end: int) -> bool:
    """Whether nothing follows that one could be on: a mark, «و», another preposition."""
    return body[end : end + 1] != " " or _GOES_ON.match(body, end) is not None


def _families(mention: Mention, mentions: list[Mention]) -> list[Mention]:
    """«عون وسلام»: two whom the article names in full elsewhere."""
    first, _, second = mention.surface.partition(" ")
    if mention.type != "PERS" or second[:1] != _AND or " " in second:
        return [mention]
    families = {one.surface.rpartition(" ")[2] for one in mentions if one.type == "PERS" and one is not mention}
    if first not in families or second[1:] not in families:
        return [mention]
    end = mention.start + len(first)
    return [
        replace(mention, end=end, surface=first),
        replace(mention, start=end + 2, surface=second[1:]),
    ]
