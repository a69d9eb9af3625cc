"""Records of several kinds in one file, all under names that nobody knows: each kind is looked at for itself."""

import json
from typing import Any

from tests.landing.conftest import Landing
from tests.landing.of_file.test_unnamed import Said, found, said, wanted


def news(one: Said) -> dict[str, Any]:
    return {"k_kop": one.headline, "k_inhoud": one.text, "k_plek": one.address, "k_tijd": one.moment}


def as_lines(rows: list[dict[str, Any]]) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def test_half_of_the_records_have_other_names(landing: Landing) -> None:
    def other(one: Said) -> dict[str, Any]:
        return {"a1": one.headline, "a2": one.moment, "a3": one.text, "a4": one.address}

    landing.write("a.jsonl", as_lines([(other if n % 2 else news)(said(n)) for n in range(8)]))
    assert found(landing) == wanted(8)


def test_pages_and_pictures_beside_the_news(landing: Landing) -> None:
    rows = []
    for n in range(5):
        rows.append({"gebeurtenis": "pagina", "waar": said(n).address, "ms": 300 + n})
        rows.append(news(said(n)))
        rows.append({"bestand": f"{n}.jpg", "beeld": f"https://dalil.example/p/{n}.jpg", "breedte": 640})
    landing.write("a.jsonl", as_lines(rows))
    night = landing.night()
    assert {row["title"] for row in night.articles} == {said(n).headline for n in range(5)}
    assert len(night.reasons) + len(night.articles) == len(rows)


def test_replies_to_the_news_are_no_news(landing: Landing) -> None:
    reply = (
        "قرأت الخبر كاملا وأظن أن السبب الحقيقي لم يذكر. نحن نعيش قرب السوق منذ ثلاثين عاما ونعرف أن الوعود تتكرر. "
        "أرجو أن تسألوا أصحاب المحلات القديمة عن رأيهم قبل الافتتاح، رقم {}."
    )
    rows = []
    for n in range(5):
        answer = {"r_op": said(n).address, "r_wie": f"قارئ {n}", "r_wat": reply.format(n), "r_dag": "2024-03-09"}
        rows += [news(said(n)), answer]
    landing.write("a.jsonl", as_lines(rows))
    night = landing.night()
    assert {row["text"] for row in night.articles} == {said(n).text for n in range(5)}
    assert all(reason.startswith("no text") for reason in night.reasons)
    assert len(night.reasons) == 5
