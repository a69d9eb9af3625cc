"""What labelled lines at a text's head say are fields; labels within an article are the article's."""

import pytest

from tests.landing.conftest import Landing

ADDRESS = "https://www.akhbar.example/ports/12"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.txt", f"[العنوان] توسعة الميناء\n[المصدر] صحيفة الرمال\n[التاريخ] 9/3/2024\n[الرابط] {ADDRESS}\n[النص]\n"),
        ("a.txt", f"العنوان: توسعة الميناء\nالمصدر: صحيفة الرمال\nالتاريخ: 9/3/2024\nالرابط: {ADDRESS}\n\n"),
        (
            "a.txt",
            f"\ufeffTitle: توسعة الميناء\r\nURL: {ADDRESS}\r\nAuthor: نادر\r\n"
            "Source: صحيفة الرمال\r\nDate: 2024-03-09\r\n",
        ),
        (
            "a.md",
            f"Title: توسعة الميناء\n\nURL Source: {ADDRESS}\n\nSource: صحيفة الرمال\n\n"
            "Published Time: 2024-03-09T00:00:00+03:00\n\nMarkdown Content:\n",
        ),
        (
            "a.md",
            f'+++\ntitle = "توسعة الميناء"\nurl = "{ADDRESS}"\nsource = "صحيفة الرمال"\ndate = 2024-03-09\n+++\n\n',
        ),
    ],
)
def test_the_head_is_read_as_fields(landing: Landing, texts: dict[str, str], name: str, head: str) -> None:
    landing.write(name, head + texts["body"])
    (article,) = landing.night().articles
    assert (article["title"], article["url"], article["source"]) == ("توسعة الميناء", ADDRESS, "صحيفة الرمال")
    assert article["published_on"].isoformat() == "2024-03-09"
    assert article["text"] == texts["body"]


@pytest.mark.parametrize(
    "head",
    ["المصدر: وكالات\nالتاريخ: 9/3/2024\n", "عنوان: توسعة الميناء\n", "المدير: سنبدأ العمل غدا\nالمقاول: نحن جاهزون\n"],
)
def test_a_few_labels_in_an_article_stay_in_it(landing: Landing, texts: dict[str, str], head: str) -> None:
    landing.write("a.txt", head + texts["body"])
    (article,) = landing.night().articles
    assert article["title"] is None
    assert article["text"] == head + texts["body"]


def test_an_unknown_label_below_the_last_known_one_is_of_the_text(landing: Landing, texts: dict[str, str]) -> None:
    landing.write("a.txt", f"Title: توسعة الميناء\nDate: 2024-03-09\nالمدير: سنبدأ العمل غدا\n{texts['body']}")
    (article,) = landing.night().articles
    assert article["text"] == f"المدير: سنبدأ العمل غدا\n{texts['body']}"
