"""A site's name in Arabic is told by its address in Latin letters, and other words are not."""

from dataclasses import replace

import pytest

from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from nashra.cleaning.decide.titles.headlines import names_a_section
from tests.support.cleaning_articles import BODY, TITLE, article


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("سنابل", "sanabel.net"),
        ("راديو سنابل", "www.sanabeltv.example"),
        ("السنابل الإخبارية", "alsanabelnews.com"),
        ("الضفاف الرياضي", "al-difaf.com.jo"),
        ("مابريق", "mabriq.press.ma"),
        ("السنبلة", "alsunbula.com"),
    ],
)
def test_a_sites_name_is_a_section(line: str, source: str) -> None:
    assert names_a_section(line, source)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("سنابل القمح", "sanabel.net"),  # more than the name
        ("سد", "sd.net"),  # too few consonants
        ("الرياضي", "sanabel.net"),
        ("بساتين", "sanabel.net"),
        ("سنابل", "sanabel"),  # no address
    ],
)
def test_other_words_are_none(line: str, source: str) -> None:
    assert not names_a_section(line, source)


def test_the_sites_name_above_a_headline_is_not_the_title() -> None:
    one = replace(article("السنابل الإخبارية", "", TITLE, *BODY), source="alsanabelnews.com")
    found = Cleaner.load().clean(one, CorpusEvidence.build(observe_articles([one])))
    assert (found.title, found.body) == (TITLE, "\n".join(BODY))


def test_the_sites_name_alone_above_a_story_is_no_title() -> None:
    one = replace(article("السنابل الإخبارية", "", *BODY[:1]), source="alsanabelnews.com")
    found = Cleaner.load().clean(one, CorpusEvidence.build(observe_articles([one])))
    assert (found.title, found.body) == (None, BODY[0])
