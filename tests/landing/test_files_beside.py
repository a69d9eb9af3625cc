"""A text whose headline, address or day lies in a file beside it."""

import io
import json
import zipfile
from typing import Any

import pytest

from nashra.landing.as_planned import LandingChanged
from nashra.landing.beside import PASSED
from nashra.landing.stage import beside_of, files_of_shard
from nashra.night.run.composed import ingest, plan
from tests.landing.conftest import BODY, OTHER, Landing

TITLE, SECOND = "توسعة الميناء القديم تبدأ مطلع الشهر", "معرض للمخطوطات النادرة في المتحف"
ADDRESS = "https://www.akhbar.example/ports/12"


def said(landing: Landing, files: dict[str, str]) -> list[tuple[Any, ...]]:
    for name, text in files.items():
        landing.write(name, text)
    rows = landing.night().articles
    return sorted(((row["title"], row["url"], row["text"]) for row in rows), key=lambda row: str(row[2]))


@pytest.mark.parametrize(
    "names",
    [
        ("1/title.txt", "1/body.txt"), ("001_title.txt", "001_body.txt"), ("خبر 7-headline.txt", "خبر 7-content.txt"),
        ("title_01.txt", "text_01.txt"), ("a/title1.txt", "a/article1.txt"), ("العنوان.txt", "النص.txt"),
    ],
)  # fmt: skip
def test_a_headline_in_a_file_of_its_own_is_the_text_s(landing: Landing, names: tuple[str, str]) -> None:
    assert said(landing, {names[0]: f"\ufeff{TITLE}\r\n", names[1]: BODY}) == [(TITLE, None, BODY)]


def test_so_is_an_address_or_a_day(landing: Landing) -> None:
    files = {"9/title.txt": TITLE, "9/url.txt": ADDRESS, "9/date.txt": "8 مارس 2024", "9/text.txt": BODY}
    for name, text in files.items():
        landing.write(name, text)
    night = landing.night()
    (row,) = night.articles
    assert (row["title"], row["url"], str(row["published_on"]), night.reasons) == (TITLE, ADDRESS, "2024-03-08", [])
    assert night.counts[f"passed over: {PASSED}"] == 3


@pytest.mark.parametrize("mark", ["", ".meta", "_metadata", ".txt"])
def test_fields_as_json_are_those_of_the_text_of_their_name(landing: Landing, mark: str) -> None:
    fields = {"headline": TITLE, "link": ADDRESS, "tags": ["نقل"]}
    files = {"x/17.txt": BODY, f"x/17{mark}.json": json.dumps(fields, indent=1), "x/18.txt": f"{SECOND}\n{OTHER}"}
    assert (TITLE, ADDRESS, BODY) in said(landing, files)


def test_what_the_text_says_of_itself_counts_before_it(landing: Landing) -> None:
    files = {"17.txt": f"العنوان: {SECOND}\nالرابط: {ADDRESS}\n\n{OTHER}", "17.json": json.dumps({"title": TITLE})}
    assert [row[:2] for row in said(landing, files)] == [(SECOND, ADDRESS)]


def test_members_of_an_archive_lie_beside_each_other_too(landing: Landing) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("e/2.json", json.dumps({"title": TITLE, "url": ADDRESS}))
        archive.writestr("e/2.txt", BODY)
        archive.writestr("e/3_title.txt", SECOND)
        archive.writestr("e/3_body.txt", OTHER)
    landing.write("export.zip", data.getvalue())
    night = landing.night()
    assert {(row["title"], row["url"]) for row in night.articles} == {(TITLE, ADDRESS), (SECOND, None)}
    assert night.reasons == [] and night.counts[f"passed over: {PASSED}"] == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("17.json", json.dumps({"title": SECOND, "text": OTHER}, ensure_ascii=False)),
        ("17.json", json.dumps([{"title": SECOND, "text": OTHER}], ensure_ascii=False)),
        ("17_title.txt", f"{SECOND}\n{OTHER}"), ("title.txt", f"{SECOND}\n{OTHER}"),
    ],
)  # fmt: skip
def test_an_article_beside_a_text_is_one(landing: Landing, name: str, content: str) -> None:
    assert sorted(row[2].split("\n")[-1] for row in said(landing, {"17.txt": BODY, name: content})) == sorted(
        [BODY.split("\n")[-1], OTHER.split("\n")[-1]]
    )


def test_json_that_says_nothing_of_a_text_is_told(landing: Landing) -> None:
    landing.write("17.txt", BODY)
    landing.write("17.json", json.dumps({"views": 3, "ok": True}))
    assert [reason[:7] for reason in landing.night().reasons] == ["no text"]


def test_what_lies_beside_a_text_is_what_was_planned(landing: Landing) -> None:
    """Whichever shard reads the text, a headline that changed since the plan stops the run."""
    for number in range(4):
        landing.write(f"{number}/title.txt", TITLE)
        landing.write(f"{number}/body.txt", f"{BODY}\n{number}")
    settings, run = landing.settings(shard_bytes=600), landing.run()
    shards = range(plan(run, settings, [])["shards"])
    landing.write("2/title.txt", SECOND)
    beside = beside_of(run)
    (shard,) = (shard for shard in shards if "2/body.txt" in files_of_shard(run, shard, beside))
    assert len(shards) > 1
    with pytest.raises(LandingChanged):
        ingest(run, settings, shard)
