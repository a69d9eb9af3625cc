"""What a paper writes of itself in marks is the paper, and no town, day or bay of that name."""

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

BODY = "قال المدير لـ«المدينة» إن السوق مفتوحة. وأضاف أن المدينة هادئة، وعرض فيلم «المدينة» مساء."


def _linked(linker: Linker, body: str, source: str | None) -> list[tuple[str, str, str]]:
    linked = linker.link_article([], body, source)
    assert all(body[one.start : one.end] == one.surface for one in linked)
    return [(one.type, one.surface, one.entity_id) for one in linked]


@pytest.mark.parametrize("source", ["almadina", "https://www.al-madina.com/article/1", "صحيفة المدينة"])
def test_a_paper_by_its_name_or_address(linker: Linker, source: str) -> None:
    assert _linked(linker, BODY, source) == [("ORG", "المدينة", "ORG-al-madina-newspaper")]


@pytest.mark.parametrize("source", [None, "sabq", "example.com"])
def test_another_paper_says_nothing(linker: Linker, source: str | None) -> None:
    assert _linked(linker, BODY, source) == []


def test_what_was_taken_for_a_town(linker: Linker) -> None:
    body = "وأوضح لـ«الرياض» أن العمل مستمر."
    town = Mention("LOC", "الرياض", body.index("الرياض"), body.index("»"), 0, 0.9)
    found = linker.link_article([town], body, "alriyadh")
    assert [(one.type, one.entity_id) for one in found] == [("ORG", "ORG-al-riyadh-newspaper")]
    assert linker.link_article([town], body, "okaz")[0].type == "LOC"


def test_papers_of_one_name_by_their_country(linker: Linker) -> None:
    body = "وقال لـ«الوطن» إن الموسم بدأ."
    assert _linked(linker, body, "alwatan.com.om") == [("ORG", "الوطن", "ORG-al-watan-oman")]
    assert _linked(linker, body, "alwatan.example") == []
