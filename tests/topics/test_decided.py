"""An editor's word on the country and the section of an article: it wins, for that article alone."""

from pathlib import Path

import pytest

from nashra.topics import decided
from nashra.topics.country import Found
from nashra.topics.decided import decision_on, read_topic_decisions
from nashra.yaml_files import RulesError

ID, OTHER = "3f1c0a9be4d27785", "00ff00ff00ff00ff"
ADDRESS = "https://alwadi.example/news/2024/03/dam"
AS_FOUND = Found("SY", 0.61)


def read(tmp_path: Path, rows: str) -> decided.Decisions:
    (tmp_path / "topics.tsv").write_text(f"# a comment\n{rows}\n", encoding="utf-8")
    return read_topic_decisions(tmp_path / "topics.tsv")


def test_what_is_decided_wins_and_the_rest_is_as_found(tmp_path: Path) -> None:
    known = read(tmp_path, f"{ID}\tLB\t\tسلمى\t2024-03-12\tداريا قضاء كسروان\n{ADDRESS}\tnone\tsport")
    one = decision_on(ID, None, known)
    assert one and one.country_of(AS_FOUND) == Found("LB", 1.0) and one.section_of("local") == "local"
    by_address = decision_on(OTHER, ADDRESS, known)
    assert by_address and by_address.country_of(AS_FOUND) == Found(None, None)
    assert by_address.section_of("local") == "sport"
    assert decision_on(OTHER, None, known) is None


def test_no_section_may_be_decided_too(tmp_path: Path) -> None:
    one = decision_on(ID, None, read(tmp_path, f"{ID}\t\tnone"))
    assert one and one.section_of("opinion") is None and one.country_of(AS_FOUND) == AS_FOUND


@pytest.mark.parametrize(
    ("row", "said"),
    [("alwadi.example\tLB\t", "'alwadi.example' is no article_id"), (f"{ID}\tUK\t", "country 'UK' is no code"),
     (f"{ID}\tlb\t", "country 'lb' is no code"), (f"{ID}\t\tsports", "section 'sports' must be one of politics"),
     (f"{ID}\t\t", "a country or a section must be given"), (f"{ID}\tLB\t\n{ID}\tSY\t", "was decided in topics.tsv:2"),
     (f"{ID}\tLB", "2 columns, expected 3 to 6")],
)  # fmt: skip
def test_a_row_that_cannot_be_meant_is_refused_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(RulesError, match=said) as error:
        read(tmp_path, row)
    assert "topics.tsv:" in str(error.value)


def test_a_comment_alone_decides_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "") == {}
