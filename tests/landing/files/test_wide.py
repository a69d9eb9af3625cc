"""Text of two bytes a letter, and lines that end in a carriage return, reach the readers as lines of UTF-8."""

import io
import json
from typing import Any

import pytest

from nashra.landing.files.unpack import unpack
from nashra.landing.files.wide import as_lines, wide_encoding
from nashra.landing.limits import load_limits

TEXT = "قالت البلدية إن الأشغال 😀 تنتهي في آذار، بحسب مهندسها.\n" * 3000
WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def lines(data: bytes) -> bytes:
    return as_lines(unpack(io.BytesIO(data), load_limits())).read()


@pytest.mark.parametrize("encoding", WIDE)
def test_wide_text_becomes_utf8(encoding: Any) -> None:
    assert lines(TEXT.encode(encoding)).decode("utf-8-sig") == TEXT


def test_a_cut_letter_costs_a_letter() -> None:
    assert lines(TEXT.encode("utf-16")[:-1]).decode("utf-8") == TEXT[:-1] + "\ufffd"


@pytest.mark.parametrize("data", [TEXT.encode(), TEXT.encode("cp1256", "ignore"), b"\0" * 5000, b"plain", b""])
def test_other_data_is_left_alone(data: Any) -> None:
    assert wide_encoding(data) is None


@pytest.mark.parametrize("encoding", [*WIDE, "utf-8"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_records_by_line_whatever_ends_the_lines(landing: Any, texts: Any, encoding: Any, end: Any) -> None:
    rows = [
        json.dumps({"text": texts[name], "title": f"عنوان {name}"}, ensure_ascii=False) for name in ("body", "other")
    ]
    landing.write("a.jsonl", (end.join(rows) + end).encode(encoding))
    cells = [f'"عنوان {name}","{texts[name]}"' for name in ("body", "other")]
    landing.write("b.csv", (end.join(["title,text", *cells]) + end).replace("\n", end).encode(encoding))
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["text"]) for row in night.articles] == 2 * [
        ("عنوان body", texts["body"]), ("عنوان other", texts["other"]),
    ]  # fmt: skip
