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


@pytest.mark.parametrize("between", ["\n=====================\n", "\n\n", "\n***\n", "\n------------\n\n"])
def test_several_articles_in_a_file_each_with_its_head(landing: Landing, texts: dict[str, str], between: str) -> None:
    heads = [
        (f"خبر الميناء رقم {n}", f"https://www.akhbar.example/{n}", texts[("body", "other")[n % 2]]) for n in range(4)
    ]
    pieces = [f"العنوان: {title}\nالرابط: {url}\nالتاريخ: 2024-03-09\nالنص:\n{text}" for title, url, text in heads]
    landing.write("all.txt", between.join(pieces))
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["url"], row["text"].strip()) for row in night.articles] == heads


def test_a_label_that_stands_again_in_a_text_begins_no_article(landing: Landing, texts: dict[str, str]) -> None:
    again = "العنوان: شارع البحر، المبنى 3"
    landing.write("a.txt", f"العنوان: خبر الميناء\nالرابط: https://a.example/1\n\n{texts['body']}\n{again}")
    (article,) = landing.night().articles
    assert article["text"].endswith(again)


def test_front_matter_of_a_text(landing: Landing, texts: dict[str, str]) -> None:
    front = "---\ntitle: خبر الميناء\nurl: https://a.example/1\ndate: 2024-03-09\n---\n"
    landing.write("a.txt", front + texts["body"])
    (article,) = landing.night().articles
    assert (article["title"], article["url"], article["text"]) == (
        "خبر الميناء", "https://a.example/1", texts["body"],
    )  # fmt: skip


def test_a_headline_above_the_table_of_a_note(landing: Landing, texts: dict[str, str]) -> None:
    head = "# خبر الميناء\n\nURL: https://a.example/1\nDate: March 9, 2024\n\n"
    landing.write("a.md", head + texts["body"].replace("\n", "\n\n"))
    (article,) = landing.night().articles
    assert (article["title"], article["url"], article["text"]) == (
        "خبر الميناء", "https://a.example/1", texts["body"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("توسعة الميناء القديم توفر ألف فرصة عمل.txt", "توسعة الميناء القديم توفر ألف فرصة عمل"),
        ("توسعة_الميناء_القديم_توفر_ألف_فرصة.txt", "توسعة الميناء القديم توفر ألف فرصة"),
        ("محمد عبد الله.txt", None),
        ("0001.txt", None),
        ("news item of the port today.txt", None),
    ],
)
def test_a_text_that_begins_with_a_sentence_is_called_as_its_file(
    landing: Landing, texts: dict[str, str], name: str, title: str | None
) -> None:
    landing.write(name, texts["body"].replace("\n", " "))
    (article,) = landing.night().articles
    assert article["title"] == title
