"""`nashra read`: what of a file becomes which column, and what may have been read wrongly, as a night counts it too."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from nashra.landing.look.read_command import NothingRead, read_command
from nashra.landing.look.rules import doubt_rules
from tests.landing.conftest import Landing
from tests.landing.test_told import results

TEXT = (
    "افتتح وزير الأشغال أمس الجسر الذي يصل ضفتي النهر بعد عامين من العمل.\n"
    "وقال مدير المشروع إن الجسر يتسع لأربعة مسارات، وإن الحركة عليه تبدأ اليوم.\n"
    "وأضاف أن الطريق القديم يغلق شهرا لصيانته، ثم تعود الحافلات إلى خطها المعتاد بين السوق والمحطة."
)
OTHER = (
    "شهدت المدينة صباح الثلاثاء أمطارا غزيرة أغلقت الطرق المؤدية إلى الميناء.\n"
    "ودعا الدفاع المدني السكان إلى البقاء في منازلهم حتى تنحسر المياه عن الشوارع الرئيسة.\n"
    "وتعمل البلدية على فتح المصارف، وتقول إن العمل ينتهي قبل حلول المساء إذا توقف المطر.\n"
    "وطلبت هيئة الأرصاد من قائدي المركبات تجنب الأودية والمنخفضات حتى صباح الغد."
)
HEADLINE = "وزير الأشغال يفتتح جسر النهر الجديد"
WRONG = "landing: perhaps a day that was not read, in the first records of files"
MARKS = "landing: perhaps a program's marks in the text, in the first records of files"


def row(**fields: Any) -> dict[str, Any]:
    return {"headline": HEADLINE, "body": TEXT, "link": "https://jisr.example/n/71", "date": "2024-03-09"} | fields


def read(path: Path, *options: str) -> list[dict[str, Any]]:
    done = CliRunner().invoke(read_command, [str(path), "--json", "-q", *options], catch_exceptions=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def doubts(tmp_path: Path, fields: dict[str, Any]) -> set[tuple[str, str]]:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(fields | {"n": n}, ensure_ascii=False) + "\n" for n in range(3)))
    (seen,) = read(file)
    assert seen["articles"] == 3
    assert {one["records"] for one in seen["doubts"]} <= {3}
    return {(one["doubt"], one["field"]) for one in seen["doubts"]}


def test_it_says_which_name_became_which_column(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps(row(section_label="محليات"), ensure_ascii=False) + "\n" + json.dumps({"body": "قصير"}) + "\n"
    )
    (seen,) = read(tmp_path / "a.jsonl")
    assert {name: list(column["names"]) for name, column in seen["columns"].items() if column["names"]} == {
        "title": ["headline"], "text": ["body"], "published_at": ["date"], "url": ["link"],
    }  # fmt: skip
    assert seen["columns"]["source"] == {"articles": 1, "names": {}, "first": "jisr.example"}
    assert seen["in_no_column"] == {"section_label": "محليات"}
    assert seen["doubts"] == []
    assert seen["refused"] == {"too short: 4 letters": 1}


def test_of_names_that_say_the_same_the_one_that_was_read_is_told(tmp_path: Path) -> None:
    """A teaser is a part of the text, and what was scraped on the day of publication has its day."""
    told = row(date="2024-03-09T08:41:07Z", category="محليات", tags=["الجسر"])
    told = {"excerpt": TEXT.split("\n")[0], "scraped_at": "2024-03-09T23:50:11Z"} | told
    (tmp_path / "a.jsonl").write_text(json.dumps(told, ensure_ascii=False) + "\n")
    (seen,) = read(tmp_path / "a.jsonl")
    assert {name: list(column["names"]) for name, column in seen["columns"].items() if column["names"]} == {
        "title": ["headline"], "text": ["body"], "published_at": ["date"], "url": ["link"], "keywords": ["tags"],
        "sections": ["category"],
    }  # fmt: skip
    assert seen["in_no_column"] == {"scraped_at": "2024-03-09T23:50:11Z"}


def test_it_says_so_to_a_reader(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([row(headline=None), row()], ensure_ascii=False))
    done = CliRunner().invoke(read_command, [str(tmp_path / "a.json")], catch_exceptions=False)
    lines = done.stdout.splitlines()
    assert lines[0] == "a.json: 2 articles"
    assert lines[1].split() == ["title", "headline", *HEADLINE.split(), "[1", "of", "2]"]
    assert [line.split()[:2] for line in lines[2:6]] == [
        ["text", "body"], ["published_at", "date"], ["source", "(the"], ["url", "link"],
    ]  # fmt: skip


def test_files_that_are_read_alike_are_told_once(tmp_path: Path) -> None:
    for number in range(4):
        text = json.dumps(row(link=f"https://jisr.example/n/{number}"), ensure_ascii=False)
        (tmp_path / f"{number}.json").write_text(text)
    (tmp_path / "b.json").write_text(json.dumps({"title": HEADLINE, "text": TEXT}, ensure_ascii=False))
    alike, other = read(tmp_path)
    assert (alike["files"], alike["file"], alike["articles"]) == (4, "0.json", 4)
    assert (other["files"], other["file"]) == (1, "b.json")
    assert [seen["file"] for seen in read(tmp_path, "--each")] == ["0.json", "1.json", "2.json", "3.json", "b.json"]


def test_a_folder_that_is_called_after_a_day_is_that_day_s_landing(tmp_path: Path) -> None:
    """«03/09/2024» is of September, but for what landed in March."""
    for day in ("2024-03-10", "2024-09-04"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "a.json").write_text(json.dumps(row(date="03/09/2024"), ensure_ascii=False))
    first, second = read(tmp_path, "--each")
    assert first["columns"]["published_at"]["first"].startswith("2024-03-08T21:00")
    assert second["columns"]["published_at"]["first"].startswith("2024-09-02T21:00")
    (other,) = read(tmp_path / "2024-03-10", "--day", "2024-09-04")
    assert other["columns"]["published_at"]["first"].startswith("2024-09-02T21:00")


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(NothingRead, match="no article"):
        CliRunner().invoke(read_command, [str(tmp_path)], catch_exceptions=False)


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        (row(date=None, dt_a="09 March 2024", dt_b="01 March 2024"), ("a day that was not read", "dt_b")),
        (row(date="09.03.24ص"), ("a day that was not read", "date")),
        (row(second_half=OTHER), ("a text in no article", "second_half")),
        (row(link=None, seite="https://jisr.example/n/71"), ("an address not taken", "seite")),
        (row(headline=None, kopfzeile=HEADLINE), ("no headline", "kopfzeile")),
        (row(body=f"<{TEXT}> {{{{ad.slot}}}}"), ("a program's marks in the text", "braces")),
        (row(body=TEXT.replace(" إن ", " &hamza;إن ")), ("a program's marks in the text", "entities")),
        (row(body=None, description=TEXT), ("a teaser for the text", "description")),
        (row(body=TEXT[:150] + " [+1840 chars]", date=None), ("a text that breaks off", "")),
        (row(headline="BC-AR--BRIDGE"), ("a headline without an Arabic letter", "")),
        (row(body=f"{'_' * 40}\n{TEXT}"), ("a program's marks in the text", "rulers")),
        (
            row(body=f"{TEXT}\nSubject: Roads\nPublisher: Jisr\nPlace: Cairo"),
            ("a program's marks in the text", "labels"),
        ),
    ],
)
def test_what_may_have_been_read_wrongly(tmp_path: Path, fields: dict[str, Any], doubt: tuple[str, str]) -> None:
    assert doubt in doubts(tmp_path, fields)


@pytest.mark.parametrize(
    "fields",
    [
        row(),
        row(summary=TEXT.split("\n")[0], crawled_at="2024-03-10T00:00:00", image="https://jisr.example/i.jpg"),
        row(date=None, updated_at="2024-03-10", crawl_time="2024-03-10 08:11"),
        row(comments=OTHER, html=f"<p>{TEXT.replace(chr(10), '</p><p>')}</p>"),
        row(link=None, author_url="https://jisr.example/writers/salem-n"),
        row(body=TEXT.replace(" إن ", "&nbsp;إن&#32;&laquo;", 1).replace("مسارات،", "مسارات&raquo;،")),
        row(date=None, digest="9f1709300000e1", place="news/2024/03/09/jisr"),
    ],
)
def test_ordinary_records_raise_no_doubt(tmp_path: Path, fields: dict[str, Any]) -> None:
    assert doubts(tmp_path, fields) == set()


def test_a_day_that_only_a_store_says(tmp_path: Path) -> None:
    rows = [row(date=None, created_at=f"2024-03-0{n} 08:11", link=f"https://jisr.example/n/{n}") for n in range(5, 8)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows))
    (seen,) = read(tmp_path / "a.jsonl")
    told = [(one["doubt"], one["field"]) for one in seen["doubts"]]
    assert told == [("a day of storing for that of publication", "created_at")]


@pytest.mark.parametrize(
    ("alike", "column"),
    [
        ({"headline": "بوابة الجسر الإخبارية"}, "title"),
        ({"link": "https://jisr.example/latest/news"}, "url"),
        ({"date": "2024-03-09T08:41:07Z"}, "published_at"),
    ],
)
def test_what_all_records_of_a_file_have_alike(tmp_path: Path, alike: dict[str, str], column: str) -> None:
    rows = [
        row(headline=f"{HEADLINE} {n}", link=f"https://jisr.example/n/{n}", date=f"2024-03-0{n + 1}") | alike
        for n in range(5)
    ]
    for some, doubt in ((rows, {("the same in all records", column)}), (rows[:4], set())):
        (tmp_path / "a.json").write_text(json.dumps(some, ensure_ascii=False))
        (seen,) = read(tmp_path / "a.json")
        assert {(one["doubt"], one["field"]) for one in seen["doubts"]} == doubt


def test_a_day_in_a_column_of_parquet_that_nobody_knows(tmp_path: Path) -> None:
    """Columns under unknown names are read where a known one is missing, but for those that hold no text or day."""
    columns = {"headline": [HEADLINE], "body": [TEXT], "link": ["https://jisr.example/n/71"], "embedding": [[0.1] * 8]}
    stamped = columns | {"stempel": [datetime(2024, 3, 9, 7, 30, tzinfo=UTC)], "rubrik": ["محليات"]}
    pq.write_table(pa.table(stamped), tmp_path / "a.parquet")
    (seen,) = read(tmp_path / "a.parquet")
    assert seen["columns"]["published_at"]["names"] == {"stempel": 1}
    assert set(seen["in_no_column"]) == {"rubrik"}
    pq.write_table(pa.table(stamped | {"date": ["2024-03-09"]}), tmp_path / "a.parquet")
    (seen,) = read(tmp_path / "a.parquet")
    assert seen["doubts"] == []
    assert set(seen["in_no_column"]) == set()


def test_texts_that_a_program_cut_at_one_length(tmp_path: Path) -> None:
    texts = [f"{TEXT} {OTHER}"[:255], f"{OTHER} {TEXT}"[:255], TEXT[:210]]
    rows = [row(body=text, link=f"https://jisr.example/n/{n}") for n, text in enumerate(texts)]
    (tmp_path / "a.json").write_text(json.dumps(rows, ensure_ascii=False))
    (seen,) = read(tmp_path / "a.json")
    assert seen["doubts"] == [{"doubt": "texts that break off at one length", "field": "255", "records": 2}]


def test_a_night_counts_doubts_of_the_first_records_of_a_file(tmp_path: Path) -> None:
    many = [
        row(date=None, dt_a="01 March 2024", dt_b="02 March 2024", link=f"https://jisr.example/n/{n}")
        for n in range(40)
    ]
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in many).encode()
    found = results(
        tmp_path, {"a.jsonl": lines, "b.jsonl": json.dumps(row(date="2024-03-04"), ensure_ascii=False).encode()}
    )
    number = doubt_rules().records
    assert found[WRONG]["observed"] == f"dt_a: {number}, dt_b: {number} (throughout 1 file)"
    assert (found[WRONG]["severity"], found[WRONG]["success"], found[WRONG]["unexpected_count"]) == (
        "warning",
        False,
        number,
    )


def test_a_doubt_about_few_records_is_for_the_record(tmp_path: Path) -> None:
    rows = [row(link=f"https://jisr.example/n/{n}", date=f"2024-03-0{n % 4 + 1}") for n in range(9)]
    rows[3] |= {"body": f"{TEXT} {{{{ad.slot}}}}"}
    found = results(tmp_path, {"a.json": json.dumps(rows, ensure_ascii=False).encode()})[MARKS]
    assert (found["observed"], found["severity"], found["success"]) == ("braces: 1", "info", True)


def test_a_doubt_about_most_of_many_small_files_is_a_warning(tmp_path: Path) -> None:
    rows = [
        row(link=f"https://jisr.example/n/{n}", date=None, dt_a="01 March 2024", dt_b="02 March 2024") for n in range(6)
    ]
    files = {f"{n}.json": json.dumps(one, ensure_ascii=False).encode() for n, one in enumerate(rows)}
    found = results(tmp_path, files)[WRONG]
    assert (found["observed"], found["severity"], found["success"]) == ("dt_a: 6, dt_b: 6", "warning", False)


def test_the_parts_of_a_file_count_what_the_whole_does(landing: Landing) -> None:
    many = [
        row(date=None, dt_a="01 March 2024", dt_b="02 March 2024", link=f"https://jisr.example/n/{n}")
        for n in range(900)
    ]
    landing.write("a.jsonl", "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in many))

    def counted(**night: Any) -> dict[str, int]:
        return {name: value for name, value in landing.night(**night).counts.items() if name.startswith("doubted")}

    assert counted(shard_bytes=20_000) == counted() != {}
