"""The tables of stories over the days of a lake, by the door that `nashra run` and the DAG use."""

from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from nashra.lake import Storage, partition_path
from nashra.night.stages import rebuild_stories
from nashra.settings import load_settings
from nashra.stories.chains import Chains
from nashra.stories.links import Link
from nashra.stories.rows import shortened
from nashra.tables.dictionary.schema import schema
from tests.support.told_articles import BRIDGE, OTHER, SAME

AGAIN = (
    "تحقيق في انهيار الجسر الخشبي بوادي السدر",
    "فتحت النيابة تحقيقاً في انهيار الجسر الخشبي فوق وادي السدر، الذي أصيب فيه 17 شخصاً كانوا يعبرونه بعد أمطار غزيرة. "
    "وقالت البلدية إن مهندسيها فحصوا دعامات الجسر وأغلقت الطريق المؤدي إليه.",
)
TRIAL = (
    "بدء محاكمة رئيس مصرف المنارة السابق",
    "بدأت محكمة الجنايات محاكمة نبيل الحصري، الرئيس السابق لمصرف المنارة، بتهمة تبديد ودائع العملاء. ونفى الحصري التهم "
    "أمام القاضية، التي قررت أن تكون الجلسات علنية. واحتشد صغار المودعين أمام المبنى رافعين دفاتر توفيرهم.",
)
EXPERTS = (
    "خبراء: لجنة المخاطر في المنارة لم تجتمع عاما كاملا",
    "قدم ثلاثة خبراء تقريرا من 300 صفحة خلص إلى أن لجنة المخاطر لم تعقد أي اجتماع، وأن 14 قرضا منحت من دون ضمانات "
    "لشركات يملكها أقارب نبيل الحصري. وقالت المحامية إن الحصري لم يوقع على القروض كلها، وإن مجلس مصرف المنارة وافق على "
    "تسعة منها قبل أن يتولى الإدارة. وطلبت مهلة أسبوعين للرد على الأرقام، فمنحت خمسة أيام.",
)
ANOTHER = (
    "بدء محاكمة مدير مدرسة سابق في الميناء",
    "بدأت محكمة الجنايات محاكمة سامي الدباغ، المدير السابق لمدرسة الميناء، بتهمة تبديد رسوم التلاميذ. ونفى الدباغ "
    "التهم أمام القاضي، الذي قرر أن تكون الجلسات مغلقة. وانتظر أولياء الأمور خارج المبنى.",
)
NAMES = {"وادي السدر": "LOC-sidr", "نبيل الحصري": "PERS-hasri", "سامي الدباغ": "PERS-dabbagh"}
DAYS = {
    "2024-05-01": [("a" * 16, BRIDGE, "one.example"), ("b" * 16, OTHER, "one.example")],
    "2024-05-02": [("c" * 16, SAME, "two.example"), ("d" * 16, BRIDGE, "three.example")],
    "2024-05-03": [("e" * 16, AGAIN, "two.example")],
}


def publish(lake: Storage, day: str, articles: list[tuple[str, tuple[str, str], str]]) -> None:
    """Articles and mentions of a day, as the night leaves them; the last article is there as a duplicate too."""
    nullable = pa.schema([field.with_nullable(True) for field in schema("articles")])
    rows: list[dict[str, Any]] = [
        {"article_id": one, "title": title, "body": body, "source": source, "country": "SD"}
        for one, (title, body), source in articles
    ]
    rows.append(rows[-1] | {"article_id": "f" * 16, "duplicate_of": rows[-1]["article_id"]})
    names = []
    for one, (_, body), _ in articles:
        for surface, entity_id in NAMES.items():
            if (start := body.find(surface)) >= 0:
                names.append(
                    {"article_id": one, "entity_id": entity_id, "type": entity_id.partition("-")[0], "surface": surface,
                     "start": start, "end": start + len(surface), "sentence_no": 0, "score": 0.9}
                )  # fmt: skip
    lake.write_table(partition_path("articles", day), pa.Table.from_pylist(rows, nullable))
    lake.write_table(partition_path("mentions", day), pa.Table.from_pylist(names, schema("mentions")))


def rows(lake: Storage, table: str, day: str) -> list[dict[str, Any]]:
    return lake.read_table(partition_path(table, day)).to_pylist()  # type: ignore[no-any-return]


def rebuilt(lake: Storage) -> dict[str, int]:
    return rebuild_stories(load_settings(lake=lake.root))


@pytest.fixture
def lake(tmp_path: Path) -> Storage:
    found = Storage(str(tmp_path))
    for day, articles in DAYS.items():
        publish(found, day, articles)
    rebuilt(found)
    return found


def bytes_of(lake: Storage) -> dict[str, bytes]:
    paths = (partition_path(table, day) for table in ("stories", "story_articles", "copies") for day in DAYS)
    return {path: lake.read_bytes(path) for path in paths}


def test_one_event_of_three_days_and_sources_is_one_story(lake: Storage) -> None:
    [bridge] = rows(lake, "stories", "2024-05-03")
    assert (bridge["articles"], bridge["sources"]) == (4, 3)
    assert [str(bridge[name]) for name in ("first_day", "peak_day", "last_day")] == [
        "2024-05-01", "2024-05-02", "2024-05-03",
    ]  # fmt: skip
    assert (bridge["entities"], bridge["countries"], bridge["continues"]) == (["LOC-sidr"], ["SD"], None)
    told = {row["article_id"][0]: row["story_id"] for day in DAYS for row in rows(lake, "story_articles", day)}
    assert {one for one, story in told.items() if story == bridge["story_id"]} == set("acde")
    assert set(told) == set("abcde")


def test_a_story_is_told_as_it_stood_on_its_day(lake: Storage) -> None:
    assert sorted(row["articles"] for row in rows(lake, "stories", "2024-05-01")) == [1, 1]
    [bridge] = rows(lake, "stories", "2024-05-02")
    assert (bridge["articles"], str(bridge["last_day"])) == (3, "2024-05-02")
    assert bridge["title"] in (BRIDGE[0], SAME[0])
    assert bridge["lead"].startswith(("انهار", "أصيب"))


def test_the_order_of_publication_changes_no_byte(lake: Storage, tmp_path: Path) -> None:
    wanted = bytes_of(lake)
    for number, order in enumerate(permutations(DAYS)):
        other = Storage(str(tmp_path / f"other-{number}"))
        for day in order:
            publish(other, day, DAYS[day])
            rebuilt(other)
        assert bytes_of(other) == wanted


def test_only_what_a_changed_day_touches_is_made_again(lake: Storage) -> None:
    publish(lake, "2024-08-01", DAYS["2024-05-01"])
    assert rebuilt(lake) == {"days": 1, "stories": 2, "copies": 0, "set_aside": 0}
    assert rebuilt(lake) == {"days": 0, "stories": 0, "copies": 0, "set_aside": 0}
    publish(lake, "2024-05-02", DAYS["2024-05-02"][:1])
    assert rebuilt(lake)["days"] == 2
    [bridge] = rows(lake, "stories", "2024-05-03")
    assert (bridge["articles"], bridge["sources"]) == (3, 2)


def test_what_is_lost_of_them_is_made_again(lake: Storage) -> None:
    wanted = bytes_of(lake)
    lake.delete_file(partition_path("stories", "2024-05-02"))
    lake.delete_tree("_cache")
    rebuilt(lake)
    assert bytes_of(lake) == wanted


@pytest.mark.parametrize("damage", [b"", b"{", b'{"name": 1}'])
def test_what_is_damaged_of_the_cache_changes_no_byte(lake: Storage, damage: bytes) -> None:
    wanted = bytes_of(lake)
    for number, info in enumerate(lake.files("_cache/stories")):
        if number % 2:
            lake.write_bytes(info.path, damage)
    publish(lake, "2024-05-04", DAYS["2024-05-01"])
    rebuilt(lake)
    for day in DAYS:
        lake.delete_file(partition_path("stories", day))
    rebuilt(lake)
    assert bytes_of(lake) == wanted


def test_a_title_is_that_of_the_most_central_article_that_has_one(lake: Storage) -> None:
    [bridge] = rows(lake, "stories", "2024-05-02")
    other = {BRIDGE[0]: SAME, SAME[0]: BRIDGE}[bridge["title"]]
    untitled = [
        (one, ("", text[1]) if text[0] == bridge["title"] else text, of) for one, text, of in DAYS["2024-05-02"]
    ]
    publish(lake, "2024-05-02", untitled)
    publish(lake, "2024-05-01", [(one, ("", text[1]), of) for one, text, of in DAYS["2024-05-01"]])
    rebuilt(lake)
    [found] = rows(lake, "stories", "2024-05-02")
    assert (found["title"], found["central_article"]) == (other[0], bridge["central_article"])
    assert sorted(row["title"] for row in rows(lake, "stories", "2024-05-01")) == sorted(
        shortened(text[1], 80) for _, text, _ in DAYS["2024-05-01"]
    )


def test_an_article_without_text_is_a_story_without_a_title(lake: Storage) -> None:
    publish(lake, "2024-07-01", [("a" * 16, ("", ""), "one.example")])
    rebuilt(lake)
    [empty] = rows(lake, "stories", "2024-07-01")
    assert (empty["title"], empty["lead"], empty["articles"]) == (None, "", 1)


def test_what_goes_on_about_the_same_people_continues_the_story(tmp_path: Path) -> None:
    """Little of it is said in the same words; another trial that opens in the same words is none of it."""
    lake = Storage(str(tmp_path))
    publish(lake, "2024-05-01", [("a" * 16, TRIAL, "one.example"), ("b" * 16, BRIDGE, "one.example")])
    publish(lake, "2024-05-04", [("c" * 16, ANOTHER, "one.example"), ("d" * 16, EXPERTS, "two.example")])
    rebuilt(lake)
    story = {row["article_id"][0]: row["story_id"] for row in rows(lake, "story_articles", "2024-05-01")}
    story |= {row["article_id"][0]: row["story_id"] for row in rows(lake, "story_articles", "2024-05-04")}
    continues = {row["story_id"]: row["continues"] for row in rows(lake, "stories", "2024-05-04")}
    assert story["d"] != story["a"]
    assert continues == {story["c"]: None, story["d"]: story["a"]}


def chained(days: int, same: bool = True) -> Chains:
    """An event, or an affair, with a group on each of some days."""
    names = {f"g{n:02d}": f"2024-05-{n + 1:02d}" for n in range(days)}
    ids = list(names)
    links = {one: Link(one, before, names[before], same) for before, one in pairwise(ids)}
    return Chains(links, names)


def test_an_event_of_a_window_is_one_story_wherever_it_begins() -> None:
    assert [chained(3).story(f"g{n:02d}") for n in range(3)] == ["g00"] * 3


def test_a_long_affair_is_a_chain_of_stories() -> None:
    chains = chained(20)
    stories = [chains.story(f"g{n:02d}") for n in range(20)]
    each = list(dict.fromkeys(stories))
    assert 4 <= len(each) <= 8
    assert [chains.continues(one) for one in each] == [None, *each[:-1]]


def test_of_an_affair_each_story_continues_the_one_before() -> None:
    chains = chained(4, same=False)
    assert [chains.story(f"g{n:02d}") for n in range(4)] == ["g00", "g01", "g02", "g03"]
    assert chains.continues("g03") == "g02"


def test_where_a_story_begins_hangs_on_the_days_in_reach_alone() -> None:
    """However long an affair has gone on, its last days are cut alike."""
    whole = chained(28)
    for first in range(10):
        ids = [f"g{n:02d}" for n in range(first, 28)]
        names = {one: f"2024-05-{int(one[1:]) + 1:02d}" for one in ids}
        links = {one: Link(one, before, names[before], True) for before, one in pairwise(ids)}
        assert Chains(links, names).story("g27") == whole.story("g27")


def test_articles_that_land_again_the_next_day_are_the_same_story(lake: Storage) -> None:
    publish(lake, "2024-05-02", DAYS["2024-05-01"])
    rebuilt(lake)
    told = rows(lake, "story_articles", "2024-05-01") + rows(lake, "story_articles", "2024-05-02")
    for one, _, _ in DAYS["2024-05-01"]:
        assert len({row["story_id"] for row in told if row["article_id"] == one}) == 1
