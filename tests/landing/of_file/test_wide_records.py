"""Records with hundreds and thousands of columns beside an article under names that everybody has."""

import json
import time
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.landing.conftest import Landing
from tests.landing.of_file.test_unnamed import said

COLUMNS = (501, 3000)


def record(n: int, columns: int) -> dict[str, Any]:
    """As a warehouse lays features beside an article."""
    one = said(n)
    wide = {f"tfidf_{number}": round(number * 0.37 % 1, 3) for number in range(columns)}
    half = dict(list(wide.items())[: columns // 2])
    return half | {"headline": one.headline, "body": one.text, "link": one.address, "date": one.moment} | wide


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_columns_beside_an_article_do_not_hide_it(landing: Landing, columns: int, form: str) -> None:
    rows = [record(n, columns) for n in range(6)]
    name = f"features.{form}"
    if form == "jsonl":
        landing.write(name, "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    else:
        made = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist(rows), made)
        landing.write(name, made.getvalue().to_pybytes())
    began = time.process_time()
    night = landing.night()
    assert {(row["title"], row["text"], row["url"]) for row in night.articles} == {
        (said(n).headline, said(n).text, said(n).address) for n in range(6)
    }
    assert night.quarantine == []
    assert time.process_time() - began < 20


def test_what_is_hidden_there_stays_so_and_what_has_no_text_is_told(landing: Landing) -> None:
    rows = [record(0, 600) | {"is_published": False}, record(1, 600) | {"status": "draft"}, record(2, 600)]
    del rows[2]["body"]
    landing.write("a.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    night = landing.night()
    assert night.articles == []
    assert len(night.quarantine) == 3
    assert all(said(0).text[:40].encode() in row["record"] or b"tfidf_0" in row["record"] for row in night.quarantine)
