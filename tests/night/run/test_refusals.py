"""What share of bad records fails a night, and what does not count towards it."""

import json
from pathlib import Path
from typing import Any

import pytest

from nashra.night import stages
from nashra.night.options import Options
from nashra.night.run.refusals import refused_share
from nashra.settings import load_settings

DAY = "2024-03-05"
GOOD = "وصلت قافلة تحمل أدوية وخياما إلى ميناء درنة صباح الثلاثاء، وقال مدير الميناء {} إن التفريغ ينتهي غدا."
NAMES = ["سالم", "محمود", "إدريس", "فرج", "ناجي", "عمران", "بشير", "طارق", "حاتم", "منصور"]


def record(number: int, text: str = GOOD) -> str:
    row = {"text": text.format(NAMES[number % 10]), "url": f"https://saha.example/{number}", "source": "saha.example"}
    return json.dumps(row, ensure_ascii=False) + "\n"


def results(folder: Path, files: dict[str, str], **options: Any) -> list[dict[str, Any]]:
    """Of the four checks on a landing of such files: records, broken files, bytes, files without a record."""
    day = folder / "landing" / DAY
    day.mkdir(parents=True)
    for name, text in files.items():
        (day / name).write_text(text, encoding="utf-8")
    asked = Options(day=DAY, **options)
    settings = stages.apply(asked, load_settings(landing=str(day.parent), lake=str(folder / "lake")))
    run = stages.open_run(DAY, "refusals", settings)
    shards = stages.plan(run, settings, asked)
    for shard in shards:
        stages.do_stage(run, settings, "ingest", [shard])
    return refused_share(run, settings, shards)


NEWS = {"news.jsonl": "".join(map(record, range(10)))}
EMPTY = {"empty.jsonl": "", "blank.jsonl": "\n\n", "empty.txt": "", "head.csv": "title,text,url\n"}
CUT = {f"{number}.jsonl": '{"text": "مقطو' for number in range(6)}
JUNK = {"scrape.jsonl": NEWS["news.jsonl"] + "2024-03-05 03:00:01 [scrapy.core.engine] INFO: Spider opened\n" * 60}
LOG = {"log.jsonl": "2024-03-05 03:00:01 [scrapy.core.engine] INFO: Spider opened\n" * 400}
# No two lines are alike, so that none is told together with another: a language each line, and some good ones.
FOREIGN_TEXT = "The mayor said on Tuesday that the old bridge number {} would stay closed until the end of the month."
BROKEN = "".join(record(n, FOREIGN_TEXT.replace("{}", str(n))) for n in range(40))
HALF = {"half.jsonl": NEWS["news.jsonl"].replace("/", "/half/") + BROKEN}
BESIDE = {
    "robots.txt": "User-agent: *\nDisallow: /admin\n",
    "sitemap.xml": '<?xml version="1.0"?><urlset><url><loc>https://saha.example/1</loc></url></urlset>',
    "list.bin": "\x7fELF", "photos.rar": "Rar!", "page.pdf": "%PDF-1.7", "old.xz": "\u00fd7zXZ",
    "feed.xml": '<?xml version="1.0"?><rss><channel><title>ساحة</title></channel></rss>',
}  # fmt: skip
OTHERS = {"others.jsonl": NEWS["news.jsonl"].replace("saha.example", "other.example")}


@pytest.mark.parametrize(
    ("files", "options", "passes", "warns", "refused", "hollow"),
    [
        (NEWS, {}, True, False, 0, 0),
        (NEWS | EMPTY, {}, True, False, 0, 4),
        (EMPTY, {}, True, True, 0, 4),
        (NEWS | {f"{n}.txt": "" for n in range(6)}, {}, True, True, 0, 6),
        (NEWS | CUT, {}, False, False, 6, 0),
        (NEWS | CUT, {"force": True}, True, False, 6, 0),
        ({"0.jsonl": CUT["0.jsonl"]}, {}, False, False, 1, 0),
        ({"0.jsonl": CUT["0.jsonl"]} | EMPTY, {}, False, False, 1, 4),
        ({"no-text.jsonl": record(1, " ")}, {}, False, False, 1, 0),  # a record, though with nothing in it
        (JUNK, {}, True, False, 0, 0),  # lines of a log could not have been articles
        (NEWS | LOG, {}, True, False, 0, 0),
        (LOG, {}, False, False, 0, 0),
        (NEWS | {"broken.jsonl": BROKEN}, {}, True, False, 1, 0),  # one file is bad: it counts as one
        (NEWS | HALF, {}, True, False, 1, 0),
        (HALF, {}, False, False, 40, 0),  # nothing but it: a broken drop
        ({"broken.jsonl": BROKEN}, {}, False, False, 40, 0),
        ({f"{n}.jsonl": BROKEN for n in range(3)} | HALF, {}, False, False, 160, 0),
        (NEWS | BESIDE, {}, True, False, 0, 4),
        ({"page.pdf": "%PDF-1.7"}, {}, False, False, 0, 1),
        (OTHERS | EMPTY, {"sources": ("saha.example",)}, True, False, 0, 4),
    ],
    ids=[
        "good", "some empty files", "nothing but empty files", "many empty files", "many bad records", "forced",
        "nothing but a bad record", "a bad record and empty files", "a record without text",
        "a log among the lines", "a log beside", "nothing but a log", "a file that is all bad", "one half bad",
        "nothing but a file half bad", "nothing but a bad file", "all files bad", "no articles beside",
        "nothing but a foreign file", "left out",
    ],
)  # fmt: skip
def test_bad_records_fail_the_night_and_files_without_records_do_not(
    tmp_path: Path, files: dict[str, str], options: Any, passes: bool, warns: bool, refused: int, hollow: int
) -> None:
    share, broken, _, files_without = results(tmp_path, files, **options)
    assert broken["success"]
    assert (share["severity"], files_without["severity"]) == ("critical", "warning")
    assert (share["success"], files_without["success"]) == (passes, not warns)
    assert (share["unexpected_count"], files_without["unexpected_count"]) == (refused, hollow)


def test_more_than_one_broken_file_in_five_fails_the_night(tmp_path: Path) -> None:
    broken = {f"broken-{number}.jsonl": BROKEN for number in range(2)}
    good = {f"good-{number}.jsonl": NEWS["news.jsonl"].replace("saha", f"saha{number}") for number in range(7)}
    share, files, *_ = results(tmp_path / "nine", broken | good)
    assert (share["success"], files["success"], files["unexpected_count"]) == (True, False, 2)
    assert files["severity"] == "critical"
    assert "broken-0.jsonl (40 of 40)" in files["observed"]
    more = {f"more-{number}.jsonl": NEWS["news.jsonl"].replace("saha", f"more{number}") for number in range(3)}
    assert all(result["success"] for result in results(tmp_path / "twelve", broken | good | more))


def test_many_bytes_in_one_refused_file_are_a_warning(tmp_path: Path) -> None:
    """A large export that is refused as a whole is one row of the quarantine: its size tells what was lost."""
    large = json.dumps([{"id": number, "views": list(range(400))} for number in range(600)])
    assert len(large) > 1_000_000
    (_, _, lost, _) = results(tmp_path / "large", NEWS | {"all.json": large})
    assert (lost["severity"], lost["success"]) == ("warning", False)
    assert lost["observed"].endswith("most in all.json")
    (_, _, lost, _) = results(tmp_path / "small", NEWS | {"all.json": large[:100_000]})
    assert lost["success"]
