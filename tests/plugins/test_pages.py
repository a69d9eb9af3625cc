import html
import re
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from nashra_ui.data.evidence import readable

from nashra import extras
from nashra.lake import Storage
from nashra.tables.sound import note_sound
from tests.plugins.test_real_night import shown_lines

DAY, BEFORE, FAILED, MISSING = "2023-09-13", "2023-09-12", "2023-09-15", "2023-09-14"
Page = Callable[..., str]


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def hostile_id() -> str:
    from tests.support.made_lake import article_id

    return str(article_id(DAY, 0))


def hostile_story(day: str) -> str:
    from tests.support.made_lake import article_id

    return f"STORY-{article_id('story', day, 0)[:12]}"


def every_page(day: str = DAY) -> list[str]:
    return [
        "/days", f"/day/{day}", f"/article/{day}/{hostile_id()}", f"/articles/{day}", f"/removals/{day}",
        f"/entities/{day}", f"/quarantine/{day}", f"/quarantine/{day}/2", f"/quality/{day}", "/article",
        f"/quotes/{day}", f"/quotes/{day}?kind=direct", "/search", "/search?q=ليبيا", "/search?q=script&order=best",
        f"/removals/{day}?rule=read_also_header", f"/articles/{day}?q=script&order=-title",
        f"/entities/{day}?type=MISC", f"/quality/{day}?bad=true", f"/stories/{day}", f"/stories/{day}?q=script",
        f"/stories/{day}/{hostile_story(day)}", f"/review/{day}", f"/review/{day}?days=3",
        f"/articles/{day}?entity=x-hostile",
    ]  # fmt: skip


@pytest.mark.parametrize("path", every_page())
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_that_was_scraped_becomes_markup(page: Page, path: str, lang: str) -> None:
    shown = page(path, lang)
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert 'evil">' not in shown
    assert 'كأس "آسيا" <b>' not in shown
    assert "آسيا&#34; <b>" not in shown
    assert 'href="javascript:' not in shown
    scripts = re.findall(r"<script[^>]*>", shown)
    own = ["nashra", "review"] if path.startswith("/review") else ["nashra"]
    assert [re.findall(r'src="/nashra/static/(\w+)\.js', script) for script in scripts] == [[name] for name in own]


@pytest.mark.parametrize("path", [f"/article/{DAY}/{{}}", "/articles/{}", "/day/{}", "/quality/{}", "/article?id={}"])
def test_what_stands_in_the_address_is_escaped_too(site: Any, path: str) -> None:
    answer = site.get(path.format('"><script>alert(1)</script>'))
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("path", every_page())
def test_pages_speak_arabic_from_right_to_left(page: Page, path: str) -> None:
    arabic, english = page(path, "ar"), page(path, "en")
    assert '<html lang="ar" dir="rtl">' in arabic
    assert '<html lang="en" dir="ltr">' in english
    assert "الأيام" in arabic
    assert "Days" in english


def test_the_language_that_is_chosen_stays(site: Any) -> None:
    first = site.get("/article?lang=ar")
    assert "nashra_lang=ar" in first.headers["set-cookie"]
    assert '<html lang="ar"' in site.get("/article", headers={"Cookie": "nashra_lang=ar"}).text


def test_the_report_tells_the_night(page: Page) -> None:
    shown = text_of(page(f"/day/{DAY}"))
    assert "126 Landed" in shown
    assert "4 Quarantined" in shown
    assert "120 Published" in shown
    assert "articles.url: expect_column_values_to_match_regex" in shown  # the warning, with what was observed
    assert "1 of 36 rows, such as" in shown
    assert "read_also_header" in shown
    assert "not in Arabic" in shown
    assert "North Korea" in shown
    assert "spa.gov.sa" in shown
    assert "forced" in shown  # and all that was asked of it
    assert '"sources": ["majarra-press.example"]' in shown


def test_every_page_names_its_landing_and_its_lake(site: Any, lake: Any) -> None:
    for path in ("/days", f"/day/{DAY}", "/article"):
        shown = text_of(site.get(path).text)
        assert lake.address in shown
        assert "Landing" in shown
    assert lake.address not in site.get("/days", user="").text


def test_the_report_draws_seconds_without_a_script(page: Page) -> None:
    shown = page(f"/day/{DAY}")
    assert re.search(r'<svg[^>]+class="marks"', shown)
    assert "style=" not in shown


@pytest.mark.parametrize(("lang", "said"), [("en", "make pages installs them"), ("ar", "يثبتها الأمر make pages")])
def test_without_the_extra_a_sentence_stands_in_place_of_charts(
    page: Page, lang: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name == "vl_convert" else find_spec(name))
    report, days = page(f"/day/{DAY}", lang), page(f"/days?month={DAY[:7]}", lang)
    assert report.count(said) == 1 and days.count(said) == 4
    assert "<svg" not in report.partition('id="seconds"')[2].partition("</section>")[0]
    assert "funnel" in report, "all else is there"


def test_the_first_day_has_nothing_to_compare_with(page: Page) -> None:
    shown = text_of(page(f"/day/{BEFORE}"))
    assert "No earlier day is published" in shown
    assert "every entity is new" in shown


def test_lists_are_paged(page: Page) -> None:
    first, second, third = (page(f"/articles/{DAY}?page={n}") for n in (1, 2, 3))
    ids = [set(re.findall(rf"/nashra/article/{DAY}/([0-9a-f]{{16}})", shown)) for shown in (first, second, third)]
    assert [len(found) for found in ids] == [50, 50, 22]
    assert len(set.union(*ids)) == 122
    assert "1–50" in first
    assert "101–122" in third


@pytest.mark.parametrize("number", ["0", "-3", "99999", "99999999999999999999999"])
def test_a_page_beyond_the_list_is_no_error(site: Any, number: str) -> None:
    for list_of in ("articles", "removals", "entities", "quarantine"):
        assert site.get(f"/{list_of}/{DAY}?page={number}").status_code == 200


def test_articles_are_found_by_word_source_and_entity(page: Page) -> None:
    from tests.support.made_lake import HOSTILE_SOURCE

    assert hostile_id() in page(f"/articles/{DAY}?q=اللقاء 0")
    assert page(f"/articles/{DAY}?q=لا توجد كلمة كهذه").count("/nashra/article/") == 0
    found = page(f"/articles/{DAY}?source={HOSTILE_SOURCE}".replace('"', "%22"))
    assert re.findall(rf"/nashra/article/{DAY}/([0-9a-f]{{16}})", found)
    assert hostile_id() in page(f"/articles/{DAY}?entity=x-hostile")


def test_lines_of_a_rule_are_counted_together(page: Page) -> None:
    shown = text_of(page(f"/removals/{DAY}?rule=ad_marker"))
    assert re.search(r"\d+ إعلان", shown)
    assert "شارك هذا الخبر" not in shown


def test_english_that_nobody_reviewed_is_marked(page: Page) -> None:
    shown = text_of(page(f"/entities/{DAY}"))
    assert "≈ Derna" in shown
    assert "≈ Russia" not in shown
    assert "≈ the English name was put together by the program" in shown
    assert "≈" not in page(f"/entities/{DAY}?type=PERS")


def test_what_a_check_saw_is_told_in_arabic_with_its_examples(page: Page) -> None:
    shown = page(f"/quality/{DAY}?lang=ar")
    assert "1 من 36 صفا، مثل" in shown
    assert " في 3f1c0a9be4d27785" in shown
    assert " in 3f1c0a9be4d27785" not in shown


def test_an_article_without_end_is_a_page_that_a_browser_shows(page: Page, lake: Any) -> None:
    import pyarrow as pa

    day, line = "2022-06-01", "زار الوزير موسكو أمس. " * 20
    tables = {name: lake.read_table(f"{name}/day={DAY}/{name}.parquet") for name in ("articles", "mentions", "runs")}
    first = tables["articles"].to_pylist()[0]
    lines, name = 1200, line.index("موسكو")
    body = "\n".join([line] * lines)
    article = first | {
        "body": body,
        "body_chars": len(body),
        "raw_chars": len(body),
        "gaps": None,
        "duplicate_of": None,
    }
    mention = tables["mentions"].to_pylist()[0] | {"article_id": first["article_id"], "surface": "موسكو"}
    starts = [number * (len(line) + 1) + name + 22 * at for number in range(lines) for at in range(2)]
    mentions = [mention | {"start": start, "end": start + 5} for start in starts]
    for table, rows in (("articles", [article]), ("mentions", mentions), ("runs", tables["runs"].to_pylist())):
        lake.write_table(f"{table}/day={day}/{table}.parquet", pa.Table.from_pylist(rows, tables[table].schema))
    try:
        shown = page(f"/article/{day}/{first['article_id']}")
        assert len(shown) < 1_500_000
        assert shown.count('<a class="mention"') <= 2000
        assert "2,000 / 2,400" in shown
        assert 'id="cut"' in shown
        assert f"WHERE article_id = '{first['article_id']}'" in shown
    finally:
        for table in ("articles", "mentions", "runs"):
            lake.delete_tree(f"{table}/day={day}")


def test_newly_seen_entities_are_those_of_the_day(page: Page) -> None:
    assert "Derna" in page(f"/entities/{BEFORE}?new=true")
    assert "Derna" not in page(f"/entities/{DAY}?new=true")
    assert "Derna" in page(f"/entities/{DAY}?type=LOC")
    assert "Derna" not in page(f"/entities/{DAY}?type=PERS")


def test_an_article_shows_what_was_removed_and_who_is_named(page: Page, lake: Any) -> None:
    from tests.support.made_lake import compose

    made = compose(DAY, 7)
    shown = page(f"/article/{DAY}/{made.article['article_id']}")
    removed = re.findall(r'<del class="whole" tabindex="0" title="([^"]+)"><bdi>([^<]+)', shown)
    assert [(r["rule"], r["text"]) for r in made.removals] == [
        (t.partition(" · ")[0], html.unescape(x)) for t, x in removed
    ]
    assert shown.count('<a class="mention"') == len(made.mentions)
    assert 'dir="rtl" lang="ar"' in shown
    raw = shown[shown.index('<div class="raw"') : shown.index("<aside>")]
    plain = html.unescape(re.sub(r"<[^>]+>", "", raw))
    assert all(line in plain for line in made.article["body"].splitlines())


def test_a_copy_and_its_original_name_each_other(page: Page) -> None:
    from tests.support.made_lake import compose, duplicate

    original = compose(DAY, 1)
    copy = duplicate(original, 1).article["article_id"]
    assert copy in page(f"/article/{DAY}/{original.article['article_id']}")
    shown = page(f"/article/{DAY}/{copy}")
    assert original.article["article_id"] in shown
    assert "not enriched" in shown


def test_an_article_is_found_by_its_id_alone(site: Any) -> None:
    answer = site.get(f"/article?id={hostile_id()}", follow_redirects=False)
    assert answer.headers["Location"].startswith(f"/nashra/article/{DAY}/{hostile_id()}")
    assert site.get("/article?id=ffffffffffffffff").status_code == 404


def test_an_id_that_a_check_set_aside_leads_to_its_record(site: Any) -> None:
    from tests.support.made_lake import article_id

    answer = site.get(f"/article?id={article_id(DAY, 'set aside')}", follow_redirects=False)
    assert answer.headers["Location"].startswith(f"/nashra/quarantine/{DAY}/3")


@pytest.mark.parametrize(
    "path",
    [
        "/day/2023-13-01",
        "/day/today",
        f"/quarantine/{DAY}/999",
        f"/quarantine/{DAY}/{1 << 70}",
        f"/quarantine/{DAY}/{1 << 70}/bytes",
    ],
)
def test_an_address_of_nothing_is_a_clear_404(site: Any, path: str) -> None:
    assert site.get(path).status_code == 404


def test_a_day_that_is_not_published_says_so(page: Page) -> None:
    assert "not published" in page(f"/day/{MISSING}")
    assert f'data-backfill="{MISSING}"' in page(f"/day/{MISSING}")


def test_a_record_of_json_is_shown_field_by_field(page: Page) -> None:
    shown = page(f"/quarantine/{DAY}/3")
    assert '<th scope="row"><code dir="ltr">title</code></th><td class="said" dir="auto">طقس</td>' in shown


@pytest.mark.parametrize("text", ["[" * 90_000, '{"a": ' * 50_000, "{}", "nul", '{"a": ' + "9" * 5000 + "}"])
def test_a_record_of_odd_json_is_shown_as_text(text: str) -> None:
    from nashra_ui.data.quarantined import as_fields

    assert as_fields(text) is None


def test_bytes_that_are_no_text_are_shown_in_hexadecimal() -> None:
    from nashra_ui.data.quarantined import as_text

    assert as_text(b"\x1f\x8b\x08\x00\xff\xfe\x81") == "1f 8b 08 00 ff fe 81"
    assert as_text("سطر أول من خبر\x00 قطعت بقيته".encode()) == "سطر أول من خبر\ufffd قطعت بقيته"
    persian = "می\u200cگویند \u200fآب\u00a0دریاچه"  # marks that join, turn and space letters are text
    assert as_text(persian.encode()) == persian


def test_half_a_surrogate_pair_breaks_no_page(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from nashra_ui.data import quarantined

    broken = {"stage": "clean", "reason": "x", "expectation": None, "landing_file": "x", "record": b'{"a": "\\ud800"}'}
    monkeypatch.setattr(quarantined, "record", lambda *_: broken)
    assert site.get(f"/quarantine/{DAY}/0").status_code == 200


def test_quality_shows_what_was_observed_and_the_days_before(page: Page) -> None:
    shown = page(f"/quality/{DAY}")
    assert "0 of 894 rows" in shown
    assert f'title="{BEFORE} · Held"' in shown
    assert "Address of the page." in shown


def test_a_removed_line_stands_where_it_stood(page: Page) -> None:
    from tests.support.made_lake import compose

    made = compose(DAY, 3)
    lines = shown_lines(page(f"/article/{DAY}/{made.article['article_id']}"))
    assert lines[0] == made.article["title"]
    assert [lines[r["line_no"]] for r in made.removals] == [r["text"] for r in made.removals]
    assert len("\n".join(lines)) == made.article["raw_chars"]


def test_a_day_that_was_published_before_is_not_guessed_at(
    page: Page, site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.support.made_lake import compose, write_lake

    lake = Storage(str(tmp_path))
    write_lake(lake, [DAY], 6)
    for table, added in (("articles", ["title_in_text", "gaps"]), ("removals", ["part", "raw_start", "gap", "edits"])):
        path = f"{table}/day={DAY}/{table}.parquet"
        lake.write_table(path, lake.read_table(path).drop_columns(added))
    monkeypatch.setenv("NASHRA_LAKE", str(tmp_path))
    made = compose(DAY, 3)
    answer = site.get(f"/article/{DAY}/{made.article['article_id']}?lang=en")
    assert answer.status_code == 200
    assert shown_lines(answer.text) == [made.article["title"], *made.article["body"].split("\n")]
    assert "run the day again" in answer.text
    assert all(r["text"] in answer.text for r in made.removals)


def test_mentions_that_overlap_are_passed_over_and_those_that_an_edit_cuts_are_marked_in_parts() -> None:
    from nashra_ui.data.spans import Spans

    def spans(text: str, start: int, mentions: list[dict[str, int]]) -> Any:
        return Spans(mentions).of(text, start)

    mentions = [{"start": 12, "end": 15}, {"start": 14, "end": 18}, {"start": 19, "end": 40}]
    parts = spans("قال بوتين أمس", 8, [{"start": 12, "end": 17}])
    assert [(p.text, p.mention is not None) for p in parts] == [("قال ", False), ("بوتين", True), (" أمس", False)]
    assert "".join(p.text for p in spans("قال بوتين", 10, mentions)) == "قال بوتين"
    halves = [spans(text, start, [{"start": 4, "end": 9}]) for text, start in (("قال بو", 0), ("تين أمس", 6))]
    assert [[p.text for p in half if p.mention] for half in halves] == [["بو"], ["تين"]]


def test_lines_look_at_their_own_mentions_alone() -> None:
    """An article of many lines and many names: each mention is looked at once, not once a line."""
    from nashra_ui.data.spans import Spans

    looked: list[int] = []

    class Mention(dict[str, int]):
        def __getitem__(self, name: str) -> int:
            looked.append(1)
            return super().__getitem__(name)

    def asked(lines: int) -> int:
        spans = Spans([Mention(start=10 * n, end=10 * n + 5) for n in range(lines)])
        looked.clear()
        for number in range(lines):
            assert [part.text for part in spans.of("0123456789", 10 * number)] == ["01234", "56789"]
        return len(looked)

    assert asked(400) == 4 * asked(100)


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ('[[1, "\\u00a0", ""], [9, "\\u00a0", ""]]', "no-break space → nothing ×2"),
        ('[[0, "\\t", ""], [2, "\\u200f", ""]]', "tab → nothing, right-to-left mark → nothing"),
        ('[[0, "&quot;", "\\""], [3, "  ", " "]]', "\u2068“&quot;”\u2069 → \u2068“\"”\u2069, space ×2 → space"),
        ('[[0, "\\u001a", ""]]', "U+001A → nothing"),
        (
            "corpus +6.1, rule +2.0, place +0.4, shape -1.4: 10.5 over 2.0",
            "Goes because: other articles have it too (strongly), a rule knows its words; "
            "Against it: it reads like a sentence; sum 10.5, limit 2.0",
        ),
        (
            "certain rule +0.5, rule +0.4, shape -0.2: 0.7 over 0.5",
            "Goes because: a rule that is certain knows it (a little); "
            "Against it: it reads like a sentence (a little); sum 0.7, limit 0.5",
        ),
        ("glued on in 12 other articles of the source, of 40", "glued on in 12 of 40 other articles of this source"),
        ("what nobody knows", "what nobody knows"),
        ("[[not ours", "[[not ours"),
    ],
)  # fmt: skip
def test_a_repair_is_told_in_words(evidence: str, told: str) -> None:
    assert readable(evidence) == told


def test_words_are_found_over_all_days_and_lead_to_their_articles(page: Page) -> None:
    shown = page("/search?q=روسيا&name=Q7747")
    hits = re.findall(r'<h2><a href="/nashra/article/([\d-]+)/([0-9a-f]{16})">', shown)
    assert hits
    assert {day for day, _ in hits} <= {DAY, BEFORE}
    assert '<mark class="hit">' in shown
    assert "page=2" in shown or len(hits) < 20
    assert page(f"/article/{hits[0][0]}/{hits[0][1]}")


def test_a_search_is_narrowed_and_its_address_tells_by_what(site: Any, page: Page) -> None:
    def total(query: str) -> int:
        found = re.search(r'<span role="status"><b>([\d,]+) articles</b>', page(f"/search?{query}"))
        return int(found[1].replace(",", "")) if found else 0

    everything = total("country=RU")
    assert everything == total("section=politics") == total("country=ru&section=politics") > 100
    assert total("country=LY") == total("section=sport") == 0
    assert 0 < total("q=روسيا&quotes=true") < total("q=روسيا")
    assert 0 < total("name=Q7747&quotes=true") < total("name=Q7747")
    shown = page("/search?q=روسيا&country=RU&section=politics&quotes=true")
    assert " · <bdi>قال</bdi>" in shown, "the word by which who speaks says it"
    assert re.search(r'<option value="politics" selected>', shown)
    assert re.search(r'name="quotes" value="true" checked', shown)
    turned = re.search(r'href="([^"]+page=2[^"]*)"', shown)
    assert turned is None or all(part in turned[1] for part in ("country=RU", "section=politics", "quotes=true"))
    for wrong in ("section=weather", "country=Russia"):
        answer = site.get(f"/search?{wrong}")
        assert (answer.status_code, wrong.partition("=")[2] in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?q=-ليبيا", "no word to look for"),
        ("?q=قططخغ", "0"),
        ("?name=Nobody+Of+This+Name", "No entity has this name or id"),
        ("?q=" + "كلمة+" * 99, "there are too many"),
    ],
)
def test_a_search_without_an_answer_says_why(page: Page, query: str, said: str) -> None:
    assert said in text_of(page("/search" + query))


def test_a_day_that_is_none_is_refused(site: Any) -> None:
    assert site.get("/search?q=ليبيا&first=2023-13-01").status_code == 400


def test_a_day_s_stories_lead_to_articles_beside_each_other_and_back(site: Any, page: Page) -> None:
    from tests.support.made_lake import compose

    shown = page(f"/stories/{DAY}")
    assert "40 rows" in text_of(shown)
    story = hostile_story(DAY)
    told = page(f"/stories/{DAY}/{story}")
    ids = [compose(DAY, n).article["article_id"] for n in range(3)]
    assert all(f'href="/nashra/article/{DAY}/{one}"' in told for one in ids)
    assert told.count("<section>") == 3
    assert all(f'href="/nashra/stories/{DAY}/{story}"' in page(f"/article/{DAY}/{one}") for one in ids)
    assert "has no stories yet" in page(f"/stories/{BEFORE}")
    assert site.get(f"/stories/{DAY}/STORY-000000000000").status_code == 404


def test_a_story_tells_what_only_one_of_its_articles_has(page: Page) -> None:
    from tests.support.made_lake import compose, story_id

    made = [compose(DAY, n) for n in (3, 4, 5)]
    named = [{row["entity_id"] for row in one.mentions} for one in made]
    told = page(f"/stories/{DAY}/{story_id(DAY, 3)}")
    sections = told.split("<section>")[1:]
    assert len(sections) == 3
    for one, own in zip(made, named, strict=True):
        others = set().union(*(each for each in named if each is not own))
        (section,) = (each for each in sections if one.article["article_id"] in each)
        assert "Only here" in section
        shown = set(re.findall(rf'class="own" href="/nashra/articles/{DAY}\?entity=([^"&]+)"', section))
        assert shown == own - others


def test_a_story_leads_to_those_around_it(page: Page, site: Any, lake: Storage) -> None:
    from tests.support import made_lake

    earlier, later = made_lake.story_id(BEFORE, 3), made_lake.story_id(DAY, 3)
    made_lake.write_stories(lake, BEFORE, 60)
    made_lake.write_stories(lake, DAY, 120, BEFORE)
    try:
        assert f'href="/nashra/stories/{BEFORE}/{earlier}"' in page(f"/stories/{DAY}/{later}")
        assert f'href="/nashra/stories/{DAY}/{later}"' in page(f"/stories/{BEFORE}/{earlier}")
    finally:
        for table in ("stories", "story_articles"):
            lake.delete_tree(f"{table}/day={BEFORE}")
        made_lake.write_stories(lake, DAY, 120)


def test_the_page_of_an_entity_has_its_stories_and_what_it_said(page: Page) -> None:
    from tests.support.made_lake import compose

    shown = page(f"/articles/{DAY}?entity=Q7747")
    stories, said = (shown.partition(f'<section id="{part}">')[2].partition("</section>")[0]
                     for part in ("stories", "quotes"))  # fmt: skip
    assert re.findall(rf'href="/nashra/stories/{DAY}/STORY-[0-9a-f]{{12}}"', stories)
    quoting = {one.article["article_id"] for one in (compose(DAY, n) for n in range(120))
               if one.mentions[0]["entity_id"] == "Q7747"}  # fmt: skip
    linked = set(re.findall(rf'href="/nashra/article/{DAY}/([0-9a-f]{{16}})"', said))
    assert linked and linked <= quoting
    assert "<h3>" in said
    assert '<section id="stories">' not in page(f"/articles/{DAY}")


def test_where_the_dashboard_is_known_pages_lead_there(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"/article/{DAY}/{hostile_id()}"
    assert "Dashboard" not in page(path)
    monkeypatch.setenv("NASHRA_DASHBOARD_URL", "https://news.example:8050/")
    assert f'href="https://news.example:8050/articles/{DAY}.{hostile_id()}?lang=ar"' in page(path, "ar")
    story = hostile_story(DAY)
    assert f'href="https://news.example:8050/stories/{story}?lang=en"' in page(f"/stories/{DAY}/{story}")
    assert 'href="https://news.example:8050/entities/Q7747?lang=en"' in page(f"/articles/{DAY}?entity=Q7747")
    assert 'href="https://news.example:8050/entities/Q7747?lang=en"' in page(f"/quotes/{DAY}?entity=Q7747")


@pytest.mark.parametrize(
    "path", [f"/day/{DAY}", f"/articles/{DAY}", f"/article/{DAY}/{hostile_id()}", f"/entities/{DAY}", f"/review/{DAY}"]
)
def test_a_damaged_table_is_told_and_no_error_of_ours(
    site: Any, lake: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    harmed = Storage(str(shutil.copytree(lake.root, tmp_path / "lake")))
    for table in ("articles", "mentions"):
        place = f"{table}/day={DAY}/{table}.parquet"
        data = harmed.read_bytes(place)
        harmed.write_bytes(place, data[:4] + b"\xff" * (len(data) - 3000) + data[len(data) - 2996 :])
    monkeypatch.setenv("NASHRA_LAKE", harmed.address)
    answer = site.get(path)
    assert answer.status_code == 503
    assert "it is damaged" in text_of(answer.text)
    assert site.get(f"/removals/{DAY}").status_code == 200


@pytest.mark.parametrize("path", [f"/day/{DAY}", f"/articles/{DAY}", f"/article/{DAY}/{hostile_id()}"])
def test_a_page_is_of_one_publication_whatever_is_published_while_it_is_made(
    page: Page, lake: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    from nashra_ui.lake import Lake

    from tests.support import made_lake

    own, asked, sql = Storage(str(shutil.copytree(lake.root, tmp_path / "lake"))), list[str](), Lake.sql
    monkeypatch.setenv("NASHRA_LAKE", own.address)

    def published_meanwhile(self: Any, query: str, *more: Any) -> Any:
        asked.append(query)
        if len(asked) == 3:
            made_lake.write_day(own, DAY, 6)
        return sql(self, query, *more)

    before = page(path)
    made_lake.write_day(own, DAY, 110)  # of which nothing is remembered
    with monkeypatch.context() as patch:
        patch.setattr(Lake, "sql", published_meanwhile)
        found = page(path)
    assert len(asked) > 3
    assert text_of(found) == text_of(page(path)) != text_of(before)


@pytest.mark.parametrize(
    ("table", "path"), [("stories", f"/stories/{DAY}"), ("entities", f"/entities/{DAY}"), ("runs", f"/day/{DAY}")]
)
def test_a_table_that_is_gone_is_told(
    site: Any, lake: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, path: str
) -> None:
    """It was published; one that never was is not missed."""
    harmed = Storage(str(shutil.copytree(lake.root, tmp_path / "lake")))
    place = f"{table}/{table}.parquet" if table == "entities" else f"{table}/day={DAY}/{table}.parquet"
    digest = harmed.digest(place)
    harmed.delete_file(place)
    monkeypatch.setenv("NASHRA_LAKE", harmed.address)
    assert site.get(path).status_code != 503
    note_sound(harmed, place, digest)
    answer = site.get(path)
    assert answer.status_code == 503
    assert place in answer.text


def test_a_day_of_very_many_sources_is_a_page_that_a_browser_can_show(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        {"source": f"paper{n}.example", "articles": 9000 - n, "duplicates": 0, "removed_lines": 1, "removed_share": 0.1}
        for n in range(9000)
    ]
    monkeypatch.setattr("nashra_ui.data.sources.by_source", lambda lake, day: many)
    for path in (f"/day/{DAY}", f"/articles/{DAY}?source=paper8888.example", f"/entities/{DAY}"):
        shown = page(path)
        assert len(shown) < 300_000
        assert "paper199.example" in shown and "paper300.example" not in shown
    assert "200 / 9,000" in page(f"/day/{DAY}")
    assert 'value="paper8888.example"' in page(
        f"/articles/{DAY}?source=paper8888.example"
    )  # typed, where none is shown
