"""CoNLL files: a token a line with its label, a blank line between sentences."""

from collections.abc import Iterable
from pathlib import Path

from nashra.entities.recognise.base import Recognizer


def read_conll(path: Path) -> tuple[list[list[str]], list[list[str]]]:
    """Tokens and labels (the last column; "O" where there is only one column) of each sentence.

    Takes UTF-8 with or without BOM, any line ends, tabs or spaces, runs of blank lines; bytes that are no
    UTF-8 are replaced. A line's first column is the token as it stands, even if it is a stray mark.
    """
    tokens: list[list[str]] = []
    labels: list[list[str]] = []
    open_sentence = False
    for line in path.read_bytes().decode("utf-8-sig", errors="replace").split("\n"):
        columns = line.strip("\r\n \t").replace("\t", " ").split(" ")
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


def write_conll(path: Path, tokens: Iterable[list[str]], labels: Iterable[list[str]]) -> None:
    """A line "token label" for each token, a blank line after each sentence."""
    lines: list[str] = []
    for sentence, marks in zip(tokens, labels, strict=True):
        lines += [f"{token} {label}" for token, label in zip(sentence, marks, strict=True)]
        lines.append("")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + ("\n" if lines else ""), encoding="utf-8", newline="\n")


def tag_conll(recognizer: Recognizer, source: Path, target: Path) -> dict[str, int]:
    """Label the tokens of a CoNLL file; the whole file is one stream of sentences in order.

    Writes the same tokens with a predicted label; returns the counts of sentences, tokens and names.
    """
    tokens, _ = read_conll(source)
    labels = [[tag.label for tag in tags] for tags in recognizer.tag(tokens)]
    write_conll(target, tokens, labels)
    names = sum(label.startswith("B-") for marks in labels for label in marks)
    return {"sentences": len(tokens), "tokens": sum(map(len, tokens)), "names": names}
