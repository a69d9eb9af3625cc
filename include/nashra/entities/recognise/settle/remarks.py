"""Words that a writer adds to a name: «وكالة الأنباء الكويتية الرسمية», «النيابة العامة المختصة»."""

import re
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads, head_of
from nashra.text.clitics import MERGED

_AND = "و"
_SHOWN = re.compile(r"(?:\.\.|…)[ .]*(?:\w+ )?و?\Z")
REACH = 20  # code points before a mention that are looked at for the points
_ADJECTIVE = ("ي", "ية")  # ends of the word before: «الحوثي الانقلابية», but «الجرائم الإرهابية»


def without_remarks(mentions: list[Mention], body: str, heads: Heads) -> list[Mention]:
    """The mentions of a body, those of bodies and things without a remark behind their name;
    no «صور» of a headline."""
    return [_without(mention, body, heads) for mention in mentions if not _is_shown(mention, body, heads)]


def _without(mention: Mention, body: str, heads: Heads) -> Mention:
    name, _, last = mention.surface.rpartition(" ")
    if not name or mention.type == "PERS" or not _is_remark(mention.type, name.rstrip(), last, heads):
        return mention
    end = mention.start + len(name.rstrip())
    return replace(mention, end=end, surface=body[mention.start : end])


def _is_remark(kind: str, name: str, last: str, heads: Heads) -> bool:
    """Whether the last word of a name only says something of it."""
    if last in heads.passing:
        return kind != "LOC"
    if kind != "ORG":
        return False
    if name.rpartition(" ")[2].startswith(MERGED) and last in heads.remarks:
        return True  # «الوكالة الوطنية للتشغيل الرسمية»: what it is for is not official
    if " " in name and last in heads.remarks and head_of(name.partition(" ")[0], heads.parties):
        return True  # «حزب العمال المعارض»
    if not name.endswith(_ADJECTIVE):
        return False
    return last in heads.remarks or (last in heads.theirs and " " in name)


def _is_shown(mention: Mention, body: str, heads: Heads) -> bool:
    """Whether a headline ends in what is shown below it: «.. صور» is no town."""
    shown = mention.surface in heads.shown or mention.surface.removeprefix(_AND) in heads.shown
    return shown and _SHOWN.search(body, max(0, mention.start - REACH), mention.start) is not None
