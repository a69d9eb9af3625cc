from pathlib import Path

from nashra.entities.recognise.base import Recognizer, Tagged
from nashra.entities.recognise.conll import read_conll, tag_conll, write_conll


class Parrot(Recognizer):
    name, version = "parrot", "1"

    def tag(self, sentences: list[list[str]], documents: list[int] | None = None) -> list[list[Tagged]]:
        return [[Tagged("B-LOC" if t == "دمشق" else "O", 1.0) for t in tokens] for tokens in sentences]


def test_odd_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes("\ufeff\r\n\r\nفي\tX\tO\r\nدمشق  B-LOC\r\n \r\n\n\nوحده\n,\n".encode() + b"\xff\n")
    tokens, labels = read_conll(path)
    assert tokens == [["في", "دمشق"], ["وحده", ",", "\ufffd"]]
    assert labels == [["O", "B-LOC"], ["O", "O", "O"]]


def test_out_has_the_same_tokens(tmp_path: Path) -> None:
    source, target = tmp_path / "in.txt", tmp_path / "new" / "out.txt"
    source.write_text("في\tP\nدمشق\tN\n\n\u064b\n\n", encoding="utf-8")
    assert tag_conll(Parrot(), source, target) == {"sentences": 2, "tokens": 3, "names": 1}
    assert target.read_text(encoding="utf-8") == "في O\nدمشق B-LOC\n\n\u064b O\n\n"


def test_an_empty_file_stays_empty(tmp_path: Path) -> None:
    (tmp_path / "in").write_text("")
    assert tag_conll(Parrot(), tmp_path / "in", tmp_path / "out")["tokens"] == 0
    assert (tmp_path / "out").read_text() == ""


def test_written_and_read_again(tmp_path: Path) -> None:
    write_conll(tmp_path / "x", [["دمشق", "."], ["نعم"]], [["B-LOC", "O"], ["O"]])
    assert read_conll(tmp_path / "x") == ([["دمشق", "."], ["نعم"]], [["B-LOC", "O"], ["O"]])
