"""What databases of the press save: several articles in one text, each with its headline, day and source."""

from collections.abc import Callable

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

PAPER = "صحيفة الرمال"
STORIES = (("توسعة الميناء القديم", BODY), ("معرض للمخطوطات النادرة", OTHER))


def lexis(number: int, title: str, body: str) -> str:
    return (
        f"                      {number} of 2 DOCUMENTS\n\n\n             {PAPER}\n\n         March 10, 2024 Sunday\n\n"
        f"{title}\n\nBYLINE: هالة سمير\n\nLENGTH: 240 words\n\n\n{body}\n\n\nLOAD-DATE: March 14, 2024\n\n"
        "LANGUAGE: ARABIC\n\nPUBLICATION-TYPE: Newspaper\n\n\n          Copyright 2024 Rimal\n\n\n"
    )


def proquest(number: int, title: str, body: str) -> str:
    return (
        f"{'_' * 60}\n\nDocument {number} of 2\n\n{title}\n\nAuthor: سمير، هالة\n\nFull text:\n\n{body}\n\n"
        f"Title: {title}\n\nPublication title: {PAPER}\n\nPublication date: Mar 10, 2024\n\nDatabase: Middle East\n\n"
    )


def factiva(number: int, title: str, body: str) -> str:
    first, rest = body.split("\n", 1)
    return (
        f"HD\n{title}\nBY\nهالة سمير\nWC\n240 words\nPD\n10 March 2024\nSN\n{PAPER}\nLA\nArabic\nLP\n\n{first}\nTD\n\n"
        f"{rest}\nRE\negypt : Egypt\nAN\nDocument RIMAL00020240310ek3a0000{number}\n\n\n"
    )


def factiva_to_read(number: int, title: str, body: str) -> str:
    return (
        f"{title}\nBy Hala Samir\n240 words\n10 March 2024\n08:15\n{PAPER}\nRIMAL\nArabic\n"
        f"Copyright 2024 Rimal. All rights reserved.\n\n{body}\n\nDocument RIMAL00020240310ek3a0000{number}\n\n"
    )


@pytest.mark.parametrize("saved", [lexis, proquest, factiva, factiva_to_read])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_each_article_is_one(landing: Landing, saved: Callable[[int, str, str], str], ends: str) -> None:
    text = "".join(saved(number, *story) for number, story in enumerate(STORIES, 1))
    landing.write("export.txt", text.replace("\n", ends))
    night = landing.night()
    assert night.reasons == []
    said = [(row["title"], row["text"].split(), row["source"], str(row["published_on"])) for row in night.articles]
    assert said == [(title, body.split(), PAPER, "2024-03-10") for title, body in STORIES]


def test_texts_of_proquest_without_a_count(landing: Landing) -> None:
    def one(title: str, body: str) -> str:
        return (
            f"{'_' * 60}\n\n{title}: {PAPER} [القاهرة]\n\nPublication info: {PAPER} ; Cairo [Cairo]. 10 Mar 2024.\n\n"
            f"https://www.proquest.com/docview/77\n\nFull text: {body}\n\nSubject: Ports;\n\nTitle: {title}\n\n"
            f"Publication title: {PAPER}; Cairo\n\nPublication date: Mar 10, 2024\n\nDatabase: ProQuest Central\n\n"
        )

    landing.write("export.txt", "".join(one(*story) for story in STORIES) + "_" * 60 + "\n\nContact us at: help\n")
    said = [
        (row["title"], row["text"].split(), row["source"], str(row["published_on"])) for row in landing.night().articles
    ]
    assert said == [(title, body.split(), PAPER, "2024-03-10") for title, body in STORIES]


def test_a_text_that_only_begins_with_capitals_is_none(landing: Landing) -> None:
    landing.write("a/1.txt", f"CNN\nتوسعة الميناء القديم\n{BODY}\n")
    (article,) = landing.night().articles
    assert BODY in article["text"]
