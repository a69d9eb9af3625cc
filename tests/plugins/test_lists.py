"""Lists: sorted, narrowed, taken along as files, with the question that made them; their addresses tell the truth."""

import csv
import html
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from nashra.tables.read.sql_command import sql_command
from tests.plugins.conftest import Site
from tests.plugins.test_pages import DAY, text_of
from tests.support.made_lake import HOSTILE, HOSTILE_SOURCE

Page = Callable[..., str]
LISTS = ["articles", "entities", "removals", "quarantine", "quotes", "stories", "quality"]
# a list, a filter that leaves some of it, and an order that isn't its own
NARROWED = [
    ("articles", "source=bbc.com&order=-title"),
    ("articles", "entity=Q159&order=removed"),
    ("articles", "q=ماذا&order=source"),
    ("articles", "q=الامم المتحده"),
    ("entities", "type=LOC&order=-name"),
    ("entities", "source=bbc.com&order=articles"),
    ("removals", "rule=ad_marker"),
    ("removals", "q=الخبر&order=text"),
    ("quarantine", "stage=ingest&code=language"),
    ("quotes", "entity=Q159&order=-source"),
    ("quotes", "q=وقال"),
    ("stories", "many=true&order=-title"),
    ("quality", "stage=clean&severity=critical"),
    ("quality", "bad=true&order=expectation"),
]


def exported(site: Site, name: str, query: str = "") -> list[dict[str, Any]]:
    answer = site.get(f"/{name}/{DAY}?format=parquet&{query}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="nashra-{name}-{DAY}.parquet"'
    return list(pq.read_table(io.BytesIO(answer.content)).to_pylist())


def shown_total(page: str) -> int:
    found = re.search(r'<div class="take">\s*<span>([\d,]+) ', page)
    assert found
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize(("name", "query"), [(name, "") for name in LISTS] + NARROWED)
def test_a_file_has_all_rows_of_the_list_and_sql_gives_the_same(
    site: Site, lake: Any, page: Page, name: str, query: str
) -> None:
    shown = page(f"/{name}/{DAY}?{query}")
    rows = exported(site, name, query)
    assert len(rows) == shown_total(shown) > 0
    csv_file = site.get(f"/{name}/{DAY}?format=csv&{query}")
    assert csv_file.headers["content-type"].startswith("text/csv")
    assert len(list(csv.DictReader(io.StringIO(csv_file.content.decode("utf-8-sig"))))) == len(rows)
    (sql,) = re.findall(r'<pre class="sql" dir="ltr" tabindex="0">(SELECT .*?)</pre>', shown, re.DOTALL)
    answer = CliRunner().invoke(sql_command, ["--json", "--lake", lake.address, html.unescape(sql)])
    assert answer.exit_code == 0, answer.output
    told = [json.loads(line) for line in answer.stdout.splitlines()]
    same = [key for key in rows[0] if not isinstance(rows[0][key], bytes)]
    assert [[str(row[key]) for key in same] for row in told] == [[str(row[key]) for key in same] for row in rows]


@pytest.mark.parametrize("name", ["articles", "removals", "quarantine"])
def test_no_text_of_a_file_is_a_formula(site: Site, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows with hostile beginnings, through the address that a spreadsheet's user opens."""
    import pyarrow as pa
    from nashra_ui.data.listing import Listing

    bad = ['=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)", "\t=1", "  =1", "＝1", "خبر"]
    monkeypatch.setattr(Listing, "exported", lambda *_: pa.table({"text": bad, "n": range(-4, 4)}))
    text = site.get(f"/{name}/{DAY}?format=csv").content.decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(text)))[1:]
    assert [cell for cell, _ in cells] == [f"'{value}" for value in bad[:-1]] + ["خبر"]
    assert [number for _, number in cells] == [str(n) for n in range(-4, 4)], "numbers are numbers"


def test_a_file_that_has_only_the_first_rows_says_so(site: Site, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    from nashra_ui import listed
    from nashra_ui.data import listing

    monkeypatch.setattr(listing, "MOST_EXPORTED", 30)
    monkeypatch.setattr(listed, "MOST_EXPORTED", 30)
    answer = site.get(f"/articles/{DAY}?format=parquet")
    assert "first-30.parquet" in answer.headers["content-disposition"]
    assert pq.read_table(io.BytesIO(answer.content)).num_rows == 30
    assert "a file has the first 30" in text_of(page(f"/articles/{DAY}"))


@pytest.mark.parametrize("name", LISTS[:6])
def test_lists_are_sorted_both_ways(site: Site, page: Page, name: str) -> None:
    from nashra_ui.data import articles, named, quarantined, quoted, removed, storied

    of = {"articles": articles, "entities": named, "removals": removed, "quarantine": quarantined, "quotes": quoted,
          "stories": storied}  # fmt: skip
    for key, column in of[name].ORDERS.items():
        values = [row[column.removesuffix(" DESC")] for row in exported(site, name, f"order={key}")]
        there = [value for value in values if value is not None]
        assert there == sorted(there, reverse=column.endswith(" DESC")), key
        assert values[: len(there)] == there, "what is missing comes last"
        turned = [row[column.removesuffix(" DESC")] for row in exported(site, name, f"order=-{key}")]
        assert [value for value in turned if value is not None] == there[::-1]
    if name != "quotes":
        heads = re.findall(r'aria-sort="(\w+)"', page(f"/{name}/{DAY}?order=-{next(iter(of[name].ORDERS))}"))
        assert len(heads) == (name != "articles" and name != "quarantine")


def test_names_are_narrowed_by_source_and_country(site: Site, page: Page) -> None:
    of_source = exported(site, "entities", "source=bbc.com")
    everywhere = {row["entity_id"]: row["mentions"] for row in exported(site, "entities")}
    assert of_source and all(row["mentions"] < everywhere[row["entity_id"]] for row in of_source)
    assert exported(site, "entities", "country=LY") == []
    assert "Nothing here" in page(f"/entities/{DAY}?country=LY")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("entities/{}?type=PERSON", "type=PERSON — PERS · LOC · ORG · MISC"),
        ("articles/{}?order=size", "order=size"),
        ("articles/{}?page=two", "page=two"),
        ("quotes/{}?kind=loud", "kind=loud"),
        ("quality/{}?severity=grave", "severity=grave"),
        ("quality/{}?stage=dinner", "stage=dinner"),
        ("removals/{}?format=xls", "format=xls"),
        ("search?first=yesterday", "first=yesterday"),
    ],
)
def test_an_address_that_asks_for_what_there_is_not_says_what(site: Site, path: str, said: str) -> None:
    for lang in ("en", "ar"):
        answer = site.get("/" + path.format(DAY), headers={"Accept-Language": lang})
        assert answer.status_code == 400
        assert said in text_of(answer.text)


@pytest.mark.parametrize(("number", "lang", "said"), [
    ("99999", "en", "This list has no page 99999"), ("0", "en", "This list has no page 0"),
    ("4", "ar", "لا توجد في هذه القائمة صفحة 4"),
])  # fmt: skip
def test_a_page_that_the_list_has_not_is_said_and_the_nearest_shown(
    page: Page, number: str, lang: str, said: str
) -> None:
    shown = page(f"/articles/{DAY}?page={number}", lang)
    assert said in text_of(shown)
    assert len(set(re.findall(rf"/nashra/article/{DAY}/([0-9a-f]{{16}})", shown))) == (50 if number == "0" else 22)


def test_links_of_a_list_keep_its_filters_and_its_order(page: Page) -> None:
    shown = html.unescape(page(f"/articles/{DAY}?q=ماذا&order=-source"))
    links = re.findall(r'href="(/nashra/articles/[^"]+)"', shown)
    onward = [link for link in links if "page=2" in link or "format=" in link]
    assert len(onward) == 3
    assert all("order=-source" in link and "q=" in link for link in onward)


def test_what_did_not_hold_comes_first(page: Page) -> None:
    shown = page(f"/quality/{DAY}")
    grades = re.findall(r'<td><span class="grade (\w+)">', shown)
    assert grades == ["warned", "held", "held", "held", "held"]
    assert re.findall(r'<td><span class="grade (\w+)">', page(f"/quality/{DAY}?bad=true")) == ["warned"]
    assert len(re.findall(r'<td><span class="grade', page(f"/quality/{DAY}?stage=clean&severity=critical"))) == 1


def test_hostile_text_is_text_in_files_too(site: Site) -> None:
    rows = exported(site, "articles", "order=title")
    assert any(HOSTILE in (row["title"] or "") for row in rows)
    assert any(row["source"] == HOSTILE_SOURCE for row in rows)


def test_a_file_needs_a_login_and_a_published_day(site: Site) -> None:
    assert site.get(f"/articles/{DAY}?format=csv", user="").status_code in (401, 403)
    assert site.get("/articles/2023-01-01?format=csv").status_code == 404


def test_rules_are_told_with_what_they_took_most(page: Page) -> None:
    shown = page(f"/removals/{DAY}")
    told = text_of(shown.partition('id="by-rule"')[2].partition("</section>")[0])
    assert re.search(r"ad_marker .{0,20}? \d+ إعلان ×\d+", told)
    assert "by-rule" not in page(f"/removals/{DAY}?rule=ad_marker")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_rule_leads_to_its_lines_and_to_how_to_try_it(page: Page, lang: str) -> None:
    from nashra.settings import CHECKOUT

    shown = text_of(page(f"/removals/{DAY}?rule=ad-marker", lang))
    found = re.search(r"(include/rules/boilerplate/(\w+\.yaml)):(\d+)–(\d+)", shown)
    assert found
    lines = (CHECKOUT / found[1]).read_text("utf-8").splitlines()[int(found[3]) - 1 : int(found[4])]
    assert lines[0] == "- id: ad-marker"
    assert all(text_of(html.escape(line)) in shown for line in lines)
    assert f"nashra rules try {found[1]}" in shown
    assert "rules try" not in page(f"/removals/{DAY}?rule=repeated-in-corpus", lang)


@pytest.mark.parametrize(("name", "written", "typed"), [
    ("articles", "الأمم المتحدة", "الامم المتحده"), ("articles", "ليبيا", "لِيبيـا"),
    ("articles", "روسيا وليبيا", "روسيا  وليبيا"),
    ("removals", "اقرأ أيضا", "اقرا ايضا"), ("removals", "اقرأ أيضا", "اقرأ أیضا"),
    ("stories", "الأمم", "الامم"), ("quotes", "القرارات", "القَرارات"),
])  # fmt: skip
def test_words_are_found_however_they_are_spelled(site: Site, name: str, written: str, typed: str) -> None:
    there = exported(site, name, f"q={written}")
    assert 0 < len(there) < len(exported(site, name)) or name == "quotes"
    assert there
    assert exported(site, name, f"q={typed}") == there
    assert exported(site, name, "q=قططخغ") == []


@pytest.mark.parametrize("name", LISTS)
def test_the_list_of_a_day_that_is_not_published_says_so(site: Site, name: str) -> None:
    answer = site.get(f"/{name}/1999-01-01", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "not published" in text_of(answer.text)


def test_articles_of_a_source_are_counted_without_copies(lake: Any, page: Page) -> None:
    table = lake.read_table(f"articles/day={DAY}/articles.parquet").to_pylist()
    source = next(row["source"] for row in table if row["duplicate_of"] and row["source"] != HOSTILE_SOURCE)
    own = [row for row in table if row["source"] == source]
    first = [row for row in own if row["duplicate_of"] is None]
    assert 0 < len(first) < len(own)
    told = page(f"/day/{DAY}").partition('id="sources"')[2].partition("</table>")[0]
    line = next(line for line in told.split("<tr>") if f">{source}<" in line)
    assert re.findall(r'<td class="n">([\d,]+)</td>', line)[:2] == [str(len(first)), str(len(own) - len(first))]


def test_a_removed_text_that_nobody_sees_is_called_by_its_characters() -> None:
    from nashra_ui.data.evidence import shown

    assert shown("\u00a0\u00a0") == "no-break space ×2"
    assert shown("\u200f \u0640") == "\u200f \u0640", "there is something to see in it"
    assert shown("") == "∅"
    assert shown("إعلان") == "إعلان"
