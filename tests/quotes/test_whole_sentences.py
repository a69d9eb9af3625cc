"""What stands around a word of saying in real news: objects, rules, leaders, and what only looks like a saying."""

import pytest

from nashra.quotes.find import find_quotes
from tests.quotes.test_find import named

NAMES = (
    ("وزارة التربية والتعليم", "ORG"), ("حزب السنابل", "ORG"), ("سليم الحداد", "PERS"), ("هدى القاضي", "PERS"),
    ("رئاسة الجمهورية", "ORG"), ("الطيران المدني", "ORG"), ("معهد القمح", "ORG"), ("عمر الأكحل", "PERS"),
)  # fmt: skip

SPEAKERS = [
    # what somebody does, or to whom, is not who it is
    ("وأصدرت شركة النقل بيانا اعتذرت فيه للركاب «الذين ضاعت رحلاتهم أمس كلها بسبب العطل».", "شركة النقل"),
    ("ودعت الوزارة جميع الطلبة إلى التسجيل. وأشارت إلى أن الموقع مفتوح.", "الوزارة"),
    # whoever leads a body does not speak for it, whoever speaks at its lead does
    ("وقال حزب السنابل بزعامة سليم الحداد إن الموسم ضاع.", "حزب السنابل"),
    ("وأوضح الناطق الرسمي برئاسة الجمهورية سليم الحداد أن الزيارة تأجلت.", "سليم الحداد"),
    # a ministry by the second half of its name
    ("أطلقت وزارة التربية والتعليم خدمة للطلبة. ويدعم ذلك التعليم الإلكتروني في القرى.\n"
     "وذكرت التعليم في بيان لها أن الصفوف مجانية.", "وزارة التربية والتعليم"),
    # whose description it is
    ("كتبت هدى القاضي رواية جديدة عن البحر. وهي «تسير في خطين متوازيين على مدى عشرين فصلا»، حسب وصف الكاتبة.",
     "هدى القاضي"),
    # a relative clause goes no further with who vouches
    ("عادت القوارب إلى المرفأ بحسب وسائل إعلام محلية والتي ظهرت صورها أمس في الميدان.", "وسائل إعلام محلية"),
    # a title that a preposition goes on with, then the name
    ("قال النائب عن حزب السنابل، سليم الحداد  خلال الجلسة إن البلاد تحتاج إلى القمح.", "سليم الحداد"),
    # what comes from a reply, and where it was printed
    ("واستغربت هدى القاضي من رد «معهد القمح» مشيرة إلى أنها انتظرت شهرا.", "هدى القاضي"),
    ("وقالت هدى القاضي، في مقال نشرته صحيفة المرفأ الأحد، إن «الكثير قيل في هذا الشأن ولم يفعل شيء».", "هدى القاضي"),
    ("وقال متحدث باسم الشركة في ذلك الوقت إن «السفن تعود إلى المرفأ قبل نهاية الشهر».", "متحدث باسم الشركة"),
    # a name in marks, with both of them
    ("وتشير أداة \"سهم ووتش\" إلى أن الفائدة ثابتة.", 'أداة "سهم ووتش"'),
    # who is called like an age is no measure
    ("ووفقا لعمر الأكحل مدير المركز، فإن المتدربين يتلقون دروسا يومية في الحساب.", "عمر الأكحل"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "speaker"), SPEAKERS)
def test_the_speaker_is_no_more_and_no_less(body: str, speaker: str) -> None:
    assert [quote.speaker for quote in find_quotes(body, named(body, *NAMES))][-1:] == [speaker]


NOBODYS = [
    "تبين من التحريات أنه باع السيارة قبل السفر بأسبوع.",  # it turned out
    "وافتتح معرض كتب الأطفال، وكان الهدف من المعرض طمأنتهم بأنهم في أمان.",  # books
    "وتستمر الرحلات في مواعيدها وفقا لإرشادات الطيران المدني.",  # a rule
    "وتختلف الأسعار من محل إلى آخر بحسب نسبة الرطوبة في معهد القمح.",  # a measure
    "وثمن سليم الحداد ما جاء في المسودة من حلول «للقرى والأرياف».",  # what is only spoken of
]


@pytest.mark.parametrize("body", NOBODYS)
def test_nobody_says_it(body: str) -> None:
    assert find_quotes(body, named(body, *NAMES)) == []


def test_a_quotation_that_ends_before_a_glued_sentence_ends_with_its_own() -> None:
    body = "وأوضح سليم الحداد أن هذا الرقم «أولي».وفرضت البلدية رسوما جديدة على المواقف."
    assert [quote.text for quote in find_quotes(body, named(body, *NAMES))] == ["هذا الرقم «أولي»"]
