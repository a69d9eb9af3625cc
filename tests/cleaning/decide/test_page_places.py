"""Where a page had a line is evidence: less is needed against a line of a sidebar, more against one of the text."""

from pathlib import Path

import pyarrow as pa
import pytest

from nashra.article import Article
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.staged_articles import read_staged
from nashra.lake import Storage
from nashra.landing.pages.places import Place, pack
from nashra.landing.staged_records import ARTICLES, row_of
from tests.support.cleaning_articles import CLEANER, P1, P2, P3, P4, P5, TITLE, article

LABEL = "من أخبار القرى المجاورة"


def page(place: Place, links: float) -> Article:
    """An article of a page, whose fourth line stood at a place of the page."""
    found = article(TITLE, P1, P2, LABEL, P3, P4, P5)
    found.line_places = pack([0, 0, 0, place, 0, 0, 0], [0, 0, 0, links, 0, 0, 0])
    return found


def threshold(one: Article) -> float:
    return float(CLEANER.verdicts([one], CorpusEvidence.empty())[1].threshold[3])


PLAIN = threshold(article(TITLE, P1, P2, LABEL, P3, P4, P5))


@pytest.mark.parametrize(
    ("place", "links"), [(Place.ASIDE, 0.0), (Place.NAV | Place.LIST, 1.0), (Place.FOOTER, 0.2), (Place(0), 1.0)]
)
def test_less_is_needed_beside_the_text(place: Place, links: float) -> None:
    assert threshold(page(place, links)) < PLAIN


@pytest.mark.parametrize(("place", "links"), [(Place.TABLE, 1.0), (Place.FIGURE, 0.0), (Place.LIST, 0.4)])
def test_a_table_of_links_may_be_the_news(place: Place, links: float) -> None:
    assert threshold(page(place, links)) == PLAIN


def test_more_is_needed_in_the_text() -> None:
    assert threshold(page(Place(0), 0.0)) > PLAIN


def test_what_is_no_page_beside_pages() -> None:
    plain = article(TITLE, P1, P2, LABEL, P3, P4, P5, number=1)
    verdicts = CLEANER.verdicts([page(Place(0), 0.0), plain], CorpusEvidence.empty())[1]
    assert verdicts.threshold[10] == PLAIN


def test_places_come_through_staging(tmp_path: Path) -> None:
    storage, one = Storage(str(tmp_path)), page(Place.ASIDE, 0.5)
    row = {name: value for name, value in row_of(one).items() if name in ARTICLES.names}
    storage.write_table("articles.parquet", pa.Table.from_pylist([row], schema=ARTICLES))
    (read,) = read_staged(storage, "articles.parquet")
    assert (read.line_places, read.keywords) == (one.line_places, [])
