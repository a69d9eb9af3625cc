"""A text file with several articles, and texts that look like it and are one."""

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLES = ("توسعة الميناء القديم تبدأ غدا", "معرض المخطوطات يفتح أبوابه للجمهور", "جسر جديد على وادي الريحان")
BRIDGE = (
    "أنهت فرق البلدية أمس أعمال صيانة الجسر القديم الذي يصل بين ضفتي النهر، بعد أن ظل مغلقا أمام المركبات خمسة أشهر.\n"
    "وعادت حركة السير إليه في ساعات الصباح الأولى من دون ازدحام، فيما طالب السكان بجسر ثان يخفف عنهم الطريق الطويل."
)
BODIES = (BODY, OTHER, BRIDGE)
ORDINALS = ("الأول", "الثاني", "الثالث")


def told(landing: Landing, head: str, between: str = "\n\n", dated: str = "") -> list[tuple[str | None, str]]:
    """The articles of a file whose articles begin with `head`, in which n, o and t are number, ordinal and title."""
    pieces = [
        f"{head.format(n=number + 1, o=ORDINALS[number], t=TITLES[number])}\n{dated}{BODIES[number]}"
        for number in range(3)
    ]
    landing.write("day.txt", between.join(pieces))
    return [(row["title"], row["text"]) for row in landing.night().articles]


@pytest.mark.parametrize(
    ("head", "between", "dated"),
    [
        ("الخبر {o}\n{t}", "\n\n", ""),
        ("الخبر {o}:\n\n{t}\n", "\n", ""),
        ("خبر رقم {n}: {t}", "\n\n", ""),
        ("** الخبر ({n}) **\n{t}", "\n\n", ""),
        ("Article {n}:\n{t}", "\n\n", ""),
        ("{n}. {t}", "\n\n", "بيروت - رويترز\n"),
        ("({n})\n{t}", "\n\n", "5 مايو 2024\n"),
        ("{n}- {t}", "\n----------\n", "الأحد 5 مايو 2024\n"),
        ("{t}", "\n====================\n", ""),
        ("{t}\n", "\n\n--------------------\n\n", ""),
        ("العنوان: {t}\n", "\n\n", ""),
        ("Title: {t}", "\n***\n", ""),
    ],
)
def test_articles_of_a_clear_structure_are_several(landing: Landing, head: str, between: str, dated: str) -> None:
    found = told(landing, head, between, dated)
    assert [title for title, _ in found] == list(TITLES)
    assert [text.strip() for _, text in found] == [dated + body for body in BODIES]


def test_arabic_digits_count(landing: Landing) -> None:
    pieces = [f"{'١٢٣'[n]}- {TITLES[n]}\nعمان - بترا\n{BODIES[n]}" for n in range(3)]
    landing.write("day.txt", "\n\n".join(pieces))
    assert [row["title"] for row in landing.night().articles] == list(TITLES)


def test_what_names_the_bulletin_above_is_told(landing: Landing) -> None:
    pieces = [f"الخبر {ORDINALS[n]}\n{TITLES[n]}\n{BODIES[n]}" for n in range(3)]
    landing.write("day.txt", "نشرة السادسة مساء\nالأحد 10 مارس 2024\n\n" + "\n\n".join(pieces))
    night = landing.night()
    assert [row["title"] for row in night.articles] == list(TITLES)
    assert night.reasons == ["not an article: what stands above several articles"]
    assert "نشرة السادسة مساء" in night.quarantine[0]["record"].decode()


@pytest.mark.parametrize("name", ["نشرة السادسة مساء", "موجز الأنباء"])
def test_so_is_what_stands_above_the_first_of_several_between_rulers(landing: Landing, name: str) -> None:
    pieces = "\n\n====================\n\n".join(f"{TITLES[n]}\n\n{BODIES[n]}" for n in range(3))
    landing.write("day.txt", f"{name}\nالأحد 10 مارس 2024\n\n{pieces}\n")
    night = landing.night()
    assert [row["title"] for row in night.articles] == list(TITLES)
    assert [row["text"].strip() for row in night.articles] == list(BODIES)
    assert name in night.quarantine[0]["record"].decode()


def test_a_headline_above_the_day_of_the_first_is_no_bulletin_s_name(landing: Landing) -> None:
    pieces = "\n====================\n".join(f"{TITLES[n]}\n1{n} مارس 2024\n{BODIES[n]}" for n in range(3))
    landing.write("day.txt", pieces)
    night = landing.night()
    assert ([row["title"] for row in night.articles], night.reasons) == (list(TITLES), [])


@pytest.mark.parametrize(
    "text",
    [
        "ثلاثة مشاريع تغير وجه المدينة\n"
        + "\n".join(f"{n + 1}. {TITLES[n]}\nبيروت - رويترز\n{BODIES[n]}" for n in range(3)),  # a round-up
        "\n\n".join(f"{n + 1}. بند قصير من الاتفاق" for n in range(9)) + "\n" + BODY,
        "\n".join(f"{n}. {TITLES[n]}\nبيروت - رويترز\n{BODIES[n]}" for n in range(3)),  # does not begin with one
        f"{TITLES[0]}\n{BODY}\n----------\n{OTHER}",  # the second has no headline
        f"{TITLES[0]}\n{BODY}\n* * *\n{TITLES[1]}\n{OTHER}\n* * *\n{TITLES[2]}\n{BRIDGE}",  # parts of a column
        f"{TITLES[0]}\n====================\n\n{BODY}",  # a headline that is underlined
        f"العنوان: {TITLES[0]}\n{BODY}\nالعنوان: شارع البحر، المبنى 3",
        f"المادة 1: تعريفات عامة\n{BODY}\nالمادة 2: أحكام ختامية\n{OTHER}",
    ],
)
def test_one_article_stays_one(landing: Landing, text: str) -> None:
    landing.write("one.txt", text)
    (article,) = landing.night().articles
    assert (OTHER in text and OTHER in article["text"]) or BODY in article["text"]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"{n + 1}. {TITLES[n]}\n{BODIES[n]}" for n in range(3)),  # advice is written so too
        f"{TITLES[0]}\n{BODY}\n--------------------\n{TITLES[1]}\n{OTHER}",
        f"{BODY}\n\nالخبر الأول\n{OTHER}\n\nالخبر الثالث\n{BRIDGE}",
    ],
)
def test_a_text_in_doubt_is_one_article_and_a_word_in_the_checks(landing: Landing, text: str) -> None:
    landing.write("one.txt", text)
    night = landing.night()
    assert len(night.articles) == 1
    assert night.counts["passed over: files read as one article that may hold several"] == 1


STORIES = tuple(
    f"{place} - {agency}: " + " ".join(f"{text} وفي الجزء {part} من الخبر." for part in ("الأول", "الثاني"))
    for place, agency, text in zip(
        ("القاهرة", "عمّان", "بغداد"),
        ("رويترز", "أ ف ب", "د ب أ"),
        (body.replace("\n", " ") for body in BODIES),
        strict=True,
    )
)


def test_long_lines_with_a_place_each_are_articles(landing: Landing) -> None:
    landing.write("corpus.txt", "\n".join(STORIES) + "\n")
    assert [article["text"] for article in landing.night().articles] == list(STORIES)


def test_long_paragraphs_of_one_story_are_not(landing: Landing) -> None:
    lines = [" ".join(story.split(": ", 1)[1:]) for story in STORIES]
    landing.write("story.txt", "\n".join(lines) + "\n")
    assert len(landing.night().articles) == 1


def test_the_label_of_a_headline_alone_is_one_above_a_ruler(landing: Landing) -> None:
    landing.write("a.txt", f"TITLE: {TITLES[0]}\n{'=' * 50}\n\n{BODY}\n")
    landing.write("b.txt", f"العنوان: {TITLES[1]}\n{OTHER}\n")
    first, second = landing.night().articles
    assert (first["title"], first["text"].strip()) == (TITLES[0], BODY)
    assert second["title"] is None


def test_numbers_above_a_paper_and_its_day(landing: Landing) -> None:
    pieces = [f"{n}) {title}\n(جريدة المرسى - 0{n}/03/2024)\n{body}"
              for n, (title, body) in enumerate(zip(TITLES, BODIES, strict=True), 1)]  # fmt: skip
    landing.write("day.txt", "\n\n".join(pieces))
    found = [(row["title"], str(row["published_on"])) for row in landing.night().articles]
    assert found == [(title, f"2024-03-0{n}") for n, title in enumerate(TITLES, 1)]
