import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.entities.recognise.base import LABELS
from nashra_lab.gold import joined
from tests.support.labelled_news import TEXT, name_in


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Small corpora in the formats of the real ones; labels of two texts that stand elsewhere."""
    from nashra_lab.train.recogniser.further import sources

    labels = tmp_path / "names"
    labels.mkdir()
    span = name_in(TEXT, "بني غازي", "LOC")
    rows = "".join(f"# JA-{number}\n1\t{span.start}-{span.end}:LOC\n" for number in range(9))
    (labels / "jawhara.tsv").write_text(rows, encoding="utf-8")
    (labels / "ntrex.tsv").write_text(f"# ntrex\n0\t{span.start}-{span.end}:LOC?\n", encoding="utf-8")
    own = "".join(f"## {number} ليبيا\nوصل [PERS سالم الورفلي] إلى [LOC سرت].\n" for number in range(20))
    (labels / "own.txt").write_text(own, encoding="utf-8")
    articles = [(f"JA-{number}", ["عنوان", TEXT]) for number in range(9)]
    digests = {"jawhara.tsv": joined.digest(articles), "ntrex.tsv": joined.digest([("ntrex", [TEXT])])}
    monkeypatch.setattr(joined, "DIGESTS", digests)
    monkeypatch.setattr(joined, "FOLDER", labels)
    monkeypatch.setattr(sources, "FOLDER", labels)
    monkeypatch.setattr(sources, "COMPOSED", ("own.txt",))
    words = "التقى أحمد سامي الوفد في حلب".split()  # noqa: SIM905
    marks = ["O", "B-PERS", "I-PERS", "O", "O", "B-LOC"]
    lines = "".join(f"{word} {mark}\n" for word, mark in zip(words, marks, strict=True)) + "\n"
    (tmp_path / "aner.txt").write_text(lines * 20, encoding="utf-8")
    first = bytes(LABELS.index(mark) for mark in marks)
    judged = pa.table(
        {
            "origin": ["news", "news"],
            "document": [0, 1],
            "tokens": [" ".join(words), " ".join(words[::-1])],
            "first": [first, first[::-1]],
            "second": [bytes(8 for _ in first)] * 2,
            "p1": [b"\xf0" * 6, b"\x50" * 6],
            "p2": [b"\x05" * 6] * 2,
        }
    ).replace_schema_metadata({"labels": json.dumps(LABELS)})
    pq.write_table(judged, tmp_path / "judged.parquet")
    bodies = ["\n".join(lines) for _, lines in articles]
    pq.write_table(pa.table({"id": [name for name, _ in articles], "text": bodies}), tmp_path / "news.parquet")
    pq.write_table(pa.table({"source": ["NTREX-128 x", "PUD"], "text": [TEXT, "سطر"]}), tmp_path / "ntrex.parquet")
    return {file.stem: file for file in tmp_path.iterdir() if file.is_file()}
