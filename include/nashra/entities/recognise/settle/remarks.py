"""Words that a writer adds to a body's name: «وكالة الأنباء الكويتية الرسمية»."""

from dataclasses import replace

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads

_ADJECTIVE = ("ي", "ية")  # ends of the word before: «الحوثي الانقلابية», but «الجرائم الإرهابية»


def without_remarks(mentions: list[Mention], body: str, heads: Heads) -> list[Mention]:
    """The mentions of a body, the bodies among them without a remark behind their name."""
    return [_without(mention, body, heads) for mention in mentions]


def _without(mention: Mention, body: str, heads: Heads) -> Mention:
    name, _, last = mention.surface.rpartition(" ")
    if mention.type != "ORG" or last not in heads.remarks or not name.endswith(_ADJECTIVE):
        return mention
    end = mention.start + len(name.rstrip())
    return replace(mention, end=end, surface=body[mention.start : end])
