"""Which short lines are about the article."""

import pytest

from nashra.cleaning.decide.about_lines import metadata_lines
from nashra.cleaning.lines.read_lines import read_lines
from tests.support.cleaning_articles import BODY, TITLE


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("وكالات", "agency"),
        ("أ ف ب", "agency"),
        ("منذ ساعتين", "date"),
        ("عمان - رويترز", "dateline"),
        ("5 مايو 2023", "date"),
        ("المياه تعود إلى البساتين", None),
        ("مزارع من أهل الوادي", None),
    ],
)
def test_lines_with_a_mark_or_a_number_and_some_that_need_none(line: str, kind: str | None) -> None:
    lines = read_lines(["\n".join([TITLE, line, *BODY])])
    assert metadata_lines(lines) == ({1: kind} if kind else {})
