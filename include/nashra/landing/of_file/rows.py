"""A record as its file's columns are looked for in it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from nashra.landing.facts.bare import bare_of_markup
from nashra.landing.facts.field_names import paths
from nashra.landing.facts.leaves import Leaf, Place, at, leaves
from nashra.landing.facts.looks import is_headline
from nashra.landing.facts.unnamed_text import reads_as_story
from nashra.landing.of_file.own_blocks import text_at
from nashra.landing.shapes.literals import is_missing
from nashra.landing.shapes.rules import key, keyed, shape_rules

_HEAD = 5000  # characters of a text that are looked at


class Row:
    """A record with what stands around it, and what its known names say. `text`: that, or what is taken for it;
    `around`: the names of what stands around it."""

    def __init__(
        self,
        record: Mapping[str, Any],
        fields: Mapping[str, Any],
        is_post: bool,
        text: str = "",
        around: frozenset[str] = frozenset(),
    ) -> None:
        self._record, self.fields, self.is_post, self._around = record, fields, is_post, around
        named = fields.get("text")
        self.text = text or (named if isinstance(named, str) else "")

    def with_text(self, place: Place) -> "Row":
        """The same with the story of a place as its text, where it names none."""
        if self.text:
            return self
        return Row(self._record, self.fields, self.is_post, self.story_at(place) or "", self._around)

    def without_text(self) -> "Row":
        """The same as if it named no text."""
        fields = {column: value for column, value in self.fields.items() if column != "text"}
        if "title" not in fields and is_headline(self.text):
            fields["title"] = self.text
        return Row(self._record, fields, self.is_post, around=self._around)

    @cached_property
    def text_is_another(self) -> bool:
        """Whether its text is none by its name, or reads as a headline does."""
        return not self.is_post and (is_headline(self.text) or not paths("text", tuple(self._record)))

    @cached_property
    def bare(self) -> str:
        """The letters of the text's beginning."""
        return bare_of_markup(self.text[:_HEAD])

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Values that stand alone at their places."""
        return [leaf for leaf in self._every_leaf if not leaf.several]

    @cached_property
    def named(self) -> list[tuple[str, Any]]:
        """Its values under the last steps of their names."""
        return [(leaf.place[-1], leaf.value) for leaf in self._every_leaf]

    def stories(self) -> Iterator[tuple[Place, str]]:
        """What reads as a story, in one piece or several, with its place."""
        places = (leaf.place[:end] for leaf in self._every_leaf for end in range(1, len(leaf.place) + 1))
        for place in dict.fromkeys(places):
            if text := self.story_at(place):
                yield place, text

    def names_a_channel(self, place: Place) -> bool:
        """Whether a place is the name of something that the record was found in: a chat, a project, a list."""
        return place[0] in self._around and key(place[-1]) == "name"

    def is_around(self, place: Place) -> bool:
        """Whether a place lies around the record, not in it."""
        return place[0] in self._around

    def leaf_at(self, place: Place | None) -> Any:
        return next((leaf.value for leaf in self.leaves if leaf.place == place), None)

    def says_at(self, place: Place) -> bool:
        """Whether it has more there than a word for "nothing"."""
        value = at(place, self._record)
        return not (value is None or (isinstance(value, str) and is_missing(value)))

    def story_at(self, place: Place) -> str | None:
        value = at(place, self._record)
        if not isinstance(value, str | list | Mapping) or (isinstance(value, Mapping) and not _is_block(value)):
            return None
        text = text_at(value, place[-1])
        read = isinstance(text, str) and reads_as_story(text, in_pieces=isinstance(value, list))
        return text if read else None  # type: ignore[return-value]  # a str

    @cached_property
    def _every_leaf(self) -> list[Leaf]:
        return leaves(self._record)


def _is_block(value: Mapping[Any, Any]) -> bool:
    """Whether an object is a body in blocks: one that says what kind of block it is."""
    return any(name in keyed(dict(value)) for name in shape_rules().block_kind)
