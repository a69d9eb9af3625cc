"""CoNLL files: a token a line with its label, a blank line between sentences."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from nashra.entities.recognise.base import Recognizer
from nashra.errors import BadFile

DOCUMENT = "-DOCSTART-"  # the first column of a line that begins a document; it is no token
MOST_COLUMNS = 20  # of a line; one with more is running text. CoNLL-U has 10, tables of names 2 to 4


def read_conll(path: Path) -> tuple[list[list[str]], list[list[str]]]:
    """Tokens and labels (the last column; "O" where there is only one column) of each sentence.

    Takes UTF-8 with or without BOM, any line ends, tabs or spaces, runs of blank lines; bytes that are no
    UTF-8 are replaced. A line's first column is the token as it stands, even if it is a stray mark.
    """
    tokens: list[list[str]] = []
    labels: list[list[str]] = []
    open_sentence = False
    for line in path.read_bytes().decode("utf-8-sig", errors="replace").split("\n"):
        columns = _columns(line)
        if columns == [""]:
            open_sentence = False
            continue
        if not open_sentence:
            tokens.append([])
            labels.append([])
            open_sentence = True
        tokens[-1].append(columns[0])
        labels[-1].append(columns[-1] if len(columns) > 1 else "O")
    return tokens, labels


def _columns(line: str) -> list[str]:
    return line.strip("\r\n \t").replace("\t", " ").split(" ")


def first_columns(data: bytes, name: str) -> list[str]:
    """The first column of each line, "" of a blank one; the line that a last line end leaves open is none.

    Raises BadFile, which calls the file `name`, when it has no token at all, is not UTF-8 text, or has a line that
    cannot be a token's: one that begins with a tab, holds control characters, or is running text.
    """
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile(
            f"{name}, line {line}: byte {error.start} is not UTF-8; convert the file, for example with "
            "iconv -f windows-1256 -t utf-8"
        ) from None
    if lines[-1] == "":
        lines.pop()
    found = [_first_column(line, f"{name}, line {number}") for number, line in enumerate(lines, 1)]
    if not any(column not in ("", DOCUMENT) for column in found):
        raise BadFile(f"{name} holds no token: write a token a line and a blank line between sentences")
    return found


def _first_column(line: str, where: str) -> str:
    if line.startswith("\t") and line.strip():
        raise BadFile(f"{where} has no token before its first tab")
    columns = _columns(line)
    if len(columns) > MOST_COLUMNS:
        raise BadFile(f"{where} has {len(columns)} columns: that is running text, where a token a line is expected")
    if any(unicodedata.category(letter) == "Cc" for letter in columns[0]):
        raise BadFile(f"{where} holds control characters: this is no text file")
    return columns[0]


def sentences_of(columns: Iterable[str]) -> tuple[list[list[str]], list[int]]:
    """The tokens of each sentence, and the number of the document that each is in (see DOCUMENT)."""
    sentences: list[list[str]] = []
    documents: list[int] = []
    document, open_sentence = 0, False
    for column in columns:
        if column in ("", DOCUMENT):
            document, open_sentence = document + (column == DOCUMENT), False
            continue
        if not open_sentence:
            sentences.append([])
            documents.append(document)
            open_sentence = True
        sentences[-1].append(column)
    return sentences, documents


def tag_conll(recognizer: Recognizer, data: bytes, name: str) -> tuple[str, dict[str, int]]:
    """The text of a CoNLL file with its tokens labelled: a line "token label" for each line with a token, a blank
    one for each blank one; a line that begins a document stays, labelled O.

    Sentences before the first such line, or of a file without any, are one stream in order. Returns the counts of
    sentences, tokens and names, too. Raises BadFile, as first_columns does.
    """
    columns = first_columns(data, name)
    sentences, documents = sentences_of(columns)
    tagged = recognizer.tag(sentences, documents if documents[0] != documents[-1] else None)
    labels = iter([tag.label for tags in tagged for tag in tags])
    lines = [f"{column} {'O' if column == DOCUMENT else next(labels)}" if column else "" for column in columns]
    names = sum(tag.label.startswith("B-") for tags in tagged for tag in tags)
    counts = {"sentences": len(sentences), "tokens": sum(map(len, sentences)), "names": names}
    return "\n".join(lines) + "\n", counts
