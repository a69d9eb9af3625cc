"""Tables whose columns no name tells: what they hold does, where that is plain; otherwise the file says so."""

import csv
import io

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

FIRST, SECOND = "توسعة الميناء القديم بعد دراسة", "معرض للمخطوطات النادرة في المتحف"
ADDRESSES = ("https://www.akhbar.example/ports/12", "https://www.akhbar.example/culture/7")


def table(*rows: tuple[str, ...], delimiter: str = ",") -> str:
    lines = io.StringIO()
    csv.writer(lines, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return lines.getvalue()


def told(landing: Landing) -> list[tuple[str, str, str, str]]:
    night = landing.night()
    assert night.reasons == []
    return [(row["title"], row["text"], row["url"], str(row["published_on"])) for row in night.articles]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_without_a_header_begins_with_a_record(landing: Landing, delimiter: str) -> None:
    rows = ((FIRST, "حقيقي", "2024-03-09 08:15:00", "محليات", ADDRESSES[0], BODY),
            (SECOND, "حقيقي", "2024-03-10 09:30:00", "محليات", ADDRESSES[1], OTHER))  # fmt: skip
    landing.write("scraped.csv", table(*rows, delimiter=delimiter))
    assert told(landing) == [
        (FIRST, BODY, ADDRESSES[0], "2024-03-09"), (SECOND, OTHER, ADDRESSES[1], "2024-03-10"),
    ]  # fmt: skip


def test_columns_named_by_classes_of_a_page(landing: Landing) -> None:
    header = ("card__link href", "gc__title", "gc__excerpt", "gc__date", "card__image src")
    teasers = [text.split("\n")[0] for text in (BODY, OTHER)]
    rows = [(address, title, teaser, "10 مارس 2024", "https://cdn.akhbar.example/1.jpg")
            for address, title, teaser in zip(ADDRESSES, (FIRST, SECOND), teasers, strict=True)]  # fmt: skip
    landing.write("page.csv", table(header, *rows))
    assert told(landing) == [
        (FIRST, teasers[0], ADDRESSES[0], "2024-03-10"), (SECOND, teasers[1], ADDRESSES[1], "2024-03-10"),
    ]  # fmt: skip


def test_of_two_columns_of_days_none_is_the_day(landing: Landing) -> None:
    """One of them is when the page was visited."""
    rows = ((FIRST, "2024-03-10 21:14:10", ADDRESSES[0], BODY, "2024-03-08 09:00:00"),
            (SECOND, "2024-03-10 21:19:15", ADDRESSES[1], OTHER, ""))  # fmt: skip
    landing.write("scraped.csv", table(*rows))
    assert [day for *_, day in told(landing)] == ["None", "None"]


def test_a_text_that_stands_twice_is_one(landing: Landing) -> None:
    rows = ((FIRST, BODY, ADDRESSES[0], BODY), (SECOND, OTHER, ADDRESSES[1], ""))
    landing.write("scraped.csv", table(*rows))
    assert [text for _, text, *_ in told(landing)] == [BODY, OTHER]


def test_texts_beside_labels_alone(landing: Landing) -> None:
    landing.write("train.tsv", table(("سياسة", BODY), ("ثقافة", OTHER), delimiter="\t"))
    night = landing.night()
    assert [row["text"] for row in night.articles] == [BODY, OTHER]
    assert night.reasons == []


@pytest.mark.parametrize(
    "rows",
    [
        ((FIRST, BODY, ADDRESSES[0], OTHER), (SECOND, OTHER, ADDRESSES[1], BODY)),  # two texts
        ((FIRST, SECOND, ADDRESSES[0], BODY), (SECOND, FIRST, ADDRESSES[1], OTHER)),  # two headlines
        (("1", "2", "3"), ("4", "5", "6")),
        ((FIRST, ADDRESSES[0], BODY),),  # one row says too little
    ],
)
def test_what_is_not_plain_is_told(landing: Landing, rows: tuple[tuple[str, ...], ...]) -> None:
    landing.write("table.csv", table(*rows))
    night = landing.night()
    assert night.articles == []
    assert [reason.partition(":")[0] for reason in night.reasons] == ["csv"]


def test_a_first_row_with_the_name_of_a_field_is_a_row(landing: Landing) -> None:
    """A column of kinds ("article") would else make names of the first record."""
    rows = (
        (ADDRESSES[0], "akhbar.example", FIRST, BODY, "article"),
        (ADDRESSES[1], "akhbar.example", SECOND, OTHER, "article"),
    )
    landing.write("out.csv", table(*rows, delimiter="\t"))
    assert [(title, text) for title, text, *_ in told(landing)] == [(FIRST, BODY), (SECOND, OTHER)]
