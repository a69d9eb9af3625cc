"""Copies are found whatever the shards; articles that only look alike are not merged."""

import hashlib
import json
from itertools import product
from typing import Any
from zlib import crc32

import pytest

from tests.landing.conftest import Landing

SUBJECTS = ["الجسر", "المطار", "الميناء", "السوق", "المتحف", "الملعب", "المكتبة", "المستشفى", "الجامعة", "الحديقة"]


def row(text: str, **fields: object) -> str:
    return json.dumps({"text": text, **fields}, ensure_ascii=False) + "\n"


def words(seed: str, count: int) -> str:
    """Different sentences for different seeds, always the same for one."""
    digest = hashlib.sha256(seed.encode()).hexdigest() * (count // 16 + 1)
    return (
        "قال "
        + " ".join(f"{SUBJECTS[int(digest[n], 16) % 10]} في {digest[n : n + 3]}" for n in range(count // 3))
        + "."
    )


def test_the_first_is_kept_and_the_rest_point_to_it(landing: Landing, texts: dict[str, str]) -> None:
    landing.write("b.jsonl", row(texts["body"], source="ب") + row(texts["other"], source="ب"))
    landing.write(
        "a.jsonl", row(texts["body"], source="ا") + row(texts["body"], source="ا") + row(texts["body"], source="ا")
    )
    night = landing.night()
    ids = [article["article_id"] for article in night.articles]
    assert len(set(ids)) == 5
    assert night.duplicates == {ids[1]: ids[0], ids[2]: ids[0], ids[3]: ids[0]}
    assert night.counts["duplicates"] == 3


def test_ids_do_not_depend_on_shards_or_on_doing_it_again(landing: Landing, texts: dict[str, str]) -> None:
    for n in range(12):
        landing.write(f"{n % 4}/{n}.txt", texts["body"] if n % 3 else texts["other"])
    one = landing.night(shards=1)
    many = landing.night(shards=7, shard_bytes=1)
    assert one.articles == many.articles
    assert one.duplicates == many.duplicates
    from nashra.landing.duplicates.find import find_duplicates

    run = landing.run()
    before = run.staging.read_bytes("survey/duplicates.parquet")
    find_duplicates(run, list(range(7)))
    assert run.staging.read_bytes("survey/duplicates.parquet") == before


def test_near_duplicates_across_sources(landing: Landing, texts: dict[str, str]) -> None:
    long = texts["body"] + "\n" + texts["other"]
    edited = long.replace("عامين", "عامين كاملين").replace("مجانا ", "")
    landing.write("a/1.txt", long)
    landing.write("b/2.txt", edited + "\nجميع الحقوق محفوظة لموقع ب")
    landing.write("c/3.txt", texts["body"] + "\n" + words("c", 60))
    night = landing.night()
    ids = [article["article_id"] for article in night.articles]
    assert night.duplicates == {ids[0]: ids[1]}  # the longer stays


def test_words_with_one_checksum_are_not_one_word(landing: Any) -> None:
    """An article of nonsense whose words have the checksums of an honest one's hides nothing."""
    honest, forged = ([f"{a}{b}{end}" for a, b in product("ابتسمنك", repeat=2)] for end in ("يمانجر", "قليحرق"))
    assert [crc32(word.encode()) for word in honest] == [crc32(word.encode()) for word in forged]
    landing.write("a.txt", "قال الوزير إن في المدينة على الطريق " + " ".join(forged))
    landing.write("b.txt", "قال الوزير إن في المدينة على الطريق " + " ".join(honest))
    night = landing.night()
    assert len(night.articles) == 2
    assert night.duplicates == {}


def test_the_longer_is_never_hidden_by_the_shorter(landing: Any) -> None:
    long = [words("خبر", 80)]
    landing.write("a.txt", long[0][: len(long[0]) * 9 // 10])
    landing.write("b.txt", long[0])
    landing.write("c.txt", long[0] + " " + words("خاتمة", 6))
    landing.write("d.txt", long[0][: len(long[0]) * 9 // 10])
    night = landing.night()
    ids = {article["landing_file"]: article["article_id"] for article in night.articles}
    assert night.duplicates == {ids[name]: ids["c.txt"] for name in ("a.txt", "b.txt", "d.txt")}


@pytest.mark.parametrize("swapped", [False, True])
def test_of_an_agency_and_who_reprints_it_the_first_to_publish_is_kept(landing: Any, swapped: bool) -> None:
    """Whatever the names of their files, and though the paper puts in a line of its own."""
    dispatch = words("برقية", 90)
    agency = row(dispatch, source="وكالة الضفاف", url="https://difaf.example/1", published_at="2024-03-10T06:05:00Z")
    paper = row(dispatch + "\nتابعوا صفحتنا للمزيد من الأخبار", source="الجريدة", published_at="2024-03-10T09:40:00Z")
    landing.write("a.jsonl", agency if swapped else paper)
    landing.write("b.jsonl", paper if swapped else agency)
    night = landing.night()
    ids = {article["source"]: article["article_id"] for article in night.articles}
    assert night.duplicates == {ids["الجريدة"]: ids["وكالة الضفاف"]}


def test_what_a_paper_adds_to_a_dispatch_is_not_hidden_by_it(landing: Any) -> None:
    dispatch = words("برقية", 90)
    landing.write("a.jsonl", row(dispatch, source="وكالة الضفاف", published_at="2024-03-10T06:05:00Z"))
    landing.write(
        "b.jsonl", row(f"{dispatch}\n{words('زيادة', 18)}", source="الجريدة", published_at="2024-03-10T09:40:00Z")
    )
    night = landing.night()
    ids = {article["source"]: article["article_id"] for article in night.articles}
    assert night.duplicates == {ids["وكالة الضفاف"]: ids["الجريدة"]}


def test_a_day_without_an_hour_is_not_taken_for_its_midnight(landing: Any) -> None:
    landing.write("a.jsonl", row(words("برقية", 90), source="الجريدة", published_at="2024-03-10"))
    landing.write("b.jsonl", row(words("برقية", 90), source="وكالة الضفاف", published_at="2024-03-10T06:05:00Z"))
    night = landing.night()
    ids = {article["source"]: article["article_id"] for article in night.articles}
    assert night.duplicates == {ids["الجريدة"]: ids["وكالة الضفاف"]}


def test_boilerplate_does_not_make_two_articles_one(landing: Landing) -> None:
    menu = "\n".join(f"{name} أخبار وتقارير وتحليلات من كل مكان في العالم {n}" for n, name in enumerate(SUBJECTS))
    for n in range(8):
        landing.write(f"site/{n}.txt", f"{words(f'خبر {n}', 30)}\n{menu}")
    assert landing.night().duplicates == {}


def test_a_republished_article_is_found_under_boilerplate(landing: Landing) -> None:
    menu = "\n".join(f"{name} أخبار وتقارير وتحليلات من كل مكان في العالم {n}" for n, name in enumerate(SUBJECTS))
    for n in range(8):
        landing.write(f"site/{n}.txt", f"{words(f'خبر {n}', 60)}\n{menu}")
    landing.write("site/9.txt", f"{words('خبر 3', 60)} انتهى\n{menu}\nتحديث")
    night = landing.night()
    ids = [article["article_id"] for article in night.articles]
    assert night.duplicates == {ids[3]: ids[8]}


@pytest.mark.parametrize("kept", [False, True])
def test_a_template_with_other_numbers_is_another_article(landing: Landing, kept: bool) -> None:
    long = words("مقدمة", 150)
    first = f"{long}\nبلغت درجة الحرارة في العاصمة اليوم الثلاثاء 31 درجة والصغرى 19 درجة والرطوبة 40 في المئة."
    second = first.replace("31", "28").replace("19", "17").replace("40", "55").replace("الثلاثاء", "الأربعاء")
    landing.write("a.txt", first)
    landing.write("b.txt", first.replace("31", "32") if kept else second)
    assert len(landing.night().duplicates) == (1 if kept else 0)


def test_short_texts_need_the_same_title(landing: Landing) -> None:
    text = "شاهد الفيديو الكامل على قناتنا في الموقع الرسمي."
    landing.write("a.jsonl", row(text, title="أ") + row(text, title="ب") + row(text, title="أ"))
    night = landing.night()
    ids = [article["article_id"] for article in night.articles]
    assert night.duplicates == {ids[2]: ids[0]}


def test_hundreds_of_copies_are_one_cluster(landing: Landing, texts: dict[str, str]) -> None:
    long = texts["body"] + "\n" + texts["other"]
    landing.write("a.jsonl", "".join(row(f"{long}\nمرة {n}", source=f"s{n}") for n in range(300)))
    night = landing.night(shards=3, shard_bytes=1)
    ids = [article["article_id"] for article in night.articles]
    assert set(night.duplicates) == set(ids[1:])
    assert set(night.duplicates.values()) == {ids[0]}


def test_a_day_without_articles(landing: Landing, texts: dict[str, str]) -> None:
    assert landing.night().counts == {"landed": 0, "quarantined": 0, "ingest_errors": 0, "duplicates": 0}
    landing.write("a.txt", texts["fa"])
    assert landing.night().counts == {"landed": 1, "quarantined": 1, "ingest_errors": 0, "duplicates": 0}
