"""Records whose names nobody knows: their file's records together tell where text, headline, address and day stand."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from nashra.landing.records import BLOCK
from tests.landing.conftest import Landing

KINDS = ["محليات", "اقتصاد", "ثقافة"]


class Said(NamedTuple):
    """An article as its scraper has it."""

    headline: str
    text: str
    address: str
    moment: str
    kind: str


def said(number: int) -> Said:
    town = ["زاخو", "الرستن", "تقرت", "صحار", "مكناس", "الخرج", "سفاقس", "المفرق"][number % 8]
    text = (
        f"افتتحت بلدية {town} أمس سوق الحرفيين رقم {number} بعد أعمال استمرت عشرة أشهر.\n"
        f"وقال رئيس البلدية إن السوق يضم {number + 40} محلا، وإن نصفها خصص للنساء العاملات في النسيج.\n"
        "وأضاف أن الإيجار سيبقى رمزيا في السنة الأولى حتى يستقر أصحاب المحلات في مكانهم الجديد."
    )
    headline = f"{town} تفتتح سوقا جديدا للحرفيين وسط المدينة {number}"
    moment = f"2024-03-{3 + number % 7:02} 0{number % 9}:1{number % 5}:00"
    return Said(headline, text, f"https://dalil.example/s/{number + 300}", moment, KINDS[number % 3])


def lines(record: Callable[[Said], Any], count: int = 5) -> bytes:
    return "\n".join(json.dumps(record(said(number)), ensure_ascii=False) for number in range(count)).encode()


def a_list(record: Callable[[Said], Any], count: int = 5) -> bytes:
    return json.dumps([record(said(number)) for number in range(count)], ensure_ascii=False).encode()


def table(names: list[str], row: Callable[[Said], list[str]], count: int = 5) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows(row(said(number)) for number in range(count))
    return out.getvalue().encode()


def flat(one: Said) -> dict[str, Any]:
    return {"kop": one.headline, "inhoud": one.text, "plek": one.address, "tijd": one.moment, "rubriek": one.kind}


def laid_apart(one: Said) -> dict[str, Any]:
    clip = {"kop": one.headline, "inhoud": one.text}
    return {"clip": clip, "vindplaats": {"plek": one.address, "rubriek": one.kind}, "tijd": one.moment}


def parts_by_known_names(one: Said) -> dict[str, Any]:
    about = {"title": one.headline, "link": one.address, "date": one.moment}
    return {"kaart": about, "tekstblok": {"text": one.text}, "rubriek": one.kind}


def an_object_as_text(one: Said) -> dict[str, Any]:
    about = {"kop": one.headline, "plek": one.address, "tijd": one.moment}
    return {"text": one.text, "gegevens": json.dumps(about, ensure_ascii=False)}


def in_pieces(one: Said) -> dict[str, Any]:
    pieces = [{"stuk": line} for line in one.text.split("\n")]
    return {"kop": one.headline, "plek": one.address, "tijd": one.moment, "lijf": pieces}


def with_another_text(one: Said) -> dict[str, Any]:
    short = (
        "هذا الموقع يستخدم ملفات تعريف الارتباط. اقرأ سياسة الخصوصية قبل المتابعة. نحفظ اختيارك ستة أشهر.\n"
        "شكرا لكم على الزيارة والثقة في صحيفتنا."
    )
    return flat(one) | {"melding": short}


FORMS = {
    "flat": lines(flat),
    "objects within": lines(laid_apart),
    "a list of objects within": json.dumps({"results": [laid_apart(said(number)) for number in range(5)]}).encode(),
    "known names in parts": a_list(parts_by_known_names),
    "an object as text": lines(an_object_as_text),
    "a text in pieces": a_list(in_pieces),
    "a text beside it": lines(with_another_text),
    "a table": table(["kop", "inhoud", "plek", "tijd", "rubriek"], list),
}


def found(landing: Landing) -> set[tuple[Any, ...]]:
    return {(row["title"], row["text"], row["url"], row["published_on"]) for row in landing.night().articles}


def wanted(count: int = 5) -> set[tuple[Any, ...]]:
    each = map(said, range(count))
    return {(one.headline, one.text, one.address, date.fromisoformat(one.moment[:10])) for one in each}


@pytest.mark.parametrize(("name", "data"), [(f"a.{'csv' if form == 'a table' else 'json'}", data)
                                            for form, data in FORMS.items()], ids=FORMS)  # fmt: skip
def test_all_is_read(landing: Landing, name: str, data: bytes) -> None:
    landing.write(name, data)
    assert found(landing) == wanted()


def test_the_whole_of_a_text_that_a_known_name_has_the_beginning_of(landing: Landing) -> None:
    landing.write("a.jsonl", lines(lambda one: flat(one) | {"content": one.text[:90] + "…"}))
    assert found(landing) == wanted()


def test_a_text_of_another_article_is_not_taken_for_the_whole(landing: Landing) -> None:
    rows = [flat(said(n)) | {"text": said(n).text, "inhoud": 2 * f"{said(n + 20).text}\n"} for n in range(4)]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False).encode())
    assert found(landing) == wanted(4)


def test_one_record_is_enough_where_nothing_is_in_doubt(landing: Landing) -> None:
    landing.write("a.json", lines(laid_apart, 1))
    assert found(landing) == wanted(1)


def test_parts_of_a_split_file_read_it_as_the_whole_is_read(landing: Landing) -> None:
    """The first part has records that say their day under a known name; it is not looked for in the others."""
    rows = [
        flat(said(number)) | ({"date": said(number).moment} if number < BLOCK else {}) for number in range(BLOCK + 9)
    ]
    landing.write("a.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    whole, split = landing.night(), landing.night(shard_bytes=60_000)
    assert whole.articles == split.articles
    assert {row["published_on"] is None for row in whole.articles[BLOCK:]} == {True}


def days(landing: Landing, record: Callable[[Said, int], dict[str, Any]], count: int = 6) -> set[Any]:
    rows = [{"title": said(number).headline, "text": said(number).text} | record(said(number), number)
            for number in range(count)]  # fmt: skip
    landing.write("a.json", json.dumps(rows, ensure_ascii=False).encode())
    return {row["published_on"] for row in landing.night().articles}


def test_of_two_moments_of_one_day_the_earlier_is_meant(landing: Landing) -> None:
    landing.write("a.jsonl", lines(lambda one: flat(one) | {"later": one.moment[:10] + " 22:40:00"}))
    clocks = {f"{row['published_at'] + timedelta(hours=3):%H:%M:%S}" for row in landing.night().articles}
    assert clocks == {said(number).moment[11:] for number in range(5)}


@pytest.mark.parametrize(
    "record",
    [
        lambda one, n: {"tijd": one.moment, "nog_een": f"2024-02-{1 + n:02}"},  # of two days either may be meant
        lambda one, n: {"tijd": f"2024-03-09 03:0{n}:11"},  # a program ran
        lambda one, n: {"tijd": "2031-01-01"},  # later than it landed
        lambda one, n: {"laatst_crawled": one.moment},
        lambda one, n: {"afbeelding": {"image": {"date": one.moment}}, "comments": [{"date": one.moment}]},
        lambda one, n: {"nummer": 1709300000 + n},
    ],
    ids=["two", "a stamp", "to come", "a crawl", "a picture's and a comment's", "numbers"],
)  # fmt: skip
def test_a_day_that_is_in_doubt_is_none(landing: Landing, record: Callable[[Said, int], dict[str, Any]]) -> None:
    assert days(landing, record) == {None}


@pytest.mark.parametrize(
    "beside",
    [
        lambda one, n: {"plek": "https://dalil.example/about/us"},  # one for all
        lambda one, n: {"thumb": one.address, "author": {"profiel": one.address}},
        lambda one, n: {"eerste": one.address, "tweede": one.address + "/ar"},
        lambda one, n: {"plek": f"https://dalil.example/p/{n}.jpg"},
    ],
    ids=["one for all", "a picture's and a writer's", "two", "pictures"],
)
def test_an_address_that_is_in_doubt_is_none(landing: Landing, beside: Callable[[Said, int], dict[str, Any]]) -> None:
    rows = [
        {"title": said(n).headline, "text": said(n).text, "source": "الدليل"} | beside(said(n), n) for n in range(4)
    ]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False).encode())
    assert {row["url"] for row in landing.night().articles} == {None}


def test_a_section_s_line_is_no_headline(landing: Landing) -> None:
    """It is the same in many records; and of two lines either may be it."""
    long_kinds = ["أخبار المدن والقرى والبلديات", "أسواق المال والأعمال والطاقة"]
    rows = [{"text": said(n).text, "vak": long_kinds[n % 2]} for n in range(6)]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False).encode())
    rows = [
        {"text": said(n).text, "kop": said(n).headline, "boven": f"تقرير خاص عن أسواق المدن {n}"} for n in range(6, 9)
    ]
    landing.write("b.json", json.dumps(rows, ensure_ascii=False).encode())
    assert {row["title"] for row in landing.night().articles} == {None}


def test_what_some_records_say_under_a_known_name_is_not_looked_for_in_others(landing: Landing) -> None:
    rows = [
        flat(said(n)) | ({"headline": said(n).headline} if n % 2 else {}) | {"text": said(n).text} for n in range(6)
    ]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False).encode())
    assert sum(row["title"] is None for row in landing.night().articles) == 3


def test_comments_and_people_are_no_articles(landing: Landing) -> None:
    texts = [said(n).text for n in range(4)]
    landing.write("a.json", json.dumps([{"naam": "سالم", "bio": text} for text in texts]).encode())
    landing.write("b.json", json.dumps([{"comment_wie": "ناقد", "comment": text} for text in texts]).encode())
    landing.write("c.json", json.dumps([{"id": n, "prosa": text} for n, text in enumerate(texts)]).encode())
    night = landing.night()
    assert not night.articles
    assert all(reason.startswith("no text") for reason in night.reasons)


def test_the_source_within_an_object(landing: Landing) -> None:
    rows = [{"title": said(n).headline, "text": said(n).text, "waar": {"publisher": "دليل المدن"}} for n in range(3)]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False).encode())
    assert {row["source"] for row in landing.night().articles} == {"دليل المدن"}


def test_known_papers_under_an_unknown_name(landing: Landing) -> None:
    papers = ["الشرق الأوسط", "الأهرام", "هسبريس"]
    rows = [{"title": said(n).headline, "text": said(n).text, "wer": papers[n]} for n in range(3)]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False).encode())
    assert {row["source"] for row in landing.night().articles} == set(papers)
