"""What stands beside an article under names that nobody knows: other forms of its text, other days and addresses."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.landing.conftest import Landing
from tests.landing.of_file.test_unnamed import Said, found, lines, said, table, wanted


def without(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}


def kept(one: Said) -> dict[str, Any]:
    return {"kop": one.headline, "inhoud": one.text, "plek": one.address, "tijd": one.moment}


def page(one: Said) -> str:
    text = "".join(f"<p>{line}</p>" for line in one.text.split("\n"))
    menu = '<nav><a href="/">الرئيسية</a><a href="/b">بلديات</a></nav>'
    return (
        f"<!DOCTYPE html><html><head><title>{one.headline}</title></head><body>{menu}<article>"
        f"<h1>{one.headline}</h1>{text}</article><footer>جميع الحقوق محفوظة</footer></body></html>"
    )


def cleaned(text: str) -> str:
    return re.sub(r"[^\w\s]|\bال", "", text)


def blocks(one: Said) -> list[dict[str, Any]]:
    picture = {"soort": "img", "waarde": "https://dalil.example/p/1.jpg"}
    return [picture, *({"soort": "par", "waarde": line} for line in one.text.split("\n"))]


def teaser(one: Said) -> dict[str, Any]:
    return {"dek": "يضم السوق عشرات المحلات، ونصفها للنساء العاملات.", "inhoud": one.text.split("\n")}


FORMS: dict[str, Callable[[Said], dict[str, Any]]] = {
    "a prompt that holds it": lambda one: kept(one) | {"vraag": f"لخص الخبر التالي في جملة واحدة:\n{one.text}"},
    "its words without signs": lambda one: {"schoon": cleaned(one.text) + "."} | kept(one),
    "its page": lambda one: kept(one) | {"pagina": page(one)},
    "a teaser under a known name": lambda one: kept(one) | teaser(one),
    "a headline that is called a text": lambda one: without(kept(one), "kop") | {"text": one.headline},
    "blocks of one's own": lambda one: kept(one) | {"inhoud": blocks(one)},
    "a column a paragraph": lambda one: (
        without(kept(one), "inhoud") | {f"stuk{n}": line for n, line in enumerate(one.text.split("\n"), 1)}
    ),
    "a day of the program": lambda one: kept(one) | {"opgehaald_dag": "2024-03-09", "nog_een": "09/03/2024"},
    "a day of a change": lambda one: without(kept(one), "tijd") | {"nashr_fi": one.moment, "anders": "2024-03-0" + str(
        9 - int(one.address[-1]) % 2)},
    "an element with its day": lambda one: kept(one) | {"tijd": f'<time datetime="{one.moment}">قبل أيام</time>'},
    "a name that is a step elsewhere": lambda one: without(kept(one), "plek") | {"page": one.address},
    "addresses that are sent": lambda one: kept(one) | {"door": f"https://net.example/s/1?u={one.address}"},
    "addresses of sections": lambda one: kept(one) | {"vak": f"https://dalil.example/section/{one.address[-1]}"},
    "the page in an Arabic name": lambda one: without(kept(one), "plek") | {"عنوان الصفحة": one.address},
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_article_is_read(landing: Landing, form: Callable[[Said], dict[str, Any]]) -> None:
    landing.write("a.jsonl", lines(form))
    assert found(landing) == wanted()


def test_names_as_r_writes_them(landing: Landing) -> None:
    names = ["titre.de.l.article", "texte.complet", "adresse", "date.de.mise.en.ligne", "rubrique"]
    landing.write("a.csv", table(names, list))
    assert found(landing) == wanted()


def test_a_table_with_cleaned_texts_before_the_texts(landing: Landing) -> None:
    names = ["mnazaf", "asli", "ras", "ayna", "mata"]
    rows = table(names, lambda one: [cleaned(one.text), one.text, one.headline, one.address, one.moment])
    landing.write("a.csv", rows)
    assert found(landing) == wanted()


def test_a_whole_page(landing: Landing) -> None:
    landing.write("a.jsonl", lines(lambda one: {"plek": one.address, "kod": 200, "pagina": page(one)}))
    rows = landing.night().articles
    assert {row["title"] for row in rows} == {said(n).headline for n in range(5)}
    assert not any("الرئيسية" in row["text"] or "محفوظة" in row["text"] for row in rows)


def test_a_page_without_a_text_is_told(landing: Landing) -> None:
    rows = [kept(said(n)) | {"inhoud": page(said(n))} for n in range(12)]
    rows[3]["inhoud"] = "<!DOCTYPE html><html><head><title>خطأ</title></head><body></body></html>"
    landing.write("a.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    night = landing.night()
    assert len(night.articles) == 11
    assert night.reasons == ["empty: no text"]


@pytest.mark.parametrize(("name", "day"), [("kh_when", True), ("kh_nummer", False), ("kh_fetched_when", False)])
def test_seconds_are_a_day_where_their_name_says_so(landing: Landing, name: str, day: bool) -> None:
    def counted(one: Said) -> dict[str, Any]:
        return without(kept(one), "tijd") | {name: int(datetime.fromisoformat(one.moment).timestamp())}

    landing.write("a.jsonl", lines(counted))
    days = {row["published_on"] is not None for row in landing.night().articles}
    assert days == {day}


@pytest.mark.parametrize("nothing", ["N/A", "", "غير متوفر", None])
def test_records_that_have_nothing_there_leave_it_to_the_others(landing: Landing, nothing: str | None) -> None:
    rows = [kept(said(n)) | ({"tijd": nothing} if n % 3 == 0 else {}) for n in range(6)]
    landing.write("a.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    assert sum(row["published_on"] is None for row in landing.night().articles) == 2


def test_what_others_say_of_an_article_is_no_text(landing: Landing) -> None:
    """Objects with names of people are no blocks."""

    def answered(one: Said) -> dict[str, Any]:
        said_of_it = [{"wie": f"قارئ {n}", "wat": f"هذا الكلام سمعناه من قبل مرات كثيرة، ولم نر شيئا بعد {n}."}
                      for n in range(9)]  # fmt: skip
        return kept(one) | {"meningen": said_of_it}

    landing.write("a.jsonl", lines(answered))
    assert found(landing) == wanted()


def test_a_day_in_columns_of_one_s_own(landing: Landing) -> None:
    def parts(one: Said) -> dict[str, Any]:
        year, month, day = one.moment[:10].split("-")
        return without(kept(one), "tijd") | {"yr": year, "mo": month, "dy": day}

    landing.write("a.jsonl", lines(parts))
    assert found(landing) == wanted()


def test_moments_of_one_day_alone_are_read(landing: Landing) -> None:
    """Where there is no other day, news of one day are that."""
    moment = datetime(2024, 3, 9, 5, tzinfo=UTC)
    rows = [kept(said(n)) | {"tijd": (moment + timedelta(hours=n)).isoformat()} for n in range(5)]
    landing.write("a.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    assert {str(row["published_on"]) for row in landing.night().articles} == {"2024-03-09"}
