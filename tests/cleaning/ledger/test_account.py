"""The scraped text is had back exactly from published columns, over generated text and over what cleaning does."""

from collections.abc import Sequence

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nashra.article import Article, Cleaned
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.ledger.account import NoPlaces, Row, pieces, scraped_text
from nashra.cleaning.ledger.repair import Edit, repair
from nashra.cleaning.staged_articles import article_rows, removal_rows
from nashra.tables.read.views import ready_views
from tests.support.cleaning_articles import BODY, CLEANER, OTHERS, P1, P2, P3, TITLE

TAIL = " سمات ري رمان"
WHITE = st.text(alphabet=" \t\u00a0\u2003\u2028\u2029\u200b\u200f\x0b\x0c\x1c\x85\ufeff", max_size=4)
CORES = st.one_of(
    st.sampled_from(
        [
            TITLE, *BODY, *OTHERS, "اقرأ أيضا:", "شارك", "إعلان", "", "// انتهى //", P1 + TAIL, f"{P2}\u200f{TAIL}",
            f"وقال: «{P3[:60]}.", f". {P3[60:]}", "\u200b\u200f", "\u2068\u2069", "&nbsp;",
            "قال &quot;نعم&quot;،، ومضى  بعيدا.", f"\ufeff{TITLE}\u200e",
        ]
    ),
    st.text(max_size=60),
    st.text(alphabet="ابت \u200b\u200f\u00a0\t&;quot،.\x00«)😀", max_size=40),
)  # fmt: skip
LINES = st.builds("{}{}{}".format, WHITE, CORES, WHITE)
TITLES = st.one_of(st.none(), st.just(TITLE), st.text(max_size=20))


def read(texts: Sequence[str], titles: Sequence[str | None]) -> tuple[list[Row], list[Row], list[Cleaned]]:
    """The rows of `articles` and `removals` of a batch, as they would be published, and what cleaning made."""
    articles = [
        Article(f"{number:016x}", "a.jsonl", number, "example.com", text, title=title)
        for number, (text, title) in enumerate(zip(texts, titles, strict=True))
    ]
    cleaned = CLEANER.clean_many(articles, CorpusEvidence.empty())
    return article_rows(articles, cleaned, {}).to_pylist(), removal_rows(articles, cleaned).to_pylist(), cleaned


def again(article: Row, removals: list[Row]) -> str:
    return scraped_text(article, [row for row in removals if row["article_id"] == article["article_id"]])


def by_sql(texts: Sequence[str], titles: Sequence[str | None]) -> list[tuple[str, str]]:
    """(article_id, text) of the view that BI tools get, over the same rows."""
    articles = [
        Article(f"{number:016x}", "a.jsonl", number, "example.com", text, title=title)
        for number, (text, title) in enumerate(zip(texts, titles, strict=True))
    ]
    cleaned = CLEANER.clean_many(articles, CorpusEvidence.empty())
    connection = duckdb.connect()
    connection.register("article_rows", article_rows(articles, cleaned, {}).drop_columns("published_at"))
    connection.register("removal_rows", removal_rows(articles, cleaned))
    for table in ("article", "removal"):
        connection.execute(f"CREATE VIEW {table}s AS SELECT *, DATE '2023-09-13' AS day FROM {table}_rows")
    view = next(view for view in ready_views() if view.name == "scraped_text")
    return connection.execute(f"SELECT article_id, text FROM ({view.query}) ORDER BY article_id").fetchall()


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=14), TITLES)
def test_the_text_is_had_back_to_the_last_code_point(lines: list[str], title: str | None) -> None:
    text = "\n".join(lines)
    [article], removals, _ = read([text], [title])
    assert again(article, removals) == text


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.lists(LINES, min_size=1, max_size=14), TITLES), min_size=1, max_size=12))
def test_sql_alone_has_it_back_too_whatever_else_is_in_the_tables(news: list[tuple[list[str], str | None]]) -> None:
    texts = ["\n".join([P1, *lines]) for lines, _ in news]  # an article of the tables has a body
    assert by_sql(texts, [title for _, title in news]) == [(f"{n:016x}", text) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        pytest.param([TITLE, *BODY], "", id="nothing"),
        pytest.param([TITLE, "شارك", P1, "إعلان", P2, P3], "whole", id="whole"),
        pytest.param([TITLE, f"{P1}{TAIL}", P2, P3], "tail", id="tail"),
        pytest.param([TITLE, f"{P1}\u00a0&quot;", P2, P3], "edit", id="edit"),
        pytest.param([f"{TITLE[:9]}\u200f{TITLE[9:]}", *BODY], "edit", id="title edited"),
        pytest.param([TITLE, f"وقال: «{P1[:60]}.", "", f". {P1[60:]}", P2, P3], "join", id="join"),
        pytest.param(
            [TITLE, f"وقال: «{P1[:60]}.", "  إعلان ", f". {P1[60:]}{TAIL}\u200b", P2, P3], "join whole tail",
            id="join over a removed line",
        ),
        pytest.param([TITLE, "\u200b\u200f", P1, "\u200f ", P2], "whole", id="a line of nothing"),
        pytest.param([TITLE, TITLE, P1, P2, P3], "whole", id="title repeated"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("space", ["{}", "{}\n", " {}\u00a0\n", "\n\n{}\n \n"])
def test_each_part_says_what_it_took_and_is_put_back(lines: list[str], parts: str, space: str) -> None:
    text = "\n".join(map(space.format, lines))
    [article], removals, _ = read([text], [None])
    assert {row["part"] for row in removals} == set(parts.split())
    assert again(article, removals) == text
    for row in removals:
        if row["part"] in ("whole", "tail"):
            assert text[row["raw_start"] :].startswith(row["text"] + (row["gap"] or ""))
        for edit in row["edits"] or ():
            assert text[edit["raw_start"] :].startswith(edit["text"])
        assert text[: row["raw_start"]].count("\n") == row["line_no"] or row["part"] == "join"
    assert by_sql([text], [None]) == [("0" * 16, text)]


def test_a_title_that_a_field_gave_is_no_line_of_the_text() -> None:
    text = "\n\n".join([TITLE, *BODY])
    [article], removals, _ = read([text], [TITLE])
    assert article["title"] == TITLE
    assert article["title_in_text"] is False
    assert [(row["rule"], row["part"], row["gap"]) for row in removals] == [("title-field", "whole", "\n\n")]
    assert again(article, removals) == text


def test_regular_texts_have_no_list_of_white_space() -> None:
    [plain, ended, apart], _, _ = read(["\n".join(BODY), "\n".join([*BODY, ""]), "\n\n".join(BODY)], [None] * 3)
    assert [plain["gaps"], ended["gaps"]] == [None, None]
    assert apart["gaps"] == ["", *["\n\n"] * (len(BODY) - 1), ""]


def test_pieces_say_where_in_title_and_body_they_are() -> None:
    text = "\n".join([f" {TITLE}", f"{P1[:30]}\u200b{P1[30:]}{TAIL}", "", "شارك", f"{P2}&amp;،، {P3}", ""])
    [article], removals, _ = read([text], [None])
    found = list(pieces(article, removals))
    for piece in found:
        if piece.kind in ("title", "body"):
            assert article[piece.kind][piece.start : piece.start + len(piece.text)] == piece.text
        assert (piece.removal is not None) == (piece.kind == "removed")
    assert [p.text for p in found if p.kind == "removed"] == ["\u200b", TAIL, "شارك", "&amp;", "،،"]


def test_order_of_removals_does_not_matter() -> None:
    text = "\n".join([TITLE, f"{P1}\u200b{TAIL}", "شارك", f"{P2}\u200f", P3])
    [article], removals, _ = read([text], [None])
    assert len(removals) > 3
    assert again(article, removals[::-1]) == text


def test_a_day_from_before_the_columns_is_told_of() -> None:
    with pytest.raises(NoPlaces, match="run it again"):
        scraped_text({"article_id": "0" * 16, "title": None, "body": P1, "raw_chars": 900}, [])


def undone(line: str, edits: list[Edit]) -> str:
    for offset, old, new in reversed(edits):
        line = line[:offset] + old + line[offset + len(new) :]
    return line


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="اب. \u200b\u200f\u00a0\t&;#39quotamp،,\x07", max_size=50))
def test_repair_can_be_undone(line: str) -> None:
    mended, edits = repair(line)
    assert undone(mended, edits) == line
    assert repair(mended)[0].count("\u200b") == 0


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="اب. \u200b\u200f\u00a0\x07،", max_size=30))
def test_characters_that_are_broken_alone_are_mended_as_among_others(line: str) -> None:
    mended, edits = repair(line)
    beside, more = repair(line + "\u0628&#65;")  # the way of lines in which several may be broken together
    assert (mended + "\u0628A", edits) == (beside, more[:-1])


def test_repair_changes_no_word() -> None:
    mended, edits = repair("قال\u200b  الوزير:\u00a0&quot;لن نعود&quot;،، ثم\tغادر")
    assert mended == 'قال الوزير: "لن نعود"، ثم غادر'
    assert len(edits) == 7


def test_a_split_sentence_is_joined() -> None:
    first, rest = P1[:60], P1[60:]
    [article], removals, _ = read(["\n".join([TITLE, f"وقال: «{first}.", f". {rest}", *BODY[1:]])], [None])
    assert article["body"].split("\n")[0] == f"وقال: «{first}.. {rest}"
    assert [(row["rule"], row["text"], row["gap"]) for row in removals] == [("split-sentence", "", "\n")]


def test_results_do_not_depend_on_the_batch() -> None:
    texts = ["\n \n".join([TITLE, "شارك", P1, P2]), f"{P1}\u200b\n{P3}{TAIL}", " \n", "\n".join(BODY)]
    together = read(texts, [None] * 4)[2]
    assert together == [read([text], [None])[2][0] for text in texts]
