from pathlib import Path

import pytest

from nashra.entities.recognise.base import Recognizer, Tagged
from nashra.entities.recognise.conll import read_conll, tag_conll
from nashra.errors import BadFile


class Parrot(Recognizer):
    """Knows one name, and remembers what it was asked."""

    name, version = "parrot", "1"

    def tag(self, sentences: list[list[str]], documents: list[int] | None = None) -> list[list[Tagged]]:
        self.documents = documents
        return [[Tagged("B-LOC" if t == "دمشق" else "O", 1.0) for t in tokens] for tokens in sentences]


def test_odd_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes("\ufeff\r\n\r\nفي\tX\tO\r\nدمشق  B-LOC\r\n \r\n\n\nوحده\n,\n".encode() + b"\xff\n")
    tokens, labels = read_conll(path)
    assert tokens == [["في", "دمشق"], ["وحده", ",", "\ufffd"]]
    assert labels == [["O", "B-LOC"], ["O", "O", "O"]]


def tagged(text: str | bytes) -> str:
    return tag_conll(Parrot(), text.encode() if isinstance(text, str) else text, "in.txt")[0]


def test_out_has_the_same_tokens_on_the_same_lines() -> None:
    text, counts = tag_conll(Parrot(), "في\tP\nدمشق\tN\n\n\u064b\n\n".encode(), "in.txt")
    assert text == "في O\nدمشق B-LOC\n\n\u064b O\n\n"
    assert counts == {"sentences": 2, "tokens": 3, "names": 1}


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("\ufeffدمشق O\r\n\r\n\r\n\nفي\r\n", "دمشق B-LOC\n\n\n\nفي O\n"),
        ("\n\n  دمشق   B-LOC X\nفي", "\n\nدمشق B-LOC\nفي O\n"),
        ("دمشق\tدمشق تحت المطر\n \t \nدمشق", "دمشق B-LOC\n\nدمشق B-LOC\n"),
        ("\u00a0 O\n", "\u00a0 O\n"),  # a stray mark is a token as it stands
    ],
)
def test_line_ends_columns_and_runs_of_blank_lines(given: str, made: str) -> None:
    assert tagged(given) == made
    assert made.count("\n") == given.removesuffix("\n").count("\n") + 1


def test_a_document_begins_where_a_line_says_so() -> None:
    parrot = Parrot()
    text, _ = tag_conll(parrot, "-DOCSTART- -X- O O\n\nدمشق\n-DOCSTART-\nفي\n\nدمشق\n".encode(), "in.txt")
    assert text == "-DOCSTART- O\n\nدمشق B-LOC\n-DOCSTART- O\nفي O\n\nدمشق B-LOC\n"
    assert parrot.documents == [1, 2, 2]
    tag_conll(parrot, "-DOCSTART-\nدمشق\n\nفي\n".encode(), "in.txt")
    assert parrot.documents is None  # one document: a stream, however long


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "in.txt holds no token"),
        (b"\n \n-DOCSTART-\n", "in.txt holds no token"),
        ("في\nدمشق\n".encode("windows-1256"), r"in\.txt, line 1: byte 0 is not UTF-8.*iconv"),
        ("في\n".encode() + b"\xff\n", r"line 2: byte 5 is not UTF-8"),
        ("في\n".encode("utf-16-le"), "line 1 holds control characters"),
        ("في\n\tO\n".encode(), "line 2 has no token before its first tab"),
        (("وقال الوزير إن " * 9).encode(), "27 columns: that is running text"),
    ],
)
def test_what_is_no_conll_is_refused_with_its_line(data: bytes, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        tagged(data)
