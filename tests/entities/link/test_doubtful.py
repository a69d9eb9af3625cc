"""A name that could be one of two, or hardly is the known one, keeps an id of its own; a surname of many is whoever
the article names."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[[str, list[tuple[str, str]]], list[Mention]]


@pytest.mark.parametrize(
    ("kind", "doubtful", "known"),
    [
        ("LOC", "أستونا", ["أستانا", "إستونيا"]),
        ("PERS", "أحمد عطف", ["أحمد عطاف", "أحمد عاطف"]),
    ],
)
def test_a_name_that_sounds_like_two_is_neither(linker: Linker, kind: str, doubtful: str, known: list[str]) -> None:
    made = linker.link(kind, doubtful)
    assert made.why.startswith("rule")
    assert made.entity_id not in {linker.link(kind, name).entity_id for name in known}


def test_a_token_that_sounds_like_two_names_is_neither(linker: Linker) -> None:
    near = {linker.form("PERS", f"سمير {name}") for name in ("أبراهام", "إبراهيم")}
    assert linker.form("PERS", "سمير أبرهم") not in near


@pytest.mark.parametrize(("spelling", "town"), [("أبرج", "أبرغ"), ("أطيا", "أتيا"), ("أبروء", "إبراء")])
def test_a_small_town_with_a_short_name_is_found_by_its_own_spelling_only(
    linker: Linker, spelling: str, town: str
) -> None:
    assert linker.link("LOC", town).geonames_id
    assert linker.link("LOC", spelling).entity_id != linker.link("LOC", town).entity_id
    assert linker.link("LOC", spelling).geonames_id is None


def test_a_large_town_of_several_words_is_found_by_other_spellings(linker: Linker) -> None:
    assert linker.link("LOC", "ريو دو جانيرو").entity_id == linker.link("LOC", "ريو دي جانيرو").entity_id
    assert linker.link("LOC", "بوصان").geonames_id is None  # one word is never found by likeness


def test_a_surname_of_many_is_the_person_whom_the_article_names(linker: Linker, link_all: LinkAll) -> None:
    body = "قال التاجر محمد سليماني إن السوق هادئة. وأضاف سليماني أن الأسعار ثابتة."
    full, short = link_all(body, [("PERS", "محمد سليماني"), ("PERS", "سليماني")])
    assert short.entity_id == full.entity_id != linker.link("PERS", "سليماني").entity_id
    alone = "وقال سليماني إن الأسعار ثابتة."
    assert link_all(alone, [("PERS", "سليماني")])[0].entity_id == "PERS-qasem-soleimani"
