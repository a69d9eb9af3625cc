"""The words of the pages."""

import re
from pathlib import Path

import pytest

from nashra.cleaning.rules.rule_files import shipped_rules
from nashra.labels import read_labels, retold, rule_name
from nashra.landing.records import NO_TEXT, NOT_GIVEN, NOT_NEWS, UNKNOWN_KIND
from nashra.settings import INCLUDE
from nashra.yaml_files import RulesError


def write(folder: Path, both: str, airflow: str, dashboard: str) -> Path:
    path = folder / "labels.yaml"
    path.write_text(f"both: {{{both}}}\nairflow: {{{airflow}}}\ndashboard: {{{dashboard}}}\n", encoding="utf-8")
    return path


def test_each_set_of_pages_has_its_own_words_and_the_common_ones(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "news: {en: News, ar: خبر}",
        "story: {en: Article, ar: مقال}",
        "story: {en: Story, ar: قصة}, map: {en: Map, ar: خريطة}",
    )
    inside, outside = read_labels("airflow", path), read_labels("dashboard", path)
    assert {key: label.en for key, label in inside.items()} == {"news": "News", "story": "Article"}
    assert {key: label.ar for key, label in outside.items()} == {"news": "خبر", "story": "قصة", "map": "خريطة"}


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("news: {en: Story, ar: قصة}", "a key of both expected there alone, got news again"),
        ("map: {en: Map}", "dashboard.map.ar is missing"),
        ("map: {en: '', ar: خريطة}", "dashboard.map.en: "),
    ],
)
def test_what_is_said_twice_or_in_one_language_is_refused(tmp_path: Path, own: str, said: str) -> None:
    with pytest.raises(RulesError, match=said):
        read_labels("dashboard", write(tmp_path, "news: {en: News, ar: خبر}", "", own))


def test_a_sentence_is_told_in_both_languages_with_what_stood_in_it(tmp_path: Path) -> None:
    path = write(tmp_path, "news: {en: News, ar: خبر}", "", "")
    said = """told:
  "# of # rows": {en: "{0} in {1}", ar: "{0} من {1}"}
  "# of # rows, such as *": {en: "{0} in {1} ({2})", ar: "{0} من {1} ({2})"}
rules: {ad-marker: إعلان}
"""
    path.write_text(path.read_text("utf-8") + said, encoding="utf-8")
    assert retold("1,204 of 9 rows", "en", path) == "1,204 in 9"
    assert retold("1 of 9 rows, such as {0} of 3 rows\nbelow", "ar", path) == "1 من 9 ({0} of 3 rows\nbelow)"
    assert retold("nobody said this", "ar", path) == "nobody said this"
    assert (rule_name("ad-marker", "ar", path), rule_name("ad-marker", "en", path)) == ("إعلان", "ad-marker")
    assert rule_name("other", "ar", path) == "other"


def test_the_file_is_read_once_however_many_sentences_are_told(tmp_path: Path) -> None:
    """A page of checks tells hundreds, and reading the file takes longer than the page may."""
    path = write(tmp_path, "in_article: {en: in, ar: في}", "", "")
    path.write_text(
        path.read_text("utf-8") + 'told: {"# rows, such as *": {en: "{0}, {1}", ar: "{0}، {1}"}}\n', encoding="utf-8"
    )
    first, second = ("12 rows, such as None in 0123456789abcdef", "9 rows, such as 7 in fedcba9876543210")
    assert retold(first, "ar", path) == "12، None في 0123456789abcdef"
    path.unlink()
    assert retold(second, "ar", path) == "9، 7 في fedcba9876543210"


def test_words_with_a_place_that_the_sentence_has_not_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "news: {en: News, ar: خبر}", "", "")
    path.write_text(path.read_text("utf-8") + 'told: {"# rows": {en: "{0}", ar: "{1}"}}\n', encoding="utf-8")
    with pytest.raises(RulesError, match=r"'# rows': expected places"):
        read_labels("airflow", path)


def test_each_rule_has_a_name_in_arabic() -> None:
    rules = {rule.id for rule in shipped_rules()}
    assert len(rules) > 100
    assert [rule for rule in sorted(rules) if rule_name(rule, "ar") == rule] == []


def test_each_reason_of_quarantine_has_words_in_both_languages() -> None:
    """As the code gives them: "zip: ..." in what is raised."""
    given = re.compile(r'(?:Fault|Rejected)\(\s*f?"([a-z][a-z0-9 ]*): ')
    files = [file.read_text("utf-8") for file in (INCLUDE / "nashra" / "landing").rglob("*.py")]
    codes = {code for file in files for code in given.findall(file)}
    codes |= {code.partition(":")[0] for code in (NO_TEXT, NOT_GIVEN, NOT_NEWS, UNKNOWN_KIND)}
    assert {"not an article", "no text", "json", "zip", "truncated", "unknown kind"} <= codes
    for pages in ("airflow", "dashboard"):
        assert [code for code in sorted(codes) if f"reason_{code}" not in read_labels(pages)] == []
