"""Lines that say who made a story: between headline and text, and below the text."""

import re
from collections.abc import Sequence
from datetime import UTC

from nashra.landing.facts.dates import find_date
from nashra.landing.facts.place_names import place_names
from nashra.landing.pages.bios import bios_below
from nashra.landing.pages.outline import Outline
from nashra.landing.pages.page_rules import PageRules
from nashra.text.fold import fold, fold_line

_ABOVE, _BELOW = 6, 4  # lines below the headline, and at a text's end, that are looked at
_SHORT = 25  # characters of a line of nothing but how many, or how long
_SENTENCE_ENDS = (".", "!", "؟", "?")
_FIELDS = re.compile(r"[|•·]")  # between what a line says of a story
_DASHES, _PARTS = re.compile(r"\s[-–—]{1,2}\s"), re.compile(r"\s*[,،]\s*")
_JOBS = re.compile(r"[|•·.،؛]\s|\s[-–—/]\s")  # between what it says of those who made it: «تحرير: سلوى. تصوير: عارف.»
_NUMBERS = re.compile(r"[\d\s.,٫٬]{1,12}[KkMm]?")  # of those who like a story, or shared it
_SENTENCES = re.compile(r"\.\s")
_WHOLE_NAME = 4  # words of a name alone
_NAME_WORDS = 8  # that a name and what it is called by have


def credits_of(
    outline: Outline, lines: Sequence[int], headline: int | None, makers: Sequence[str], rules: PageRules
) -> list[int]:
    """Lines with bars or dots between who made the story and when, those of how many read it, or how long, and lines of
    jobs and names. A place and a day are none of them: that is where the story was filed. `makers` are
    those that the page's head names, and its site: a line of nothing else says it again."""
    if headline is None:
        return []
    below = [line for line in lines if line > headline]
    found: list[int] = []
    told = False  # whether a sentence stands above
    named = frozenset(map(fold, makers))
    for line in below[:_ABOVE]:
        text = outline.text[line]
        if _is_jobs(text, rules) or rules.labels_writer(text) or (not told and _tells_maker(text, rules)):
            found.append(line)
        elif len(text) > rules.date_chars or text.endswith(_SENTENCE_ENDS):
            told = True
        elif (rules.counts_readers(text) and (len(text) <= _SHORT or find_date(fold(text), UTC))) or (
            not told and (_is_maker(outline, line, named, rules) or _is_name_and_day(text))
        ):
            found.append(line)
        elif not told:
            parted = _FIELDS if _FIELDS.search(text) else _DASHES
            pieces = [piece.strip() for piece in parted.split(text) if piece.strip()]
            labels = sum(":" in piece for piece in pieces)
            credited = (len(pieces) > 2 and (parted is _FIELDS or labels > 1)) or any(map(rules.says_who_made, pieces))
            credited = credited or (len(pieces) == 2 and any(map(_is_name, pieces)))
            credited = credited or any(fold(piece) in named for part in pieces for piece in _PARTS.split(part))
            if len(pieces) > 1 and credited and any(find_date(fold(piece), UTC) for piece in pieces):
                found.append(line)
    return [*found, *_at_the_end(outline, below, rules), *bios_below(outline, below, headline, makers, rules)]


def _at_the_end(outline: Outline, below: Sequence[int], rules: PageRules) -> list[int]:
    """Jobs and names below the text, and their heading, and what counts who liked it."""
    end = below[-_BELOW:] if len(below) > _BELOW else below[1:]
    counts = [
        line for line in end if _NUMBERS.fullmatch(outline.text[line]) and outline.tag[outline.owner[line]] == "div"
    ]
    jobs = [line for line in end if _is_jobs(outline.text[line], rules)]
    if not jobs:
        return counts
    above = below[below.index(jobs[0]) - 1]
    heading = above in end and rules.heads_credits(outline.text[above])
    return [*counts, *([above] if heading else []), *jobs]


def _is_name(piece: str) -> bool:
    """Whether a piece beside a day may be a writer's name or a paper's: words alone, and no known place."""
    words = piece.split()
    return (
        1 < len(words) <= _WHOLE_NAME and all(map(str.isalpha, words)) and fold_line(piece) not in place_names().places
    )


def _is_name_and_day(text: str) -> bool:
    """Whether a line is a name and a day side by side, as two spans have them."""
    plain = fold(text)
    date = find_date(plain, UTC)
    if date is None or (date.start > 0 and date.end < len(plain)):
        return False
    return _is_name((plain[: date.start] + plain[date.end :]).strip())


def _is_maker(outline: Outline, line: int, named: frozenset[str], rules: PageRules) -> bool:
    """Whether a line is a name that the page's head knows, one in an element called so, or how many liked it."""
    text = outline.text[line]
    if fold(text) in named or _NUMBERS.fullmatch(text):
        return True
    return len(text.split()) <= _NAME_WORDS and rules.names_byline(outline.names[outline.owner[line]])


def _tells_maker(text: str, rules: PageRules) -> bool:
    """Whether short sentences, as prints have them, say who wrote a story, and when, and where it stands."""
    pieces = [piece for piece in _SENTENCES.split(text) if piece.strip()]
    return len(pieces) > 2 and rules.says_who_made(text) and any(find_date(fold(piece), UTC) for piece in pieces[1:])


def _is_jobs(text: str, rules: PageRules) -> bool:
    """Whether a line is made of jobs, each with its name: «نص: سلوى النجار - صور: عارف النجدي»."""
    if ":" not in text or len(text) > rules.caption_chars:
        return False
    pieces = [piece.strip(" .") for piece in _JOBS.split(text) if piece.strip(" .")]
    jobs = [piece for piece in pieces if ":" in piece and len(piece.split()) <= _NAME_WORDS]
    return len(jobs) == len(pieces) > 1 and 2 * sum(map(rules.says_who_made, jobs)) >= len(jobs)
