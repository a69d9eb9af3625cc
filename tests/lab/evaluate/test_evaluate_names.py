"""Names in news of other papers: what counts as found, and texts that are not those that were read."""

import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.article import Mention
from nashra.errors import BadFile
from nashra_lab.evaluate.evaluate_names import figures
from nashra_lab.gold.name_labels import FOLDER
from nashra_lab.gold.other_papers import FURTHER, LABELS, LabelledName, LabelledNews, read_other_papers

BODY = "قال وزير النقل سمير الحداد إن ميناء صور يستقبل سفن شركة البحر الأبيض"
MINISTER, PORT, COMPANY = "سمير الحداد", "صور", "شركة البحر الأبيض"


def place(surface: str) -> tuple[int, int]:
    start = BODY.index(surface)
    return start, start + len(surface)


def mention(type_: str, surface: str) -> Mention:
    start, end = place(surface)
    return Mention(type_, surface, start, end, 0, 0.9, f"{type_}-x")


def news(*optional: str) -> LabelledNews:
    names = [("PERS", MINISTER), ("LOC", PORT), ("ORG", COMPANY)]
    labelled = tuple(LabelledName(*place(text), type_, text, text in optional) for type_, text in names)
    return LabelledNews("a", "ufuq.example", False, BODY, labelled)


def test_a_name_is_found_strictly_with_both_ends_and_its_type() -> None:
    found = [mention("PERS", MINISTER), mention("LOC", f"ميناء {PORT}"), mention("LOC", COMPANY)]
    told = figures([news()], [found])
    assert (told["articles"], told["names"]) == (1, 3)
    assert told["strict"] == {"precision": 0.333, "recall": 0.333, "f1": 0.333}
    assert told["partial"] == {"precision": 0.667, "recall": 0.667, "f1": 0.667}
    assert told["strict_f1"] == {"PERS": 1.0, "LOC": 0.0, "ORG": 0.0, "MISC": 0.0}


def test_an_optional_name_is_neither_missed_nor_found_too_much() -> None:
    people = [mention("PERS", MINISTER), mention("LOC", PORT)]
    for found in (people, [*people, mention("ORG", COMPANY)]):
        assert figures([news(COMPANY)], [found])["strict"]["f1"] == 1.0


def test_another_text_than_was_read_is_refused(tmp_path: Path) -> None:
    text = f"الرئيسية\n{BODY} \nشارك"
    labels = tmp_path / "labels.jsonl"
    row = {
        "id": "a",
        "source": "ufuq.example",
        "aside": False,
        "lines": [1],
        "names": [[*place(PORT), "LOC", "c", False]],
    }
    labels.write_text(json.dumps(row | {"digest": hashlib.sha256(BODY.encode()).hexdigest()[:16]}))
    pq.write_table(pa.table({"id": ["a"], "text": [text]}), tmp_path / "pool_dev2.parquet")
    (read,) = read_other_papers(tmp_path, labels)
    assert read.body == BODY
    assert read.body[read.names[0].start : read.names[0].end] == PORT
    pq.write_table(pa.table({"id": ["a"], "text": [text.replace("سفن", "سفنا")]}), tmp_path / "pool_dev2.parquet")
    with pytest.raises(BadFile, match="another text than was read"):
        read_other_papers(tmp_path, labels)


def test_the_labels_hold_no_text() -> None:
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len({row["source"] for row in rows}) == 45
    assert sum(row["aside"] for row in rows) == 15
    assert all({*row} == {"id", "source", "aside", "lines", "digest", "names"} for row in rows)


@pytest.mark.parametrize(("name", "articles", "aside"), [("small_papers", 40, 13), ("more_news", 22, 7)])
def test_labels_made_later_hold_no_text_and_have_a_third_aside(name: str, articles: int, aside: int) -> None:
    rows = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert name in FURTHER
    assert (len(rows), sum(row["aside"] for row in rows)) == (articles, aside)
    assert all({*row} == {"id", "source", "aside", "lines", "digest", "names"} for row in rows)
    assert all(0 <= start < end for row in rows for start, end, *_ in row["names"])


def test_small_papers_are_of_no_other_set() -> None:
    papers = [
        {json.loads(line)["source"] for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()}
        for name in ("other_papers", "small_papers")
    ]
    assert not papers[0] & papers[1]
