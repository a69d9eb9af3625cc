"""What a line as a whole is. Lines come folded, stripped and in lower case."""

import re
from datetime import tzinfo

from nashra.landing.facts.dates import find_date
from nashra.landing.facts.line.agencies import BESIDE_AGENCIES, agency_alone
from nashra.landing.facts.line.captions import caption
from nashra.landing.facts.line.dates_alone import date_alone, relative_starts
from nashra.landing.facts.line.labelled import labelled
from nashra.landing.facts.line.marks import NUMBERS
from nashra.landing.facts.line.parts import JOINT
from nashra.landing.facts.line.places_alone import dateline, place_and_agency, without_credits
from nashra.landing.facts.line.verdict import PLAIN, Verdict
from nashra.landing.facts.line.writers_beside import places_of_writers
from nashra.landing.facts.metadata_words import MetadataWords, metadata_words

_EMAIL_LINE = re.compile(
    r"(?:e?-?mail|البريد الالكتروني|بريد)?[\s:]{0,3}[\w.+\-]{2,40}@[\w\-]{2,40}(?:\.[\w\-]{2,20}){1,3}"
)
_LATIN = re.compile("[a-z]")
_INITIALS = re.compile(r"(?<!\w)([^\W\d_])-([^\W\d_])-([^\W\d_])(?!\w)")


def whole_line(line: str, *, in_head: bool, first: bool, zone: tzinfo) -> Verdict | None:
    """What the line as a whole is, None when it is not metadata (or may not be)."""
    words = metadata_words()
    line = _with_usual_marks(line, words)
    verdict = labelled(line, words, zone) or date_alone(line, words, zone) or agency_alone(line, words)
    if verdict is None and "@" in line and _EMAIL_LINE.fullmatch(line):
        verdict = Verdict("contact", (0, len(line)))
    if verdict is None and not first:
        verdict = dateline(line, words, in_head)
        if verdict is None and in_head and JOINT.search(line):
            verdict = places_of_writers(without_credits(line, words))
        verdict = verdict or caption(line, words, zone, in_head)
    elif verdict is None:
        verdict = place_and_agency(line, words) or (places_of_writers(line, first=True) if JOINT.search(line) else None)
    if verdict and verdict.kind == "dateline" and verdict.moment is None and NUMBERS.search(line):
        found = find_date(line, zone)
        verdict = verdict._replace(moment=found.moment, worth=PLAIN) if found else verdict
    return verdict


def _with_usual_marks(line: str, words: MetadataWords) -> str:
    """The line, as many characters, with the marks that part places, writers and agencies in most papers."""
    if line.count("-") > 1:
        line = _INITIALS.sub(r"\1 \2 \3", line)
    if line.count("_") == 1 and "#" not in line and (" " in line or line.partition("_")[2] in words.agencies):
        line = line.replace("_", "-")  # «سالم أحمد_الدمام», «عمان_بترا»; a hashtag is one word, or has more of them
    if "," in line and not _LATIN.search(line):
        line = line.replace(",", "،")
    return line


def starts_without_marks() -> frozenset[str]:
    """What every line begins with that `whole_line` says something of, though it has neither a number nor a mark
    between its words."""
    words = metadata_words()
    relative = map(str.strip, relative_starts())
    return frozenset((*words.sure_keyword_labels, *words.agencies, *BESIDE_AGENCIES, *relative))
