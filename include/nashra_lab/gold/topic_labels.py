"""The country and the section of articles, as they are kept: tab-separated, with a digest of the text, no text."""

import re
from dataclasses import dataclass
from pathlib import Path

from nashra_lab.gold.quote_labels import Key, check_text

FOLDER = Path(__file__).with_name("topics")
TOPICS, SECOND = FOLDER / "topics.tsv", FOLDER / "second.tsv"
LATER = FOLDER / "later.tsv"
"""60 articles that were labelled a day later, none of them aside: to be looked at."""
FURTHER = FOLDER / "further.tsv"
"""270 more of that day: 150, a third of which is aside, and 120 that are there to be looked at."""
SAID_TOPICS = FOLDER / "said.tsv"
"""The 45 articles of quotes/said.txt and 60 more, likewise; a third of them is aside."""
FRESH_TOPICS = FOLDER / "fresh.tsv"
"""116 more, read for country and section before anybody saw what the rules made of them; a third is aside."""
SCARCE = FOLDER / "scarce.tsv"
"""108 of papers and countries that the others have few of, likewise read before; a third is aside."""
NEXT = FOLDER / "next.tsv"
"""67 more of those papers, labelled when rules and weights were made; nothing is learned from them."""
SECTIONS_ALONE = FOLDER / "sections.tsv"
"""573 more, read for their section alone; a third of them is aside."""
SECTIONS = (
    "politics",
    "economy",
    "sport",
    "culture",
    "health",
    "local",
    "opinion",
    "technology",
    "religion",
    "society",
)
INTERNATIONAL, NOWHERE, NOT_READ = "XX", "-", "?"
"""In the place of a country: about several or the world, about none, and not read for it."""
HEADER = "corpus\tarticle\tdigest\tcountry\tsection"


@dataclass(frozen=True, slots=True)
class Topic:
    """Where an article belongs. The first of each is the label; a reader would pass the others too."""

    digest: str
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes, INTERNATIONAL or NOWHERE; NOT_READ alone."""
    sections: tuple[str, ...]
    """Some of SECTIONS."""


def read_topic_labels(path: Path = TOPICS, texts: dict[Key, str] | None = None) -> dict[Key, Topic]:
    """All labels of a file; with `texts`, each labelled article that is in it is checked against its digest.

    Raises ValueError, with the row's number, for a row of no known form, and TextsDifferError for another text."""
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    if header != HEADER:
        raise ValueError(f"{path.name}: expected the header {HEADER!r}")
    found: dict[Key, Topic] = {}
    for number, row in enumerate(rows, 2):
        corpus, article, digest, country, section = row.split("\t") if row.count("\t") == 4 else [""] * 5
        topic = Topic(digest, tuple(country.split("/")), tuple(section.split("/")))
        read = [code for code in topic.countries if country != NOT_READ]
        known = all(re.fullmatch(r"[A-Z]{2}|-", code) for code in read) and {*topic.sections} <= {*SECTIONS}
        if not known or corpus not in ("dev", "dev2") or not re.fullmatch("[0-9a-f]{16}", digest):
            raise ValueError(
                f"{path.name}, line {number}: expected corpus, article, digest, country codes or {NOWHERE} parted by "
                f"/, and sections parted by / ({', '.join(SECTIONS)})"
            )
        found[corpus, article] = topic
        if texts is not None and (corpus, article) in texts:
            check_text(article, digest, texts[corpus, article])
    return found
