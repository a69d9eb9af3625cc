"""Words over all days: clitics, phrases, what must not be there, filters, pages, days that change."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from click import UsageError

from nashra.lake import Storage
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.night.stages import rebuild_entities
from nashra.search.find import Found, NoIndex, find
from nashra.search.index import CannotIndex, index_days, index_path, index_paths, made_of
from nashra.search.question import NothingAsked, Question
from nashra.search.words import indexed
from nashra.settings import load_settings
from nashra.tables.dictionary.dictionary import PUBLISHED
from nashra.tables.sound import published_days

FIRST, SECOND = "2024-05-01", "2024-05-02"
ARTICLES = {
    FIRST: {
        "alsahel.example/port.txt": (
            "مرفأ طبرق يستقبل أول باخرة قمح\n\nوصلت إلى مرفأ طبرق شرقي ليبيا صباح الأربعاء "
            "باخرة محملة بالقمح، وقال مدير المرفأ سالم العبيدي إن التفريغ يستغرق أربعة "
            "أيام.\nوتنتظر باخرتان أخريان عند المدخل بسبب الرياح."
        ),
        "alsahel.example/school.txt": (
            "مدرسة في الأبيض تعيد فتح مكتبتها\n\nأعادت مدرسة النهضة في مدينة الأبيض فتح "
            "مكتبتها بعد ترميم دام سنة، وتبرع الأهالي بألفي كتاب للتلاميذ.\nوقالت المديرة "
            "إن القراءة ستكون حصة أسبوعية."
        ),
        "anba.example/wheat.txt": (
            "أسعار القمح ترتفع للأسبوع الثالث\n\nارتفعت أسعار القمح في الأسواق العالمية "
            "ثلاثة في المئة، وعزا متعاملون ذلك إلى جفاف أصاب الحقول في أستراليا.\nويتوقع "
            "محللون أن تستمر الزيادة شهرا."
        ),
    },
    SECOND: {
        "anba.example/tobruk.txt": (
            "وفد من طبرق يزور بنغازي\n\nزار وفد من أعيان طبرق مدينة بنغازي لبحث تعويض "
            "المتضررين من السيول، والتقى الوفد رئيس المجلس البلدي.\nواتفق الجانبان على لجنة "
            "مشتركة تجتمع كل شهر."
        ),
        "anba.example/minister.txt": (
            "رئيس الوزراء الأردني يفتتح سوقا للمزارعين\n\nافتتح رئيس الوزراء الأردني في إربد "
            "سوقا دائمة للمزارعين، تضم مئة محل ومخزنا مبردا.\nوقال إن الوزراء سيتابعون "
            "أسعار الخضر أسبوعا بعد أسبوع."
        ),
    },
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Storage:
    root = tmp_path_factory.mktemp("search")
    for day, files in ARTICLES.items():
        for name, text in files.items():
            path = root / "landing" / day / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    made = Storage(str(root / "lake"))
    settings = load_settings(landing=str(root / "landing"), lake=made.address, recognizer="embedded")
    for day in ARTICLES:
        run_day(Options(day=day), settings)
    rebuild_entities(settings)
    return made


def titles(found: Found) -> list[str]:
    return ["".join(piece.text for piece in hit.title) for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("طبرق", ["وفد من طبرق", "مرفأ طبرق"]),
        ("قمح", ["أسعار القمح", "مرفأ طبرق"]),
        ("القمح", ["أسعار القمح", "مرفأ طبرق"]),
        ("بالقمح", ["أسعار القمح", "مرفأ طبرق"]),  # the article goes, and what is before it
        ("تلاميذ", ["مدرسة"]),  # للتلاميذ
        ("اسعار القمح", ["أسعار القمح"]),  # without its hamza
        ("أسعار القمح باخرة", []),
        ("قمح -باخرة", ["أسعار القمح"]),
        ("قمح OR باخرة", []),  # a word like any other
        ('"رئيس الوزراء"', ["رئيس الوزراء"]),
        ("«الوزراء رئيس»", []),
        ("«رئيس المجلس البلدي»", ["وفد من طبرق"]),
        ("سيول", ["وفد من طبرق"]),
        ('طبرق" OR *', []),  # what FTS5 would take for its own language is words: OR is not there
        ('طبرق" * : ^', ["وفد من طبرق", "مرفأ طبرق"]),
    ],
)
def test_words(lake: Storage, text: str, expected: list[str]) -> None:
    found = titles(find(lake, Question(text)))
    assert [next((e for e in expected if e in title), title) for title in found] == expected


def test_filters(lake: Storage) -> None:
    assert len(find(lake, Question("طبرق", last=date(2024, 5, 1))).hits) == 1
    assert find(lake, Question("طبرق", first=date(2024, 5, 2))).days == {SECOND: 1}
    assert find(lake, Question("قمح", sources=("anba.example",))).total == 1
    assert find(lake, Question(sources=("anba.example",))).total == 3


def test_country_and_section_narrow_words_and_stand_alone(lake: Storage) -> None:
    from nashra.tables.read.open_lake import open_lake

    rows = open_lake(lake).sql("SELECT article_id, country, section FROM articles").fetchall()
    for value in {row[1] for row in rows} - {None}:
        found = {hit.article_id for hit in find(lake, Question(countries=(value,))).hits}
        assert found == {row[0] for row in rows if row[1] == value}
    for value in {row[2] for row in rows} - {None}:
        found = {hit.article_id for hit in find(lake, Question(sections=(value,))).hits}
        assert found == {row[0] for row in rows if row[2] == value}
    assert {row[1] for row in rows} >= {"LY", "JO"}
    assert titles(find(lake, Question("طبرق", countries=("JO",)))) == []
    assert len(titles(find(lake, Question("طبرق", countries=("JO", "LY"))))) == 2


def test_words_of_a_quote_are_found_in_one_quote_and_with_who_says_it(lake: Storage) -> None:
    from nashra.tables.read.open_lake import open_lake

    said = open_lake(lake).sql("SELECT article_id, text, entity_id FROM quotes ORDER BY article_id, n").fetchall()
    assert said
    everyone = find(lake, Question("التفريغ أيام", in_quotes=True))
    assert titles(everyone) == ["مرفأ طبرق يستقبل أول باخرة قمح"]
    assert "التفريغ" in {piece.text for piece in everyone.hits[0].snippet if piece.hit}
    assert (everyone.hits[0].speaker, everyone.hits[0].cue) == ("سالم العبيدي", "وقال")
    assert find(lake, Question("التفريغ أيام")).hits[0].speaker is None
    assert find(lake, Question("باخرة محملة", in_quotes=True)).total == 0  # of the body, but said by nobody
    assert find(lake, Question("التفريغ القراءة", in_quotes=True)).total == 0  # of two quotes
    for article, _, entity in said:
        if entity:
            found = find(lake, Question(names=(entity,), in_quotes=True))
            assert article in {hit.article_id for hit in found.hits}


def test_an_article_is_found_by_the_id_of_a_name_that_it_holds(lake: Storage) -> None:
    from nashra.tables.read.open_lake import open_lake

    rows = open_lake(lake).sql("SELECT entity_id, article_id FROM mentions WHERE surface = 'بنغازي'").fetchall()
    assert rows
    found = find(lake, Question(names=(rows[0][0],)))
    assert {hit.article_id for hit in found.hits} == {article for _, article in rows}


def test_what_answers_is_marked_and_the_rest_is_as_it_was(lake: Storage) -> None:
    (hit, _) = find(lake, Question("طبرق")).hits
    assert [piece.text for piece in hit.title if piece.hit] == ["طبرق"]
    assert "أعيان طبرق مدينة" in "".join(piece.text for piece in hit.snippet)
    (hit,) = find(lake, Question("تلاميذ")).hits
    assert [piece.text for piece in hit.snippet if piece.hit] == ["للتلاميذ"]


def test_pages_hold_each_article_once(lake: Storage) -> None:
    for best in (False, True):
        question = Question("في من إلى", by_words=best)
        every = Question(sources=("anba.example", "alsahel.example"), by_words=best)
        whole = [hit.article_id for hit in find(lake, every).hits]
        assert len(set(whole)) == len(whole) == 5
        assert [hit.article_id for at in range(5) for hit in find(lake, every, 1, at).hits] == whole
        assert find(lake, question, 1, 10**9).hits == []


def test_the_best_answer_has_the_word_in_its_title(lake: Storage) -> None:
    assert "أسعار القمح" in titles(find(lake, Question("قمح", by_words=True)))[0]
    every = titles(find(lake, Question("في", by_words=True)))
    assert "مدرسة في" in every[0]  # of all that have the word the one with it in its title
    assert len(every) == find(lake, Question("في")).total > 1


def test_pages_of_the_best_are_one_list(lake: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    question = Question("في -بنغازي", by_words=True)
    whole = [hit.article_id for hit in find(lake, question).hits]
    assert len(set(whole)) == len(whole) == find(lake, question).total > 2
    assert [hit.article_id for at in range(len(whole)) for hit in find(lake, question, 1, at).hits] == whole
    monkeypatch.setattr("nashra.search.find.WEIGHED", 1)  # only the newest day that has any
    assert {hit.day for hit in find(lake, Question("طبرق", by_words=True)).hits} == {SECOND}
    assert find(lake, Question("طبرق", by_words=True)).total == 2


def test_what_is_shown_comes_from_the_index_alone(lake: Storage, tmp_path: Path) -> None:
    shutil.copytree(lake.root, tmp_path / "lake")
    shutil.rmtree(tmp_path / "lake" / "articles")
    assert find(Storage(str(tmp_path / "lake")), Question("قمح")) == find(lake, Question("قمح"))


def test_the_best_of_a_source(lake: Storage) -> None:
    found = find(lake, Question("قمح", sources=("alsahel.example",), by_words=True))
    assert [title[:4] for title in titles(found)] == ["مرفأ"]


@pytest.mark.parametrize("text", ["", " - ", "؟ ! …", "-قمح", '""'])
def test_nothing_to_look_for_is_said(text: str) -> None:
    with pytest.raises(NothingAsked, match="give a word"):
        Question(text)


def test_too_many_words_are_said() -> None:
    with pytest.raises(NothingAsked, match="at most"):
        Question("كلمة " * 1000)


def test_a_day_that_changes_is_indexed_again_and_one_that_goes_is_gone(lake: Storage, tmp_path: Path) -> None:
    import shutil

    copy = Storage(str(tmp_path / "lake"))
    shutil.copytree(lake.root, copy.root)
    assert index_days(copy) == 0
    first, second = (Path(copy.full(index_paths(copy)[day])) for day in (FIRST, SECOND))
    before = first.read_bytes()
    first.unlink()
    assert index_days(copy) == 1
    assert first.read_bytes() == before
    first.with_name("1-older.sqlite").write_bytes(before)  # as an older version left it, or the day before it changed
    index_days(copy)
    assert sorted(path.suffix for path in first.parent.iterdir()) == [".bodies", ".sqlite"]
    assert first.exists()
    second.write_bytes(b"no database")
    assert made_of(second) is None
    assert find(copy, Question("طبرق")).days == {FIRST: 1}
    assert index_days(copy) == 1
    for table in PUBLISHED:
        copy.delete_tree(f"{table}/day={SECOND}")
    index_days(copy)
    assert find(copy, Question("طبرق")).days == {FIRST: 1}


def test_a_lake_without_an_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="nashra search --build"):
        find(Storage(str(tmp_path)), Question("خبر"))


def test_the_article_of_short_words_stays() -> None:
    assert indexed("الله والله الدار والدار للدار وكالة بالٍ") == "الله والله دار دار دار وكاله بال"


def test_the_command_prints_articles_and_refuses_in_one_sentence(lake: Storage) -> None:
    def asked(*words: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-c",
            "from nashra.cli import main; main()",
            "search",
            "--lake",
            lake.address,
            *words,
        ]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    done = asked("طبرق", "-باخرة")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(SECOND)
    assert "[طبرق]" in done.stdout
    assert done.stdout.endswith("(1 articles on 1 days)\n")
    assert "— سالم العبيدي · وقال" in asked("--quotes", "التفريغ").stdout
    assert "ask in Arabic" in asked("zeppelin").stderr
    assert "LOC-benghazi (Benghazi)" in asked("benghazi").stderr
    assert asked("--nosuch", "طبرق").returncode == 2
    assert asked().stderr.startswith("error: nothing to look for")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--country", "Libya"), "a country is two letters"),
        (("--section", "sports"), "there is no section 'sports'; there are: politics, "),
        (("--from", "2024-05-02", "--to", "2024-05-01"), "is after the last one"),
        (("--from", "02/05/2024"), "a day is written YYYY-MM-DD, such as 2023-09-13; got '02/05/2024'"),
        (("--source", "Anba.example"), "nothing came from a source 'Anba.example'; meant is: anba.example"),
        (("--source", "nobody.example"), "there are: alsahel.example, anba.example"),
        (("--name", "بنغازى"), "of that name there are: LOC-benghazi (بنغازي)"),
        (("--name", "Benghazi"), "of that name there are: LOC-benghazi (Benghazi)"),
        (("--name", "PERS-0000000000"), "no entity has the id 'PERS-0000000000'; the table entities"),
    ],
)
def test_what_no_article_can_be_is_refused_instead_of_found_nowhere(
    lake: Storage, options: tuple[str, ...], told: str
) -> None:
    from nashra.door import refusal
    from nashra.search.search_command import search_command

    with pytest.raises((NothingAsked, UsageError)) as caught:
        search_command.main(["--lake", lake.address, "طبرق", *options], standalone_mode=False)
    assert told in (refusal(caught.value) or "")


@pytest.mark.parametrize("text", ["«" * 100_000, '-"' * 50_000, "ب" * 100_000, "كلمة " * 20_000])
def test_a_question_without_end_is_refused_at_once(text: str) -> None:
    begin = time.process_time()
    with pytest.raises(NothingAsked, match="too long"):
        Question(text)
    assert time.process_time() - begin < 1


def test_bytes_that_are_no_text_find_nothing(lake: Storage) -> None:
    stray = os.fsdecode(b"\xff")  # as a shell hands them on
    assert find(lake, Question(sources=(stray,))).total == find(lake, Question(names=(stray,))).total == 0
    with pytest.raises(NothingAsked):
        Question(stray)


def test_a_damaged_index_says_so_and_the_other_days_answer(lake: Storage, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever bytes there are: an answer, or a warning, and no traceback."""
    path, chance = index_path(lake, SECOND), random.Random(5)
    whole = path.read_bytes()
    try:
        for question in (Question("طبرق"), Question("طبرق", by_words=True)):
            for _ in range(30):
                damaged = bytearray(whole)
                for _ in range(20):
                    damaged[chance.randrange(100, len(whole))] ^= 0xA0
                path.write_bytes(damaged)
                assert FIRST in find(lake, question).days
        assert "nashra search --build makes it again" in caplog.text
        assert index_days(lake, look_at=None) == 1
        assert path.read_bytes() == whole
    finally:
        path.write_bytes(whole)


def test_bodies_that_are_lost_or_damaged_are_made_again_and_their_titles_shown_meanwhile(
    lake: Storage, tmp_path: Path
) -> None:
    copy = Storage(str(tmp_path / "lake"))
    shutil.copytree(lake.root, copy.root)
    whole = find(copy, Question("قمح"))
    bodies = index_path(copy, whole.hits[0].day).with_suffix(".bodies")
    for harm in (lambda: bodies.write_bytes(bodies.read_bytes()[::-1]), bodies.unlink):
        harm()
        if bodies.exists():
            told = find(copy, Question("قمح"))
            assert titles(told) == titles(whole)
            assert [] in [hit.snippet for hit in told.hits]
        assert index_days(copy, look_at=None) == 1
        assert find(copy, Question("قمح")) == whole


def test_folders_that_are_no_days_are_passed_by(lake: Storage) -> None:
    for name in ("day=soon", "day=2024-02-30", "notes"):
        (Path(lake.full("_search")) / name).mkdir()
        (Path(lake.full("_search")) / name / "index.sqlite").write_bytes(b"")
    assert find(lake, Question("طبرق", first=date(2024, 5, 1))).total == 2
    index_days(lake)
    assert sorted(lake.folders("_search")) == [f"day={FIRST}", f"day={SECOND}"]


def test_an_index_that_cannot_be_written_is_told_in_a_sentence(lake: Storage) -> None:
    """A disk that is full, as the kernel's limit of a file's size plays it."""
    path = index_path(lake, SECOND)
    whole = path.read_bytes()
    path.unlink()
    said = subprocess.run(
        ["bash", "-c", 'ulimit -f 8; exec "$@"', "-", sys.executable, "-c",
         "from nashra.cli import main; main()", "search", "--build", "طبرق",
         "--lake", lake.address],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (said.returncode, "Traceback" in said.stderr) == (2, False), said.stderr
    assert said.stderr.startswith("error: ")
    assert list(path.parent.iterdir()) == []
    assert index_days(lake) == 1
    assert path.read_bytes() == whole


@pytest.mark.parametrize(("table", "part"), [("runs", "all"), ("articles", "all"), ("articles", "a page")])
def test_a_damaged_day_keeps_no_other_from_its_index(lake: Storage, table: str, part: str) -> None:
    paths = [index_path(lake, day) for day in (FIRST, SECOND)]
    published = Path(lake.full(f"{table}/day={FIRST}/{table}.parquet"))
    whole = published.read_bytes()
    for path in paths:
        path.unlink()
    published.write_bytes(b"PAR1" if part == "all" else whole[:4] + bytes(400) + whole[404:])
    try:
        with pytest.raises(CannotIndex, match=f"{FIRST} is damaged"):
            index_days(lake)
        assert [path.exists() for path in paths] == [False, True]
    finally:
        published.write_bytes(whole)
    assert index_days(lake) == 1


def test_a_day_that_is_replaced_under_who_reads_it_is_indexed_anew(
    lake: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On S3 two answers of the store are then of two files: their bytes don't fit."""
    path, read = index_path(lake, FIRST), Storage.read_rows
    torn: list[str] = []
    whole = path.read_bytes()
    path.unlink()

    def reading(self: Storage, name: str, columns: list[str], rows: int) -> Iterator[pa.Table]:
        if "articles" in name and not torn:
            torn.append(name)
            os.utime(self.full(name))
            raise OSError("Unexpected end of stream: Page was smaller (146) than expected (818)")
        return read(self, name, columns, rows)

    monkeypatch.setattr(Storage, "read_rows", reading)
    assert index_days(lake) == 1
    assert torn
    assert path.read_bytes() == whole


def test_who_began_before_a_day_was_published_leaves_its_index(
    lake: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Storage(str(tmp_path / "lake"))
    shutil.copytree(lake.root, both.root, ignore=shutil.ignore_patterns(f"day={SECOND}", "_search"))
    days = published_days(both)
    assert days == [FIRST]

    def slowly(_: Storage) -> list[str]:
        (tmp_path / "listed").touch()
        time.sleep(1.5)
        return days

    if not (early := os.fork()):
        monkeypatch.setattr("nashra.search.index.published_days", slowly)
        index_days(both)
        os._exit(0)
    while not (tmp_path / "listed").exists():
        time.sleep(0.01)
    for table in PUBLISHED:
        shutil.copytree(lake.full(f"{table}/day={SECOND}"), both.full(f"{table}/day={SECOND}"))
    index_days(both)
    assert os.waitstatus_to_exitcode(os.waitpid(early, 0)[1]) == 0
    assert sorted(index_paths(both)) == [FIRST, SECOND]
