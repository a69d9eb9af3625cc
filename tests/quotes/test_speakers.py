"""Whose words: speakers whom the sentence names elsewhere, by title, or not at all."""

import pytest

from nashra.quotes.find import find_quotes
from tests.quotes.test_find import named, said

PERSONS = (
    ("سليم الحداد", "PERS"), ("هدى القاضي", "PERS"), ("القاضي", "PERS"), ("مازن الصباغ", "PERS"),
    ("وزارة النقل", "ORG"), ("رويترز", "ORG"), ("اتحاد العمال", "ORG"),
)  # fmt: skip

CASES = [
    # whom the sentence before is about, when nobody spoke since
    ("قال شهود إن النار امتدت.\nوتوجه المحافظ سليم الحداد إلى المكان.\nوقال: «سنعوض كل من تضرر».", "سليم الحداد"),
    # «وأضاف» goes on, whatever stands between
    ("قالت هدى القاضي إن العمل بدأ. وتوجه سليم الحداد إلى المكان.\nوأضافت: «لن نتأخر عن الموعد».", "هدى القاضي"),
    # a title that stands behind the name
    ("قال سليم الحداد، المتحدث الرسمي باسم الميناء، إن الخط جديد.\nوأوضح المتحدث الرسمي: «الرحلة مجانية».",
     "سليم الحداد"),
    ("أعلنت هدى القاضي، وهي معلمة متقاعدة، إطلاق المكتبة.\n«لا أنتظر شكرا من أحد»، تضيف المعلمة.", "هدى القاضي"),
    # what a title goes on with is no audience
    ("أكد الأمين العام لاتحاد العمال سليم الحداد، اليوم، «أن الإضراب ما زال قائما».", "سليم الحداد"),
    # who stands behind whom it is told to
    ("وقال لرويترز سليم الحداد «لم نسمع شيئا قبل الفجر».", "سليم الحداد"),
    # a byline, a place and an agency are nobody's words
    ("مازن الصباغ - جدة\nسجلت الأسعار ارتفاعا.\nوقال مصدر في السوق: «لا نبيع بأقل من ذلك».\nوأضاف: «الطلب كبير».",
     "مصدر في السوق"),
    ("رويترز - «لم نلعب كما ينبغي أبدا».. بهذه الكلمات لخص المدرب سليم الحداد الخسارة.", "سليم الحداد"),
    # somebody without a name
    ("علق البعض على صورة سليم الحداد قائلا: «هذا ما كنا نخشاه دائما».", "البعض"),
    # her demand is not his
    ("قالت هدى القاضي إن الحفل تأجل. وطالبت الفنان مازن الصباغ بالرد، قائلة: «عليه أن يعتذر أمامنا».", "هدى القاضي"),
    # what is said before «قوله» of whose words they are
    ("قالت هدى القاضي إن العمل بدأ. ونقلت رويترز عنها قولها: «لا أحد يعرف الموعد».", "هدى القاضي"),
    # between commas, a text, a relative clause
    ("لكن سليم الحداد، 58 عاما، قال: «لن أغلق باب الدكان».", "سليم الحداد"),
    ("وجاء في بيان وزارة النقل: «لا تغيير في موعد الرحلات».", "وزارة النقل"),
    ("وقال سليم الحداد الذي نقل الجرحى لرويترز «لم يسأل عنهم أحد حتى المساء».", "سليم الحداد"),
    # a person's object before a colon
    ("وشككت هدى القاضي بدوافع جارها: «يجب أن نرى من يقف خلف ذلك كله اليوم».", "هدى القاضي"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "speaker"), CASES)
def test_the_last_quote_is_the_speakers(body: str, speaker: str) -> None:
    quotes = [quote for quote in find_quotes(body, named(body, *PERSONS)) if quote.kind == "direct"]
    assert said(quotes)[-1][1] == speaker, quotes[-1].why


def test_a_carried_speaker_has_the_id_of_the_full_name() -> None:
    body = "قال سليم الحداد، رئيس اللجنة، إن الخط جديد.\nوأوضح رئيس اللجنة: «الرحلة مجانية للجميع اليوم»."
    quote = find_quotes(body, named(body, *PERSONS))[-1]
    assert (quote.speaker, quote.entity_id) == ("سليم الحداد", "PERS-الحداد")


def test_who_vouches_for_a_sentence_with_a_verb() -> None:
    body = "قتل أربعة أشخاص في الهجوم، على ما أفاد مسعفون.\nتسير الأعمال على ما يرام."
    assert said(find_quotes(body, ())) == [("قتل أربعة أشخاص في الهجوم", "مسعفون")]


def test_a_medium_that_vouches_is_no_quote() -> None:
    body = "ارتفعت الأسعار أمس بحسب ما نقلت «أخبار الساحل اليوم»."
    assert [quote.text for quote in find_quotes(body, ()) if quote.kind == "direct"] == []


def test_a_name_that_a_verb_was_glued_to_speaks() -> None:
    body = "قال سليم الحداد إن العمل بدأ.\nواستطرد الحداد: «لن نترك أحدا في العراء»."
    mentions = named(body, ("سليم الحداد", "PERS"), ("واستطرد الحداد", "PERS"))
    quote = find_quotes(body, mentions)[-1]
    assert (quote.speaker, quote.cue) == ("الحداد", "واستطرد")
