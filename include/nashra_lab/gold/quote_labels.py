"""Quote labels as they are kept: places in the text of the pool, kinds and a digest of the text, no text."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from nashra.errors import NashraError

FOLDER = Path(__file__).with_name("quotes")
QUOTES = FOLDER / "quotes.txt"
LATER = FOLDER / "later.txt"
"""24 articles that were labelled a day later, after the rules were made; the same share is aside."""
SAID = FOLDER / "said.txt"
"""45 articles rich in statements, labelled before anybody saw what the rules make of them; 15 are aside."""
FIRST, SECOND = FOLDER / "first.txt", FOLDER / "second.txt"
"""Both readings of the articles that were read twice, as they were made: slips are mended in QUOTES alone."""
KINDS = {"d": "direct", "i": "indirect", "u": "unmarked", "f": "fragment", "o": "optional", "n": "none"}
"""Letter of a row -> kind of a label; the folder's guide says what each is."""
WHATS = ("title", "name", "nickname", "word", "text", "broken")
"""What stands between marks that hold no quote."""

Key = tuple[str, str]
"""Corpus (dev or dev2) and id of an article in the pool of that name."""
Span = tuple[int, int]
"""Start and end, code points into the article's text as the pool has it."""

_SEED = "aside-2026"
_ROW = re.compile(r"([diufon]) (\d+)-(\d+)((?: (?:speaker|fullest|cue) \d+-\d+)*)(?: (\w+))?")


class TextsDifferError(NashraError):
    """The labels are of another text: their places would be wrong in this one."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement, or one pair of marks that holds none."""

    kind: str
    """A value of KINDS."""
    span: Span
    """What is said, without the marks."""
    speaker: Span | None = None
    """The mention that names the speaker and stands nearest to the cue."""
    fullest: Span | None = None
    """The fullest name that the article gives that speaker; the same place where the nearest is as full."""
    cue: Span | None = None
    """The word that tells that something is said; none for headlines and where the marks alone tell it."""
    what: str = ""
    """One of WHATS, for kind none."""


@dataclass(frozen=True, slots=True)
class LabelledQuotes:
    """The labels of one article, and the digest of the text that they are places in."""

    digest: str
    quotes: tuple[Quote, ...]


def text_digest(text: str) -> str:
    """The digest of a text by which labels know it: 16 hexadecimal digits of SHA-256 over UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_aside(article_id: str) -> bool:
    """True for a third of the articles, by a seeded hash of the id: no rule, threshold or word is made from those."""
    return int(hashlib.sha256(f"{_SEED}|{article_id}".encode()).hexdigest(), 16) % 3 == 0


def check_text(article_id: str, digest: str, text: str) -> None:
    """Raises TextsDifferError when the text is not the one that was labelled."""
    if text_digest(text) != digest:
        raise TextsDifferError(
            f"{article_id} is not the text that was labelled (digest {text_digest(text)}, labelled {digest}): take the "
            "pool that the labels were made from, or label the article anew"
        )


def read_quote_labels(path: Path = QUOTES, texts: dict[Key, str] | None = None) -> dict[Key, LabelledQuotes]:
    """All labels of a file; with `texts`, each labelled article that is in it is checked against its digest.

    Raises ValueError, with the row's number, for a row of no known form, and TextsDifferError for another text."""
    digests: dict[Key, str] = {}
    quotes: dict[Key, list[Quote]] = {}
    key: Key | None = None
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if head := re.fullmatch(r"# (dev2?) (.+) ([0-9a-f]{16})", row):
            key = (head[1], head[2])
            digests[key], quotes[key] = head[3], []
            if texts is not None and key in texts:
                check_text(key[1], head[3], texts[key])
        elif key and (match := _ROW.fullmatch(row)) and (match[1] == "n") == (match[5] in WHATS):
            quotes[key].append(_quote(match))
        elif row:
            raise ValueError(
                f"{path.name}, line {number}: expected `# corpus id digest`, `n S-E {'|'.join(WHATS)}`, or a row such "
                "as `d S-E speaker S-E fullest S-E cue S-E`"
            )
    return {key: LabelledQuotes(digests[key], tuple(found)) for key, found in quotes.items()}


def _quote(match: re.Match[str]) -> Quote:
    places = {name: (int(start), int(end)) for name, start, end in re.findall(r" (\w+) (\d+)-(\d+)", match[4])}
    return Quote(
        KINDS[match[1]],
        (int(match[2]), int(match[3])),
        places.get("speaker"),
        places.get("fullest"),
        places.get("cue"),
        match[5] or "",
    )


def write_quote_labels(labels: dict[Key, LabelledQuotes], path: Path) -> None:
    """Writes what read_quote_labels reads."""
    letters = {kind: letter for letter, kind in KINDS.items()}
    rows = []
    for (corpus, article), labelled in labels.items():
        rows.append(f"# {corpus} {article} {labelled.digest}")
        for quote in labelled.quotes:
            row = [letters[quote.kind], _place(quote.span)]
            for name in ("speaker", "fullest", "cue"):
                if place := getattr(quote, name):
                    row += [name, _place(place)]
            rows.append(" ".join([*row, quote.what]).rstrip())
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _place(span: Span) -> str:
    return f"{span[0]}-{span[1]}"
