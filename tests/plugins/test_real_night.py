"""Every page over a lake that nights made of the sample: what a page says is what the tables hold."""

import html
import json
import re
from collections import Counter
from typing import Any

import pytest

from nashra.article import Article
from nashra.labels import read_labels, retold
from nashra.lake import Storage
from nashra.landing.read import read_articles
from nashra.settings import load_settings
from tests.plugins.conftest import SAMPLE_DAYS, SAMPLE_LANDING, Site

BEFORE, DAY = SAMPLE_DAYS
FIGURES = {
    "landed": "Landed", "duplicates": "Duplicates", "quarantined": "Quarantined", "published": "Published",
    "removed_lines": "Lines removed", "mentions": "Mentions",
}  # fmt: skip
Rows = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def of_the_sample(site: Site, sample: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NASHRA_LAKE", sample.address)
    monkeypatch.setenv("NASHRA_LANDING", str(SAMPLE_LANDING))


def rows_of(lake: Storage, table: str, day: str = DAY) -> Rows:
    return list(lake.read_table(f"{table}/day={day}/{table}.parquet").to_pylist())


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def cells(page: str, section: str = "") -> list[list[str]]:
    """The rows of a page's tables, or of those in a section of it, cell by cell."""
    if section:
        page = page.partition(f'<section id="{section}">')[2].partition("</section>")[0]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    found = [[plain(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)] for row in rows]
    return [row for row in found if row]


def shown_lines(page: str) -> list[str]:
    """The lines of the page's scraped text as a browser shows them, less what it says of a removal when asked."""
    raw = re.search(r'<div class="raw"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert raw
    paragraphs = re.findall(r"<p[^>]*>(.*?)</p>", raw[1], re.DOTALL)
    return [html.unescape(re.sub(r'<span class="why".*?</span>|<[^>]+>', "", each)) for each in paragraphs]


def test_the_report_has_the_funnel_of_the_night(site: Site, sample: Storage) -> None:
    (run,) = rows_of(sample, "runs")
    shown = plain(site.page(f"/day/{DAY}"))
    for figure, label in FIGURES.items():
        assert run[figure] > 0
        assert re.search(rf"\b{run[figure]:,} {label}", shown, re.IGNORECASE), (figure, run[figure])
    assert run["run"] in shown
    assert all(run[f"{name}_version"] in shown for name in ("code", "rules", "reference", "model"))


def test_the_report_counts_the_lines_of_each_rule(site: Site, sample: Storage) -> None:
    counts = Counter(row["rule"] for row in rows_of(sample, "removals"))
    told = {row[0].split()[0]: row for row in cells(site.page(f"/day/{DAY}"), "removals")}
    assert counts.keys() <= told.keys()
    for rule, lines in counts.items():
        assert f"{lines:,}" in told[rule], rule


def test_the_report_names_every_reason_of_quarantine_and_every_source(site: Site, sample: Storage) -> None:
    page = site.page(f"/day/{DAY}")
    labels = read_labels("airflow")
    codes = Counter(labels[f"reason_{row['reason'].partition(':')[0]}"].en for row in rows_of(sample, "quarantine"))
    shown: Counter[str] = Counter()
    for code, _, records, _ in cells(page, "quarantine"):
        shown[code] += int(records)
    assert shown == codes
    sources = Counter(row["source"] for row in rows_of(sample, "articles") if not row["duplicate_of"])
    assert {row[0] for row in cells(page, "sources")} >= {str(source) for source in sources}


def test_the_lines_of_each_rule_are_listed(site: Site, sample: Storage) -> None:
    removals = rows_of(sample, "removals")
    for rule in sorted({row["rule"] for row in removals}):
        texts = Counter(row["text"] for row in removals if row["rule"] == rule)
        listed = cells(site.page(f"/removals/{DAY}?rule={rule}"))
        assert len(listed) == min(len(texts), 50), rule
        assert [int(row[0]) for row in listed] == sorted(texts.values(), reverse=True)[:50], rule
        assert {row[1][:100] for row in listed} <= {on_one_line(text)[:100] for text in texts}, rule


def test_every_record_in_quarantine_can_be_read_and_saved(site: Site, sample: Storage) -> None:
    kept = rows_of(sample, "quarantine")
    assert len(kept) > 3
    listed = site.page(f"/quarantine/{DAY}")
    for number, row in enumerate(kept):
        assert f"/nashra/quarantine/{DAY}/{number}" in listed
        shown = plain(site.page(f"/quarantine/{DAY}/{number}"))
        assert on_one_line(row["reason"]) in shown
        assert on_one_line(row["landing_file"]) in shown
        assert site.get(f"/quarantine/{DAY}/{number}/bytes").content == row["record"]


def test_the_entities_of_the_day_are_listed_with_their_mentions(site: Site, sample: Storage) -> None:
    mentions = rows_of(sample, "mentions")
    counts = Counter(row["entity_id"] for row in mentions)
    (most, times), *_ = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
    (named,) = [row for row in sample.read_table("entities/entities.parquet").to_pylist() if row["entity_id"] == most]
    for path in (f"/entities/{DAY}", f"/entities/{DAY}?type={named['type']}"):
        first = cells(site.page(path))[0]
        assert named["name_ar"] in first[0]
        assert f"{times:,}" in first
    articles = {row["article_id"] for row in mentions if row["entity_id"] == most}
    assert (
        set(re.findall(rf"/nashra/article/{DAY}/([0-9a-f]{{16}})", site.page(f"/articles/{DAY}?entity={most}")))
        == articles
    )


def test_newly_seen_is_who_was_not_named_the_day_before(site: Site, sample: Storage) -> None:
    before = {row["entity_id"] for row in rows_of(sample, "mentions", BEFORE)}
    today = {row["entity_id"] for row in rows_of(sample, "mentions")}
    pages = "".join(site.page(f"/entities/{DAY}?new=true&page={n}") for n in range(1, 6))
    new = set(re.findall(r"entity=([A-Za-z0-9-]+)", pages))
    assert new
    assert new <= today - before
    assert "every entity is new" in plain(site.page(f"/day/{BEFORE}"))


def test_every_check_of_the_night_is_shown_with_what_it_observed(site: Site, sample: Storage) -> None:
    shown = plain(site.page(f"/quality/{DAY}"))
    checks = rows_of(sample, "checks")
    assert len(checks) > 50
    for row in checks:
        assert row["success"] or row["severity"] == "warning"
        assert row["expectation"].partition(": ")[0] in shown, row
        assert on_one_line(retold(row["observed"], "en"))[:60] in shown, row


def test_the_page_of_every_article_shows_the_text_that_landed(site: Site, sample: Storage) -> None:
    for day in SAMPLE_DAYS:
        settings = load_settings()
        landed = [
            found.text for found in read_articles(Storage(f"{SAMPLE_LANDING}/{day}"), "", settings, day)
            if isinstance(found, Article)
        ]  # fmt: skip
        pages = [site.page(f"/article/{day}/{row['article_id']}") for row in rows_of(sample, "articles", day)]
        assert sorted("\n".join(shown_lines(page)) for page in pages) == sorted(landed)
        assert any("\n\n" in text for text in landed)


def test_the_page_of_every_article_shows_its_removals_and_mentions(site: Site, sample: Storage) -> None:
    removals, mentions = rows_of(sample, "removals"), rows_of(sample, "mentions")
    for article in rows_of(sample, "articles"):
        page = site.page(f"/article/{DAY}/{article['article_id']}")
        whole = [r for r in removals if r["article_id"] == article["article_id"] and r["part"] == "whole" and r["text"]]
        told = re.findall(r'<del class="whole" tabindex="0" title="([^"]+)"><bdi>([^<]+)', page)
        assert sorted((rule.partition(" · ")[0], html.unescape(text)) for rule, text in told) == sorted(
            (r["rule"], r["text"]) for r in whole
        )
        named = {m["entity_id"] for m in mentions if m["article_id"] == article["article_id"]}
        raw = page[page.index('<div class="raw"') : page.index("<aside>")]
        assert set(re.findall(r"entity=([A-Za-z0-9-]+)", raw)) == named
        if article["duplicate_of"]:
            assert article["duplicate_of"] in page


def test_the_calendar_leads_to_both_days(site: Site) -> None:
    shown = site.page(f"/days?month={DAY[:7]}")
    assert [day for day in SAMPLE_DAYS if f"/nashra/day/{day}" in shown] == list(SAMPLE_DAYS)


def test_no_page_of_the_night_breaks_in_arabic(site: Site, sample: Storage) -> None:
    row = rows_of(sample, "articles")[0]
    for path in ("/days", f"/day/{DAY}", f"/articles/{DAY}", f"/article/{DAY}/{row['article_id']}", f"/removals/{DAY}",
                 f"/entities/{DAY}", f"/quarantine/{DAY}", f"/quality/{DAY}"):  # fmt: skip
        assert '<html lang="ar" dir="rtl">' in site.page(path, "ar")


def test_json_of_the_sample_in_quarantine_is_shown_field_by_field(site: Site, sample: Storage) -> None:
    for number, row in enumerate(rows_of(sample, "quarantine")):
        try:
            fields = json.loads(row["record"])
        except ValueError:
            continue
        if not isinstance(fields, dict):
            continue
        page = site.page(f"/quarantine/{DAY}/{number}")
        for name in fields:
            assert f'<th scope="row"><code dir="ltr">{html.escape(name)}</code></th>' in page


def test_quotes_of_a_real_day_lead_to_article_and_speaker(site: Site) -> None:
    shown = site.page(f"/quotes/{DAY}?kind=direct")
    articles = re.findall(r'href="/nashra/article/[\d-]+/([0-9a-f]{16})"', shown)
    assert articles
    assert "indirect" not in re.sub(r'href="[^"]+"|value="[^"]+"', "", shown)
    assert "«" in re.sub(r"<[^>]+>", " ", site.page(f"/article/{DAY}/{articles[0]}")).partition("Quotes")[2]
    speaker = re.search(r'href="/nashra/quotes/[\d-]+\?entity=([^"&]+)', shown)
    assert speaker
    one = site.page(f"/quotes/{DAY}?entity={speaker[1]}")
    assert 0 < one.count('class="statement"') <= site.page(f"/quotes/{DAY}").count('class="statement"')


def test_what_a_night_says_is_told_in_arabic(sample: Storage) -> None:
    """Evidence, checks and what they saw, reasons and rules of real nights: no sentence is left in English."""
    from nashra_ui.data.evidence import readable

    from nashra.labels import retold, rule_name

    said: set[str] = set()
    for day in SAMPLE_DAYS:
        removals = sample.read_table(f"removals/day={day}/removals.parquet").to_pylist()
        said |= {readable(row["evidence"], "ar") for row in removals if not row["evidence"].startswith("[[")}
        said |= {rule_name(row["rule"], "ar") for row in removals}
        checks = sample.read_table(f"checks/day={day}/checks.parquet").to_pylist()
        said |= {retold(row["expectation"], "ar") for row in checks}
        reasons = sample.read_table(f"quarantine/day={day}/quarantine.parquet")["reason"].to_pylist()
        said |= {retold(reason, "ar") for reason in reasons}
    assert len(said) > 100
    assert not [text for text in said if not re.search("[\u0621-\u064a]", text)]
