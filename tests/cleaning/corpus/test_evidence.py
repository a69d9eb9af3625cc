"""Corpus evidence: copies count once, order does not matter, and what it says of a line."""

from pathlib import Path

import numpy as np
import pytest

from nashra.article import Article
from nashra.cleaning.corpus import gathered
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from nashra.cleaning.corpus.observed import EvidencePart, merge
from nashra.cleaning.corpus.stored_parts import Stored, read_articles, read_rows, write_part
from nashra.cleaning.lines.read_lines import read_lines
from nashra.lake import Storage
from tests.support.cleaning_articles import BODY, OTHER_P1, OTHER_P2, OTHERS, P1, P2, P3, P4, P5, TITLE, article, clean

CHROME = "تجدون نشرة الوادي كل صباح عند الباعة"


def corpus(*extra: Article) -> list[Article]:
    """Five different articles of a site, each with the same last line."""
    texts = [(OTHERS[n], OTHER_P1[n * 9 :], BODY[n], OTHER_P2[n * 7 :], CHROME) for n in range(5)]
    return [*(article(*lines, number=n + 1) for n, lines in enumerate(texts)), *extra]


def evidence(articles: list[Article]) -> CorpusEvidence:
    return CorpusEvidence.build(observe_articles(articles))


def test_order_and_parts_do_not_matter() -> None:
    articles = corpus()
    whole = evidence(articles).table()
    parts = [part for one in reversed(articles) for part in observe_articles([one])]
    assert CorpusEvidence.build(parts).table().equals(whole)


def test_a_landing_given_twice_changes_nothing() -> None:
    articles = corpus()
    assert evidence(articles * 2).table().equals(evidence(articles).table())


def test_near_copies_are_no_repetition() -> None:
    story = article(TITLE, *BODY, number=20)
    edition = article(TITLE + " أمس", *BODY, number=21)
    seen = evidence([story, edition]).of(read_lines([story.text]))
    assert seen.repeats.tolist() == [0] * 6


def test_a_copy_on_another_page_says_nothing_against_the_story() -> None:
    page = article("الرئيسية", "أخبار", "رياضة", "ثقافة", "اقتصاد", TITLE, *BODY, number=22)
    known = evidence([article(TITLE, *BODY, number=20), page])
    seen = known.of(read_lines([page.text]))
    assert seen.titles.tolist() == seen.leads.tolist() == [0] * 11


def test_a_story_that_a_longer_one_takes_up_is_not_repetition_but_the_longer_one_repeats_it() -> None:
    """A round-up of the week has whole paragraphs of the day's story; the story is no teaser of the round-up."""
    week = [OTHER_P1[n * 5 :] + OTHER_P2[n * 7 :] for n in range(6)]
    story = article(TITLE, P1, P2, P3, P4, number=23)
    round_up = article(OTHERS[0], P1, P2, P3, *week, number=24)
    known = evidence([story, round_up])
    assert known.of(read_lines([story.text])).repeats.tolist() == [0] * 5
    assert known.of(read_lines([round_up.text])).repeats.tolist() == [0, 1, 1, 1] + [0] * 6


def test_a_line_of_many_articles_is_told() -> None:
    seen = evidence(corpus()).of(read_lines(["\n".join([TITLE, P1, CHROME])]))
    assert seen.repeats[2] == 4


def test_a_title_of_another_article_is_told_and_removed() -> None:
    story = article(TITLE, P1, P2, OTHERS[1], P3, P4, P5, number=30)
    known = evidence(corpus(story))
    assert known.of(read_lines([story.text])).titles.tolist() == [0, 0, 0, 1, 0, 0, 0]
    result = clean(*story.text.split("\n"), evidence=known)
    assert [removal.text for removal in result.removals] == [OTHERS[1]]
    assert "title-of-another" in result.removals[0].rule


def test_tables_come_back() -> None:
    known = evidence(corpus())
    assert CorpusEvidence.from_table(known.table()).table().equals(known.table())
    part = next(observe_articles(corpus()))
    again = EvidencePart.from_tables(*part.tables())
    assert all(
        np.array_equal(getattr(part, n), getattr(again, n)) for n in ("digest", "source", "sketch", "key", "owner")
    )


def test_empty_evidence_says_nothing() -> None:
    seen = CorpusEvidence.empty().of(read_lines(["\n".join([TITLE, P1])]))
    assert seen.repeats.tolist() == seen.titles.tolist() == seen.leads.tolist() == [0, 0]


def test_counted_range_by_range_it_is_the_same(tmp_path: Path) -> None:
    lake = Storage(str(tmp_path))
    articles = corpus(article(TITLE, *BODY, number=20), article(TITLE + " أمس", *BODY, number=21))
    for number, some in enumerate((articles[:3], articles[2:], [])):
        write_part(lake, f"part-{number}", merge(observe_articles(some)))
    places = [Stored(lake, f"part-{number}") for number in (2, 0, 1)]
    ranges = list(read_rows(places, range_rows=7))
    assert len(ranges) > 4
    assert CorpusEvidence.count(read_articles(places), ranges).table().equals(evidence(articles).table())


def test_evidence_of_many_goes_through_files_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [*corpus(), *corpus(article(TITLE, *BODY, number=20))] * 60
    whole = evidence(articles).table()
    monkeypatch.setattr(gathered, "SPILL_PARTS", 1)
    assert gathered.evidence_of(iter(articles)).table().equals(whole)


@pytest.mark.parametrize("place", ["title", "lead", "tail"])
@pytest.mark.parametrize("papers", [1, 5])
def test_other_papers_can_not_take_a_paragraph_out_of_an_honest_body(place: str, papers: int) -> None:
    """They copy one paragraph: as their title, as their first one, as their last."""
    honest = Article("1" * 16, "honest.txt", 0, "honest.example", "\n".join((TITLE, *BODY)))
    copies = []
    for number in range(12):
        own = (OTHER_P1[number * 3 :], OTHER_P2[number * 4 :])
        lines = {"title": (P3, *own), "lead": (OTHERS[number % 5], P3, *own), "tail": (OTHERS[number % 5], *own, P3)}
        source = f"other-{number % papers}.example"
        copies.append(Article(f"{number:016x}", f"{number}.txt", 0, source, "\n".join(lines[place])))
    known = evidence([honest, *copies])
    seen = known.of(read_lines([honest.text]))
    assert seen.repeats[3] == seen.titles[3] == seen.leads[3] == 0
    assert P3 in clean(*honest.text.split("\n"), evidence=known).body


def test_a_paper_s_own_teaser_still_tells() -> None:
    teaser = article(OTHERS[1], OTHER_P1, OTHER_P2, number=8)
    page = article(TITLE, *BODY, OTHER_P1, number=9)
    assert evidence([teaser, page]).of(read_lines([page.text])).leads[6] == 1


def test_edges_of_lines_are_counted_within_a_source() -> None:
    def line(number: int) -> str:
        return f"اقرأ المزيد عن {OTHERS[number]} في صفحة الوادي"

    of_paper = [article(OTHERS[n], BODY[n], line(n), number=n) for n in range(4)]
    stranger = article(OTHERS[4], OTHER_P2, line(4), number=7)
    stranger.source = "stranger.example"
    known = evidence([*of_paper, stranger])
    seen = known.of(read_lines([of_paper[0].text, stranger.text]))
    assert (seen.heads[2], seen.feet[2], seen.of_source[2]) == (3, 3, 4)
    assert (seen.heads[5], seen.feet[5], seen.of_source[5]) == (0, 0, 1)
