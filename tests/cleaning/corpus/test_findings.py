"""What ingest found on lines is what cleaning would find, and cleaning does not look for it again."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus import gathered, survey
from nashra.cleaning.corpus.edges import Pieces, glued_pieces
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.findings import Kept, read_findings
from nashra.cleaning.lines.read_lines import read_lines
from nashra.cleaning.rules.rule_book import RuleBook
from nashra.cleaning.rules.rule_files import shipped_rules
from nashra.cleaning.stage import clean_shard
from nashra.lake import Run, Storage
from nashra.landing.staged_records import ARTICLES as ARTICLES_SCHEMA
from nashra.landing.staged_records import row_of
from nashra.settings import load_settings
from tests.support.cleaning_articles import BODY, OTHER_P1, OTHERS, TITLE, article

ARTICLES = [
    article(f"{TITLE} | موقع الخبر", f"عمان - سمير الحلبي - {BODY[0]}", *BODY[1:], "اقرأ أيضا:", OTHERS[0], number=1),
    article("", number=2),
    article(OTHERS[1], f"{OTHER_P1} اقرأ المزيد على موقعنا", "شارك", number=3),
]


@pytest.fixture
def kept(tmp_path: Path) -> Storage:
    """A storage with the findings of two batches, a batch without a line between them."""
    staging = Storage(str(tmp_path))
    found = Kept(shipped_rules())
    book = RuleBook(shipped_rules())
    for some in (ARTICLES, ARTICLES[1:2], ARTICLES[::-1]):
        lines = read_lines([one.text for one in some])
        found.add(lines, book.hits(lines), glued_pieces(lines))
    staging.write_table("findings.parquet", found.table())
    return staging


def test_findings_come_back_as_they_were(kept: Storage) -> None:
    book = RuleBook(shipped_rules())
    read = [found for found in read_findings(kept, "findings.parquet", shipped_rules()) if found]
    assert len(read) == 3
    for some, found in zip((ARTICLES, ARTICLES[1:2], ARTICLES[::-1]), read, strict=True):
        lines = read_lines([one.text for one in some])
        assert found.lines == lines.hash.size
        assert found.hits == book.hits(lines)
        fresh = glued_pieces(lines)
        for field in fields(Pieces):
            there, here = getattr(found.pieces, field.name), getattr(fresh, field.name)
            assert there.dtype == here.dtype
            assert np.array_equal(there, here), field.name
    assert read[0].hits
    assert read[0].pieces.line.size > 1


def test_cleaning_with_findings_is_cleaning(kept: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = gathered.evidence_of(ARTICLES)
    cleaner = Cleaner.load()
    plain = cleaner.clean_many(ARTICLES, evidence)
    found = read_findings(kept, "findings.parquet", shipped_rules())
    with monkeypatch.context() as patch:
        patch.setattr(RuleBook, "hits", lambda *_: pytest.fail("rules were tried again"))
        patch.setattr("nashra.cleaning.corpus.evidence.glued_pieces", lambda *_: pytest.fail("looked for again"))
        assert cleaner.clean_many(ARTICLES, evidence, found) == plain
    assert sum(len(one.removals) for one in plain) > 2


def test_findings_of_other_articles_are_refused(kept: Storage) -> None:
    found = read_findings(kept, "findings.parquet", shipped_rules())
    with pytest.raises(ValueError, match="the articles have 1"):
        Cleaner.load().clean_many([article(TITLE, number=9)], CorpusEvidence.empty(), found)


def test_a_night_looks_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ingest finds, clean reads: in several batches of a shard, with what is published as if it had looked itself."""
    run = Run("2024-03-02", "r", Storage(str(tmp_path / "landing")), Storage(str(tmp_path / "lake")))
    articles = [replace(ARTICLES[n % 3], article_id=f"{n:016x}") for n in range(700)]
    rows = pa.Table.from_pylist([row_of(one) for one in articles], schema=ARTICLES_SCHEMA)
    run.staging.write_table(run.shard_path("ingest", 0, "articles"), rows)
    run.staging.write_table("survey/duplicates.parquet", pa.table({"article_id": ["a"], "duplicate_of": ["b"]}))
    survey.observe_shard(run, 0)
    survey.gather_evidence(run, load_settings(), [0])
    expected = Cleaner.load().clean_many(articles, survey.load_evidence(run))
    with monkeypatch.context() as patch:
        patch.setattr(RuleBook, "hits", lambda *_: pytest.fail("rules were tried again"))
        assert clean_shard(run, load_settings(), 0)["cleaned"] == 700
    bodies = run.staging.read_table(run.shard_path("clean", 0, "articles"))["body"].to_pylist()
    assert bodies == [one.body for one in expected]
