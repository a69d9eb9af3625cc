import hashlib

import pytest

from nashra.entities.recognise import LABELS, load_recognizer
from nashra.entities.recognise.base import CONVENTIONS, Recognizer
from nashra.entities.recognise.embedded.embedded import EmbeddedRecognizer
from nashra.entities.recognise.load import EMBEDDED
from nashra.settings import load_settings
from nashra_lab.evaluate.floors import floors

BODY = (
    "التقى الرئيس الفرنسي إيمانويل ماكرون في باريس اليوم نظيره المصري عبد الفتاح السيسي، وبحثا الوضع في ليبيا.\n"
    "وقال متحدث باسم الأمم المتحدة في جنيف إن المفاوضات ستستأنف في تونس. وأكد ماكرون دعمه لها."
)


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return load_recognizer(load_settings(recognizer="embedded"))


def test_it_finds_names_in_news(recognizer: Recognizer) -> None:
    (mentions,) = recognizer.mentions([BODY])
    found = {(mention.type, mention.surface) for mention in mentions}
    assert {
        ("PERS", "إيمانويل ماكرون"),
        ("LOC", "باريس"),
        ("PERS", "عبد الفتاح السيسي"),
        ("LOC", "ليبيا"),
        ("LOC", "جنيف"),
        ("LOC", "تونس"),
        ("PERS", "ماكرون"),
    } <= found
    assert all(BODY[mention.start : mention.end] == mention.surface for mention in mentions)
    assert all(0 < mention.score <= 1 for mention in mentions)
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    assert {mention.sentence_no for mention in mentions} == {0, 1, 2}


def test_a_body_s_mentions_do_not_depend_on_the_others(recognizer: Recognizer) -> None:
    others = [BODY[start:] + " " + BODY[:start] for start in range(0, 120, 3)]
    assert recognizer.mentions([*others, BODY])[-1] == recognizer.mentions([BODY])[0]
    assert recognizer.mentions([BODY, *others])[0] == recognizer.mentions([BODY])[0]


@pytest.mark.parametrize(
    "tokens",
    [[], ["\u064b"], [""], ["…", "،", "\u200f"], ["\U0001f600"], ["x" * 5000], ["بيروت", "،"] * 700],
    ids=["none", "a stray mark", "an empty token", "signs", "an emoji", "a very long word", "a very long sentence"],
)
def test_odd_sentences_get_a_label_for_each_token(recognizer: Recognizer, tokens: list[str]) -> None:
    before, odd, after = recognizer.tag([["في", "بيروت"], tokens, ["في", "بيروت"]], [0, 1, 2])
    assert len(odd) == len(tokens)
    assert all(tag.label in LABELS and 0 <= tag.score <= 1 for tag in odd)
    assert before == after


def test_nothing_gives_nothing(recognizer: Recognizer) -> None:
    assert recognizer.tag([]) == []
    assert recognizer.mentions(["", "\n \n"]) == [[], []]


def test_the_version_is_the_model_s_content(recognizer: Recognizer) -> None:
    content = (EMBEDDED / "model.npz").read_bytes()
    assert recognizer.version == hashlib.sha256(content).hexdigest()[:12]


def test_the_model_is_small(recognizer: Recognizer) -> None:
    most = floors("size")["recogniser_bytes"]
    assert isinstance(most, int)
    assert sum(file.stat().st_size for file in EMBEDDED.iterdir()) <= most


def test_long_institutions_are_one_name_in_a_night_s_convention() -> None:
    body = "أعلنت وزارة الصحة الليبية افتتاح مستشفى جديد بكلفة مليون دينار."
    news, anercorp = (load_recognizer(load_settings(recognizer="embedded"), name) for name in CONVENTIONS)
    assert ("ORG", "وزارة الصحة الليبية") in {(one.type, one.surface) for one in news.mentions([body])[0]}
    assert news.version == anercorp.version
    assert news.mentions([body]) != anercorp.mentions([body])


def test_a_word_that_cannot_be_read_leaves_those_beside_it_as_they_are() -> None:
    sentence = ["التقى", "زغلولنباتي", "سفير", "بلقاريستان", "في", "ورزنباتة"]
    spoiled, fresh = EmbeddedRecognizer(EMBEDDED), EmbeddedRecognizer(EMBEDDED)
    with pytest.raises(UnicodeEncodeError):
        spoiled.tag([[*sentence, "\ud83d"]])
    assert spoiled.tag([sentence]) == fresh.tag([sentence])
