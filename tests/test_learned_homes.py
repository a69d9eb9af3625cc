"""Where sources that nobody knows are at home, learned from the landing."""

import json
from pathlib import Path

import pytest

from nashra.cleaning.corpus.survey import gather_evidence, observe_shard
from nashra.cleaning.lines.read_lines import read_lines
from nashra.entities.link import Linker
from nashra.lake import Run, Storage
from nashra.landing.duplicates.find import find_duplicates
from nashra.landing.stage import ingest_shard
from nashra.learned_homes import learn, load_homes, read_homes, source_key, spoken_for
from nashra.night.plan.shards import plan_shards
from nashra.settings import load_settings
from nashra.topics.home import home_of

HARBOUR, MIXED, SMALL = "almeena-news.example", "alaalam-now.example", "sawt-alwadi.example"


def told_of(place: str, number: int) -> str:
    return (
        f"افتتح مدير عام المديرية في {place} المدرسة رقم {number} بعد ترميمها.\n"
        f"وقال إن السلطة المحلية صرفت {number} ألف كتاب على الطلاب قبل بدء العام الدراسي، وتفقد سير الدراسة فيها."
    )


def land(folder: Path, day: str, articles: list[tuple[str, str]], files: int = 2) -> None:
    (folder / day).mkdir(parents=True)
    for number in range(files):
        rows = [{"text": text, "source": source} for source, text in articles[number::files]]
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / day / f"drop-{number}.jsonl").write_text(lines, encoding="utf-8")


def learned(folder: Path, day: str, name: str, shards: int) -> dict[str, str]:
    settings = load_settings(lake=str(folder / name), landing=str(folder / "landing"), shards=shards)
    run = Run(day, "r", Storage(settings.landing), Storage(settings.lake))
    numbers = plan_shards(run, settings)
    for shard in reversed(numbers):
        ingest_shard(run, settings, shard)
        observe_shard(run, shard)
    find_duplicates(run, numbers)
    gather_evidence(run, settings, numbers)
    return load_homes(run)


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    towns = ["تعز", "المكلا", "شبوة", "أبين", "صنعاء"]
    states = ["تونس", "العراق", "لبنان", "ليبيا"]
    land(
        tmp_path / "landing",
        "2024-03-02",
        [(HARBOUR, told_of(towns[n % 5], n)) for n in range(10, 20)]
        + [(MIXED, told_of(states[n % 4], n)) for n in range(20, 40)]
        + [(SMALL, told_of("الخرطوم", n)) for n in range(40, 44)],
    )
    return tmp_path


def test_a_source_is_at_home_where_its_articles_are(landing: Path) -> None:
    homes = learned(landing, "2024-03-02", "lake", 1)
    assert homes == {str(source_key(HARBOUR)): "YE"}
    linker = Linker.load()
    assert home_of(linker, HARBOUR, None, homes) == "YE"
    assert home_of(linker, MIXED, None, homes) is None
    assert home_of(linker, "almeena.com.kw", None, {str(source_key("almeena.com.kw")): "YE"}) == "KW"


def test_in_however_many_shards(landing: Path) -> None:
    assert learned(landing, "2024-03-02", "three", 3) == learned(landing, "2024-03-02", "one", 1)


def test_days_before_count_and_copies_once(landing: Path) -> None:
    again = [(SMALL, told_of("الخرطوم", n)) for n in range(40, 44)]
    land(landing / "landing", "2024-03-03", again)
    assert learned(landing, "2024-03-03", "copies", 1).get(str(source_key(SMALL))) is None
    land(landing / "landing", "2024-03-04", [(SMALL, told_of("أم درمان في السودان", n)) for n in range(50, 55)])
    assert learned(landing, "2024-03-04", "lake", 1)[str(source_key(SMALL))] == "SD"


def test_an_article_speaks_for_what_it_names_most() -> None:
    texts = [
        "زار وفد من بغداد والبصرة عمان.",
        "بحث العراقيون والسوريون",
        "مباراة مصر والعراق",
        "وبالقاهرة للمصريين",
        "خبر",
    ]
    numbers = spoken_for(read_lines(texts)).tolist()
    iraq, egypt = spoken_for(read_lines(["العراق", "مصر"])).tolist()
    assert numbers[0] == iraq
    assert numbers[2] == numbers[4] == 0
    assert numbers[3] == egypt


def test_only_an_articles_beginning_is_read() -> None:
    lead, marked = read_homes().lead, "مُ" * 20  # marks count as they were scraped
    far = f"{marked} خبر. " * (lead // len(f"{marked} خبر. ") + 1)
    nothing, last, cut = spoken_for(
        read_lines([far + "العراق", "خ" * (lead - 7) + "\nالعراق", "خ" * (lead - 6) + "\nالعراق"])
    ).tolist()
    assert nothing == cut == 0
    assert last == spoken_for(read_lines(["العراق"]))[0]


def test_nothing_is_learned_of_articles_without_a_source() -> None:
    import numpy as np

    countries = np.repeat(spoken_for(read_lines(["مصر"])), 50)
    assert learn(np.full(50, source_key("unknown"), dtype=np.uint64), countries) == {}
