"""Linking: one id for a person, place or organisation, whatever the spelling."""

from nashra.entities.link.linker import Linker
from nashra.entities.link.types import Link

__all__ = ["Link", "Linker"]
