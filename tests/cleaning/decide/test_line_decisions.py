"""An editor's word on single lines: it takes or leaves its own line, in its own source, and nothing else."""

from pathlib import Path

import pytest

from nashra.article import Article, Cleaned
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.decide.line_decisions import LineDecisions, read_line_decisions
from nashra.cleaning.ledger.account import scraped_text
from nashra.yaml_files import RulesError
from tests.support.cleaning_articles import BODY, P2, TITLE, article

SHARE, HEADING = "شارك هذا الموضوع:", "حصاد الأسبوع في الوادي"
LINES = (TITLE, BODY[0], HEADING, *BODY[1:], SHARE, "الثلاثاء 12 مارس 2024")


def cleaned(tmp_path: Path, decisions: str, *lines: str, one: Article | None = None) -> Cleaned:
    (tmp_path / "lines.tsv").write_text(decisions, encoding="utf-8")
    known = Cleaner.load(decisions=read_line_decisions(tmp_path / "lines.tsv"))
    made = one or article(*(lines or LINES))
    result = known.clean(made, CorpusEvidence.empty())
    told = {name: getattr(result, name) for name in ("title", "title_in_text", "body", "gaps")}
    row = {"raw_chars": len(made.text), **told}
    removals = [
        {"raw_start": r.raw_start, "text": r.text, "gap": r.gap, "edits": [e._asdict() for e in r.edits]}
        for r in result.removals
    ]
    assert scraped_text(row, removals) == made.text, "the ledger adds up"
    return result


def gone(result: Cleaned) -> dict[str, str]:
    return {removal.text: removal.rule for removal in result.removals}


def test_without_a_decision_rules_and_the_judge_say(tmp_path: Path) -> None:
    result = cleaned(tmp_path, "")
    assert SHARE in gone(result)
    assert HEADING not in gone(result)


def test_a_decided_line_goes_or_stays_and_the_others_are_as_they_were(tmp_path: Path) -> None:
    before = cleaned(tmp_path, "")
    result = cleaned(tmp_path, f"remove\texample.com\t{HEADING}\tسلمى\t2024-03-12\nkeep\t*\tشارك  هذا الموضوع\n")
    assert gone(result) == {t: r for t, r in gone(before).items() if t != SHARE} | {HEADING: "decided-line"}
    assert SHARE in result.body.split("\n")
    (removal,) = [removal for removal in result.removals if removal.rule == "decided-line"]
    assert (removal.category, removal.evidence) == ("decided", "an editor decided that this line goes")


def test_a_decision_is_on_its_source_alone_and_beats_that_on_any(tmp_path: Path) -> None:
    assert gone(cleaned(tmp_path, f"remove\tother.example\t{HEADING}\n")) == gone(cleaned(tmp_path, ""))
    both = f"remove\t*\t{HEADING}\nkeep\texample.com\t{HEADING}\n"
    assert HEADING not in gone(cleaned(tmp_path, both))


def test_metadata_a_cut_tail_and_a_title_that_is_said_again_are_kept(tmp_path: Path) -> None:
    tail = f"{BODY[4]} الوسوم: ري رمان"
    lines = (TITLE, *BODY[:4], TITLE, tail, "الثلاثاء 12 مارس 2024")
    went = gone(cleaned(tmp_path, "", *lines))
    assert {TITLE, "الثلاثاء 12 مارس 2024"} <= went.keys()
    kept = "".join(f"keep\texample.com\t{line}\n" for line in (TITLE, tail, "الثلاثاء 12 مارس 2024"))
    assert gone(cleaned(tmp_path, kept, *lines)) == {}


def test_a_paragraph_goes_even_if_it_is_most_of_its_article_but_never_the_last_line(tmp_path: Path) -> None:
    decided = f"remove\t*\t{P2}\n"
    assert gone(cleaned(tmp_path, decided, TITLE, P2, "خبر قصير.")) == {P2: "decided-line"}
    assert cleaned(tmp_path, decided, P2).body == P2


@pytest.mark.parametrize(
    ("rows", "because"),
    [
        ("drop\tx\tسطر", "x.tsv:1: verdict 'drop' must be remove or keep"),
        ("keep\t\tسطر", "a source must be given"),
        ("keep\tx\t—", "with a letter or digit in it"),
        ("keep\tx", "2 columns, expected 3 to 6"),
        ("keep\tx\tالسطر الأول\nremove\tx\tالسطر  الاول.", "x.tsv:2: this line was decided in x.tsv:1"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, rows: str, because: str) -> None:
    (tmp_path / "x.tsv").write_text(rows, encoding="utf-8")
    with pytest.raises(RulesError, match=because):
        read_line_decisions(tmp_path / "x.tsv")


def test_what_ships_decides_nothing_by_itself() -> None:
    assert isinstance(Cleaner.load().decisions, LineDecisions)


def test_lines_that_nearly_went_are_told_of_the_body_alone(tmp_path: Path) -> None:
    lines = (TITLE, *BODY, "أخبار الرياضة", "أسعار الفاكهة")
    result = cleaned(tmp_path, "", *lines)
    assert set(result.unsure_lines) <= set(result.body.split("\n"))
    kept = "".join(f"keep\t*\t{line}\n" for line in lines)
    assert cleaned(tmp_path, kept, *lines).unsure_lines == []
