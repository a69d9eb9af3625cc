"""YAML: records in a list, in documents, in an envelope; nothing that stands for more than it says."""

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

STORIES = (("توسعة الميناء القديم", BODY), ("معرض للمخطوطات", OTHER))


def item(title: str, body: str, before: str) -> str:
    block = "".join(f"    {line}\n" for line in body.split("\n"))
    address = f"https://www.akhbar.example/{len(title)}"
    return f'{before}title: "{title}"\n  date: 2024-03-10\n  url: {address}\n  body: |-\n{block}'


@pytest.mark.parametrize(
    "text",
    [
        "".join(item(*story, "- ") for story in STORIES),
        "articles:\n" + "".join(item(*story, "- ") for story in STORIES),
        "".join("---\n" + item(*story, "  ") for story in STORIES),
    ],
    ids=["a list", "an envelope", "documents"],
)
def test_records(landing: Landing, text: str) -> None:
    landing.write("news.yml", text)
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["text"], str(row["published_on"])) for row in night.articles] == [
        (title, body, "2024-03-10") for title, body in STORIES
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "yaml: says things once for several places (*name)"),
        ("[" * 500 + "]" * 500, "yaml: nested more than 64 deep"),
        ("title: 'بلا نهاية\n- x: [\n", "yaml: "),
        ("services:\n  web:\n    image: nginx\n", "no text: "),
        ("!!python/object/apply:os.system ['true']\n", "yaml: "),
    ],
)
def test_what_is_none_is_told(landing: Landing, text: str, reason: str) -> None:
    landing.write("settings.yaml", text)
    night = landing.night()
    assert night.articles == []
    assert [told[: len(reason)] for told in night.reasons] == [reason]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("date: 2024-02-30\n", STORIES[0][0]),
        ('draft: !!bool "maybe"\nweight: !!int "12x"\n', STORIES[0][0]),
        ("date: *a8\n", None),
        ("tags: &tags [*tags]\n", None),
        ("deep: " + "[" * 300 + "]" * 300 + "\n", None),
    ],
    ids=["a day that is none", "values that are not what they are marked as", "a bomb", "within itself", "deep"],
)
def test_front_matter_costs_no_article_and_no_more_than_its_length(
    landing: Landing, head: str, title: str | None
) -> None:
    again = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
    bomb = f"a0: &a0 [{', '.join(['خبر'] * 10)}]\n{again}" if "*a8" in head else ""
    landing.write("note.md", f"---\ntitle: {STORIES[0][0]}\n{bomb}{head}---\n\n{BODY}\n")
    night = landing.night()
    assert [(row["title"], row["text"]) for row in night.articles] == [(title, BODY)]


def test_a_value_that_is_not_what_it_looks_like_is_text(landing: Landing) -> None:
    landing.write("news.yml", item(*STORIES[0], "- ").replace("2024-03-10", "2024-02-30"))
    night = landing.night()
    assert [(row["title"], row["text"]) for row in night.articles] == [STORIES[0]]
