"""Where a name begins after a word that only says what it is: «نادي ليفربول», «منطقة القصيم», «بطولة كأس العالم»."""

from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.limits import read_limits
from nashra.entities.link.steps.decide import Steps
from nashra.entities.link.types import Link


def described(steps: Steps, link: Link, surface: str) -> int:
    """How many code points at a surface's start only say what the name is; 0 for none.

    They are cut only where what follows has the same entity by itself: «نادي الأهلي» is nobody's without its club.
    """
    first, _, rest = surface.partition(" ")
    limits = read_limits()
    bodies = limits.bodies.outside if " " in rest else (*limits.bodies.outside, *limits.bodies.outside_one)
    words = {"ORG": bodies, "LOC": limits.places.outside, "MISC": limits.events.described_by}
    if not rest or name_key(first) not in words.get(link.type, ()):
        return 0
    key = name_key(rest)
    known = None if key in steps.reference.ambiguous else steps.own(link.type, key)
    return len(first) + 1 if known and known.entity_id == link.entity_id else 0
