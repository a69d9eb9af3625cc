"""From a pool to sheets for reading, and from what a reader wrote to places."""

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from nashra_lab.gold import draw_quotes, draw_said, draw_topics, place_quotes, quote_labels
from nashra_lab.gold.line_labels import unseen_sites
from nashra_lab.gold.quote_marks import marked_pairs

TEXT = (
    "«الميناء» يستأنف العمل غدا\n"
    "قال مدير ميناء دمياط سامي عبدالباقي للصحفيين: «سنعمل على مدار الساعة. لن يتوقف شيء»، مضيفا أن العمال "
    'حصلوا على ما وصفه بـ"حقوقهم كاملة"، ونُسب لعبدالباقي قوله إنه متفائل بنسبة 90%.\n'
)
READ = """## dev2 port_1
n Q1 name
d Q2 8-9 = 4
i 20-27 8-9 = 18
f Q3 8-9 = 24
i 31-34 29+1 8-9 30
"""


def _pool(folder: Path, rows: list[tuple[str, str, str]]) -> Path:
    for name in ("dev", "dev2"):
        ids, sources, texts = zip(*rows, strict=True) if name == "dev2" else ((), (), ())
        columns = {"id": ids, "source": sources, "text": texts}
        pq.write_table(
            pa.table({k: pa.array(v, pa.string()) for k, v in columns.items()}), folder / f"pool_{name}.parquet"
        )
    return folder


def test_what_a_reader_wrote_becomes_places_of_the_text(tmp_path: Path) -> None:
    pool, read, out = (
        _pool(tmp_path, [("port_1", "damietta.example", TEXT)]),
        tmp_path / "read",
        tmp_path / "quotes.txt",
    )
    read.write_text(READ, encoding="utf-8")
    result = CliRunner().invoke(place_quotes.main, [str(pool), str(read), str(out)])
    assert result.exit_code == 0, result.output
    key = ("dev2", "port_1")
    quotes = quote_labels.read_quote_labels(out, {key: TEXT})[key].quotes
    surfaces = {
        quote.kind + ": " + TEXT[slice(*quote.span)]: [
            TEXT[slice(*place)] if place else "-" for place in (quote.speaker, quote.fullest, quote.cue)
        ]
        for quote in quotes
    }
    assert surfaces == {
        "none: الميناء": ["-", "-", "-"],
        "direct: سنعمل على مدار الساعة. لن يتوقف شيء": ["سامي عبدالباقي", "سامي عبدالباقي", "قال"],
        # a mark whose fellow is in the statement comes with it
        'indirect: العمال حصلوا على ما وصفه بـ"حقوقهم كاملة"': ["سامي عبدالباقي", "سامي عبدالباقي", "مضيفا"],
        "fragment: حقوقهم كاملة": ["سامي عبدالباقي", "سامي عبدالباقي", "وصفه"],
        "indirect: إنه متفائل بنسبة 90%": ["عبدالباقي", "سامي عبدالباقي", "قوله"],
    }


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("n Q1 name\n", "", "no row for the marks Q1"),
        ("Q2", "Q9", "no such word or pair of marks"),
        ("i 20-27", "i 27-20", "words in order"),
        ("n Q1 name", "n Q1 irony", "say what the marks hold"),
        ("8-9 = 18", "8-9 =", "the speaker, the fullest name and the cue"),
    ],
)
def test_a_row_that_cannot_be_placed_is_refused_with_its_article(was: str, now: str, told: str) -> None:
    with pytest.raises(place_quotes.SheetError, match=f"port_1.*{told}"):
        place_quotes.place_sheet(READ.replace(was, now, 1), {("dev2", "port_1"): TEXT})


def test_marks_pair_within_a_line_as_papers_write_them() -> None:
    text = 'وقال ”نعم“ ثم “لا“\nوكتب: "سطر بلا نهاية\nو«آخر»'
    assert [text[start:end] for start, end in marked_pairs(text)] == ["نعم", "لا", "آخر"]


def test_a_draw_of_a_later_day_has_few_of_a_source_and_some_aside(tmp_path: Path) -> None:
    long = "وقال رئيس لجنة المزارعين في القرية «إن موسم الزيتون هذا العام أفضل من العام الماضي بكثير». " * 7
    pool = _pool(tmp_path, [(f"a_{n}", f"paper{n % 9}.example", f"{n} {long}") for n in range(400)])
    drawn = draw_quotes.draw_later(pool)
    assert drawn == draw_quotes.draw_later(pool)
    assert len(drawn["quotes_later"]) == 10  # the first pool is empty
    assert sum(quote_labels.is_aside(one.article) for one in drawn["quotes_later"]) == 4
    assert not any(quote_labels.is_aside(one.article) for one in drawn["topics_later"])
    for articles in drawn.values():
        assert max(Counter(one.source for one in articles).values()) <= draw_quotes.LATER_MOST


def test_a_draw_of_what_is_said_has_articles_that_quote_somebody(tmp_path: Path) -> None:
    quoting = "وقالت رئيسة التعاونية إن الموسم جيد، وأضافت أن المعصرة تعمل، وأكدت أن السعر ثابت. " * 12
    silent = "هطلت أمطار غزيرة على القرية وامتلأت الآبار بعد صيف طويل وجاف ومتعب. " * 14
    rows = [(f"q_{n}", f"paper{n % 30}.example", f"{n} {quoting}") for n in range(150)]
    rows += [(f"s_{n}", f"paper{n % 30}.example", f"{n} {silent}") for n in range(150)]
    drawn = draw_said.draw(_pool(tmp_path, rows))
    assert drawn == draw_said.draw(_pool(tmp_path, rows))
    assert {kind: len(articles) for kind, articles in drawn.items()} == {"said": 15, "topics": 20}  # the first is empty
    assert {one.article[0] for one in drawn["said"]} == {"q"}
    assert sum(quote_labels.is_aside(one.article) for one in drawn["said"]) == 5
    assert not {one.text for one in drawn["said"]} & {one.text for one in drawn["topics"]}


def test_a_draw_of_topics_has_two_parts_with_few_of_a_source(tmp_path: Path) -> None:
    rain = "هطلت أمطار غزيرة على القرية وامتلأت الآبار بعد صيف طويل وجاف ومتعب. " * 14
    pool = _pool(tmp_path, [(f"a_{n}", f"paper{n % 30}.example", f"{n} {rain}") for n in range(200)])
    drawn = draw_topics.draw(pool)
    assert drawn == draw_topics.draw(pool)
    assert len({one.article for one in drawn}) == len(drawn) == 72  # the first pool is empty
    assert max(Counter(one.source for one in drawn).values()) <= 2 * draw_topics.MOST


def test_a_draw_is_the_same_twice_and_leaves_out_what_it_must(tmp_path: Path) -> None:
    unseen = min(unseen_sites())
    long = "وقال رئيس لجنة المزارعين في القرية «إن موسم الزيتون هذا العام أفضل من العام الماضي بكثير». " * 7
    rows = [(f"a_{n}", f"paper{n % 7}.example", f"{n} {long}") for n in range(300)]
    rows += [(f"u_{n}", unseen, f"{n} {long}") for n in range(40)] + [("twin", "paper1.example", f"0 {long} آخر")]
    pool = _pool(tmp_path, rows)
    drawn = draw_quotes.draw(pool)
    assert drawn == draw_quotes.draw(pool)
    lengths = {kind: len(articles) for kind, articles in drawn.items()}
    assert lengths == {"quotes": 20, "topics": 60, "direct": 14, "more_topics": 24}
    every = [article for articles in drawn.values() for article in articles]
    assert len({article.article for article in every}) == len(every)
    assert unseen not in {article.source for article in every}
    assert len({article.source for article in drawn["quotes"]}) == 7
    assert not {"twin", "a_0"} <= {article.article for article in every}


def test_a_sheet_numbers_words_and_marks() -> None:
    assert draw_quotes.numbered("قال: «نعم»") == "0_قال: Q1«1_نعم»/Q1"
