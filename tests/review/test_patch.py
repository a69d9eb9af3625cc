"""Answers become rows of data files: as a patch that git applies, or written; hostile text stays text."""

import os
import resource
import shutil
import subprocess
from pathlib import Path

import pytest

from nashra.cleaning.decide.line_decisions import line_hash, read_line_decisions
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.reference.decisions import read_decisions
from nashra.review.answers import BadAnswer, read_answers, signed
from nashra.review.data_lines import LINES, NAMES, NEW, edits_of
from nashra.review.patch import alone, checked, patch, written
from nashra.settings import INCLUDE

LINE = '{"about": "line", "verdict": "remove", "source": "sada.example", "text": "تابعنا على شاشتك"}'
OTHER = '{"about": "line", "verdict": "keep", "source": "sada.example", "text": "تابعنا  على شاشتك !"}'
NAME = '{"about": "name", "verdict": "PERS-zuhair", "type": "PERS", "names": ["زهير المرجاني", "زهير المرجان"]}'
HOSTILE = (
    '{"about": "line", "verdict": "remove", "source": "a\\tb\\nremove\\t*", '
    '"text": "سطر\\u2028آخر\\tوثالث\\n+++ b/x\\u0000\\u202e", "note": "a\\r\\nb"}'
)


@pytest.fixture
def include(tmp_path: Path) -> Path:
    for name in (LINES, NEW):
        (tmp_path / "include" / name).parent.mkdir(parents=True)
        shutil.copy(INCLUDE / name, tmp_path / "include" / name)
    return tmp_path / "include"


def applied(folder: Path, text: str) -> None:
    subprocess.run(
        ["git", "apply", "-"], cwd=folder, input=text.encode(), check=True, env={"GIT_CEILING_DIRECTORIES": "/"}
    )


def test_a_patch_is_applied_by_git_and_gives_what_writing_gives(include: Path) -> None:
    edits = edits_of(read_answers([LINE, NAME, HOSTILE], "x"), include)
    checked(edits)
    assert [(edit.path, edit.appended) for edit in edits] == [(LINES, 2), (NEW, 2)]
    applied(include.parent, patch(edits))
    by_git = {edit.path: (include / edit.path).read_bytes() for edit in edits}
    written(edits, include)
    assert by_git == {edit.path: (include / edit.path).read_bytes() for edit in edits}
    lines = read_line_decisions(include / LINES)
    line = line_hash("تابعنا على شاشتك")
    assert line is not None
    assert (lines.of("sada.example", line), lines.of("other.example", line)) == ("remove", None)
    assert read_decisions(include / NAMES)["PERS", name_key("زهير المرجان")].entity_id == "PERS-zuhair"
    assert edits_of(read_answers([LINE, NAME, HOSTILE], "x"), include) == []


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_files_as_an_editor_on_windows_saves_them(include: Path, mark: bytes, end: bytes) -> None:
    """Read as any, and what an answer doesn't touch stays as it was."""
    for name, row in ((LINES, "keep\tsada.example\tنشرة الثامنة\u2028مساء"), (NEW, "PERS\tبدر الساري\tnone\tلقب\x85")):
        text = (include / name).read_bytes() + row.encode() + b"\n"
        (include / name).write_bytes(mark + text.replace(b"\n", end))
    before = {name: (include / name).read_bytes() for name in (LINES, NEW)}
    assert read_decisions(include / NAMES)["PERS", name_key("بدر الساري")].entity_id is None
    edits = edits_of(read_answers([LINE, NAME], "x"), include)
    checked(edits)
    applied(include.parent, patch(edits))
    for name, was in before.items():
        now = (include / name).read_bytes()
        assert now.startswith(was)
        assert now.removeprefix(was).endswith(end)
        assert now.count(end) == now.count(b"\n")


def test_a_file_that_was_emptied_takes_answers(include: Path) -> None:
    (include / LINES).write_bytes(b"")
    applied(include.parent, patch(edits_of(read_answers([LINE], "x"), include)))
    assert read_line_decisions(include / LINES).verdicts


def test_no_text_can_make_a_row_or_a_line_of_a_patch(include: Path) -> None:
    (edit,) = edits_of(read_answers([HOSTILE], "x"), include)
    row = edit.new.removeprefix(edit.old or "")
    assert row == "remove\ta b remove *\tسطر آخر وثالث +++ b/x\t\t\ta b\n"
    assert edit.new.startswith(edit.old or "")


def test_a_later_answer_replaces_the_row_of_an_earlier_one(include: Path) -> None:
    written(edits_of(read_answers([LINE], "x"), include), include)
    (edit,) = edits_of([signed(read_answers([OTHER], "x")[0], "ليلى", "2026-01-02")], include)
    assert (edit.appended, edit.replaced) == (0, 1)
    assert edit.new.splitlines()[-1] == "keep\tsada.example\tتابعنا على شاشتك !\tليلى\t2026-01-02"
    applied(include.parent, patch([edit]))
    assert (include / LINES).read_text(encoding="utf-8") == edit.new


def test_a_name_that_another_file_decided_is_changed_there(include: Path) -> None:
    (include / NAMES / "ours.tsv").write_text("PERS\tزُهير المرجاني\tapart\told\nLOC\tس\tapart", encoding="utf-8")
    edits = {edit.path: edit for edit in edits_of(read_answers([NAME], "x"), include)}
    assert set(edits) == {f"{NAMES}/ours.tsv", NEW}
    assert edits[f"{NAMES}/ours.tsv"].new.startswith("PERS\tزهير المرجاني\tPERS-zuhair\n")
    applied(include.parent, patch(list(edits.values())))  # a last line without an end
    assert len(read_decisions(include / NAMES)) == 4


@pytest.mark.parametrize(
    ("answer", "because"),
    [
        ("{}", "line 1: .*about"),
        ("[", "line 1: "),
        (LINE.replace("remove", "burn"), "verdict"),
        (LINE.replace("sada.example", " "), "source"),
        (LINE.replace("تابعنا على شاشتك", "٭ ٭ ٭"), "expected a line with a letter"),
        (LINE.replace("تابعنا على شاشتك", "س" * 5000), "4000 characters"),
        (LINE.replace("{", '{"file": "x", '), "file"),
        (NAME.replace("PERS-zuhair", "PERS-a b"), "verdict"),
        (NAME.replace("زهير المرجاني", "«»"), "expected a name with a letter"),
        (NAME.replace('["زهير المرجاني", "زهير المرجان"]', "[]"), "names"),
    ],
)
def test_what_is_no_answer_is_refused(include: Path, answer: str, because: str) -> None:
    with pytest.raises(BadAnswer, match=because):
        edits_of(read_answers([answer], "x"), include)


@pytest.mark.parametrize("too_many", ["lines", "names"])
def test_a_full_disk_leaves_what_was_decided(include: Path, too_many: str) -> None:
    """The kernel's limit of a file's size plays it: decisions of years are not cut short by one more. Neither the first
    file that does not fit nor one that did before it leaves anything behind."""
    written(edits_of(read_answers([LINE], "x"), include), include)
    before = {path: path.read_bytes() for path in include.rglob("*") if path.is_file()}
    further = many(200) if too_many == "lines" else many(200, NAME, "المرجان")
    edits = edits_of(read_answers([OTHER, NAME, *further], "x"), include)
    assert len(edits) == 2
    largest, limits = max(map(len, before.values())), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 100, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            written(edits, include)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert {path: path.read_bytes() for path in include.rglob("*") if path.is_file()} == before


def many(answers: int, one: str = LINE, word: str = "شاشتك") -> list[str]:
    return [one.replace(word, f"{word} {number}") for number in range(answers)]


def test_answers_of_two_at_once_are_all_kept(include: Path) -> None:
    children = []
    for who in range(4):
        if not (child := os.fork()):
            for answer in many(40)[who * 10 : who * 10 + 10]:
                with alone(include):
                    written(edits_of(read_answers([answer], "x"), include), include)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    lines = (include / LINES).read_text(encoding="utf-8")
    assert [number for number in range(40) if f"شاشتك {number}\n" not in lines] == []
