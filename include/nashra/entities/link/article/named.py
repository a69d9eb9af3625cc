"""A mention on its way to its entity."""

from dataclasses import dataclass

from nashra.article import Mention
from nashra.entities.link.types import Link


@dataclass(slots=True)
class Named:
    """A mention being linked: its name with the article whole, the name's units in normal form, its title's class."""

    mention: Mention
    name: str
    link: Link
    form: tuple[str, ...]
    title: str
    curated: bool
