"""Texts of several articles in parts behind labels of somebody's own."""

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLES, DAYS = ("توسعة الميناء القديم تبدأ غدا", "معرض المخطوطات يفتح أبوابه للجمهور"), ("2024-03-08", "2024-03-09")
OF_ARABIC = "المادة: {title}\nيوم الصدور: {day}\nالجهة: جريدة المرسى\nالمتن: {text}"
OF_ENGLISH = "Headline text: {title}\nIssued: {day}\nOrgan: جريدة المرسى\nMatter:\n{text}"
TEXT_FIRST = "المتن: {text}\nالمادة: {title}\nيوم الصدور: {day}"


@pytest.mark.parametrize("form", [OF_ARABIC, OF_ENGLISH, TEXT_FIRST])
@pytest.mark.parametrize("between", ["\n\n", "\n\n==========\n\n", "\n---\n"])
def test_each_begins_with_the_first_label(landing: Landing, form: str, between: str) -> None:
    pieces = [form.format(title=title, day=day, text=text)
              for title, day, text in zip(TITLES, DAYS, (BODY, OTHER), strict=True)]  # fmt: skip
    landing.write("archive.txt", between.join(pieces) + "\n")
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], str(row["published_on"]), row["text"]) for row in night.articles] == [
        (TITLES[0], DAYS[0], BODY), (TITLES[1], DAYS[1], OTHER),
    ]  # fmt: skip


def test_a_conversation_is_one_article(landing: Landing) -> None:
    asked = "س: متى تبدأ التوسعة؟\nج: {0}\nتعليق المحرر: سنعود إلى الأمر في العدد المقبل.\n"
    landing.write("talk.txt", "حوار مع مدير المشروع\n" + asked.format(BODY) + asked.format(OTHER))
    assert len(landing.night().articles) == 1


def test_labels_that_say_nothing_of_an_article_divide_none(landing: Landing) -> None:
    recipe = "الطبق: كسكس بالخضار\nالمقادير: دقيق وخضار وزيت\nالطريقة: {0}"
    landing.write("kitchen.txt", "\n\n".join((recipe.format(BODY), recipe.format(OTHER))))
    assert len(landing.night().articles) == 1
