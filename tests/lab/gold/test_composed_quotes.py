"""News composed with its statements marked reads as texts and labels, and marks that are forgotten are told."""

from pathlib import Path

import pytest

from nashra_lab.gold.composed_quotes import ComposedError, read_composed_quotes
from nashra_lab.gold.quote_labels import is_aside, text_digest

NEWS = """## one
وقال {S1:سامر الحلو}، مدير الميناء، إن {i1:العمل بدأ في حوض "{nn:الشرق}"}.
وأضاف {s1:الحلو}: "{d1:لن نتأخر يوما}".
"""


def composed(tmp_path: Path, news: str) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(news, encoding="utf-8")
    return path


def test_marks_become_places(tmp_path: Path) -> None:
    texts, labels = read_composed_quotes(composed(tmp_path, NEWS))
    (key,) = texts
    text, quotes = texts[key], labels[key].quotes
    assert text.startswith("وقال سامر الحلو، مدير الميناء، إن العمل بدأ")
    assert labels[key].digest == text_digest(text)
    said = [(one.kind, text[slice(*one.span)], one.speaker and text[slice(*one.speaker)]) for one in quotes]
    assert said == [
        ("indirect", 'العمل بدأ في حوض "الشرق"', "سامر الحلو"),
        ("none", "الشرق", None),
        ("direct", "لن نتأخر يوما", "الحلو"),
    ]
    assert quotes[2].fullest == quotes[0].fullest


@pytest.mark.parametrize(
    ("news", "told"),
    [
        (NEWS.replace("{nn:الشرق}", "الشرق").replace("{i1:", "").replace('"}.', '".'), "what the marks around"),
        (NEWS.replace("{S1:سامر الحلو}", "سامر").replace("{s1:الحلو}", ""), "nobody is marked"),
        (NEWS + "}", "never opened"),
        (NEWS + "{z1:كذا", "left open"),
    ],
)
def test_forgotten_marks_are_told(tmp_path: Path, news: str, told: str) -> None:
    with pytest.raises(ComposedError, match=told):
        read_composed_quotes(composed(tmp_path, news))


def test_sixty_articles_ship_and_a_third_is_aside() -> None:
    texts, labels = read_composed_quotes()
    assert len(texts) == len(labels) == 60
    assert 0.25 < sum(is_aside(name) for _, name in texts) / 60 < 0.42
    kinds = [quote.kind for article in labels.values() for quote in article.quotes]
    assert kinds.count("direct") > 100
    assert kinds.count("indirect") > 120
    assert kinds.count("none") > 70
