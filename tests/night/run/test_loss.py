"""A published day does not lose its articles unasked: by a typo, by a drop that is gone, by a choice of sources."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nashra.lake import Storage
from nashra.night.funnel import funnel_row
from nashra.night.run.loss import SourceNotLanded, WouldLose
from nashra.night.run_command import run_command

DAY = "2024-03-05"
PORTS = ["درنة", "بنزرت", "اللاذقية", "العقبة", "صحار"]
NEWS = "وصلت قافلة تحمل أدوية وخياما إلى ميناء {0} صباح الثلاثاء.\nوقال مدير ميناء {0} إن تفريغ الحمولة ينتهي غدا."
MATCH = "فاز نادي {0} على ضيفه بهدفين دون رد مساء الأحد.\nورفع {0} رصيده إلى ثلاثين نقطة في صدارة الترتيب."
SITES = {"saha.example": (NEWS, PORTS), "marfa.example": (MATCH, PORTS[:2])}


@pytest.fixture
def landed(tmp_path: Path) -> Path:
    """A landing of five articles of one site and two of another, published."""
    day = tmp_path / "landing" / DAY
    day.mkdir(parents=True)
    for site, (text, ports) in SITES.items():
        rows = [
            {"text": text.format(port), "url": f"https://{site}/{number}", "source": site}
            for number, port in enumerate(ports)
        ]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (day / f"{site}.jsonl").write_text(lines, encoding="utf-8")
    asked(tmp_path)
    assert published(tmp_path) == 7
    return tmp_path


def asked(folder: Path, *more: str) -> Result:
    places = ["--landing", str(folder / "landing"), "--lake", str(folder / "lake"), "--recognizer", "embedded"]
    return CliRunner().invoke(run_command, ["--day", DAY, *places, *more], catch_exceptions=False)


def published(folder: Path) -> int:
    return int((funnel_row(Storage(str(folder / "lake")), DAY) or {})["published"])


def test_a_day_keeps_what_it_has_unless_its_loss_is_asked_for(landed: Path) -> None:
    with pytest.raises(SourceNotLanded, match=r"'saha\.exmaple' landed on .*; landed: saha\.example \(5\), marfa"):
        asked(landed, "--sources", "saha.exmaple")
    with pytest.raises(SourceNotLanded):  # nor by force: there is nothing to publish
        asked(landed, "--sources", "saha.example,typo.example", "--force")
    with pytest.raises(WouldLose, match=r"5 articles would be published where 7 are and 2 of 7 .*with force"):
        asked(landed, "--sources", "saha.example")
    said = asked(landed, "--sources", "saha.example", "--dry-run").stderr
    assert "articles +0 -2, 0 changed" in said
    assert "names +0 -" in said
    assert said.count("- ") >= 2
    assert "marfa.example.jsonl" in said
    assert "would not be published without force" in said
    assert published(landed) == 7

    asked(landed, "--sources", "saha.example", "--force")
    row = funnel_row(Storage(str(landed / "lake")), DAY) or {}
    assert (row["published"], row["forced"], json.loads(row["params"])["sources"]) == (5, True, ["saha.example"])

    (landed / "landing" / DAY / "saha.example.jsonl").unlink()
    (landed / "landing" / DAY / "marfa.example.jsonl").unlink()
    with pytest.raises(WouldLose, match="0 articles would be published where 5 are"):
        asked(landed)
    assert published(landed) == 5
    asked(landed, "--force")
    assert published(landed) == 0
