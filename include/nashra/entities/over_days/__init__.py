"""The lake's table of entities: one row a person, place, organisation or other name, over all published days."""

from nashra.entities.over_days.table import build_entities

__all__ = ["build_entities"]
