"""`nashra rules try`: a file edited where it lies, or a copy, against what is committed, in use or published."""

import re
import shutil
from pathlib import Path

import pytest

from nashra.settings import CHECKOUT
from tests.support.cleaning_articles import BODY, P1, TITLE
from tests.support.own_checkout import git, nashra, own_checkout

BULLETIN = """
- {id: bulletin-end, category: end, strength: certain, phrases: ['نهاية الحكاية'], matches: ['نهاية الحكاية'],
   leaves: ['نهاية'], added: 2026-01-01}
"""
FILE = "include/rules/boilerplate/endings.yaml"
CHANGED = [
    "bulletin-end: removes 1, restores 0, in 1 articles",
    "  - one.txt:3: نهاية الحكاية",
    "pager-tail: removes 0, restores 1, in 1 articles",
    "  + one.txt:7:  Next Previous",
    "the-end: removes 0, restores 0, gives another reason for 1, in 1 articles",
    "  ~ one.txt:8: (end-mark) // انتهى //",
    "1 articles, 3 rules with a change",
]


def edited(text: str) -> str:
    """The rules with one more, without one, and with one under another name."""
    blocks = [block for block in text.split("\n\n") if "- id: pager-tail\n" not in block]
    assert len(blocks) == text.count("\n\n")
    return "\n\n".join(blocks).replace("- id: end-mark\n", "- id: the-end\n").rstrip() + "\n" + BULLETIN


def article(folder: Path) -> None:
    lines = [TITLE, P1, "نهاية الحكاية", *BODY[1:4], f"{BODY[4][:-1]} Next Previous", "// انتهى //"]
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = own_checkout(tmp_path_factory.mktemp("in-git") / "checkout")
    article(folder / "in")
    return folder


@pytest.fixture
def file(checkout: Path) -> Path:
    """The file as it is committed."""
    git(checkout, "checkout", "--quiet", "include")
    return checkout / FILE


def test_an_edit_in_place_is_compared_with_the_commit(checkout: Path, file: Path) -> None:
    file.write_text(edited(file.read_text(encoding="utf-8")), encoding="utf-8")
    done = nashra(checkout, f"rules try {FILE} in --exit-code")
    assert (done.code, done.out.splitlines()) == (1, CHANGED), done.told
    commit = git(checkout, "rev-parse", "--short", "HEAD").strip()
    assert f"{FILE} as committed in {commit}: bulletin-end, end-mark, pager-tail, the-end" in done.err
    assert nashra(checkout, f"rules try {FILE} in").code == 0


def test_a_file_as_it_is_committed_differs_in_nothing(checkout: Path, file: Path) -> None:
    for change in ("", "\n# a comment\n"):
        file.write_text(file.read_text(encoding="utf-8") + change, encoding="utf-8")
        done = nashra(checkout, f"rules try {FILE} in --exit-code")
        assert done.code == 0
        assert re.fullmatch(rf"nothing differs from {FILE} as committed in \w+\n", done.out), done.told


def test_a_copy_is_compared_with_the_commit_of_its_namesake(checkout: Path, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / file.name
    copy.write_text(edited(file.read_text(encoding="utf-8")), encoding="utf-8")
    file.write_text("- nothing that could be used\n", encoding="utf-8")  # the copy takes its place
    done = nashra(checkout, f"rules try {copy} in")
    assert (done.code, done.out.splitlines()) == (0, CHANGED), done.told


def test_a_new_file_is_compared_with_none(checkout: Path, file: Path) -> None:
    new = file.with_name("ours.yaml")
    new.write_text(BULLETIN, encoding="utf-8")
    done = nashra(checkout, f"rules try {new} in")
    new.unlink()
    assert done.out.splitlines() == [*CHANGED[:2], "1 articles, 1 rules with a change"], done.told


def test_decided_lines_are_tried_like_rules(checkout: Path, file: Path) -> None:
    lines = checkout / "include/rules/decisions/lines.tsv"
    lines.write_text(f"remove\tunknown\t{BODY[4][:20]}\nkeep\t*\tانتهى\n", encoding="utf-8")
    done = nashra(checkout, f"rules try {lines} in")
    assert done.out.splitlines() == [
        "end-mark: removes 0, restores 1, in 1 articles",
        "  + one.txt:8: // انتهى //",
        "1 articles, 1 rules with a change",
    ], done.told


def test_a_decision_on_a_source_is_tried_on_all_days_of_a_landing(checkout: Path, file: Path, tmp_path: Path) -> None:
    """The source of a file without an address is its folder below the day, wherever one begins to read."""
    for day in ("2024-03-02", "2024-03-03"):
        article(tmp_path / "landing" / day / "alwadi.example")
    lines = checkout / "include/rules/decisions/lines.tsv"
    lines.write_text("keep\talwadi.example\tانتهى\n", encoding="utf-8")
    done = nashra(checkout, f"rules try {lines}", NASHRA_LANDING=str(tmp_path / "landing"))
    assert "end-mark: removes 0, restores 2" in done.out, done.told


@pytest.fixture(scope="module")
def unversioned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout without git, with a published day."""
    folder = own_checkout(tmp_path_factory.mktemp("no-git") / "checkout", in_git=False)
    article(folder / "landing" / "2024-03-02")
    done = nashra(folder, "run --day 2024-03-02", **places(folder))
    assert done.code == 0, done.told
    return folder


def places(folder: Path) -> dict[str, str]:
    return {"NASHRA_LANDING": str(folder / "landing"), "NASHRA_LAKE": str(folder / "lake")}


def test_without_git_the_file_in_use_is_compared_with_what_is_published(unversioned: Path) -> None:
    file = unversioned / FILE
    as_it_was = file.read_text(encoding="utf-8")
    same = nashra(unversioned, f"rules try {FILE} --exit-code", **places(unversioned))
    assert (same.code, same.out) == (0, "1 articles, 0 rules with a change\n"), same.told
    file.write_text(edited(as_it_was), encoding="utf-8")
    done = nashra(unversioned, f"rules try {FILE} --day 2024-03-02 --exit-code", **places(unversioned))
    file.write_text(as_it_was, encoding="utf-8")
    assert (done.code, done.out.splitlines()) == (1, [line.replace("one", "2024-03-02/one") for line in CHANGED])
    assert f"compared with what {unversioned}/lake has of 2024-03-02" in done.err


def test_without_git_a_copy_is_compared_with_the_file_in_use(unversioned: Path, tmp_path: Path) -> None:
    copy = tmp_path / "endings.yaml"
    shutil.copy(unversioned / FILE, copy)
    landing = f"{unversioned}/landing/2024-03-02"
    assert nashra(unversioned, f"rules try {copy} {landing}").out == "nothing differs from the rules in use\n"
    copy.write_text(edited(copy.read_text(encoding="utf-8")), encoding="utf-8")
    assert nashra(unversioned, f"rules try {copy} {landing}").out.splitlines() == CHANGED


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        ("{file} --day 2024-03-03 --published", "2024-03-03: not published in "),
        ("{file} landing --published", "not LANDING"),
        ("copy.yaml --day 2024-03-02", "--day is of published days"),
        ("lines.tsv", r"lines\.tsv:1: verdict 'leave' must be remove or keep"),
    ],
)
def test_what_cannot_be_compared_is_refused(unversioned: Path, asked: str, because: str) -> None:
    (unversioned / "copy.yaml").write_text(BULLETIN, encoding="utf-8")
    (unversioned / "lines.tsv").write_text("leave\tx.example\tسطر\n", encoding="utf-8")
    done = nashra(unversioned, f"rules try {asked.format(file=FILE)}", **places(unversioned))
    assert done.code == 2
    assert re.search(f"error: .*{because}", done.err), done.told


def test_help_says_with_what_is_compared() -> None:
    told = " ".join(nashra(CHECKOUT, "rules try --help").out.split())
    assert "compared with the last commit's version" in told and "--exit-code" in told
