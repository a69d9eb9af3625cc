"""What somebody is called besides, in marks right behind the name: «محمود عبد الرازق "شيكابالا"»."""

from dataclasses import replace

from nashra.article import Mention
from nashra.entities.link.article.named import Named
from nashra.entities.link.types import Link

_OPENING, _CLOSING = ('"', "«", "“"), ('"', "»", "”")


def nicknamed(before: Mention | None, one: Named, link: Link | None, body: str) -> Link | None:
    """The link of a person of one word in marks: that of the full name right before them, whoever else is called so.

    `before` is the mention before it, linked. «سيد عبدالله "نيمار"» is not the Brazilian.
    """
    mention = one.mention
    if before is None or before.type != "PERS" or one.link.type != "PERS" or " " in mention.surface:
        return link
    between = body[before.end : mention.start].strip(" ")
    if " " not in before.surface or between not in _OPENING or body[mention.end : mention.end + 1] not in _CLOSING:
        return link
    return replace(one.link, entity_id=before.entity_id)
