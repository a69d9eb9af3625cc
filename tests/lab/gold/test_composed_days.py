"""Composed days read as articles with their events, and what is written wrongly is told."""

from pathlib import Path

import pytest

from nashra_lab.gold.composed_days import FOLDER, ComposedDaysError, read_composed_days
from nashra_lab.gold.topic_labels import SECTIONS

DAYS = """near fire blast
chain vote again

## a 2024-10-06T14:10 alnil-alyawm.example fire EG local
T| حريق في مصنع
شب حريق في مصنع.

## b 2024-10-06T15:00 afaq-arabia.example fire EG/XX local/economy copy=a aside
T| حريق مصنع
شب حريق في مصنع.
ولا ضحايا.

## c 2024-10-07T15:00 afaq-arabia.example blast EG local
T| انفجار
انفجرت أسطوانة.

## d 2024-10-07T15:00 afaq-arabia.example vote IQ politics
T| تصويت
صوت المجلس.

## e 2024-10-08T15:00 afaq-arabia.example again IQ politics
T| تصويت آخر
صوت المجلس ثانية.
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "days.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_articles_have_their_events(tmp_path: Path) -> None:
    days = read_composed_days(written(tmp_path, DAYS))
    one, copy, *_ = days.articles
    assert (one.name, one.day, one.moment, one.event) == ("a", "2024-10-06", "2024-10-06T14:10:00+03:00", "fire")
    assert (copy.countries, copy.sections, copy.copy_of, copy.is_aside) == (
        ("EG", "XX"),
        ("local", "economy"),
        "a",
        True,
    )
    assert copy.text == "شب حريق في مصنع.\nولا ضحايا."
    assert days.near == (("fire", "blast"),)
    assert days.affair_of("again") == days.affair_of("vote") == "vote"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (DAYS.replace("near fire", "nearly fire"), "expected 'near' or 'chain'"),
        (DAYS.replace("near fire blast", "near fire flood"), "no article of flood"),
        (DAYS.replace("copy=a", "copy=z"), "no article z"),
        (DAYS.replace("2024-10-07T15:00", "2024-10-07"), "expected a head"),
        (DAYS.replace("T| تصويت\n", ""), "expected a head"),
    ],
)
def test_what_is_written_wrongly_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ComposedDaysError, match=told):
        read_composed_days(written(tmp_path, text))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_what_ships_has_sections_and_countries(path: Path) -> None:
    days = read_composed_days(path)
    assert {section for one in days.articles for section in one.sections} <= {*SECTIONS}
    assert all(len(code) == 2 or code == "-" for one in days.articles for code in one.countries)
    assert len({one.name for one in days.articles}) == len(days.articles)
