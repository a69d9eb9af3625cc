"""The rules of pages: `include/rules/pages.yaml`, whose comments say what each means."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from pydantic import Field

from nashra.settings import RULES
from nashra.text.fold import fold, fold_line
from nashra.yaml_files import Strict, read_model

_JOINT = re.compile(r"[^a-z]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# «f3ad1c», as programs make them, says nothing; «ad300x250» does.
_HASH = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]*\d+(?!x\d)[A-Za-z][A-Za-z0-9]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_PIECES = re.compile(r"\s[-–—|•]\s|[:،,.|]")  # between what a page is called and the name of its site
_UNTIL = ("placeholder", "fallback")
_SHORT = 200  # characters of a line that is kept folded
_NAMES = 400  # characters of an element's names that are looked at

_Share = Field(ge=0, le=1)
_Count = Field(ge=0)


class PageRules(Strict):
    """What pages.yaml holds."""

    paragraph_chars: int = _Count
    paragraph_links: float = _Share
    paragraph_few: int = _Count
    paragraph_short: int = _Count
    spread: list[float]
    near_chars: int = _Count
    near_share: float = _Share
    near_half: float = _Share
    far_away: float = _Share
    widen_levels: int = _Count
    widen_alike: int = _Count
    alike_paragraphs: float = _Share
    alike_links: float = _Share
    alike_share: float = _Share
    alike_chars: int = _Count
    lead_chars: int = _Count
    lead_names: list[str]
    point_names: list[str]
    point_headings: list[str]
    quote_names: list[str]
    marked_share: float = _Share

    chrome_chars: int = _Count
    apart_most: float = _Share
    apart_named: float = _Share
    thin: frozenset[str]
    thin_paragraphs: int = _Count
    card_run: int = Field(ge=2)
    card_title: int = _Count
    card_lines: int = Field(ge=1)
    card_chars: int = _Count
    card_excerpt: int = _Count
    others_told: int = _Count
    unsaid: list[str]
    said: dict[str, list[str]]  # what an element is for -> the words of its names
    comment_headings: list[str]
    section_names: list[str]
    site_headings: list[str]
    listen_words: list[str]
    source_headings: list[str]
    note_words: list[str]
    end_marks: list[str]
    about_words: list[str]
    about_lines: int = _Count
    comment_chars: int = _Count
    consent_phrases: list[str]
    consent_words: list[str]
    consent_lines: int = _Count
    writer_words: list[str]
    bio_words: list[str]
    byline_names: list[str]
    call_words: list[str]
    call_chars: int = _Count
    roles: dict[str, str]

    link_whole: float = _Share
    link_line: float = _Share
    link_line_chars: int = _Count
    link_run: int = Field(ge=1)
    links_most: float = _Share
    heading_chars: int = _Count
    leads_on_words: list[str]
    more_words: list[str]
    caption_chars: int = _Count

    dates: list[str]
    dates_weak: list[str]
    changed_words: list[str]
    published_words: list[str]
    due_words: list[str]
    created_words: list[str]
    published_names: list[str]
    no_dates: frozenset[str]
    date_lines: int = _Count
    date_far: int = _Count
    date_chars: int = _Count
    date_beside: int = _Count
    date_sender: int = _Count
    clock_words: list[str]
    sent_words: list[str]
    credit_words: list[str]
    credit_headings: list[str]
    reader_words: list[str]
    label_words: list[str]
    date_names: list[str]
    tool_names: list[str]
    date_below: int = _Count
    date_linked: int = _Count
    unseen_names: list[str]
    line_end_names: list[str]

    not_found: list[str]
    not_found_chars: int = _Count

    script_letters: int = _Count
    script_share: float = _Share
    script_same: float = _Share
    state_attributes: list[str]

    def said_by(self, names: str) -> str:
        """What an element's class and id names say it is for; "" for nothing."""
        return _said_by(names)

    def hidden(self, attributes: Mapping[str, str | None]) -> str:
        """ "hidden" when an element's attributes hide it until a script shows it, or show it until then, else ""."""
        style = (attributes.get("style") or "").replace(" ", "").lower()
        # AMP's have no value; others say what stands in an empty field, or in an editor's block
        unshown = "hidden" in attributes or any(name in attributes and not attributes[name] for name in _UNTIL)
        return "hidden" if unshown or "display:none" in style else ""

    def part_said(self, names: str) -> str:
        """What the names of a part of a line say of it: that it is "unseen", there for those who listen, a "tool" that
        is there to be pressed, or a "day"; "" for nothing."""
        return _part_said(names)

    def names_line_ends(self, names: str) -> bool:
        """Whether an element's names say that line ends in it are shown."""
        return _names_one_of(names, tuple(self.line_end_names))

    def styles_line_ends(self, style: str) -> bool:
        """Whether an element's style says so."""
        return "white-space:pre" in style.lower().replace(" ", "")

    def names_lead(self, names: str) -> bool:
        """Whether an element's names say that it is the paragraph above a story's text."""
        return _names_one_of(names, tuple(self.lead_names))

    def names_points(self, names: str) -> bool:
        """Whether an element's names say that it holds a story's points in short."""
        return len(names) > 1 and _names_one_of(names, tuple(self.point_names))

    def heads_points(self, line: str) -> bool:
        """Whether a line is the heading of a story's points in short."""
        return len(line) <= self.comment_chars and _bare(line) in _headings(tuple(self.point_headings))

    def names_quote(self, names: str) -> bool:
        """Whether an element's names say that it is a quotation set large."""
        return _names_one_of(names, tuple(self.quote_names))

    def leads_on(self, line: str) -> bool:
        """Whether a line says that other stories follow."""
        return _plain(line[: self.heading_chars]).startswith(_folded(tuple(self.leads_on_words)))

    def asks_more(self, line: str) -> bool:
        """Whether a link of few words leads to the rest of a text."""
        return len(line) <= self.comment_chars and _plain(line).startswith(_folded(tuple(self.more_words)))

    def says_not_found(self, titles: Iterable[str | None], lines: Iterable[str]) -> bool:
        """Whether a page that is called so, or one that begins so, holds no more than that nothing is there."""
        lines = list(lines)
        if sum(map(len, lines)) > self.not_found_chars:
            return False
        phrases = frozenset(_folded(tuple(self.not_found)))
        named = (piece for title in (*titles, *lines[:1]) if title for piece in _PIECES.split(fold_line(title)))
        return any(piece.strip(" .!") in phrases for piece in named)

    def heads_comments(self, line: str) -> bool:
        """Whether a line is the heading of comments, with their number or without."""
        return len(line) <= self.comment_chars and _bare(line) in _headings(tuple(self.comment_headings))

    def offers_sound(self, line: str) -> bool:
        """Whether a line offers to read a text out."""
        words = tuple(self.listen_words)
        if len(line) > self.comment_chars or fold(line[:1]).lower() not in _initials(words):
            return False
        return fold_line(line).startswith(_folded(words))

    def heads_site(self, line: str) -> bool:
        """Whether a line is the heading under which a site speaks of itself."""
        words = tuple(self.site_headings)
        if len(line) > self.comment_chars or fold(line[:1]).lower() not in _initials(words):
            return False
        return _bare(line) in _headings(words)

    def heads_sources(self, line: str) -> bool:
        """Whether a heading is that of a text's sources."""
        return len(line) <= self.comment_chars and _bare(line) in _headings(tuple(self.source_headings))

    def notes(self, line: str) -> bool:
        """Whether a line begins as one that tells how a text came about, or what was wrong in it."""
        line = line.lstrip(" *-•([")
        words = tuple(self.note_words)
        if fold(line[:1]).lower() not in _initials(words):  # most lines: nothing else is folded
            return False
        return _call_pattern(words).match(fold_line(line[: self.comment_chars])) is not None

    def ends_story(self, line: str) -> bool:
        """Whether a line is a mark that the story ends: «-انتهى-»."""
        return len(line) <= self.comment_chars and _bare(line) in _headings(tuple(self.end_marks))

    def heads_about(self, line: str) -> bool:
        """Whether a short line is the heading of what a release says of those who sent it."""
        plain = fold_line(line) if len(line) <= self.heading_chars else ""
        return plain.lstrip("-*• ").startswith(_begun(tuple(self.about_words))) or (
            _bare(plain) in _headings(tuple(self.about_words))
        )

    def names_section(self, line: str) -> bool:
        """Whether a line is what sites call their news, and no headline."""
        return len(line) <= self.comment_chars and _bare(line) in _headings(tuple(self.section_names))

    def tells_writer(self, line: str) -> bool:
        """Whether a line begins as one that says what somebody who writes is."""
        return fold_line(line[: self.comment_chars]).startswith(_begun(tuple(self.writer_words)))

    def tells_bearer(self, rest: str) -> bool:
        """Whether what stands behind a name begins as one that says what its bearer is."""
        words = (*self.writer_words, *self.bio_words)
        return fold_line(rest[: self.comment_chars]).startswith(_begun(words))

    def names_byline(self, names: str) -> bool:
        """Whether an element's names say that it holds who wrote a story."""
        return len(names) > 1 and _names_one_of(names, tuple(self.byline_names))

    def asks_consent(self, line: str) -> bool:
        """Whether a paragraph is about what its site may store. Each page is asked all of its text: its lines have no
        white space to be folded."""
        plain = fold(line).lower()
        return sum(phrase in plain for phrase in _folded(tuple(self.consent_phrases))) > 1

    def consents(self, line: str) -> bool:
        """Whether a line is the answer that a consent banner wants."""
        return len(line) <= self.comment_chars and _bare(line) in _headings(tuple(self.consent_words))

    def names_a_change(self, names: str) -> bool:
        """Whether an element's names speak of a change, and not of publication too."""
        return self.before_change(names) != fold_line(names) and not any(name in names for name in self.published_names)

    def says_who_sent(self, line: str) -> bool:
        """Whether a line begins as one that says who sent a story in, and when."""
        return fold_line(line[: self.date_chars]).startswith(_folded(tuple(self.sent_words)))

    def says_who_made(self, piece: str) -> bool:
        """Whether a piece of a line begins as one that says who made a story, or how long it is read."""
        return _plain(piece).startswith(_folded(tuple(self.credit_words)))

    def heads_credits(self, line: str) -> bool:
        """Whether a line is the heading of the names of those who made a story."""
        return len(line) <= self.comment_chars and _bare(line) in _headings(tuple(self.credit_headings))

    def counts_readers(self, line: str) -> bool:
        """Whether a line says how many read or looked at something, or how long that takes."""
        return _readers_pattern(tuple(self.reader_words)).search(_plain(line)) is not None

    def labels_writer(self, line: str) -> bool:
        """Whether a short line says, as to those who listen, who wrote a story or what the writer is."""
        return len(line) <= self.heading_chars and _plain(line).startswith(_labels(tuple(self.label_words)))

    def calls(self, said: str) -> bool:
        """Whether a button, or a link of few words, asks for something: to join, to subscribe, to give."""
        said = said.strip()
        return len(said) <= self.call_chars and _is_call(said)

    def says_due(self, plain: str) -> bool:
        """Whether a folded line says until when something may be done, or when it will be."""
        return plain.startswith(_folded(tuple(self.due_words)))

    def says_made(self, plain: str) -> bool:
        """Whether a folded line says when a story was made, which may be before its publication."""
        return plain.startswith(_folded(tuple(self.created_words)))

    def less_clock(self, plain: str) -> str:
        """What a folded date line says beside its hour."""
        return _clock_pattern(tuple(self.clock_words)).sub(" ", plain)

    def before_change(self, text: str) -> str:
        """A line, folded, as far as it does not speak of a change."""
        plain = _plain(text)
        starts = [at for word in _folded(tuple(self.changed_words)) if (at := plain.find(word)) >= 0]
        if not starts:
            return plain
        change = min(starts)
        told = _published_pattern(tuple(self.published_words)).search(plain, change)
        if told is None:  # else the publication is told behind the change: «آخر تحديث: … نشر في: …»
            return plain[:change]
        return plain[:change] + self.before_change(plain[told.start() :])

    def says_published(self, line: str) -> bool:
        """Whether a line begins as one that says when something was published."""
        return _published_pattern(tuple(self.published_words)).match(fold_line(line[: self.comment_chars])) is not None


@lru_cache(maxsize=16)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold_line, words))


@lru_cache(maxsize=8)
def _labels(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{word}{comma}" for word in _folded(words) for comma in ",،")


@lru_cache(maxsize=8)
def _begun(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{word}{end}" for word in _folded(words) for end in (" ", "،", ","))


@lru_cache(maxsize=8)
def _initials(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word[0] for word in _folded(words))


@lru_cache(maxsize=8)
def _call_pattern(words: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(rf"(?:{'|'.join(map(re.escape, _folded(words)))})(?!\w)")


@lru_cache(maxsize=8)
def _clock_pattern(words: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(rf"\d{{1,2}}:\d\d(?::\d\d)?|(?<!\w)(?:{'|'.join(map(re.escape, _folded(words)))})(?!\w)")


@lru_cache(maxsize=8)
def _readers_pattern(words: tuple[str, ...]) -> "re.Pattern[str]":
    said = "|".join(map(re.escape, _folded(words)))
    return re.compile(rf"\d\s?(?:الف\s)?(?:{said})|(?:{said})\s?:?\s?\d")


@lru_cache(maxsize=8)
def _published_pattern(words: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _folded(words)))})(?!\w)")


def _plain(line: str) -> str:
    """A line folded: a short one is kept, since each is asked for many things, and pages of a site share lines."""
    return _plain_short(line) if len(line) <= _SHORT else fold_line(line)


@lru_cache(maxsize=8192)
def _plain_short(line: str) -> str:
    return fold_line(line)


@lru_cache(maxsize=8)
def _headings(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_bare, words))


@lru_cache(maxsize=8192)
def _bare(line: str) -> str:
    """A line's words without numbers and signs."""
    return " ".join(_LETTERS.findall(_plain(line)))


@lru_cache(maxsize=8192)
def _said_by(names: str) -> str:
    plain = _plain_names(names)
    match = _said_pattern().search(_unsaid_pattern().sub("", plain))
    return match.lastgroup or "" if match else ""


@lru_cache(maxsize=8192)
def _part_said(names: str) -> str:
    rules = load_page_rules()
    kinds = {"unseen": rules.unseen_names, "tool": rules.tool_names, "day": rules.date_names}
    return next((kind for kind, words in kinds.items() if _pattern_of(tuple(words)).search(_plain_names(names))), "")


@lru_cache(maxsize=32768)
def _names_one_of(names: str, words: tuple[str, ...]) -> bool:
    return _pattern_of(words).search(_plain_names(names)) is not None


@lru_cache(maxsize=8192)
def _is_call(said: str) -> bool:
    return _call_pattern(tuple(load_page_rules().call_words)).match(fold_line(said)) is not None


@cache
def _pattern_of(words: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(rf"(?<![a-z])(?:{_words(words)})(?![a-z])")


def _plain_names(names: str) -> str:
    return _JOINT.sub(" ", _HUMP.sub(" ", _HASH.sub(" ", names[:_NAMES])).lower())


@cache
def _said_pattern() -> "re.Pattern[str]":
    parts = (f"(?P<{kind}>{_words(words)})" for kind, words in load_page_rules().said.items())
    return re.compile(rf"(?<![a-z])(?:{'|'.join(parts)})(?![a-z])")


@cache
def _unsaid_pattern() -> "re.Pattern[str]":
    return re.compile(rf"(?<![a-z])(?:{_words(load_page_rules().unsaid)})(?![a-z])")


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word.lower()).replace(r"\ ", " ").replace(r"\*", "[a-z]*") for word in words)


@cache
def load_page_rules() -> PageRules:
    return read_pages()


def read_pages(path: Path = RULES / "pages.yaml") -> PageRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, PageRules)
