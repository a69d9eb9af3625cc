"""The words of the pages."""

from pathlib import Path

import pytest

from nashra.labels import read_labels
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
