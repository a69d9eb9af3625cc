"""A row for each paragraph, headline and address again in each: one article. States of one story stay apart."""

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

HEADER = '"web-scraper-order","article-link-href","title","date","paragraph"\n'
LINES, OTHERS = BODY.split("\n"), OTHER.split("\n")


def row(number: int, address: str, title: str, text: str) -> str:
    return f'"17100504-{number}","https://www.akhbar.example/{address}","{title}","10 مارس 2024","{text}"\n'


def test_paragraphs_are_one_article(landing: Landing) -> None:
    rows = [row(n, "1", "توسعة الميناء", line) for n, line in enumerate(LINES)]
    rows += [row(9 + n, "2", "معرض للمخطوطات", line) for n, line in enumerate(OTHERS)]
    landing.write("export.csv", HEADER + "".join(rows))
    articles = landing.night().articles
    assert [(article["title"], article["text"]) for article in articles] == [
        ("توسعة الميناء", BODY), ("معرض للمخطوطات", OTHER),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "title", "text"),
    [
        ("1", "توسعة الميناء", f"{BODY} وبدأ العمل في الرصيف الثاني."),  # a later state of the story
        ("1", "خبر آخر في الصفحة نفسها", OTHER),
        ("2", "توسعة الميناء", OTHER),
    ],
)
def test_what_is_another_stays_another(landing: Landing, address: str, title: str, text: str) -> None:
    landing.write("export.csv", HEADER + row(1, "1", "توسعة الميناء", BODY) + row(2, address, title, text))
    assert len(landing.night().articles) == 2
