"""A text that a program wrote for another one is told; an article with a page's script in it is an article."""

import json
from pathlib import Path

from nashra.library import read

NEWS = (
    "استطلاع: أين تقضون إجازة الصيف؟\nتستعد مكاتب السفر في المدينة لموسم الصيف بعروض جديدة، وتقول إن الحجوزات "
    "زادت بنحو الثلث عما كانت عليه في العام الماضي، وإن أكثرها إلى الساحل وإلى القرى الجبلية التي فتحت فيها بيوت "
    "للضيافة. ويشكو الزبائن من أسعار التذاكر التي ارتفعت مرتين منذ بداية الربيع."
)
SCRIPT = (
    ' var poll = {"id": "summer", "title": "poll"}; poll.first = "الساحل"; poll.second = "الجبل";'
    ' poll.third = "لا أسافر"; poll.url = "https://wahanews.example/poll"; poll.width = "300";'
    ' poll.height = "200"; poll.theme = "light"; poll.lang = "ar"; poll.show = "yes"; poll.count = "no";'
)
ROWS = (
    'article.1.title="افتتاح جسر جديد"\narticle.1.body="افتتحت البلدية جسرا جديدا فوق الوادي."\n'
    'article.1.url="https://wahanews.example/1"\narticle.2.title="أمطار على الساحل"\n'
    'article.2.body="هطلت أمطار غزيرة على الساحل."\narticle.2.url="https://wahanews.example/2"\n'
    'article.3.title="سوق الكتاب"\narticle.3.body="يفتح سوق الكتاب أبوابه غدا."\narticle.3.lang="ar"\n'
    'article.3.id="3"\n'
)


def landed(tmp_path: Path, text: str) -> tuple[list[str], list[str]]:
    """Texts of the articles of a record with this text, and what is told of those that are none."""
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps({"text": text, "url": "https://wahanews.example/a"}, ensure_ascii=False), "utf-8")
    refused: list[str] = []
    return [one.text for one in read(file, refused=refused)], refused


def test_an_article_with_a_script_behind_its_text_is_one(tmp_path: Path) -> None:
    for glue in (" ", "\n"):
        [text], refused = landed(tmp_path, NEWS + glue + SCRIPT.strip())
        assert "بيوت للضيافة" in text
        assert refused == []


def test_rows_of_a_program_are_told(tmp_path: Path) -> None:
    texts, [told] = landed(tmp_path, ROWS)
    assert texts == []
    assert "rows or statements of a program" in told
