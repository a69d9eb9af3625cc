"""What is said of a file that cannot be read: the file, the line or key, and what was expected."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field

from nashra.row_files import read_rows
from nashra.yaml_files import RulesError, Strict, Words, Zone, read_model, read_yaml


class Inner(Strict):
    share: float
    words: Words
    most: int = 1
    since: date = date(2024, 3, 10)
    type: str = ""  # a field whose name means something to pydantic's own schemas
    marks: list[str] = Field(default_factory=list)
    ends: tuple[Annotated[str, Field(min_length=0)], ...] = ()


class Outer(Strict):
    name: str
    inner: Inner
    zone: Zone = "UTC"
    rows: dict[str, Inner] = Field(default_factory=dict)


GOOD = "name: a\ninner: {share: 0.5, words: [في]}\n"


def said(tmp_path: Path, text: str | bytes) -> str:
    path = tmp_path / "some.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(RulesError) as refused:
        read_model(path, Outer)
    assert str(refused.value).startswith(str(path))
    return str(refused.value).removeprefix(str(path))


def test_what_is_right_is_read(tmp_path: Path) -> None:
    row = "{share: 1, words: [من], most: '8', since: 2024-01-02, marks: [], ends: ['', ' .']}"
    (tmp_path / "some.yaml").write_text(f"{GOOD}rows: {{a: {row}}}", encoding="utf-8")
    assert read_model(tmp_path / "some.yaml", Outer).rows["a"].most == 8
    assert read_model(tmp_path / "some.yaml", Outer).rows["a"].words == ("من",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD + "nam: b", ": key nam is unknown, expected name"),
        (GOOD + "colour: b", ": key colour is unknown, expected name, inner, zone, rows"),
        (GOOD.replace("share", "shares"), ": key inner.shares is unknown, expected share"),
        (GOOD.replace("0.5", "yes"), ": inner.share: expected a number, got YAML's true"),
        (GOOD.replace("0.5", ".nan"), ": inner.share: expected a finite number, got nan"),
        (GOOD.replace("0.5,", "0.5, most: on,"), ": inner.most: expected a number, got YAML's true"),
        (GOOD.replace("0.5,", f"0.5, most: {10**30},"), ": inner.most: expected a number of at most 9007199254740992"),
        (GOOD.replace("0.5,", "0.5, since: 0,"), ": inner.since: expected a day such as 2024-03-10, got 0"),
        (GOOD.replace("[في]", "[في, ' ']"), ": inner.words.1: expected a word, got ' '"),
        (GOOD.replace("0.5,", "0.5, marks: [a, ''],"), ": inner.marks.1: expected a word, got ''"),
        (GOOD + "rows: {'\u00a0': {share: 1, words: [من]}}", ": rows: expected a word, got "),
        (GOOD + "rows: {a: {share: 1}}", ": key rows.a.words is missing"),
        (GOOD.replace("0.5", "half"), ": inner.share: expected a valid number, "),
        (GOOD.replace("[في]", "[في, on]"), ": inner.words.1: expected a word, got YAML's true: put quotes around it"),
        (GOOD + "rows: {NO: {share: 1, words: [من]}}", ": rows: expected a word, got YAML's false: put"),
        (GOOD.replace("[في]", "[]"), ": inner.words: Tuple expected to have at least 1 item"),
        (GOOD + "rows: [a]", ": rows: expected a valid dictionary"),
        (GOOD + "zone: Asia/Riad", ": zone: expected a time zone such as Asia/Riyadh, got 'Asia/Riad'"),
        (GOOD + "zone: Asia", ": zone: expected a time zone such as Asia/Riyadh, got 'Asia'"),  # a folder of them
        (GOOD + "zone: localtime", ": zone: expected a time zone such as Asia/Riyadh, got 'localtime'"),
        (GOOD + "zone: right/Asia/Riyadh", ": zone: expected a time zone such as Asia/Riyadh, got 'right/Asia/Riyadh'"),
        ("", ": expected a mapping of name, inner, zone, rows, got None"),
        ("- a", ": expected a mapping of name, inner, zone, rows"),
        (GOOD + "name: b", ", line 3: key name is given twice"),
        (GOOD + "zone: [UTC", ", line 4: did not find expected ',' or ']'"),
        (GOOD.encode("utf-16"), ": expected YAML in UTF-8, "),
        (GOOD + "day: 2024-02-30", ", line 3: '2024-02-30' is no timestamp: put quotes around it"),
        (GOOD + "rows: {a: {share: !!int 12x}}", ", line 3: '12x' is no int: put quotes around it"),
        (GOOD + f"zone: {'9' * 6000}", ", line 3: '9999999999999999999999999999999999999999' is no int"),
        (GOOD + "zone: " + "[" * 100_000, ": expected YAML, nested more than 64 deep"),  # the parser dies of it
        (GOOD + "zone: " + "{a: " * 50_000, ": expected YAML, nested more than 64 deep"),
        (GOOD + "zone:\n " + "- " * 200_000 + "a", ": expected YAML, nested more than 64 deep"),
        (GOOD + "rows: &a [*a]", ": expected YAML, *a stands within itself"),
        (
            "a0: &a0 [x, x, x, x, x, x, x, x]\n"
            + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 8)}]\n" for n in range(1, 9)),
            ": expected YAML, says things again (*name) that make more than 100000 values",
        ),
        (GOOD + "# " + "x" * 4_000_000, ": expected YAML in UTF-8, "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tmp_path: Path, text: str | bytes, told: str) -> None:
    assert said(tmp_path, text).startswith(told)


def test_of_many_faults_some_are_told(tmp_path: Path) -> None:
    rows = ", ".join(f"r{n}: {{share: 1}}" for n in range(5))
    assert said(tmp_path, f"{GOOD}rows: {{{rows}}}").endswith("; key rows.r2.words is missing; and 2 more")


def test_a_merged_mapping_may_change_a_key(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n", encoding="utf-8")
    assert read_yaml(tmp_path / "a.yaml")["b"] == {"x": 1, "y": 3}


def test_rows_have_their_place_and_only_so_many_cells(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("# note\n\na\t b \nc\td\te\n", encoding="utf-8")
    rows = read_rows(path, 2, 2)
    assert next(rows) == ("x.tsv:3", ("a", "b"))
    with pytest.raises(RulesError, match=r"x\.tsv:4: 3 columns, expected 2$"):
        next(rows)
    path.write_bytes("اسم".encode("cp1256"))
    with pytest.raises(RulesError, match=r"x\.tsv: expected UTF-8"):
        list(read_rows(path))


@pytest.mark.parametrize("name", ["a.yaml", "a.tsv"])
def test_what_is_no_file_is_neither_waited_for_nor_read_for_ever(tmp_path: Path, name: str) -> None:
    path = tmp_path / name

    def read() -> object:
        return read_yaml(path) if path.suffix == ".yaml" else list(read_rows(path))

    os.mkfifo(path)
    with pytest.raises(RulesError, match="is not a file"):
        read()
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(RulesError, match="is not a file"):
        read()
