"""From a name to its entity, and from an article's mentions to theirs.

`Linker.link` is a pure function of (type, name) and the reference data, so it gives the same id on any
machine, in any order, in any shard. The steps and their order are in `steps`.
"""

from functools import cached_property
from pathlib import Path

from nashra.article import Mention
from nashra.entities.link.article.link_mentions import link_mentions
from nashra.entities.link.common_words import read_words
from nashra.entities.link.english.habits import read_habits
from nashra.entities.link.forms.clitic_forms import FORMS
from nashra.entities.link.forms.foreign import FORMS as FOREIGN_FORMS
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits, read_spelt
from nashra.entities.link.reference.papers import home_of, paper_of
from nashra.entities.link.reference.reference import read_reference
from nashra.entities.link.span.junk import read_not_names
from nashra.entities.link.span.trim import read_titles
from nashra.entities.link.unknown_names import UnknownNames
from nashra.settings import REFERENCE, RULES
from nashra.source_registry import known_source
from nashra.text.clitics import read_clitics
from nashra.yaml_files import stamp

_READ = (read_words, read_not_names, read_titles, read_limits, read_spelt, read_clitics, read_habits)
_CACHED = (*_READ, FORMS, *FOREIGN_FORMS)


class Linker(Knowledge):
    """Links names, and the mentions of an article."""

    @staticmethod
    def load(folder: Path = REFERENCE) -> "Linker":
        """The linker with the reference data of a folder; read once, and again when one of its files has changed:
        a scheduler hands the linker that it has read on to the tasks that it forks."""
        now = stamp(_files(folder))
        if _loaded.get(folder, ("", None))[0] != now:
            for cached in _CACHED:
                cached.cache_clear()
            _loaded[folder] = now, Linker(read_reference(folder))
        return _loaded[folder][1]

    def home_of(self, source: str | None) -> str | None:
        """The country that a paper writes from, by its name or address; None when neither tells.

        A paper that no alias has may be a well-known site (`nashra.source_registry`).
        """
        found = home_of(source, self.reference.homes)
        site = None if found or not source else known_source(source)
        if site is None or site.everywhere or site.country not in read_limits().home_of_papers:
            return found
        return site.country

    def english(self, name_ar: str, kind: str = "PERS", country: str | None = None) -> str | None:
        """English for a name that no reference knows; None when it can't be told."""
        return self.english_and_origin(name_ar, kind, country)[0]

    def english_and_origin(self, name_ar: str, kind: str, country: str | None = None) -> tuple[str | None, str | None]:
        """(English, TRANSLATED or ROMANISED) for a name that no reference knows; see `UnknownNames.of`."""
        return self._unknown_names.of(name_ar, kind, country)

    def is_anybodys(self, kind: str, name: str) -> bool:
        """Whether every town, or many a body, has what a name alone names: «المجلس البلدي»."""
        return self._unknown_names.is_anybodys(kind, name_key(name))

    @cached_property
    def _unknown_names(self) -> UnknownNames:
        return UnknownNames(self)

    def link_article(self, mentions: list[Mention], body: str, source: str | None = None) -> list[Mention]:
        """The mentions of one article with `entity_id`, clitics and titles cut off, short forms resolved.

        Gives new mentions in order of their place, none overlapping; `surface == body[start:end]` holds.
        Mentions are mended by the names that the reference knows (see `mend`), the type of one is corrected
        where a curated name has only another. `source` is the article's paper, by name or address: its country speaks
        for places and bodies of that country. Depends on nothing outside the article.
        """
        paper = paper_of(source, self.reference.papers)
        return link_mentions(self, mentions, body, self.home_of(source), paper)


def _files(folder: Path) -> list[Path]:
    """All that a linker is made of."""
    return [path for base in (folder, RULES) for path in sorted(base.rglob("*")) if path.is_file()]


_loaded: dict[Path, tuple[str, Linker]] = {}
