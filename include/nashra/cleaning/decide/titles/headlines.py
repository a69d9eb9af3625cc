"""What a line above a story is by its own words: the name of a section, a caption, a kicker (`headlines.yaml`)."""

import re
from functools import cache, lru_cache
from pathlib import Path

from pydantic import Field

from nashra.cleaning.decide.cut.glued import glued_limits
from nashra.cleaning.decide.titles.site_sound import sounds_like
from nashra.cleaning.lines.word_index import WordIndex, first_words
from nashra.cleaning.lines.word_kinds import common_words
from nashra.landing.facts.metadata_words import metadata_words
from nashra.settings import RULES
from nashra.source_registry import known_source
from nashra.text.fold import fold_line
from nashra.yaml_files import Strict, Words, read_model

BARS = re.compile(r"\s[-–—|/•·]|[-–—|/•·]\s|\|")
_PART = 2  # words of what stands behind a section's name and a bar
_SECTIONS = 3  # names of sections that make a menu of one line, at the least
_SITE = 2  # words of what stands beside a site's name
_GLUED = re.compile("[A-Za-z][\u0621-\u064a]|[\u0621-\u064a][A-Za-z]")
_MARKS = " :|-–—"
_SIGNS = re.compile(r"[_:–—/-]|(?<=\s)ـ+(?=\s)")  # between a paper's name and how it came by the story
_LETTERS = re.compile(r"[^\W_]+")
_FEWEST, _MOST = 2, 4  # words of a person's name
_VERB = re.compile(
    "ي(?!وم|ناير|ون|ول|مني|اسر|اسمين|حيي|وسف|عقوب|زيد|زن)[^\\W\\d_]{3,6}"
)  # folded; of names some are set apart
# The same of a woman, a body, a town («تفتتح»), less what nouns look like («تدريب», «تعاون», «تجربة»).
_HER_VERB = re.compile("ت(?!..ي.$|.ا)[^\\W\\d_]{2,4}[^\\W\\d_ها]|تبدا|تشارك|تطالب|تواصل|تناقش|تغادر|تحاول")
_SUBJECT = 4  # words among which it stands, the subject before it
_JOINED = re.compile("(?:لل|وال|وي|بال|فال)[^\\W\\d_]{2,}")  # folded: what is written onto a word that goes on


class HeadlineRules(Strict):
    """headlines.yaml; its comments say what each value means."""

    kicker_starts: Words
    saying_ends: Words
    kicker_words: int = Field(ge=1)
    phrase_words: int = Field(ge=1)
    silent_words: int = Field(ge=1)
    speaker_words: int = Field(ge=1)
    phrase_starts: Words
    matter_words: int = Field(ge=1)
    going_on: Words
    goes_on_always: Words
    person_titles: Words
    unfinished: Words
    section_names: Words
    by_ends: Words
    sent_starts: Words
    series_starts: Words
    paper_starts: Words
    section_starts: Words
    column_starts: Words
    column_ends: Words
    corner_starts: Words
    corner_ends: Words
    site_words: Words
    caption_ends: Words
    by_words: int = Field(ge=2)
    teaser_letters: int = Field(ge=1)
    section_words: int = Field(ge=0)
    section_letters: int = Field(ge=0)
    sections: int = Field(ge=0)
    of_several: int = Field(ge=0)
    menu_bars: int = Field(ge=1)
    headline_words: int = Field(ge=1)
    headline_letters: int = Field(ge=1)
    shared_words: int = Field(ge=1)


def read_headlines(path: Path = RULES / "headlines.yaml") -> HeadlineRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, HeadlineRules)


@cache
def headline_rules() -> tuple[HeadlineRules, tuple[str, ...], frozenset[str]]:
    """The rules, what kickers begin with, and the words that end no headline, folded."""
    rules = read_headlines()
    return (
        rules,
        tuple(map(_beginning, rules.kicker_starts)),
        frozenset(map(fold_line, rules.unfinished)),
    )


def _beginning(start: str) -> str:
    """What a folded line begins with that begins so; a preposition of one letter is written with the next word."""
    folded = fold_line(start)
    return folded if len(folded.split()[-1]) == 1 else folded + " "


@cache
def _section_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Names of sections, and what lines of sections begin with."""
    rules, _, _ = headline_rules()
    return frozenset(map(fold_line, rules.section_names)), tuple(fold_line(word) + " " for word in rules.section_starts)


@cache
def _caption_ends() -> frozenset[str]:
    return frozenset(map(fold_line, headline_rules()[0].caption_ends))


@lru_cache(maxsize=1 << 12)  # a paper's sections stand above many of its articles
def names_a_section(line: str, source: str) -> bool:
    """Whether a line is no headline, whatever stands below it: hashtags, names of sections, the article's source,
    several papers, a site that is known with a section beside it. `source`: as the article has it."""
    folded, sections = fold_line(line).strip(_MARKS), _section_words()[0]
    if not folded or folded in sections or folded == _folded_source(source):
        return True
    if _names_the_site(folded, source) or _names_a_column(folded) or _is_a_papers_full_name(folded):
        return True
    if _says_who_was_sent(folded):
        return True
    if "#" in line and all(word.startswith("#") for word in line.split()):
        return True
    if _signs_a_story(line):
        return True
    pieces = BARS.split(line)
    # most lines have no bar, and are not folded again
    folds = [folded] if len(pieces) == 1 else (fold_line(piece).strip(_MARKS) for piece in pieces)
    parts = [part for part in folds if part]
    if not parts:
        return False
    if len(parts) > 1 and all(map(_names_a_paper, parts)):
        return True
    if parts[0] in sections:
        relative = metadata_words().relative
        return all(part in sections or relative.fullmatch(part) or len(part.split()) <= _PART for part in parts)
    return len(parts) < 3 and known_source(parts[0]) is not None and all(len(o.split()) <= _SITE for o in parts[1:])


def _names_a_paper(folded: str) -> bool:
    """«صحيفة الضحى المغربية», «موقع سنابل»: says what it is and its name, and nothing else."""
    words = folded.split()
    return 1 < len(words) <= headline_rules()[0].section_words and words[0] in _papers()


def _says_who_was_sent(folded: str) -> bool:
    """«موفدا لجنة الإعلام الرياضي»."""
    words = folded.split()
    return len(words) <= headline_rules()[0].section_words and words[0] in _sent() and not has_a_verb(folded)


@cache
def _sent() -> frozenset[str]:
    return frozenset(map(fold_line, headline_rules()[0].sent_starts))


def begins_a_series(folded: str) -> bool:
    """Whether a folded line begins as the names of series do: «من وصايا الحكماء»."""
    return folded.strip().startswith(_series())


@cache
def _series() -> tuple[str, ...]:
    return tuple(fold_line(start) + " " for start in headline_rules()[0].series_starts)


def _is_a_papers_full_name(folded: str) -> bool:
    """«صحيفة صدى الوادي الإلكترونية»: says what it is before its name and behind it."""
    words = folded.split()
    return (
        2 < len(words) <= headline_rules()[0].by_words
        and words[0] in _papers()
        and words[-1] in metadata_words().paper_ends
    )


@cache
def _papers() -> frozenset[str]:
    return frozenset(map(fold_line, headline_rules()[0].paper_starts))


def _names_the_site(folded: str, source: str) -> bool:
    """Whether a line says the site's name as its address has it: «راديو سنابل» of sanabeltv.com."""
    words = folded.split()
    if len(words) > headline_rules()[0].section_words:
        return False
    own = [word for word in words if word not in _site_words()]
    return bool(own) and sounds_like(" ".join(own), source)


@cache
def _site_words() -> frozenset[str]:
    return frozenset(map(fold_line, (*headline_rules()[0].site_words, *glued_limits().site.names)))


def _names_a_column(folded: str) -> bool:
    """«كلمة العدد», «مقال رئيس التحرير», «شرفة الرأي»."""
    starts, ends = _column_words()
    words = folded.split()
    if 1 < len(words) <= headline_rules()[0].section_words and words[0] in starts and words[-1] in ends:
        return True
    corners, of_what = _corner_words()
    return words[0] in corners and folded[len(words[0]) :].strip() in of_what


@cache
def _column_words() -> tuple[frozenset[str], frozenset[str]]:
    rules = headline_rules()[0]
    return frozenset(map(fold_line, rules.column_starts)), frozenset(map(fold_line, rules.column_ends))


@cache
def _corner_words() -> tuple[frozenset[str], frozenset[str]]:
    rules = headline_rules()[0]
    return frozenset(map(fold_line, rules.corner_starts)), frozenset(map(fold_line, rules.corner_ends))


def names_only_a_section(line: str, source: str) -> bool:
    """Whether a line is no headline even where none stands below it: a paper's name of one word, «الحياة», may be,
    but not where it is that of the article's own address."""
    first = fold_line(BARS.split(line)[0]).strip(_MARKS)
    told = len(first.split()) > 1 or first in _section_words()[0] or _names_the_site(first, source)
    return told and names_a_section(line, source)


@cache
def section_starts() -> WordIndex:
    """The first words of lines that `names_sections` may say yes to."""
    return first_words(_section_words()[0])


def names_sections(line: str) -> bool:
    """Whether a line is several names of sections with nothing between them: a menu that a scraper glued."""
    words, sections, at, said = fold_line(line).split(), _section_words()[0], 0, 0
    while at < len(words):
        sizes = range(min(_PART, len(words) - at), 0, -1)
        size = next((size for size in sizes if " ".join(words[at : at + size]) in sections), 0)
        if not size:
            return False
        at, said = at + size, said + 1
    return said >= _SECTIONS


@cache
def _by_ends() -> frozenset[str]:
    return frozenset(map(fold_line, headline_rules()[0].by_ends))


def _signs_a_story(line: str) -> bool:
    """Whether a line is a paper's name and, behind a mark, how it came by the story."""
    paper, _, how = _SIGNS.sub("|", line).rpartition("|")
    fits = len(line.split()) <= headline_rules()[0].by_words and "|" not in paper
    return fits and bool(_LETTERS.search(paper)) and fold_line(how) in _by_ends()


@lru_cache(maxsize=1 << 12)
def mixes_scripts(line: str) -> bool:
    """Whether a line has a word in which Arabic and Latin letters touch: names of sections that a scraper glued."""
    return _GLUED.search(line) is not None


@cache
def _phrases() -> tuple[tuple[str, ...], frozenset[str]]:
    """What phrases begin with that may be kickers, and the words that no headline but half of one begins with."""
    rules, _, _ = headline_rules()
    starts = tuple(map(_beginning, rules.phrase_starts))
    return starts, frozenset(map(fold_line, rules.going_on))


def starts_a_phrase(folded: str) -> bool:
    """Whether a folded line begins as a phrase does, and no word of it looks like the verb of a headline («يعود»)."""
    starts, _ = _phrases()
    return folded.startswith(starts) and not has_a_verb(folded)


def has_a_verb(folded: str) -> bool:
    """Whether a word of a folded line looks like the verb of a headline: «يعود»."""
    return any(map(_VERB.fullmatch, folded.split()))


def may_have_a_verb(folded: str) -> bool:
    """The same, or a word behind the first that may as well be a noun: «البلدية تفتتح»."""
    return has_a_verb(folded) or any(map(_HER_VERB.fullmatch, folded.split()[1:]))


def leads_to_a_verb(folded: str) -> bool:
    """The same of the words that stand where a headline's verb does."""
    return has_a_verb(folded) or any(map(_HER_VERB.fullmatch, folded.split()[1:_SUBJECT]))


@cache
def _saying() -> frozenset[str]:
    return frozenset(map(fold_line, headline_rules()[0].saying_ends))


def only_goes_on(folded: str) -> bool:
    """Whether a folded line can begin no sentence."""
    return folded.split()[0] in _always()


@cache
def _always() -> frozenset[str]:
    return frozenset(map(fold_line, headline_rules()[0].goes_on_always))


_TELLS_A_PAPER = re.compile(r".*\sل\s?[(«\"'“”]{1,2}\s?[^\W\d_]+(?:\s[^\W\d_]+){0,2}\s?[)»\"'“”]{1,2}")


def tells_a_paper(folded: str) -> bool:
    """Whether a folded line ends with whom somebody told it, and no word of it looks like a verb: «مدير المستشفى لـ
    "الضحى"». What he said stands below."""
    return _TELLS_A_PAPER.fullmatch(folded) is not None and not has_a_verb(folded)


def ends_with_saying(folded: str) -> bool:
    """Whether a folded line only says who speaks: what is said stands in the next."""
    return folded.split()[-1] in _saying()


def goes_on(folded: str) -> bool:
    """Whether a folded line can only be the rest of the one before it: «من قرى الساحل», «للأحياء القديمة»."""
    first = folded.split()[0]
    return first in _phrases()[1] or _JOINED.fullmatch(first) is not None


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    rules, _, _ = headline_rules()
    return metadata_words().given_names, frozenset(map(fold_line, rules.person_titles))


@cache
def writer_starts() -> WordIndex:
    """The first words of lines that `names_a_writer` may say yes to."""
    return first_words(frozenset().union(*_names()))


def names_a_writer(line: str) -> bool:
    """Whether a line is the name of a person and nothing else: two to four words, the first a given name."""
    names, titles = _names()
    words = fold_line(line.strip(_MARKS)).replace("د.", "د. ").split()
    while words and words[0].rstrip("./") in titles:
        words = words[1:]
    if not _FEWEST <= len(words) <= _MOST or not all(word.isalpha() for word in words):
        return False
    return words[0] in names and not common_words() & set(words) and not any(map(_VERB.fullmatch, words))


@lru_cache(maxsize=1 << 10)
def _folded_source(source: str) -> str:
    return fold_line(source)


def is_caption(line: str) -> bool:
    """Whether a line ends as captions of pictures do: «(أرشيفية)»."""
    line = line.strip()
    return line.endswith(")") and fold_line(line.rpartition("(")[2].removesuffix(")")).strip() in _caption_ends()


def has_no_verb(line: str) -> bool:
    """Whether no word of a line looks like the verb of a headline, nor does a mark part what it says."""
    return not set(".:،؟!") & set(line) and not has_a_verb(fold_line(line))


def begins_as_a_section(line: str) -> bool:
    """Whether a line's first word says that it names a section or a place."""
    return fold_line(line).startswith(_section_words()[1])
