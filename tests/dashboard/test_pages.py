"""What the pages show, in both languages, without a browser."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nashra.cleaning.rules.rule_files import shipped_rules
from nashra.labels import read_labels
from nashra.lake import Storage
from nashra.settings import CHECKOUT, SettingsError
from tests.support import made_lake
from tests.support.made_lake import HOSTILE, article_id, compose, story_id
from tests.support.older_days import make_older

Show = Callable[..., Any]
ARTICLE = f"/articles/2023-09-13.{article_id('2023-09-13', 0)}"
STORY = f"/stories/{story_id('2023-09-13', 0)}"
ROOMS = (
    "/",
    "/search",
    ARTICLE,
    "/stories",
    STORY,
    "/entities",
    "/entities/Q7747",
    "/sources",
    "/sources/bbc.com",
    "/quality",
    "/quotes",
    "/quarantine",
)


def parts(part: Any) -> Iterator[Any]:
    """A component and all that is in it."""
    if isinstance(part, (list, tuple)):
        for each in part:
            yield from parts(each)
    elif part is not None:
        yield part
        yield from parts(getattr(part, "children", None))


def said(page: Any) -> str:
    return " ".join(part for part in parts(page) if isinstance(part, str))


def links(page: Any) -> list[str]:
    return [part.href for part in parts(page) if getattr(part, "href", None)]


def of_class(page: Any, name: str) -> list[Any]:
    return [part for part in parts(page) if name in str(getattr(part, "className", "")).split()]


def by_day(page: Any) -> dict[str, int]:
    """The days of the page's chart, and what each bar says."""
    told = [getattr(bar, "data-told") for bar in of_class(page, "day")]
    return {text.partition(" ")[0]: int(text.rpartition(": ")[2]) for text in told}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("path", ROOMS)
def test_a_page_stands_in_its_direction_and_can_be_sent(show: Show, path: str, lang: str) -> None:
    from plotly.io.json import to_json_plotly

    page = show(path, f"?lang={lang}")
    frame = next(part for part in parts(page) if getattr(part, "className", "") == "frame")
    assert (frame.dir, frame.lang) == (("rtl", "ar") if lang == "ar" else ("ltr", "en"))
    assert page.direction == frame.dir
    assert json.loads(to_json_plotly(page))
    assert len(said(page)) > 100


def test_every_word_is_there_in_arabic_and_english() -> None:
    folder = CHECKOUT / "include" / "nashra_dashboard"
    labels = read_labels("dashboard")
    given = {rule.category for rule in shipped_rules()} | {
        "chrome", "metadata", "navigation", "related", "repair", "repeated", "separator", "title",
    }  # fmt: skip
    assert {f"category_{category}" for category in given} <= set(labels)
    used = {key for file in folder.rglob("*.py") for key in re.findall(r'say\("(\w+[a-z])"\)', file.read_text("utf-8"))}
    assert len(used) > 20
    assert used <= set(labels)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_english_that_nobody_reviewed_is_marked(show: Show, lang: str) -> None:
    marked, reviewed = (said(show(f"/entities/{key}", f"?lang={lang}")) for key in ("Q41183", "Q7747"))
    assert "≈   Derna" in marked
    assert read_labels("dashboard")["made_english"].en in marked or lang == "ar"
    assert "≈" not in reviewed
    assert "≈   Derna" in said(show("/entities", f"?lang={lang}"))


def test_links_keep_the_language_and_the_days(show: Show) -> None:
    inside = [href for href in links(show("/", "?lang=en&from=2023-09-14&to=2023-09-14")) if href.startswith("/")]
    to_names = [href for href in inside if href.startswith("/entities/")]
    assert len(to_names) > 5
    assert all("lang=en" in href and "from=2023-09-14" in href and "to=2023-09-14" in href for href in to_names)


def test_the_days_narrow_what_is_counted(show: Show) -> None:
    whole, one = (by_day(show("/", f"?lang=en{days}")) for days in ("", "&from=2023-09-14&to=2023-09-14"))
    assert list(whole) == ["2023-09-13", "2023-09-14", "2023-09-15"]
    assert one == {"2023-09-14": 20}


@pytest.mark.parametrize("days", ["&from=1999-01-01&to=2040-01-01", "&from=x&to=y", "&from=2023-09-15&to=2023-09-13"])
def test_days_that_nobody_published_are_no_error(show: Show, days: str) -> None:
    assert "Most named" in said(show("/", f"?lang=en{days}"))


@pytest.mark.parametrize(
    ("wanted", "found", "other"),
    [("بوتين", "Vladimir Putin", "Russia"), ("putin", "Vladimir Putin", "Russia"),
     ("كيم جونج", "Kim Jong-un", "Russia"), ("كىم", "Kim Jong-un", "Russia"), ("درنه", "Derna", "Russia")],
)  # fmt: skip
def test_a_name_is_found_by_any_spelling_of_it(show: Show, wanted: str, found: str, other: str) -> None:
    words = said(show("/entities", f"?lang=en&q={wanted}"))
    assert found in words
    assert other not in words


def test_a_search_without_an_answer_says_so(show: Show) -> None:
    assert "No name like that." in said(show("/entities", "?lang=en&q=zzzz"))
    assert "No name like that." in said(show("/entities/Q0", "?lang=en"))


def test_the_page_of_a_name_has_its_trend_spellings_company_and_places(show: Show) -> None:
    page = show("/entities/Q56226", "?lang=en")
    words = said(page)
    assert all(word in words for word in ("Kim Jong-un", "كيم جونغ أون", "كيم جونج أون", "Vladimir Putin", "bbc.com"))
    assert sum(by_day(page).values()) > 0
    places = of_class(page, "place")
    assert {"/entities/Q159", "/entities/Q1016", "/entities/Q41183"} == {one.href.partition("?")[0] for one in places}
    assert {"Russia", "Libya", "Derna"} == {said(one).partition(" · ")[0].strip() for one in places}
    assert "/entities/Q7747?lang=en" in " ".join(links(page))


def test_only_web_addresses_become_links_and_markup_stays_text(show: Show) -> None:
    page = show("/entities/x-hostile", "?lang=en")
    assert "<script>" in said(page)
    assert not [href for href in links(page) if not href.startswith(("/", "https://"))]


def test_the_map_has_the_land_around_its_places(show: Show) -> None:
    (ground,) = (part for part in parts(show("/")) if isinstance(part, str) and part.startswith("<svg"))
    assert ground.count("M") > 20, "pieces of land"
    assert 10_000 < len(ground) < 60_000
    assert len(of_class(show("/"), "name")) >= 3


def test_bars_of_many_days_stand_as_in_a_calendar() -> None:
    from nashra_dashboard.charts import by_day as chart

    made = chart(
        [{"day": f"2026-01-{day:02}", "articles": day * 1000} for day in range(1, 31) if day != 9], "articles", "A"
    )
    told = [getattr(bar, "data-told") for bar in of_class(made, "day")]
    assert len(told) == 30
    assert (told[8], told[9]) == ("2026-01-09", "2026-01-10 · A: 10,000")
    heights = [bar.children.style["height"] for bar in of_class(made, "day")]
    assert (heights[8], heights[14], heights[29]) == ("0.00%", "50.00%", "100.00%")
    assert [said(line) for line in of_class(made, "line")] == ["0", "10,000", "20,000", "30,000"]
    assert 4 <= len(made.children[1].children) <= 6
    assert "2026-01-10 10,000" in getattr(made, "aria-label")


@pytest.mark.parametrize(("most", "lines"), [(0, ["0"]), (1, ["0", "1"]), (4, ["0", "1", "2", "3", "4"]),
                                             (7, ["0", "2", "4", "6"]), (20, ["0", "5", "10", "15", "20"]),
                                             (1234, ["0", "500", "1,000"])])  # fmt: skip
def test_lines_across_stand_at_round_figures(most: int, lines: list[str]) -> None:
    from nashra_dashboard.charts import by_day as chart

    assert [said(line) for line in of_class(chart([{"day": "2026-01-01", "n": most}], "n", "A"), "line")] == lines


def test_quality_shows_the_nights_and_the_warnings(show: Show) -> None:
    words = said(show("/quality", "?lang=en"))
    assert "1 of 36 rows" in words
    assert "not in Arabic (ingest)" in words
    assert "14 / 15" in words


def test_quality_marks_days_that_another_version_made(tmp_path: Path) -> None:
    """Held against the day that was published last."""
    from nashra_dashboard.app import render
    from nashra_dashboard.lake import Lake

    lake = Storage(str(tmp_path))
    for day in ("2023-09-13", "2023-09-14"):
        made_lake.write_day(lake, day, 6)
    assert "\u21bb" not in said(render(Lake(lake), "/quality", "?lang=en"))
    make_older(lake, "2023-09-13")
    for lang in ("ar", "en"):
        words = "".join(said(render(Lake(lake), "/quality", f"?lang={lang}")).split())
        assert words.count("\u21bb") == 1
        assert "2023-09-13\u21bb" in words


def test_quality_speaks_arabic_of_what_a_check_saw(show: Show) -> None:
    words = said(show("/quality", "?lang=ar"))
    assert "1 من 36 صفا، مثل" in words
    assert "rows, such as" not in words


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("path", ["/", "/quality", "/sources/bbc.com", "/entities/Q7747", STORY])
def test_every_figure_says_how_it_is_made(show: Show, path: str, lang: str) -> None:
    ways = read_labels("dashboard")
    told = [getattr(way, lang) for key, way in ways.items() if key.startswith("how_")]
    words = said(show(path, f"?lang={lang}"))
    assert sum(way in words for way in told) >= 4


def test_a_lake_without_a_day_says_so(tmp_path: Any) -> None:
    from nashra_dashboard.app import render
    from nashra_dashboard.lake import Lake

    assert "No day is published" in said(render(Lake(Storage(str(tmp_path))), "/", "?lang=en"))


def test_a_lake_that_only_pyarrow_reads_is_shown_too(storage: Storage, show: Show) -> None:
    """As on S3, where the connection knows the files as pyarrow datasets."""
    from nashra_dashboard.app import render
    from nashra_dashboard.lake import Lake

    far = Storage(storage.root)
    far.is_local = False
    assert said(render(Lake(far), "/", "?lang=en")) == said(show("/", "?lang=en"))


def test_a_publication_is_seen_without_a_restart(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    from nashra_dashboard import lake as module

    monkeypatch.setattr(module, "LOOK_AGAIN", 0.0)
    lake = module.Lake(storage)
    assert lake.days()[-1] == "2023-09-15"
    storage.write_bytes("runs/day=2023-09-16/runs.parquet", storage.read_bytes("runs/day=2023-09-15/runs.parquet"))
    try:
        lake.look()  # as happens beside the questions that are asked meanwhile
        assert lake.days()[-1] == "2023-09-16"
    finally:
        storage.delete_tree("runs/day=2023-09-16")


@pytest.mark.parametrize("path", ["/", "/sources/bbc.com", "/entities/Q7747"])
def test_a_page_is_of_one_moment_whatever_is_published_while_it_is_drawn(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nashra_dashboard import lake as module
    from nashra_dashboard.app import render

    own, asked, ask = Storage(str(tmp_path)), list[str](), module.Lake.ask

    def publish(articles: int) -> None:
        made_lake.write_day(own, "2023-09-13", articles)
        made_lake.write_stories(own, "2023-09-13", articles)
        made_lake.write_entities(own, ["2023-09-13"])

    def published_meanwhile(self: Any, query: str, *values: Any) -> Any:
        asked.append(query)
        if len(asked) == 2:
            publish(6)
            self.look()
        return ask(self, query, *values)

    publish(20)
    lake = module.Lake(own)
    before = said(render(lake, path, "?lang=en"))
    with monkeypatch.context() as patch:
        patch.setattr(module.Lake, "ask", published_meanwhile)
        assert said(render(lake, path, "?lang=en")) == before
    assert len(asked) > 2
    assert said(render(lake, path, "?lang=en")) != before


def test_words_are_found_and_lead_to_an_article(show: Show) -> None:
    page = show("/search", "?lang=en&q=روسيا&from=2023-09-14&to=2023-09-15")
    hits = [href for href in links(page) if href.startswith("/articles/")]
    assert hits and all(re.match(r"/articles/2023-09-1[45]\.[0-9a-f]{16}\?lang=en", href) for href in hits)
    marked = [said(part) for part in parts(page) if type(part).__name__ == "Mark"]
    assert marked and all("روسيا" in word for word in marked)
    assert "No article on these days" in said(show("/search", "?lang=en&q=قططخغ"))
    assert "no word to look for" in said(show("/search", "?lang=en&q=-روسيا"))
    only = show("/search", "?lang=en&q=روسيا&source=bbc.com")
    assert {href for href in links(only) if href.startswith("/articles/")} < {
        href for href in links(show("/search", "?lang=en&q=روسيا&order=best")) if href.startswith("/articles/")
    } | {href for href in links(only) if href.startswith("/articles/")}


def test_a_search_is_narrowed_by_country_and_section_and_to_what_is_said(show: Show) -> None:
    def hits(query: str) -> set[str]:
        found = links(show("/search", f"?lang=en&{query}"))
        return {href for href in found if href.startswith("/articles/")}

    assert hits("country=ru") == hits("section=politics") != set()
    assert hits("q=روسيا&country=RU&section=politics") == hits("q=روسيا")
    assert hits("country=LY") == hits("section=sport") == set()
    assert hits("section=nonsense") == set()  # nothing is asked
    assert "/entities?lang=en&from=2023-09-13&to=2023-09-15&q=putin" in links(show("/search", "?lang=en&q=putin"))
    said_only = show("/search", "?lang=en&q=روسيا&quotes=true")
    assert "In quotes" in said(said_only)
    assert "· قال" in " ".join(said(said_only).split())
    marked = [said(part) for part in parts(said_only) if type(part).__name__ == "Mark"]
    assert marked and all("روسيا" in word for word in marked)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_article_has_its_text_its_names_and_its_quotes(show: Show, lang: str) -> None:
    made = compose("2023-09-13", 3)
    page = show(f"/articles/2023-09-13.{made.article['article_id']}", f"?lang={lang}")
    (body,) = (part for part in parts(page) if getattr(part, "className", "") == "body")
    paragraphs = ["".join(part for part in parts(line) if isinstance(part, str)) for line in body.children]
    assert paragraphs == made.article["body"].split("\n")
    named = [part for part in parts(body) if str(getattr(part, "className", "")).startswith("named")]
    assert [part.children for part in named] == [row["surface"] for row in made.mentions]
    assert all(part.href.startswith("/entities/") for part in named)
    assert ("قال · reported" if lang == "en" else "قال · بمعناه") in " ".join(said(page).split()), (
        "and its word of saying"
    )
    assert made.article["url"] in links(page)


def test_an_article_that_nobody_published_is_not_found(show: Show) -> None:
    for key in ("2023-09-13.ffffffffffffffff", "2001-01-01.ffffffffffffffff", "x", "x.y.z"):
        assert "There is nothing at this address" in said(show(f"/articles/{key}", "?lang=en"))


def test_hostile_text_of_an_article_is_text(show: Show) -> None:
    page = show(ARTICLE, "?lang=en")
    assert HOSTILE in said(page)
    assert not [href for href in links(page) if not href.startswith(("/", "https://"))]


def test_the_page_of_a_name_has_what_it_said(show: Show) -> None:
    quoted = {compose(day, n).mentions[0]["entity_id"] for day in ("2023-09-13", "2023-09-14") for n in range(20)}
    assert "Q7747" in quoted
    page = show("/entities/Q7747", "?lang=en")
    assert "What was said" in said(page)
    assert [href for href in links(page) if href.startswith("/articles/")]


@pytest.mark.parametrize(("path", "query", "title", "direction"), [
    ("/", "", "نظرة عامة · نشرة", "rtl"), ("/search", "?lang=en", "Search · Nashra", "ltr"),
    ("/entities/Q7747", "?lang=en", "Vladimir Putin · Nashra", "ltr"),
    ("/nowhere", "?lang=en", "There is nothing", "ltr"),
])  # fmt: skip
def test_the_browser_is_told_title_language_and_direction(
    show: Show, storage: Storage, path: str, query: str, title: str, direction: str
) -> None:
    from nashra_dashboard.app import head
    from nashra_dashboard.view import read_address

    told = head(read_address(path, query, ["2023-09-13"]), show(path, query))
    assert told["title"].startswith(title)
    assert (told["lang"], told["dir"]) == ("ar" if direction == "rtl" else "en", direction)


def test_where_airflow_is_known_articles_and_days_lead_there(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    article = ARTICLE.partition(".")[2]
    assert not [href for href in links(show(ARTICLE)) if "/nashra/" in href]
    monkeypatch.setenv("NASHRA_AIRFLOW_URL", "https://airflow.example/base/")
    there = "https://airflow.example/base/nashra"
    assert f"{there}/article/2023-09-13/{article}?lang=en" in links(show(ARTICLE, "?lang=en"))
    assert f"{there}/day/2023-09-14?lang=ar" in links(show("/quality"))
    monkeypatch.setenv("NASHRA_AIRFLOW_URL", "javascript:alert(1)")
    with pytest.raises(SettingsError, match=r"NASHRA_AIRFLOW_URL: .*begins with http"):
        show(ARTICLE)


def story_of(number: int, day: str = "2023-09-14") -> str:
    return f"/stories/{story_id(day, number)}"


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_overview_begins_with_the_stories_of_the_days(show: Show, lang: str) -> None:
    page = show("/", f"?lang={lang}&from=2023-09-14&to=2023-09-14")
    told = [href for href in links(page) if href.startswith("/stories/")]
    assert told and all(re.match(r"/stories/STORY-[0-9a-f]{12}\?lang=", href) for href in told)
    assert {href.partition("?")[0] for href in told} <= {story_of(number) for number in range(0, 20, 3)}
    said_so = r"(\d+) articles · \d+ sources" if lang == "en" else r"المقالات: (\d+) · المصادر: \d+"
    sizes = re.findall(said_so, said(page))
    assert len(sizes) == len(told)
    assert sizes == sorted(sizes, reverse=True)
    main = next(part for part in parts(page) if type(part).__name__ == "Main")
    assert told[0] in links(main.children[:2]), "before all figures, behind the heading that is only read out"
    pictures = [part for part in parts(page) if getattr(part, "className", "") == "spark"]
    assert len(pictures) == len(told)
    assert [bar.title for bar in pictures[0].children] == ["2023-09-13: 0", "2023-09-14: 3"]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_story_has_its_chain_its_sources_names_and_quotes(show: Show, lang: str) -> None:
    page = show(story_of(3), f"?lang={lang}")
    made = [compose("2023-09-14", number) for number in (3, 4, 5)]
    ids = [one.article["article_id"] for one in made]
    assert by_day(page) == {"2023-09-13": 3, "2023-09-14": 3, "2023-09-15": 3}
    chain = next(part for part in parts(page) if getattr(part, "className", "") == "chain")
    assert [href.partition("?")[0] for href in links(chain)] == [story_of(3, day) for day in
                                                                 ("2023-09-13", "2023-09-15")]  # fmt: skip
    assert all(f"/articles/2023-09-14.{one}" in " ".join(links(page)) for one in ids)
    assert {one.article["source"] for one in made} <= set(said(page).split())
    assert all(f"/entities/{row['entity_id']}?" in " ".join(links(page)) for row in made[0].mentions)
    assert made[0].article["body"].split("\n")[0] in said(page), "the quote"


def test_articles_beside_each_other_tell_what_only_one_has(show: Show) -> None:
    made = [compose("2023-09-14", number) for number in (3, 4, 5)]
    named = [{row["entity_id"] for row in one.mentions} for one in made]
    page = show(story_of(3), "?lang=en")
    columns = [part for part in parts(page) if type(part).__name__ == "Section"]
    assert len(columns) == 3
    for one, own in zip(made, named, strict=True):
        others = set().union(*(each for each in named if each is not own))
        (column,) = (each for each in columns if any(one.article["article_id"] in href for href in links(each)))
        shown = {part.href for part in parts(column) if getattr(part, "className", "") == "own" and part.href}
        told = {href.split("/")[2].partition("?")[0] for href in shown}
        assert own - others <= told
        assert told & others <= {each.mentions[0]["entity_id"] for each in made}, "but those that one alone quotes"


def test_stories_are_found_by_their_words_and_lead_back_from_an_article(show: Show) -> None:
    found = {href.partition("?")[0] for href in links(show("/stories", "?lang=en&q=كيم جونج")) if "STORY" in href}
    assert found < {href.partition("?")[0] for href in links(show("/stories", "?lang=en")) if "STORY" in href}
    assert "No story of several articles" in said(show("/stories", "?lang=en&q=قططخغ"))
    article = compose("2023-09-14", 4).article["article_id"]
    assert any(href.startswith(story_of(3)) for href in links(show(f"/articles/2023-09-14.{article}")))
    assert "There is nothing at this address" in said(show("/stories/STORY-000000000000", "?lang=en"))


def test_the_page_of_a_person_lists_what_it_said_by_day_and_source(show: Show) -> None:
    page = show("/entities/Q7747", "?lang=en")
    days = [part for part in parts(page) if getattr(part, "className", "") == "said-day"]
    assert [said(day) for day in days] == sorted((said(day) for day in days), reverse=True)
    assert len(days) > 1
    quoted = [part for part in parts(page) if getattr(part, "className", "") == "said"]
    sources = [said(part.children[0]) for part in quoted]
    assert len(sources) >= len(days)
    assert all(any(href.startswith("/articles/2023-09-1") for href in links(part)) for part in quoted)
    assert all("قال · reported" in " ".join(said(part).split()) for part in quoted), (
        "what is denied is not what is said"
    )
    assert any(href.startswith("/stories/STORY") for href in links(page)), "and the stories that name it"


def test_where_airflow_is_known_stories_and_names_lead_there(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NASHRA_AIRFLOW_URL", "https://airflow.example")
    there = "https://airflow.example/nashra"
    assert f"{there}/stories/2023-09-14/{story_id('2023-09-14', 3)}?lang=ar" in links(show(story_of(3)))
    assert f"{there}/articles/2023-09-15?entity=Q7747&lang=en" in links(show("/entities/Q7747", "?lang=en"))


def test_a_story_too_long_for_its_page_is_counted_whole(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    from nashra_dashboard.pages import story

    monkeypatch.setattr(story, "ARTICLES", story.ARTICLES.replace(f"LIMIT {story.MOST}", "LIMIT 2"))
    whole = said(show(story_of(3), "?lang=en"))
    quotes = int(re.findall(r"Quotes\s+(\d+)", whole)[0])
    assert quotes > 1
    assert f"the first 1 of {quotes}" not in whole
    monkeypatch.setattr(story, "QUOTES", story.QUOTES.replace(f"LIMIT {story.MOST_QUOTES}", "LIMIT 1"))
    cut = show(story_of(3), "?lang=en")
    assert int(re.findall(r"Quotes\s+(\d+)", said(cut))[0]) == quotes
    assert "the first 2 of 3" in said(cut)
    assert f"the first 1 of {quotes}" in said(cut)
    told = next(part for part in parts(cut) if getattr(part, "className", "") == "bars")
    counts = [int(said(part)) for part in parts(told) if getattr(part, "className", "") == "bar-value"]
    assert sum(counts) == 3, "and who tells it"
