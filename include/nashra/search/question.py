"""What is asked of the index: words, phrases in marks, words that must not be there, and where to look."""

import re
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from nashra.errors import NashraError
from nashra.search.words import WORD, forms, indexed

_PIECE = re.compile(r"(?P<without>-?)(?:\"(?P<quoted>[^\"]*)\"|«(?P<marked>[^»]*)»|(?P<word>[^\s\"«»]+))")
_MOST, _LONGEST = 40, 2000  # words of a question, and its letters


class NothingAsked(NashraError, ValueError):
    """A question without a word or a filter to look for."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, and in which articles."""

    text: str = ""  # words, all of which an article must have; "phrases"; -words that it must not have
    first: date | None = None  # days of the landing, both included
    last: date | None = None
    sources: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # entity ids, all of which an article must name; of quotes: one of whom says it
    countries: tuple[str, ...] = ()  # that an article is about, ISO 3166-1 alpha-2
    sections: tuple[str, ...] = ()
    in_quotes: bool = False  # words must stand in one quote, instead of in title or body
    by_words: bool = False  # those with its words in their title come first, each by likeness; else the newest
    wanted: tuple[tuple[str, ...], ...] = field(init=False, default=())  # words and phrases, as indexed
    unwanted: tuple[tuple[str, ...], ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Raises NothingAsked, also when there are too many words or letters."""
        if len(self.text) > _LONGEST:
            raise NothingAsked(f"too long: at most {_LONGEST} letters")
        for name in (
            "sources",
            "names",
            "countries",
            "sections",
        ):  # SQLite takes no half of a pair, which is what a shell's bytes may become
            whole = (said.encode("utf-8", "replace").decode() for said in getattr(self, name))
            object.__setattr__(self, name, tuple(whole))
        found: dict[bool, list[tuple[str, ...]]] = {True: [], False: []}
        for match in _PIECE.finditer(self.text):
            said = match["quoted"] or match["marked"] or match["word"] or ""
            if words := tuple(WORD.findall(indexed(said))):
                found[not match["without"]].append(words)
        object.__setattr__(self, "wanted", tuple(found[True]))
        object.__setattr__(self, "unwanted", tuple(found[False]))
        if not (self.wanted or self.names or self.filters):
            raise NothingAsked("nothing to look for: give a word, a phrase in marks, a name, a source, a country "
                               "or a section")  # fmt: skip
        if sum(map(len, (*self.wanted, *self.unwanted))) > _MOST:
            raise NothingAsked(f"too many words: at most {_MOST}")

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """Columns of articles that are asked for, with the values that they may have."""
        asked = {"source": self.sources, "country": self.countries, "section": self.sections}
        return {column: values for column, values in asked.items() if values}

    @property
    def is_ranked(self) -> bool:
        """Whether there are words by which one article may answer better than another."""
        return self.by_words and bool(self.wanted) and not self.in_quotes

    def match(self) -> str | None:
        """The question in the language of FTS5; None when words and names are of no account."""
        return self._match("said" if self.in_quotes else "title body")

    def match_in_title(self) -> str:
        """The same, with the words in the title."""
        words = " AND ".join(_either(words, "title") for words in self.wanted)
        return f"({self.match()}) AND {words}" if self.names or self.unwanted else words

    def _match(self, where: str) -> str | None:
        wanted = [_either(words, where) for words in self.wanted]
        if self.in_quotes:
            speakers = " OR ".join(token(name) for name in self.names)
            wanted += [f"speaker : ({speakers})"] if speakers else []
        else:
            wanted += [f"names : {token(name)}" for name in self.names]
        if not wanted:
            return None
        text = " AND ".join(wanted)
        for words in self.unwanted:
            text = f"({text}) NOT {_either(words, where)}"
        return text

    def found_words(self) -> frozenset[str]:
        """Every form of every word that is looked for: what is marked in what is shown."""
        return frozenset(form for words in self.wanted for word in words for form in (*forms(word),))


def token(name: str) -> str:
    """An entity id as one word of the index."""
    return "e" + blake2b(name.encode(), digest_size=8).hexdigest()


def _either(words: tuple[str, ...], where: str) -> str:
    """One word behind any proclitic, in some columns; of a phrase its first."""
    first, *others = words
    phrases = (" ".join((form, *others)) for form in forms(first))
    return f"{{{where}}} : (" + " OR ".join(f'"{phrase}"' for phrase in phrases) + ")"
