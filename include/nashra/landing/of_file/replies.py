"""Records that belong to other records of their file: replies, annotations."""

from collections.abc import Mapping

from nashra.landing.facts.leaves import Place
from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.of_file.rows import Row
from nashra.landing.of_file.whole_story import mean_length


def are_of_articles(
    rows: list[Row], places: Mapping[str, Place], articles: list[Row], theirs: Mapping[str, Place]
) -> bool:
    """Whether records of one kind name the addresses of those of another kind, and have shorter texts."""
    if "text" not in places:
        return False
    addresses = {row.fields.get("url") or row.leaf_at(theirs.get("url")) for row in articles} - {None}
    least = looks_rules().said * len(rows)
    named = sum(any(leaf.value in addresses for leaf in row.leaves if isinstance(leaf.value, str)) for row in rows)
    return named >= least and _length(rows, places) < _length(articles, theirs)


def _length(rows: list[Row], places: Mapping[str, Place]) -> float:
    place = places.get("text")
    return mean_length([row.text or (row.story_at(place) if place else None) or "" for row in rows])
