"""Files are opened below the landing and nowhere else, whatever is put in their places, on this day and before it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from nashra.cleaning.corpus.survey import gather_evidence, observe_shard
from nashra.lake import Run, Storage
from nashra.landing.files.listing import list_files
from nashra.landing.noted import note_landing
from nashra.landing.read import read_articles
from nashra.landing.stage import ingest_shard
from nashra.night import stages
from nashra.night.current import landing_days
from nashra.night.options import Options
from nashra.night.plan.shards import plan_shards
from nashra.settings import load_settings

DAY, BEFORE = "2024-03-10", "2024-03-09"
GOOD = (
    "افتتح المتحف الوطني معرضا للمخطوطات النادرة يضم مئتي قطعة لم تعرض على الجمهور من قبل.\n"
    "وذكرت أمينة المعرض أن أقدم ما فيه ورقة كتبت على الرق قبل أكثر من ألف عام."
)


def named(folder: Path, name: bytes) -> Path:
    return Path(os.fsdecode(os.fsencode(folder) + b"/" + name))


def evidence_articles(root: Path) -> int:
    """How many articles the night of DAY looks at for evidence, those of the day before among them."""
    settings = load_settings(landing=str(root / "landing"), lake=str(root / "lake"))
    run = Run(DAY, "test", Storage(settings.landing), Storage(settings.lake))
    note_landing(run, settings)
    shards = plan_shards(run, settings)
    for shard in shards:
        ingest_shard(run, settings, shard)
        observe_shard(run, shard)
    return gather_evidence(run, settings, shards)["evidence_articles"]


def test_what_is_no_file_in_yesterdays_landing_stops_no_survey(landing: Any) -> None:
    before = landing.folder.parent / BEFORE
    before.mkdir()
    landing.write("a.txt", GOOD)
    (before / "b.txt").write_text(GOOD.replace("مئتي", "ثلاثمئة"))
    os.mkfifo(before / "pipe.txt")
    (before / "endless.txt").symlink_to("/dev/zero")
    (before / "above").symlink_to("/")
    # a page for which a parser would make millions of elements
    (before / "bomb.html").write_text("<html><body><p>" + "".join(f"<b id={n}>" for n in range(1000)) + "<p>x" * 8000)
    assert evidence_articles(landing.root) == 2


def test_a_day_that_is_a_link_out_of_the_landing_is_not_read(landing: Any, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(GOOD)
    (landing.folder.parent / BEFORE).symlink_to(outside)
    landing.write("a.txt", GOOD.replace("مئتي", "ثلاثمئة"))
    assert evidence_articles(landing.root) == 1
    root = Storage(str(landing.folder.parent))
    assert list_files(root.sub(BEFORE)) == []
    settings = landing.settings()
    run = stages.open_run(BEFORE, "test", settings)
    with pytest.raises(stages.NothingLanded, match="a link that leads out of"):
        stages.plan(run, settings, Options(day=BEFORE))
    refused: Any
    (refused,) = read_articles(root.sub(BEFORE), ["secret.txt"], settings)
    assert refused.reason == "link: leaves the landing"


def test_a_day_that_is_a_link_to_another_day_is_read(landing: Any) -> None:
    landing.write("a.txt", GOOD)
    (landing.folder.parent / BEFORE).symlink_to(DAY)
    assert [info.path for info in list_files(Storage(str(landing.folder.parent)).sub(BEFORE))] == ["a.txt"]


@pytest.mark.parametrize(("swapped", "at"), [("site/a.txt", 1), ("site/a.txt", 2), ("site", 1)])
def test_a_link_that_takes_a_files_place_while_it_is_opened_is_not_followed(
    landing: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swapped: str, at: int
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text(GOOD)
    landing.write("site/a.txt", GOOD)
    real, place, looks = os.stat, landing.folder / swapped, [0]

    def stat(path: Any, **how: Any) -> os.stat_result:
        found = real(path, **how)
        looks[0] += path == place.name
        if path == place.name and looks[0] == at:
            place.rename(tmp_path / "gone")
            place.symlink_to(outside / "a.txt" if swapped.endswith(".txt") else outside)
        return found

    monkeypatch.setattr("nashra.landing.files.beneath.os.stat", stat)
    refused: Any
    (refused,) = read_articles(Storage(str(landing.folder)), ["site/a.txt"], landing.settings())
    assert place.is_symlink()
    assert refused.reason.startswith(("unreadable: ", "not a file: "))


def test_names_that_are_no_utf_8_and_names_that_are_written_alike(landing: Any) -> None:
    texts = [GOOD, GOOD.replace("مئتي", "ثلاثمئة قطعة نفيسة"), GOOD.replace("ألف عام", "ألفي عام في الهند")]
    for name, text in zip((b"a\xff.txt", rb"a\xff.txt", rb"a\\xff.txt"), texts, strict=True):
        named(landing.folder, name).write_text(text)
    named(landing.folder, b"x.\xff\xfe").write_text("x" * 100)
    named(landing.folder, b"plain\\name.txt").write_text(GOOD.replace("المتحف", "المعهد") + " وانتهى المعرض.")
    night = landing.night()
    names = [article["landing_file"] for article in night.articles]
    assert sorted(names) == [r"a\\\\xff.txt", r"a\\xff.txt", r"a\xff.txt", r"plain\name.txt"]
    assert night.reasons == [r"unknown kind: \xff\xfe"]


def test_halves_of_surrogate_pairs_in_names_of_fields_and_in_addresses(landing: Any) -> None:
    rows = [
        '{"\\ud800": 1}',
        json.dumps({"text": GOOD, "url": "https://a.example/\ud800/1", "source": "a.example"}),
        json.dumps({"text": GOOD.replace("المتحف", "المعهد"), "\udfff": "x", "source": "b\ud83d"}),
    ]
    landing.write("a.jsonl", "\n".join(rows) + "\n")
    night = landing.night()
    assert [reason[:20] for reason in night.reasons] == ["no text: only \ufffd; exp"[:20]]
    assert [(article["url"], article["source"]) for article in night.articles] == [
        ("https://a.example/\ufffd/1", "a.example"),
        (None, "b\ufffd"),
    ]
    assert night.counts["ingest_errors"] == 0


def test_a_folder_named_like_a_day_that_is_none_is_passed_over(landing: Any, caplog: Any) -> None:
    (landing.folder.parent / "2024-02-30").mkdir()
    assert landing_days(Storage(str(landing.folder.parent))) == [DAY]
    assert "2024-02-30 is passed over" in caplog.text
