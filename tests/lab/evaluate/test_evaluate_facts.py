"""The gate of facts on a corpus of three: what is found, what is invented, what is told of the part that is aside."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from nashra_lab.evaluate.evaluate_facts import evaluate, main, read_texts
from nashra_lab.evaluate.score_facts import Given, Tally
from nashra_lab.gold.fact_labels import (
    FRESH,
    FURTHER,
    HEADS,
    PRINTED,
    LabelledFacts,
    aside,
    head_aside,
    read_fact_labels,
    source_aside,
)
from nashra_lab.gold.line_labels import read_line_labels, unseen_sites
from nashra_lab.gold.quote_labels import read_quote_labels

PROSE = (
    "أنهت فرق البلدية أمس أعمال صيانة الجسر القديم الذي يصل بين ضفتي النهر، بعد أن ظل مغلقا أمام المركبات خمسة أشهر، "
    "وعادت حركة السير إليه في ساعات الصباح الأولى من دون ازدحام."
)
IN_SIGHT = [name for name in map("article-{}".format, range(40)) if not aside(("dev", name))][:2]
ASIDE = next(name for name in map("article-{}".format, range(40)) if aside(("dev", name)))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    texts = {
        IN_SIGHT[0]: f"الجسر القديم يفتح من جديد\nالأحد 10 مارس 2024\nالقاهرة - رويترز\n{PROSE}\n{PROSE}",
        IN_SIGHT[1]: f"الجسر القديم يفتح من جديد\nالرياض - {PROSE}\n{PROSE}",
        ASIDE: f"الجسر القديم يفتح من جديد\nسالم أحمد (بيروت)\n{PROSE}\n{PROSE}",
    }
    rows = [{"id": name, "source": "nahr-press.example", "text": text} for name, text in texts.items()]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "pool_dev.parquet")
    (tmp_path / "labels.txt").write_text(
        f"# dev {IN_SIGHT[0]}\ntitle 0\ndate 1 2024-03-10\ndateline 2 0-7\nagency 2 رويترز\n"
        f"# dev {IN_SIGHT[1]}\ntitle 0\nagency 1 فرانس برس\n# dev {ASIDE}\ntitle 1\n",
        encoding="utf-8",
    )
    return tmp_path


def test_found_and_invented_are_counted_and_misses_told_of_what_is_in_sight(corpus: Path) -> None:
    labels = str(corpus / "labels.txt")
    result = CliRunner().invoke(main, ["--corpus", str(corpus), "--labels", labels, "--misses"])
    figures = json.loads(result.stdout)
    seen = figures["facts"]
    assert (seen["title_found"], seen["date_found"], seen["date_invented"]) == (1.0, 1.0, 0.0)
    assert (seen["dateline_found"], seen["dateline_invented"], seen["dateline_given"]) == (1.0, 0.5, 2)
    assert (seen["agency_found"], seen["agency_labelled"]) == (0.5, 2)
    assert figures["facts_aside"]["title_found"] == 0.0
    assert "dateline: «», given «الرياض»" in result.stderr
    assert ASIDE not in result.stderr
    assert "dateline_invented is 0.5, the limit is" in result.stderr
    assert result.exit_code == 1


def test_a_label_without_its_article_is_said(corpus: Path) -> None:
    (corpus / "labels.txt").write_text("# dev nobody\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["--corpus", str(corpus), "--labels", str(corpus / "labels.txt")])
    assert "lacks the article nobody" in str(result.exception)


def test_a_malformed_row_is_refused_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "labels.txt").write_text("# dev one\ntitle 0\ndate 1 yesterday\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 3"):
        read_fact_labels(tmp_path / "labels.txt")


def test_the_labels_that_ship_are_of_210_articles_a_third_of_them_aside_and_none_of_an_unseen_site() -> None:
    labels = read_fact_labels()
    assert len(labels) == 210
    assert 55 < sum(map(aside, labels)) < 85
    assert not any(article.endswith(f"_{site}") for _, article in labels for site in unseen_sites())


@pytest.mark.parametrize(
    ("line", "said", "right"),
    [
        ("افتتاح الميناء الجديد – صحيفة الرمال", "افتتاح الميناء الجديد", 1),
        ("عام / افتتاح الميناء الجديد", "افتتاح الميناء الجديد", 1),
        ("افتتاح الميناء الجديد", "افتتاح الميناء", 0),
        ("افتتاح الميناء الجديد بعد تأخر - تقرير", "تقرير", 0),
    ],
)
def test_a_headline_is_right_with_and_without_the_name_that_its_line_sets_apart(
    line: str, said: str, right: int
) -> None:
    tally = Tally()
    tally.add(LabelledFacts(titles=[(0, 0)]), line, Given(said, None, None, None))
    assert tally.found["title"] == right


def test_the_headlines_that_ship_are_of_100_others_half_of_them_aside() -> None:
    heads = read_fact_labels(HEADS)
    assert len(heads) == 100
    assert not heads.keys() & (read_line_labels().keys() | read_quote_labels().keys())
    assert not heads.keys() & read_fact_labels().keys()
    assert 35 < sum(map(head_aside, heads)) < 65
    assert not any(article.endswith(f"_{site}") for _, article in heads for site in unseen_sites())
    assert all({"date", "dateline", "agency"} <= labels.loose for labels in heads.values())


def test_without_a_corpus_composed_news_is_held_to_its_floors() -> None:
    result = CliRunner().invoke(main, [])
    assert set(json.loads(result.stdout)) == {"composed", "composed_aside"}
    assert result.exit_code == 0


def test_what_is_printed_is_of_160_others_a_third_of_them_aside_and_none_of_an_unseen_site() -> None:
    printed = read_fact_labels(PRINTED)
    others = (read_fact_labels(), read_fact_labels(HEADS), read_fact_labels(FURTHER))
    assert len(printed) == 160
    assert not any(printed.keys() & other.keys() for other in others)
    assert 40 < sum(map(aside, printed)) < 65
    assert not any(article.endswith(f"_{site}") for _, article in printed for site in unseen_sites())


def test_what_is_fresh_is_of_90_others_and_none_of_an_unseen_site() -> None:
    fresh = read_fact_labels(FRESH)
    others = (read_fact_labels(), *map(read_fact_labels, (HEADS, FURTHER, PRINTED)))
    assert len(fresh) == 90
    assert not any(fresh.keys() & other.keys() for other in others)
    assert not any(article.endswith(f"_{site}") for _, article in fresh for site in unseen_sites())


def test_every_third_source_is_aside_with_all_its_articles() -> None:
    assert 80 < sum(source_aside(f"site{number}.example") for number in range(300)) < 120


def test_a_part_may_be_aside_by_its_sources(corpus: Path) -> None:
    labels = read_fact_labels(corpus / "labels.txt")
    texts = read_texts(corpus, list(labels))
    figures = evaluate(texts, labels, False, "fresh", lambda _, source: source == "nahr-press.example")
    assert (figures["fresh"]["title_labelled"], figures["fresh_aside"]["title_labelled"]) == (0, 3)
